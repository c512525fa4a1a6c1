"""One press of a button: read the open workbook, run the command, write its outcome, say where to look.

Pure but for the port it is given: everything that a spreadsheet shows or asks goes through `Screen`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kam_xl.commands.blocks import Block, blocks
from kam_xl.commands.buttons import Button
from kam_xl.commands.picked import picked
from kam_xl.commands.registry import COMMANDS
from kam_xl.commands.task import Outcome, Task, as_of_of
from kam_xl.errors import OtherVersion
from kam_xl.excel.changes import Plan, plan
from kam_xl.exchange.identity import with_duplicates, with_ids
from kam_xl.findings import Finding, Location
from kam_xl.i18n import Lang, say
from kam_xl.sheets import schema, wire
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.render import Row, finding_row
from kam_xl.sheets.words import word
from kam_xl.values import value


class Screen(Protocol):
    """What a press may ask of the person's Excel."""

    def read(self, *, formulas: bool = False) -> RawBook:
        """Return the tables and named cells of the workbook."""

    def selected_rows(self, sheet: str) -> list[int]:
        """Return the selected rows of a sheet that can be seen, from 1; none where another sheet is active."""

    def choose_file(self, title: str, kind: str, endings: Sequence[str]) -> str:
        """Ask for a file of these endings; "" where the person chose none."""

    def place(self) -> str:
        """Return where the workbook lies: a path, or a web address."""

    def run_elsewhere(self, command: str, request: dict[str, Any], lang: Lang) -> dict[str, Any]:
        """Run a command in the full environment."""


@value
class Pressed:
    """What came of a press: what to write, what to say in the status bar, and where to lead the person."""

    plan: Plan
    said: str
    go: Location | None = None


@value
class _Result:
    """An outcome in plain values, whether the command ran here or in the full environment."""

    said: str
    findings: Sequence[Row]
    changes: Sequence[Block]
    go: Location | None
    lead: Location | str = ""


def press(button: Button, screen: Screen, today: dt.date) -> Pressed | None:
    """Run a button's command on the open workbook; None where it needs a file and the person chose none.

    Raises:
        KamError: the command cannot go on; nothing is to be written.
    """
    raw = screen.read(formulas=button.command == "check")
    parsed = with_duplicates(parse(raw))
    _refuse_other_shape(raw)
    lang = parsed.portfolio.lang
    args: dict[str, Any] = dict(button.args)
    if button.rows:
        args |= picked(button.rows, raw, parsed, screen)
    if button.takes == "place" or (button.file and button.file.beside):
        args["book"] = screen.place()
    if asked := button.file:
        args[asked.arg] = screen.choose_file(say(lang, asked.title), say(lang, asked.kind), asked.endings)
        if asked.needed and not args[asked.arg]:
            return None
    day = as_of_of(parsed.portfolio, None, today)
    task = Task(parsed, day, lang, parsed.portfolio.setup.manager or _user(), args)
    command = COMMANDS[button.command]
    if not command.full:
        result = _local(task, command.function()(task))
    else:
        request = {"book": wire.book_to_json(raw), "args": args, "as_of": day.isoformat(), "who": task.who}
        result = _remote(screen.run_elsewhere(command.name, request, lang))
    planned = plan(raw, result.changes, parsed.records, result.findings, lang)
    return Pressed(planned, _sentence(result, raw, lang), _go(result, raw))


def _refuse_other_shape(raw: RawBook) -> None:
    settings = {str(key): value for key, value, *_ in raw.tables[schema.SETTINGS.name].rows}
    if str(settings.get("schema", "")) != schema.SCHEMA_VERSION:
        raise OtherVersion(book=settings.get("version", "?"), package=schema.SCHEMA_VERSION)


def _local(task: Task, outcome: Outcome) -> _Result:
    lang, book = task.lang, task.parsed
    changes = blocks(book.portfolio, with_ids(outcome.portfolio), book.policy) if outcome.portfolio else ()
    rows = [finding_row(one, lang) for one in _ordered(outcome.findings)]
    return _Result(outcome.message.in_(lang), rows, changes, outcome.go, outcome.lead)


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Return the explanations first, then the weightiest."""
    return sorted(findings, key=lambda one: (one.code != "verdict_explained", -one.severity))


def _remote(outcome: Mapping[str, Any]) -> _Result:
    changes = [
        Block(one["table"], one["row"], {key: wire.from_json(cell) for key, cell in one["values"].items()})
        for one in outcome["blocks"]
    ]
    go = Location(**outcome["go"]) if outcome["go"] else None
    lang: Lang = outcome["lang"]
    return _Result(outcome["message"], [_found(one, lang) for one in outcome["findings"]], changes, go)


def _found(one: Mapping[str, Any], lang: Lang) -> Row:
    where = Location(one["sheet"] or "", one["cell"] or "", one["file"] or "", one["row"] or 0)
    return {
        "severity": word("severity", one["severity"], lang),
        "account": one["account"] or "",
        "what": one["what"],
        "where": where.in_(lang),
        "do": one["do"],
        "code": one["code"],
    }


def _sentence(result: _Result, raw: RawBook, lang: Lang) -> str:
    if not result.findings:
        return result.said
    sheet = raw.tables[schema.FINDINGS.name].sheet
    return say(lang, "ribbon.findings", said=result.said, sheet=sheet)


def _go(result: _Result, raw: RawBook) -> Location | None:
    """Return where to look: where the command leads; the drop-down for who leaves where a place is wanted; findings."""
    if isinstance(result.lead, Location):
        return result.lead
    if result.lead in raw.cells:
        return Location(raw.cells[result.lead].sheet, raw.cells[result.lead].cell)
    if any(row["code"] == "cap_needs_leaver" for row in result.findings):
        return Location(raw.cells["leaver"].sheet, raw.cells["leaver"].cell)
    if result.findings:
        table = raw.tables[schema.FINDINGS.name]
        return Location(table.sheet, table.cell(0, 0))
    return result.go


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""
