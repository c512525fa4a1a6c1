"""Commands on two versions of a book: diff, merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kam_xl.cli import options
from kam_xl.cli.books import task_of
from kam_xl.cli.task_runs import open_switched_on
from kam_xl.cli.terminal import KamCommand, exit_code, note, print_findings, print_json, print_line, print_table, spoken
from kam_xl.errors import UsageError
from kam_xl.exchange.books import open_book
from kam_xl.exchange.diff import as_dict, compare
from kam_xl.exchange.merge.files import Asked, merge_files
from kam_xl.i18n import Lang, message, say
from kam_xl.sheets.words import word

Row = Mapping[str, Any]


@click.command("diff", cls=KamCommand, help=options.text("diff"))
@click.argument("one", metavar="A", type=click.Path(path_type=Path))
@click.argument("other", metavar="B", type=click.Path(path_type=Path))
@options.as_json
def diff(one: Path, other: Path, as_json: bool) -> int:
    """Show what differs from one workbook to another."""
    first, second = open_book(one), open_book(other)
    lang = spoken(first.portfolio.lang)
    found = [as_dict(each) for each in compare(first, second, lang)]
    if first.portfolio.book_id != second.portfolio.book_id:
        manager = second.portfolio.setup.manager or "?"
        note(say(lang, "cli.diff.other_book", a=one.name, b=other.name, manager=manager))
    if as_json:
        print_json(found)
    else:
        show_changes(found, lang)
    kinds = [each["happened"] for each in found]
    counts = {kind: kinds.count(kind) for kind in ("changed", "added", "deleted")}
    note(say(lang, "cli.diff.count", n=len(found), **counts) if found else say(lang, "cli.diff.none"))
    return int(bool(found))


@click.command("merge", cls=KamCommand, help=options.text("merge"))
@click.argument("mine", metavar="MINE", type=click.Path(path_type=Path))
@click.argument("theirs", metavar="[THEIRS]", required=False, type=click.Path(path_type=Path))
@click.option("--base", metavar="BASE", type=click.Path(path_type=Path), help=options.text("base"))
@click.option("-o", "--out", metavar="OUT", type=click.Path(path_type=Path), help=options.text("merge_out"))
@click.option("--who", metavar="NAME", help=options.text("merge_who"))
@options.as_of
@options.drop_foreign
@options.as_json
def merge(
    mine: Path,
    theirs: Path | None,
    base: Path | None,
    out: Path | None,
    who: str | None,
    as_of: dt.date | None,
    drop_foreign: bool,
    as_json: bool,
) -> int:
    """Merge a version that came back into a book, or apply what was chosen on its conflicts."""
    if base is not None and theirs is None:
        raise UsageError(reason=message("cli.merge.base_alone"))
    today = dt.date.today()
    args = {"base": str(base) if base else "", "who": who or "", "today": today.isoformat()}
    task = task_of(open_switched_on(mine, "merge"), as_of, args)
    outcome, written = merge_files(Asked(mine, theirs, out, drop_foreign), task, today)
    data, lang = outcome.data, task.lang
    if as_json:
        print_json({**data, "out": str(out) if written else None})
    else:
        show_changes([{**one, "happened": one["action"]} for one in data["changes"]], lang)
        show_conflicts(data["conflicts"], lang)
    print_findings(outcome.findings, lang)
    note(outcome.message.in_(lang))
    _say_written(mine, out, written, lang)
    return max(exit_code(outcome.findings), int(bool(data["conflicts"])))


def _say_written(mine: Path, out: Path | None, written: bool, lang: Lang) -> None:
    if out is None:
        note(say(lang, "cli.merge.dry"))
    elif written:
        note(say(lang, "cli.merge.written", out=str(out)))
    else:
        note(say(lang, "cli.unchanged", book=mine.name))


def show_changes(found: Sequence[Row], lang: Lang) -> None:
    """Print changes as a table for each client."""
    headers = [say(lang, f"cli.diff.{key}") for key in ("happened", "where", "column", "old", "new")]
    for client, rows in _by_client(found).items():
        print_line(client or say(lang, "cli.diff.whole_book"))
        print_table(
            headers,
            [
                [
                    word("log_actions", one["happened"], lang),
                    one["name"],
                    one["column"],
                    _short(one["old"]),
                    _short(one["new"]),
                ]
                for one in rows
            ],
        )


def show_conflicts(found: Sequence[Row], lang: Lang) -> None:
    """Print what is to be decided, a line a conflict."""
    if not found:
        return
    click.echo(say(lang, "cli.merge.decide"))
    headers = [say(lang, f"cli.diff.{key}") for key in ("where", "column", "mine", "theirs")]
    rows = [
        [
            " · ".join(filter(None, (one["account"], one["name"]))),
            one["column"],
            _short(one["mine"]),
            _short(one["theirs"]),
        ]
        for one in found
    ]
    print_table(headers, rows)


def _by_client(found: Sequence[Row]) -> dict[str, list[Row]]:
    clients: dict[str, list[Row]] = {}
    for one in found:
        clients.setdefault(one["account"], []).append(one)
    return clients


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
