"""What a merge tells: a sentence, data, findings on the file that came back and on what is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kam_xl.commands.check import as_dict as finding_dict
from kam_xl.commands.task import POLICY_DRIFT, Outcome, Task
from kam_xl.exchange.merge.choices import Chosen
from kam_xl.exchange.merge.combined import Combined, Own, Returned
from kam_xl.exchange.merge.names import ACCOUNTS
from kam_xl.exchange.merge.rows import with_entries
from kam_xl.exchange.merge.signing import plan_of
from kam_xl.exchange.merge.three_way import Change
from kam_xl.exchange.merge.unreadable import is_reading_error
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Message, Text, message
from kam_xl.model_exchange import Conflict, LogEntry
from kam_xl.rules.plan_control import version
from kam_xl.sheets import schema
from kam_xl.sheets.exchange_tables import CONFLICTS

_OF_THE_FILE = frozenset((*POLICY_DRIFT, "formula_typed_over", "record_id_twice"))
"""Findings on theirs that its file alone has; those on what is typed there are found anew in the merged book."""


def outcome_of(
    task: Task, chosen: Chosen, returned: Returned, combined: Combined, own: Own, foreign: Sequence[Message] = ()
) -> Outcome:
    """Return what came of a merge; `portfolio` is None where it changes nothing."""
    portfolio = combined.portfolio
    findings = (*_findings(task, chosen, returned, combined, own), *_not_taken(returned, foreign))
    counts = _counts(combined.merged.changes)
    said = message(
        "outcome.merge",
        file=returned.file,
        **counts,
        conflicts=len(combined.conflicts),
        signed=len(combined.signed),
        chosen=chosen.applied,
    )
    data = {
        **counts,
        "chosen": chosen.applied,
        "conflicts": [conflict_dict(one) for one in combined.conflicts],
        "signed": [_signed(one, combined) for one in combined.signed.values()],
        "changes": [entry_dict(one) for one in combined.entries],
        "findings": [finding_dict(one, task.lang) for one in findings],
    }
    changed = portfolio if portfolio != task.parsed.portfolio else None
    return Outcome(said, data, findings, findings, _conflicts_place(task) if combined.conflicts else None, changed)


def only_choices(task: Task, chosen: Chosen) -> Outcome:
    """Return what came of the choices alone, where nothing is merged."""
    before = task.parsed.portfolio
    portfolio = replace(chosen.portfolio, log=with_entries(chosen.portfolio.log, chosen.entries))
    findings = (*chosen.findings, *_to_decide(task, portfolio.conflicts))
    data = {
        **_counts(()),
        "chosen": chosen.applied,
        "conflicts": [conflict_dict(one) for one in portfolio.conflicts],
        "signed": [],
        "changes": [entry_dict(one) for one in chosen.entries],
        "findings": [finding_dict(one, task.lang) for one in findings],
    }
    said = message("outcome.merge.choices", n=chosen.applied, left=len(portfolio.conflicts))
    place = _conflicts_place(task) if portfolio.conflicts else None
    return Outcome(said, data, findings, findings, place, portfolio if portfolio != before else None)


def _counts(changes: tuple[Change, ...]) -> Mapping[str, int]:
    happened = [one.happened for one in changes if one.by == "theirs"]
    return {
        "taken": happened.count("changed") + happened.count("renamed"),
        "added": happened.count("added"),
        "deleted": happened.count("deleted"),
    }


def _findings(task: Task, chosen: Chosen, returned: Returned, combined: Combined, own: Own) -> Iterator[Finding]:
    yield from chosen.findings
    yield from returned.origin.findings
    yield from _to_decide(task, combined.conflicts)
    yield from _in_theirs(returned, combined)
    if combined.as_sent:
        where = Location(file=returned.file)
        yield Finding("merge_as_sent", Severity.WARNING, where, {"n": combined.as_sent})
    for change in combined.merged.changes:
        if change.happened == "renamed" and change.new not in _names_in(combined):
            yield Finding("merge_name_twice", Severity.WARNING, params={"old": change.old}, account=change.new)
    for fields in combined.signed.values():
        client = fields["account"]
        if version(plan_of(combined.tables, client)) != fields["version"]:
            name = combined.merged.names[client]
            yield from task.located(
                (Finding("account_plan_changed", Severity.WARNING, params={"date": fields["date"]}, account=name),)
            )
    yield from combined.unsigned
    if own.kept:
        yield Finding("merge_own_kept", Severity.WARNING, _log_place(task), {"n": len(own.kept)})
    if own.left:
        yield Finding("merge_own_elsewhere", Severity.WARNING, _log_place(task), {"n": len(own.left)})


def _not_taken(returned: Returned, foreign: Sequence[Message]) -> Iterator[Finding]:
    if foreign:
        yield Finding("merge_not_taken", Severity.WARNING, Location(file=returned.file), {"things": tuple(foreign)})


def _names_in(combined: Combined) -> set[str]:
    """Return what theirs calls its clients."""
    return {str(fields["account"]) for fields in combined.merged.theirs.tables[ACCOUNTS].values()}


def _to_decide(task: Task, conflicts: tuple[Conflict, ...]) -> Iterator[Finding]:
    if conflicts:
        place = _conflicts_place(task)
        yield Finding("merge_conflicts", Severity.WARNING, place, {"n": len(conflicts)})


def _in_theirs(returned: Returned, combined: Combined) -> Iterator[Finding]:
    """Yield what is wrong in the file that came: its cells that cannot be read, formulas typed over, its policy."""
    texts = {one.where: one for one in combined.cells}
    for one in returned.parsed.findings:
        where = replace(one.where, file=returned.file)
        if is_reading_error(one) and one.where in texts:
            params = {"value": texts[one.where].text, "column": _header(texts[one.where].cell)}
            yield Finding("merge_unreadable", Severity.WARNING, where, params, one.account)
        elif one.code in _OF_THE_FILE:
            yield replace(one, where=where, severity=Severity.WARNING)


def _header(cell: tuple[str, str, str]) -> Text:
    table, _, key = cell
    if table == "setup":
        return schema.cell_label(key)
    one = schema.table(table)
    return schema.header_text(one, one.column(key))


def _conflicts_place(task: Task) -> Location:
    return Location(schema.sheet_name(CONFLICTS.sheet, task.parsed.portfolio.lang))


def _log_place(task: Task) -> Location:
    return Location(schema.sheet_name("log", task.parsed.portfolio.lang))


def conflict_dict(one: Conflict) -> dict[str, Any]:
    """Return a conflict as data: what it is about, in words and by keys, and what either side says."""
    names = ("account", "name", "column", "base", "mine", "theirs", "who", "file", "table", "record", "field")
    return {key: getattr(one, key) for key in names}


def entry_dict(one: LogEntry) -> dict[str, Any]:
    """Return an entry of the log as data."""
    names = ("action", "account", "name", "column", "old", "new", "who", "file", "table", "record")
    return {key: getattr(one, key) for key in names}


def _signed(fields: Mapping[str, Any], combined: Combined) -> dict[str, Any]:
    day = fields["date"]
    return {
        "account": combined.merged.names[fields["account"]],
        "date": day.isoformat(),
        "manager": fields["manager"],
        "head": fields["head"],
        "version": int(fields["version"]),
    }
