"""A collection from the first file to the team workbook, as the command line and the ribbon both ask for it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kam_xl.commands.task import Outcome, Task
from kam_xl.errors import UsageError
from kam_xl.excel.replace import replace_book
from kam_xl.exchange.books import full_environment
from kam_xl.exchange.collect.company import Company, company
from kam_xl.exchange.collect.pool import Bounds
from kam_xl.exchange.collect.report_file import check_report
from kam_xl.exchange.collect.run import Collected, Progress, collect
from kam_xl.exchange.collect.team import Team, Together
from kam_xl.exchange.collect.told import asks_somebody, counts, json_pieces, lines, summary
from kam_xl.exchange.collect.view import team_view
from kam_xl.exchange.sources import items
from kam_xl.exchange.store import Store
from kam_xl.i18n import Lang, message, say
from kam_xl.policy import Policy
from kam_xl.policy.codec import to_dict
from kam_xl.values import value

__all__ = ["Asked", "asks_somebody", "collect_team", "collected", "counts", "json_pieces", "lines", "summary"]

_REPORT = "kam_xl.exchange.report"


@value
class Asked:
    """What a person asks for: sources, where the store is ("" is the usual one), the team workbook to write if any."""

    sources: tuple[Path, ...]
    db: str
    report: Path | None
    bounds: Bounds
    policy: Policy
    as_of: dt.date | None
    lang: Lang


@contextmanager
def collected(asked: Asked, today: dt.date, told: Progress | None = None) -> Iterator[tuple[Team, Together]]:
    """Collect, write the team workbook where one is asked for, and give the team while its store is open.

    A workbook is written only where the team has a book; an older one stays as .bak.

    Raises:
        FileMissing: one of the sources is not there, or the folder of the team workbook is not.
        UsageError, NotTeamWorkbook: it would replace a source, or a file that is no team workbook.
        OpenElsewhere, NoPermission, DiskFull: the team workbook cannot be written; an older one is whole.
        KamError: the store cannot be opened or written; what it has taken stays.
    """
    by, now = company(asked.policy, asked.as_of, today), dt.datetime.now(dt.UTC)
    found = items(asked.sources)
    if asked.report is not None:
        check_report(asked.report, asked.sources)
        full_environment(_REPORT)
    with Store.open(asked.db) as store:
        store.add_policy(by.print, json.dumps(to_dict(by.policy), ensure_ascii=False))
        named = [str(one) for one in asked.sources]
        write = partial(_write, asked, store, by, now)
        run = collect(found, store, by, sources=named, now=now, bounds=asked.bounds, told=told, report=write)
        team = Team(store, run, by)
        yield team, team.together(by.as_of or today)


def _write(asked: Asked, store: Store, by: Company, now: dt.datetime, run: Collected) -> None:
    """Write the team workbook where one is asked for and the team has a book."""
    if asked.report is not None and run.books:
        report = full_environment(_REPORT)
        replace_book(asked.report, report.write_report(team_view(store, run, by, asked.lang, now)))


def collect_team(task: Task) -> Outcome:
    """Collect the folder in which the file `args["file"]` lies, and write the team workbook beside that folder's books.

    All are judged by the policy of the book that is open, since the head's own is the company's. `args` may also name
    a `db`, and as an ISO text `today`.

    Raises:
        UsageError: no file is named.
        NotTeamWorkbook: another file has the name of the team workbook.
        FileMissing, OpenElsewhere, NoPermission, DiskFull: the folder cannot be read, or the workbook not written.
    """
    file = task.args.get("file")
    if not file:
        raise UsageError(reason=message("cli.bad_json", detail="args"))
    folder = Path(file).parent
    today = dt.date.fromisoformat(task.args.get("today") or dt.date.today().isoformat())
    report = folder / say(task.lang, "collect.report_name", day=today.isoformat())
    asked = Asked((folder,), task.args.get("db") or "", report, Bounds(), task.parsed.policy, None, task.lang)
    with collected(asked, today) as (team, together):
        said = message("outcome.collect", summary=summary(team), report=report.name, folder=str(folder))
        data = {**counts(team), "books": len(team.books), "conflicts": len(together.claims), "report": str(report)}
        return Outcome(said, data, tuple(one.finding for one in together.findings))
