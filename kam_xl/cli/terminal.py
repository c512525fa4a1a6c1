"""What the command line says and how: its language, its help in both languages, errors, notes and tables."""

from __future__ import annotations

import contextlib
import json
import locale
import os
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import click

from kam_xl.findings import Finding, Severity, worst
from kam_xl.i18n import Lang, say, template

WIDE = 120
"""Characters a line from which sentences fit into a table."""

PLAIN_WIDTH = 200
"""Characters a line where the output is no terminal."""

_BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x08\v\f\r\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What moves the cursor, paints or turns the direction of writing: texts of other people's books may hold it."""


def ui_lang() -> Lang:
    """Return the language of the command line: KAM_LANG, else the system's."""
    wanted = os.environ.get("KAM_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or _system()
    return "ru" if wanted.lower().startswith("ru") else "en"


def _system() -> str:
    with contextlib.suppress(ValueError):
        return locale.getlocale()[0] or ""
    return ""


def spoken(book: Lang) -> Lang:
    """Return the language in which a command on a book speaks: KAM_LANG where it is set, else the book's."""
    return ui_lang() if os.environ.get("KAM_LANG") else book


class KamCommand(click.Command):
    """A command whose help is in the language of the person."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", template(ui_lang(), "cli.usage_pieces"))
        formatter.write_usage(ctx.command_path, pieces, prefix=template(ui_lang(), "cli.usage") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands where there are some."""
        required = template(ui_lang(), "cli.required")
        rows = [
            (record[0], record[1].replace("[required]", required))
            for one in self.get_params(ctx)
            if (record := one.get_help_record(ctx))
        ]
        if rows:
            with formatter.section(template(ui_lang(), "cli.options")):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its text in the person's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = template(ui_lang(), "cli.help_option")
        return option


class KamGroup(KamCommand, click.Group):
    """A group whose help is in the language of the person, with its commands in the order of the work."""

    command_class = KamCommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were added."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with a line each."""
        rows = [(name, one.get_short_help_str(80)) for name, one in self.commands.items() if not one.hidden]
        with formatter.section(template(ui_lang(), "cli.commands")):
            formatter.write_dl(rows)


def explain_usage(error: click.ClickException, lang: Lang) -> str:
    """Return a mistake on the command line as a sentence with a remedy."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kam"
    near: list[str] = []
    match error:
        case click.NoSuchOption():
            what = say(lang, "cli.no_such_option", option=error.option_name)
            near = list(error.possibilities or ())
        case click.MissingParameter():
            what = say(lang, "cli.missing", name=_named(error.param))
        case click.BadParameter() if isinstance(error.param and error.param.type, click.Choice):
            choices = list(error.param.type.choices)  # type: ignore[union-attr]
            what = (
                f"{_named(error.param)}: {say(lang, 'cli.bad_choice', value=_quoted(error.message), choices=choices)}"
            )
        case click.BadParameter():
            what = say(lang, "cli.bad", name=_named(error.param), value=error.message)
        case click.BadOptionUsage():
            what = say(lang, "cli.needs_value", option=error.option_name)
        case click.UsageError() if context and isinstance(context.command, click.Group):
            tried = _quoted(error.format_message())
            what = say(lang, "cli.no_such_command", command=tried)
            near = get_close_matches(tried, context.command.commands)
        case click.UsageError() if context and "argument" in error.format_message():
            what = say(lang, "cli.too_many", value=_quoted(error.format_message()))
        case _:
            what = error.format_message()
    hint = say(lang, "cli.near", names=near) if near else say(lang, "cli.see_help", path=path)
    return f"{what} — {hint}"


def _named(param: click.Parameter | None) -> str:
    """Return a parameter as a person types it: `--hours`, `BOOK`."""
    if param is None:
        return ""
    return param.opts[-1] if isinstance(param, click.Option) else param.metavar or (param.name or "").upper()


def _quoted(text: str) -> str:
    """Return what a sentence of the library quotes: the word that the person typed."""
    found = re.search(r"['\"(]+([^'\")]+)['\")]", text)
    return found.group(1) if found else text


def one_line(text: str) -> str:
    """Return a text as one line that a terminal can only show."""
    return _CONTROLS.sub("", _BLANKS.sub(" ", text))


def say_error(text: str) -> None:
    """Write an error to stderr, with the lines that it has."""
    click.echo(_CONTROLS.sub("", text), err=True)


def print_line(text: str) -> None:
    """Write a line to stdout; what it holds of a book does nothing to the terminal."""
    click.echo(one_line(text))


def note(text: str) -> None:
    """Write a word to stderr: what is being done, what was done, what to do next."""
    click.echo(one_line(text), err=True)


def print_json(data: Any) -> None:
    """Write data to stdout as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Write a table to stdout; columns of numbers stand to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for i, header in enumerate(headers):
        table.add_column(one_line(header), justify="right" if i in right else "left")
    for row in rows:
        table.add_row(*map(one_line, row))
    console(sys.stdout).print(table)


def wide() -> bool:
    """Tell whether a table with sentences in it fits: a wide terminal, or no terminal at all."""
    return bool(console(sys.stdout).width >= WIDE)


def console(stream: Any) -> Any:
    """Return a console that is plain where the stream is no terminal or the person asked for no colour."""
    from rich.console import Console

    context = click.get_current_context(silent=True)
    plain = bool(context and (context.find_root().obj or {}).get("no_color"))
    width = None if stream.isatty() else PLAIN_WIDTH
    return Console(file=stream, width=width, no_color=plain or None, highlight=False, markup=False, emoji=False)


@contextlib.contextmanager
def working(text: str) -> Iterator[None]:
    """Say on stderr what takes a while: a moving sign on a terminal, one line elsewhere."""
    if not sys.stderr.isatty():
        note(text)
        yield
        return
    with console(sys.stderr).status(one_line(text)):
        yield


def print_findings(findings: Sequence[Finding], lang: Lang, least: Severity = Severity.WARNING) -> None:
    """Write findings to stderr, the weightiest first, a line each; those below `least` are only counted."""
    shown = sorted((one for one in findings if one.severity >= least), key=lambda one: -one.severity)
    for one in shown:
        mark = "!!" if one.severity is Severity.ERROR else "! " if one.severity is Severity.WARNING else "  "
        note(f"{mark} {one.in_(lang)}")
    if rest := len(findings) - len(shown):
        note(say(lang, "cli.notes", n=rest))


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 3 where something cannot be read, 1 where a person must act, 0 else."""
    return {Severity.ERROR: 3, Severity.WARNING: 1, Severity.NOTE: 0}[worst(findings)]
