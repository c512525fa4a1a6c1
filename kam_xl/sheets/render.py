"""From the model to cells: the rows of every table, calculated columns with their cached values."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kam_xl import XLWINGS_VERSION, __version__
from kam_xl.findings import Finding
from kam_xl.i18n import Lang, template
from kam_xl.model import Account, Decision, Portfolio, Proposal
from kam_xl.model_exchange import Conflict, LogEntry, Sent
from kam_xl.policy import TOOLS, Policy, to_dict
from kam_xl.rules import VERDICTS, Assessment, PortfolioAssessment
from kam_xl.rules.qualify import evidence_limit, low_reviews_with_this
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES, number_in_cell, value_at
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, fields_of
from kam_xl.sheets.exchange_tables import CONFLICTS, LOG
from kam_xl.sheets.policy_tables import POLICY_TABLES, policy_rows
from kam_xl.sheets.raw import RawBook, RawCell, RawTable, Value
from kam_xl.sheets.render_tasks import task_rows
from kam_xl.sheets.schema import Table
from kam_xl.sheets.task_cells import task_cells, with_cells
from kam_xl.sheets.task_records import TASK_RECORDS
from kam_xl.sheets.task_values import set_numbers
from kam_xl.sheets.texts import plain_name
from kam_xl.sheets.words import in_words, word, yes_no

Row = dict[str, Value]

_CHUNK = 30_000
"""Characters of hidden text a cell; a cell holds 32,767 at most."""


def account_row(account: Account, lang: Lang) -> Row:
    """Return what stands in the input and record columns of an account, by column key."""
    plain = {"id": account.id, **fields_of(ACCOUNT_RECORDS, account)}
    return {key: in_words(schema.ACCOUNTS.column(key), value, lang) for key, value in plain.items()}


def calculated_rows(whole: PortfolioAssessment, lang: Lang) -> list[Row]:
    """Return what the formulas of each account's row give, by column key: the cached values."""
    qualifying = sorted(-item.qualification.points for item in whole.ranked)
    on_record = {item.row: number for number, item in enumerate(whole.on_record, start=1)}
    number = set_numbers(whole.policy)
    first: dict[str, int] = {}
    for item in whole.accounts:
        first.setdefault(item.account.account.casefold(), item.row + 1)
    return [
        _calculated(item, whole, qualifying, lang)
        | _record_workings(item, on_record.get(item.row))
        | {"first_row": first[item.account.account.casefold()] if item.account.account else 0}
        | {"name_key": plain_name(item.account.account), "question_set": number(item.account.segment)}
        for item in whole.accounts
    ]


def _record_workings(item: Assessment, number: int | None) -> Row:
    if number is None:
        return {"record_no": "", "record_points": "", "newcomer_rank": item.rank or ""}
    return {"record_no": number, "record_points": item.qualification.points, "newcomer_rank": ""}


def _calculated(item: Assessment, whole: PortfolioAssessment, qualifying: list[float], lang: Lang) -> Row:
    account, one, scoring = item.account, item.qualification, whole.policy.scoring
    better = bisect_left(qualifying, -one.points) if item.rank else 0
    named = bool(account.account)
    return {
        "grades_typed": sum(value is not None for value in account.grades),
        "levers_typed": sum(value is not None for value in account.levers),
        "grade_sum": one.grade_sum,
        "lever_sum": one.lever_sum,
        "influence": one.influence,
        "points": one.points,
        "stake": one.stake,
        "graded": int(one.graded),
        "lever_ok": int(one.lever_ok),
        "evidence_age": (whole.as_of - account.evidence_date).days if account.evidence_date else -1,
        "evidence_limit": evidence_limit(account, whole.policy),
        "evidence_ok": int(one.evidence_ok),
        "gate_stake": int(one.gate_stake),
        "points_needed": scoring.exit_points if account.on_record else scoring.entry_points,
        "low_count": low_reviews_with_this(account, whole.as_of),
        "points_ok": int(one.points_ok),
        "place_ok": int(item.place_ok),
        "gate_influence": int(one.gate_influence),
        "qualifies": int(one.qualifies),
        "tie": one.tie,
        "better": better,
        "tied_better": item.rank - 1 - better if item.rank else 0,
        "rank": item.rank or "",
        "verdict_no": VERDICTS.index(item.verdict) + 1,
        "verdict": word("verdicts", item.verdict, lang) if named else "",
        "manager_key": yes_no(item.manager_key, lang) if named else "",
        "company_key": yes_no(item.company_key, lang) if named else "",
        "assumed": word("standing", "assumed", lang) if account.assumed else "",
        "serve_proposal": word("served_by", item.serve_proposal, lang) if item.serve_proposal else "",
    }


def decision_row(decision: Decision, lang: Lang) -> Row:
    """Return the row of a decision of record, by column key."""
    return _record_row(schema.DECISIONS, decision, lang)


def proposal_row(proposal: Proposal, lang: Lang) -> Row:
    """Return the row of a proposal, by column key; the column it speaks of is named as people see it."""
    row = _record_row(schema.PROPOSALS, proposal, lang)
    if proposal.field == "margin_plan":
        return row | {"field": template(lang, "start.margin_plan"), "value": proposal.value}
    column = schema.ACCOUNTS.column(proposal.field)
    return row | {
        "field": schema.header(schema.ACCOUNTS, column, lang),
        "value": in_words(column, proposal.value, lang),
    }


def conflict_row(conflict: Conflict, lang: Lang) -> Row:
    """Return the row of a conflict, by column key."""
    return _record_row(CONFLICTS, conflict, lang)


def log_row(entry: LogEntry, lang: Lang) -> Row:
    """Return the row of an entry of the log, by column key."""
    return _record_row(LOG, entry, lang)


def finding_row(finding: Finding, lang: Lang) -> Row:
    """Return the row of a finding, by column key: weight, client, what, where, what to do, code."""
    return {
        "severity": word("severity", finding.severity.name.lower(), lang),
        "account": finding.account,
        "what": finding.what(lang),
        "where": finding.where.in_(lang),
        "do": finding.remedy(lang),
        "code": finding.code,
    }


def settings_rows(portfolio: Portfolio, policy: Policy) -> list[tuple[str, str]]:
    """Return the hidden settings: book id, language, versions, tools switched off, the policy as text in pieces."""
    return [
        ("book_id", portfolio.book_id),
        ("lang", portfolio.lang),
        ("schema", schema.SCHEMA_VERSION),
        ("version", __version__),
        ("xlwings", XLWINGS_VERSION),
        ("off", ";" + "".join(f"{tool};" for tool in TOOLS if not policy.has(tool))),
        *_pieces("policy", json.dumps(to_dict(policy), ensure_ascii=False, sort_keys=True)),
        *(_sent_rows(portfolio.sent) if portfolio.sent else ()),
    ]


def _sent_rows(sent: Sent) -> list[tuple[str, str]]:
    own = [("snapshot", sent.snapshot), ("sent_at", sent.at), ("sent_by", sent.by)]
    return [*own, *_pieces("prints", sent.prints)]


def _pieces(key: str, text: str) -> list[tuple[str, str]]:
    """Return a long text spread over several rows: `key.1`, `key.2` and so on."""
    pieces = [text[i : i + _CHUNK] for i in range(0, len(text), _CHUNK)]
    return [(f"{key}.{i}", piece) for i, piece in enumerate(pieces, start=1)]


def render(whole: PortfolioAssessment, findings: Iterable[Finding] = ()) -> RawBook:
    """Return a whole workbook as values: tables with localized headers, and named cells."""
    portfolio, lang = whole.portfolio, whole.portfolio.lang
    accounts = [
        account_row(item.account, lang) | row
        for item, row in zip(whole.accounts, calculated_rows(whole, lang), strict=True)
    ]
    calculated = task_cells(whole, lang)
    rows: dict[str, Sequence[Row]] = {
        "tblAccounts": accounts,
        "tblDecisions": [decision_row(item, lang) for item in portfolio.decisions],
        "tblProposals": [proposal_row(item, lang) for item in portfolio.proposals],
        "tblFindings": [finding_row(item, lang) for item in findings],
        "tblConflicts": [conflict_row(item, lang) for item in portfolio.conflicts],
        "tblLog": [log_row(item, lang) for item in portfolio.log],
        **{
            kept.table.name: with_cells(
                task_rows(kept, portfolio.tasks, lang, whole.policy), calculated.get(kept.table.name)
            )
            for kept in TASK_RECORDS
        },
        **{table.name: policy_rows(table, whole.policy, lang) for table in POLICY_TABLES},
        "tblKam": [{"key": key, "value": value} for key, value in settings_rows(portfolio, whole.policy)],
    }
    tables = {
        table.name: _raw_table(table, rows[table.name], whole.policy, lang)
        for table in schema.TABLES
        if whole.policy.has(table.tool)
    }
    return RawBook(tables, setup_cells(portfolio, whole.policy) | policy_cells(whole.policy))


def setup_cells(portfolio: Portfolio, policy: Policy) -> dict[str, RawCell]:
    """Return the named cells that people fill in."""
    return {
        cell.name: RawCell(getattr(portfolio.setup, cell.name), schema.sheet_name(cell.sheet, portfolio.lang))
        for cell in schema.CELLS
        if policy.has(cell.tool)
    }


def policy_cells(policy: Policy) -> dict[str, RawCell]:
    """Return the named cells of the Policy sheet."""
    data = to_dict(policy)
    return {name: RawCell(number_in_cell(value_at(data, path))) for name, path in NAMES.items()}


def _raw_table(table: Table, rows: Sequence[Row], policy: Policy, lang: Lang) -> RawTable:
    columns = table.written(policy, rows)
    headers = tuple(schema.header(table, column, lang) for column in columns)
    values = [[row.get(column.key) for column in columns] for row in rows]
    return RawTable(table.name, schema.sheet_name(table.sheet, lang), headers, values, schema.header_row(table, policy))


def _record_row(table: Table, record: Decision | Proposal | Conflict | LogEntry, lang: Lang) -> Row:
    return {column.key: in_words(column, getattr(record, column.key), lang) for column in table.columns}
