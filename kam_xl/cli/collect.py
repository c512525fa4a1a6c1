"""`kam collect`: from what people sent to one judged team and its workbook."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kam_xl.cli import options
from kam_xl.cli.books import policy_of
from kam_xl.cli.terminal import KamCommand, console, note, one_line, print_line, ui_lang
from kam_xl.errors import UsageError
from kam_xl.exchange.books import full_environment
from kam_xl.i18n import LANGUAGES, Lang, message, say

EXIT_NOTHING_READ = 3
MOST_READERS = 64


@click.command("collect", cls=KamCommand, help=options.text("collect"), epilog=options.text("collect.examples"))
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--db", default="", metavar="URL", help=options.text("collect.db"))
@click.option("--report", metavar="TEAM.xlsx", type=click.Path(path_type=Path), help=options.text("collect.report"))
@click.option("--jobs", type=options.Amount(MOST_READERS, low=1), default=1, help=options.text("collect.jobs"))
@options.policy
@click.option("--lang", "lang", type=click.Choice(LANGUAGES), help=options.text("collect.lang"))
@options.as_of
@options.as_json
def collect(
    sources: tuple[Path, ...],
    db: str,
    report: Path | None,
    jobs: float,
    policy_file: Path | None,
    lang: Lang | None,
    as_of: dt.date | None,
    as_json: bool,
) -> int:
    """Read every workbook in the sources, keep it in the store, and tell what the team's books say together."""
    words = lang or ui_lang()
    if report is not None and report.suffix.lower() != ".xlsx":
        raise UsageError(str(report), reason=message("collect.report_ending"))
    collecting = full_environment("kam_xl.exchange.collect.team_report")
    bounds = full_environment("kam_xl.exchange.collect.pool").Bounds(int(jobs))
    asked = collecting.Asked(sources, db, report, bounds, policy_of(policy_file), as_of, words)
    with (
        _progress(words) as told,
        collecting.collected(asked, dt.date.today(), told) as (team, together),
    ):
        return _tell(collecting, team, together, asked, as_json)


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, str], None] | None]:
    """Tell on a terminal how far the collection is; elsewhere nothing, since lines that pass are read by nobody."""
    if not sys.stderr.isatty():
        yield None
        return
    with console(sys.stderr).status(say(lang, "collect.working")) as status:
        yield lambda done, source: status.update(say(lang, "collect.progress", n=done, source=one_line(source)))


def _tell(collecting: Any, team: Any, together: Any, asked: Any, as_json: bool) -> int:
    """Print what came of it, and return the exit code."""
    words, found = asked.lang, collecting.counts(team)
    for piece in collecting.json_pieces(team, together, words) if as_json else ():
        click.echo(piece, nl=False)
    for line in () if as_json else collecting.lines(team, together, words):
        print_line(line)
    note(collecting.summary(team).in_(words))
    if asked.report is not None and team.books:
        note(say(words, "collect.see", report=str(asked.report)))
    if sum(found.values()) == found["refused"] + found["aside"]:
        note(say(words, "collect.nothing_read"))
        return EXIT_NOTHING_READ
    return int(collecting.asks_somebody(team, together))
