"""click in Chinese: help pages, usage and complaints without an English word."""

from __future__ import annotations

import click


class ChineseOption(click.Option):
    """An option that says 必填 and 默认 where click says required and default."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if self.hidden:
            return None
        flags = " / ".join(self.opts)
        named = flags if self.is_flag else f"{flags} {self.make_metavar(ctx)}"
        return named, f"{self.help or ''}{'（必填）' if self.required else ''}"


class ChineseHelp(click.Command):
    """A command whose help page is laid out under Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for param in options if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = ["[选项]"]
        for param in self.get_params(ctx):
            pieces.extend(param.get_usage_pieces(ctx))
        return pieces

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class ChineseGroup(ChineseHelp, click.Group):
    """A group of commands, listed under 命令 in the order in which they were added."""

    command_class = ChineseHelp

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [*super().collect_usage_pieces(ctx), "命令 ..."]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str(120)) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)


ChineseGroup.group_class = ChineseGroup


def complaint(error: click.UsageError) -> str:
    """What is wrong with the call and what to do, as one Chinese sentence."""
    path = error.ctx.command_path if error.ctx else "taizhang"
    return f"{_fault(error)}；请执行 {path} --help 查看用法。"


def _fault(error: click.UsageError) -> str:
    match error:
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}"
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}"
        case click.MissingParameter():
            return f"缺少参数 {_shown_name(error)}"
        case click.BadParameter():
            return f"参数 {_shown_name(error)} 的值不能使用（{_reason(error)}）"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面缺少值或用法不对"
        case _:
            return _reason(error)


def _shown_name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name if error.param else ""


def _reason(error: click.UsageError) -> str:
    """Our own Chinese reason, or a general one where click's English would show."""
    message = error.message or ""
    if any("\u4e00" <= character <= "\u9fff" for character in message):
        return message
    if message.startswith("Got unexpected extra argument"):
        return f"多出了参数{message.partition('(')[2].rstrip(')')}"
    return "不在可用的范围内"
