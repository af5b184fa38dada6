"""Bundles of files: the only room that opens zip, 7z and rar; what is in them is judged elsewhere."""

from taizhang.bundles.bundle_kinds import bundle_kind
from taizhang.bundles.unpack import unpack
from taizhang.bundles.unpacked import Member, Unpacked
from taizhang.bundles.unpackers import load_unpackers
from taizhang.model.bundle_limits import BundleLimits

__all__ = ["BundleLimits", "Member", "Unpacked", "bundle_kind", "load_unpackers", "unpack"]
