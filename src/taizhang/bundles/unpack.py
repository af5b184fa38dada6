"""A bundle becomes its members: in memory, counted, and each judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from taizhang.bundles.bundle_kinds import PART, RAR, SEVENZIP, TITLES, ZIP, bundle_kind
from taizhang.bundles.found import Found
from taizhang.bundles.member_names import cut_name, is_changed, name_key, shown_name
from taizhang.bundles.open_7z import open_7z
from taizhang.bundles.open_rar import open_rar
from taizhang.bundles.open_zip import PARTED, open_zip
from taizhang.bundles.passed_over import why_passed_over
from taizhang.bundles.refusal import Refusal, damaged, dangerous, nothing_inside, over_limit, unsupported
from taizhang.bundles.tally import Tally
from taizhang.bundles.unpacked import Member, Unpacked
from taizhang.bundles.zip_directory import ends_with_zip
from taizhang.model.bundle_limits import BundleLimits
from taizhang.model.verdict import FileClass, Flag
from taizhang.model.words.sizes import megabytes, why_file_too_large

_OPENERS: Mapping[str, Callable[[bytes, Tally], Iterator[Found]]] = {
    ZIP: open_zip,
    SEVENZIP: open_7z,
    RAR: open_rar,
}
_ENDINGS = {ZIP: ".zip", SEVENZIP: ".7z", RAR: ".rar", "gz": ".gz", "bz2": ".bz2", "xz": ".xz", "tar": ".tar"}
_OTHER_ENDINGS = {
    ".xlsx",
    ".xls",
    ".xlsm",
    ".et",
    ".ods",
    ".csv",
    ".doc",
    ".docx",
    ".wps",
    ".pdf",
    ".txt",
    ".jpg",
}
_NOTED_FROM = 1024 * 1024  # bytes of a member; small ones are often packed very tightly


def unpack(content: bytes, name: str, limits: BundleLimits, kept: int = 0) -> Unpacked:
    """The bundle's members, or the class and sentence that say why it was not opened; `name` is only compared.

    `kept` is how many bytes other bundles of the same mail have given, which are handed on together.

    Never raises for the bundle's content. What decodes it may still end the whole process, so this belongs in
    a worker, after `load_unpackers`.
    """
    kind = bundle_kind(content)
    flags = (Flag.EXTENSION_DIFFERS,) if _claims_otherwise(name, kind) else ()
    try:
        members, skipped = _Opening(limits, kept).open(content, kind, 0)
        return Unpacked(kind, tuple(members), tuple(skipped), FileClass.READABLE, flags=flags)
    except Refusal as refusal:
        return _refused(kind, refusal, flags)
    except MemoryError:
        most = megabytes(limits.memory)
        why = over_limit(f"拆开压缩包时内存超过{most}的上限，未拆开。请分成几个压缩包报送")
        return _refused(kind, why, flags)
    except Exception:
        return _refused(kind, damaged(), flags)


class _Opening:
    """One bundle with the bundles in it, counted together."""

    def __init__(self, limits: BundleLimits, kept: int) -> None:
        self._limits = limits
        self._tally = Tally(limits, kept)

    def open(self, content: bytes, kind: str, level: int) -> tuple[list[Member], list[str]]:
        """Members and what was skipped, in the bundle's order.

        Raises:
            Refusal: none of them could be had, or a limit was passed.
        """
        members: list[Member] = []
        skipped: list[str] = []
        refused: list[Refusal] = []
        keys: set[str] = set()
        for number, found in enumerate(_listed(content, kind, self._tally), 1):
            self._tally.count_entry()
            shown = shown_name(found.name) or f"未命名{number}"
            _refuse_double(found, shown, keys)
            if why := why_passed_over(found, shown):
                skipped.append(f"{cut_name(shown)}：{why}，未登记")
                self._let_pass(found)
                continue
            member, refusal = self._taken(content, found, shown)
            if refusal is not None:
                refused.append(refusal)
            inner, inner_skipped = self._with_inner(member, level)
            members += inner
            skipped += inner_skipped
        _refuse_empty(members, refused)
        return members, skipped

    def _taken(self, content: bytes, found: Found, shown: str) -> tuple[Member, Refusal | None]:
        """The member, and why it could not be taken out."""
        try:
            part = self._tally.collect(found.chunks)
        except Refusal as refusal:
            if refusal.is_limit:
                raise
            begin, end = found.place
            unread = Member(cut_name(shown), content[begin:end], (), refusal.file_class, refusal.note)
            return unread, refusal
        return Member(cut_name(shown), part, tuple(self._notes(found, shown, len(part)))), None

    def _let_pass(self, found: Found) -> None:
        """What is skipped costs nothing, unless others come out only after it."""
        if not found.in_stream:
            return
        try:
            self._tally.pass_over(found.chunks)
        except Refusal as refusal:
            if refusal.is_limit:
                raise

    def _with_inner(self, member: Member, level: int) -> tuple[list[Member], list[str]]:
        """The member, or in its place the members of the bundle that it is."""
        kind = bundle_kind(member.content) if member.file_class is FileClass.READABLE else ""
        if not kind:
            return [self._handed_on(member)], []
        try:
            if level >= self._limits.depth:
                most = self._limits.depth
                raise unsupported(f"压缩包套压缩包超过{most}层，没有再拆。请解压后直接报送里面的任务台账")
            inner, skipped = self.open(member.content, kind, level + 1)
        except Refusal as refusal:
            if refusal.is_limit:
                raise
            return self._unopened(member, refusal)
        except MemoryError:
            raise
        except Exception:  # of a library, on a damaged bundle
            return self._unopened(member, damaged())
        return [_inside(member, one) for one in inner], [f"{member.name}/{note}" for note in skipped]

    def _unopened(self, member: Member, refusal: Refusal) -> tuple[list[Member], list[str]]:
        shut = replace(member, file_class=refusal.file_class, why=refusal.note)
        return [self._handed_on(shut)], []

    def _handed_on(self, member: Member) -> Member:
        """The member counted; one that is too large to be read is told without its bytes: a small bundle may hold many."""
        self._tally.count_member()
        most = self._limits.member_bytes
        if len(member.content) > most:
            member = replace(
                member, content=b"", file_class=FileClass.UNSUPPORTED, why=why_file_too_large(most)
            )
        self._tally.count_kept(len(member.content))
        return member

    def _notes(self, found: Found, shown: str, size: int) -> Iterator[str]:
        if is_changed(found.name, shown):
            yield "名称中有路径或者看不见的字符，已经去掉"
        if size >= _NOTED_FROM and size > self._limits.ratio_warning * found.packed:
            yield f"解压后是压缩包中大小的{size // max(found.packed, 1)}倍，请留意"
        if found.unchecked:
            yield "压缩包里没有它的校验码，未能核对内容是否完整"


def _listed(content: bytes, kind: str, tally: Tally) -> Iterator[Found]:
    """What the bundle lists.

    Raises:
        Refusal: it is of a kind that is not opened, or is two things in one.
    """
    if kind == PART:
        raise unsupported(PARTED)
    if not kind:
        raise unsupported("这不是压缩包，没有拆开。请直接报送任务台账")
    opener = _OPENERS.get(kind)
    if opener is None:
        raise unsupported(
            f"这是{TITLES[kind]}，没有拆开。请解压后直接报送里面的任务台账，或者改用 zip 重新打包"
        )
    if kind != ZIP and ends_with_zip(content):
        raise dangerous("文件由两个压缩包拼成，未拆开。请重新打包后报送")
    return opener(content, tally)


def _refuse_double(found: Found, shown: str, keys: set[str]) -> None:
    """No two files may be one for a program that minds neither case nor width."""
    if found.is_folder:
        return
    key = name_key(shown)
    if key in keys:
        raise dangerous("压缩包里有重名的文件，不同软件会读出不同内容，未拆开。请把文件改名，重新打包后报送")
    keys.add(key)


def _refuse_empty(members: list[Member], refused: list[Refusal]) -> None:
    """A bundle of which nothing could be had is refused as what its members are, if they are all alike."""
    if not members:
        raise nothing_inside()
    if len(refused) == len(members) and len({one.note for one in refused}) == 1:
        raise refused[0]


def _inside(bundle: Member, member: Member) -> Member:
    return replace(
        member, name=cut_name(f"{bundle.name}/{member.name}"), notes=(*bundle.notes, *member.notes)
    )


def _claims_otherwise(name: str, kind: str) -> bool:
    """Whether the name ends like another kind of file."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    claimed = {".tgz": ".gz", ".tbz": ".bz2", ".txz": ".xz"}.get(ending, ending)
    return claimed in {*_ENDINGS.values(), *_OTHER_ENDINGS} - {_ENDINGS.get(kind)} and kind in _ENDINGS


def _refused(kind: str, refusal: Refusal, flags: tuple[Flag, ...]) -> Unpacked:
    return Unpacked(kind, (), (), refusal.file_class, refusal.note, (*refusal.flags, *flags))
