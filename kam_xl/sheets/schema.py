"""The shape of the workbook: every table, column and named cell, said once.

Headers, drop-downs, formulas, reading and writing all follow from here. Keys are stable and ASCII; what people see
comes from the catalogue (`column.<table>.<key>`, `sheet.<key>`). Tables are found by name, columns by header in either
language or by key, so that people may move and reorder them; only the six flags, the six grades, the six levers and
the steps stay side by side in their order, since formulas take each group as a range (`formulas.side_by_side`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from kam_xl.i18n import LANGUAGES, Lang, Text, say, template
from kam_xl.policy import CRITERIA, LEVERS, Policy
from kam_xl.sheets.exchange_tables import EXCHANGE_TABLES
from kam_xl.sheets.policy_tables import POLICY_TABLES
from kam_xl.sheets.shape import Cell, Column, Kind, Role, Table
from kam_xl.sheets.task_tables import TASK_TABLES

__all__ = ["Cell", "Column", "Kind", "Role", "Table"]

SCHEMA_VERSION = "3"


def _scores(prefix: str, ids: tuple[str, ...], band: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{prefix}{id}", "score", band=band, width=5, low=0, high=3, choices="scale", upright=True) for id in ids
    )


def _flags(keys: tuple[str, ...], band: str, tool: str = "") -> tuple[Column, ...]:
    return tuple(Column(key, "flag", band=band, width=5.5, choices="yes_no", upright=True, tool=tool) for key in keys)


def _steps(*keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, "step", "calculated", "steps", width=4.5, upright=True) for key in keys)


def _workings(*keys: str) -> tuple[Column, ...]:
    return tuple(Column(key, "points", "calculated", "workings", width=11, working=True) for key in keys)


COMPANY_KEYS = tuple(f"co_{id}" for id in CRITERIA)
GRADE_KEYS = CRITERIA
LEVER_KEYS = tuple(f"lever_{id}" for id in LEVERS)
AGAINST_KEYS = ("lower_pay", "reserved_goods", "forced_priority")
STEP_KEYS = ("graded", "lever_ok", "evidence_ok", "gate_stake", "points_ok", "place_ok")

ACCOUNTS = Table(
    "tblAccounts",
    "accounts",
    (
        Column("account", "text", band="client", width=38),
        Column("manager_key", "text", "calculated", "answer", width=11),
        Column("company_key", "text", "calculated", "answer", width=11),
        Column("verdict", "text", "calculated", "answer", width=19),
        Column("points", "points", "calculated", "answer", width=8),
        Column("rank", "count", "calculated", "answer", width=7),
        Column("assumed", "text", "calculated", "answer", width=12),
        *_steps(*STEP_KEYS),
        Column("segment", "text", band="facts", width=26),
        Column("margin", "money", band="facts", width=11),
        Column("penetration", "share", band="facts", width=12, low=0, high=1),
        Column("headroom", "money", band="facts", width=11, low=0),
        Column("loss_probability", "share", band="facts", width=12, low=0, high=1),
        Column("stake", "money", "calculated", "facts", width=11),
        *_flags(COMPANY_KEYS, "company"),
        *_scores("", GRADE_KEYS, "grades"),
        *_scores("lever_", LEVERS, "levers"),
        Column("influence", "share", "calculated", "levers", width=10),
        Column("evidence", "long_text", band="evidence", width=60),
        Column("evidence_date", "date", band="evidence", width=16),
        *_flags(AGAINST_KEYS, "against", tool="works_against_seller"),
        Column("served_by", "choice", band="service", width=13, choices="served_by", tool="serves_rest"),
        Column("serve_proposal", "text", "calculated", "service", width=13, tool="serves_rest"),
        Column("proposed", "date", "record", "confirm", width=14),
        Column("confirmed", "date", band="confirm", width=15),
        Column("notes", "long_text", band="confirm", width=44),
        Column("crm_link", "link", band="confirm", width=30),
        Column("folder", "link", band="confirm", width=30, tool="dossier", late=True),
        Column("key_since", "date", "record", "record", width=12),
        Column("low_reviews", "count", "record", "record", width=9, low=0),
        Column("last_review", "date", "record", "record", width=12),
        Column("id", "text", "record", "workings", width=13, working=True),
        *_workings(
            "grades_typed", "levers_typed", "grade_sum", "lever_sum", "evidence_age", "evidence_limit", "points_needed",
            "low_count", "gate_influence", "qualifies", "tie", "better", "tied_better", "verdict_no",
            "record_no", "record_points", "newcomer_rank", "first_row",
        ),
        Column("name_key", "text", "calculated", "workings", width=20, working=True),
        Column("question_set", "points", "calculated", "workings", width=11, working=True, tool="dossier"),
    ),
)  # fmt: skip

DECISIONS = Table(
    "tblDecisions",
    "decisions",
    (
        Column("date", "date", "record", width=12),
        Column("account", "long_text", "record", width=38),
        Column("change", "choice", "record", width=21, choices="changes"),
        Column("verdict", "choice", "record", width=19, choices="verdicts"),
        Column("points", "points", "record", width=9),
        Column("influence", "share", "record", width=10),
        Column("stake", "money", "record", width=11),
        Column("why", "long_text", "record", width=70),
        Column("who", "text", "record", width=20),
        Column("policy", "text", "record", width=15),
        Column("id", "text", "record", width=13, working=True),
    ),
)

PROPOSALS = Table(
    "tblProposals",
    "proposals",
    (
        Column("account", "long_text", "record", width=38),
        Column("field", "text", "record", width=28),
        Column("value", "text", "record", width=16),
        Column("evidence", "long_text", "record", width=70),
        Column("source", "text", "record", width=28),
        Column("date", "date", "record", width=12),
        Column("id", "text", "record", width=13, working=True),
    ),
    tool="imports",
)

FINDINGS = Table(
    "tblFindings",
    "findings",
    (
        Column("severity", "text", "record", width=22),
        Column("account", "long_text", "record", width=34),
        Column("what", "long_text", "record", width=64),
        Column("where", "link", "record", width=20),
        Column("do", "long_text", "record", width=64),
        Column("code", "text", "record", width=24),
    ),
)

SETTINGS = Table(
    "tblKam",
    "_kam",
    (Column("key", "text", "record", width=14), Column("value", "text", "record", width=60)),
)
"""Book id, language, schema version and the policy's texts; on the very hidden sheet."""

TABLES = (ACCOUNTS, *TASK_TABLES, DECISIONS, PROPOSALS, FINDINGS, *EXCHANGE_TABLES, *POLICY_TABLES, SETTINGS)

CELLS = (
    Cell("manager", "start", "text"),
    Cell("head", "start", "text"),
    Cell("currency", "start", "text"),
    Cell("margin_plan", "start", "money", low=0),
    Cell("hours", "start", "count", low=0, high=744),
    Cell("plan_confirmed", "start", "date"),
    Cell("as_of_fixed", "start", "date"),
    Cell("leaver", "portfolio", "text"),
    Cell("asked_client", "start", "text"),
    Cell("visit_client", "visit", "text", tool="dossier"),
    Cell("map_client", "roles_map", "text", tool="buying_center", below=True),
    Cell("periods_client", "periods", "text", tool="plan"),
    Cell("card_client", "card", "text"),
    Cell("periods_year", "periods", "count", low=2000, high=2105, tool="plan"),
)

START_INPUTS = ("manager", "head", "currency", "margin_plan", "hours", "plan_confirmed", "as_of_fixed")
"""The cells at the top of Start, in order: whose book it is and what it counts with."""

CALCULATED_SHEETS: Mapping[str, str] = {
    "coverage": "dossier", "visit": "dossier", "roles_map": "buying_center", "periods": "plan", "card": "",
}  # fmt: skip
"""Sheets of formulas alone, without a table → the policy's switch."""

HIDDEN = ("lists", "_matrix", "_kam")
"""Sheets that nobody sees."""

SHEETS = (
    "start", "accounts", "portfolio", "dossier", "coverage", "visit", "center", "roles_map",
    *(table.sheet for table in TASK_TABLES[2:]), "periods", "card", "decisions", "proposals", "findings",
    *(table.sheet for table in EXCHANGE_TABLES),
    *("policy", *(table.sheet for table in POLICY_TABLES)), *HIDDEN,
)  # fmt: skip
"""Keys of the sheets in the order in which the work goes."""

PRINTED = SHEETS[: -len(HIDDEN)]
"""The sheets that people see and print."""


def tool_of(sheet: str) -> str:
    """Return the policy's switch of a sheet, "" for one that is always there."""
    return CALCULATED_SHEETS.get(sheet, "") or next((one.tool for one in TABLES if one.sheet == sheet), "")


def header_row(table: Table, policy: Policy) -> int:
    """Return the sheet row, from 1, of a table's header: under title, purpose, a blank and headings over columns."""
    return 5 if any(column.band for column in table.shown(policy)) else 4


def sheet_name(sheet: str, lang: Lang) -> str:
    """Return the name of a sheet as people see it."""
    return say(lang, f"sheet.{sheet}")


def code_name(sheet: str) -> str:
    """Return the code name of a sheet by its key: ASCII, the same in every language."""
    return "Kam" + sheet.strip("_").title().replace("_", "").replace(".", "") + "Sheet"


def header(table: Table, column: Column, lang: Lang) -> str:
    """Return the header of a column as people see it."""
    return template(lang, f"column.{table.name}.{column.key}")


def header_text(table: Table, column: Column) -> Text:
    """Return the header of a column in both languages."""
    return _in_both(f"column.{table.name}.{column.key}")


def cell_label(name: str) -> Text:
    """Return what stands beside a named cell, in both languages."""
    return _in_both(f"start.{name}")


@cache
def _in_both(key: str) -> Text:
    return Text(template("en", key), template("ru", key))


def column_key(table: str, text: str) -> str | None:
    """Return the key of the column that a header names: a key, or an English or Russian header, in any case."""
    return known_headers(table).get(" ".join(text.split()).casefold())


def calculated_columns(name: str, headers: Sequence[str]) -> list[int]:
    """Return the places, from 0, of a table's calculated columns among headers as they stand in a workbook."""
    one = table(name)
    keys = [column_key(name, text) for text in headers]
    return [i for i, key in enumerate(keys) if key and one.column(key).role == "calculated"]


def table(name: str) -> Table:
    """Return a table by its name.

    Raises:
        KeyError: there is none; a mistake of the program.
    """
    return next(item for item in TABLES if item.name == name)


@cache
def known_headers(name: str) -> dict[str, str]:
    """Return what may stand over the columns of a table, in lower case with single blanks → the column's key."""
    found: dict[str, str] = {}
    one = table(name)
    for column in one.columns:
        for text in (column.key, *(header(one, column, lang) for lang in LANGUAGES)):
            found[" ".join(text.split()).casefold()] = column.key
    return found
