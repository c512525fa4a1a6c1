"""What collecting tells, in the words of one language: findings, reasons of refusals, and what changed in a book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.exchange.digest import ASIDE
from kam_xl.exchange.state import SETUP
from kam_xl.exchange.store import Arrival, FieldChange
from kam_xl.exchange.team_tables import Row
from kam_xl.findings import Finding
from kam_xl.i18n import Lang, Message, day, known, number, say
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.words import in_words

REASON_AT = "collect.reason.at"


def remedy(reason: Message, lang: Lang) -> str:
    """Return what to do about a refused file; "" where the reason itself says it."""
    inner = reason.params.get("what") if reason.key == REASON_AT else reason
    if not isinstance(inner, Message) or not known(f"{inner.key}.do"):
        return ""
    return say(lang, f"{inner.key}.do", **inner.params)


def finding_row(manager: str, book_id: str, one: Finding, lang: Lang) -> Row:
    """Return a finding as a row of `findings`."""
    where = one.where
    said = one.severity.name.lower(), one.code, one.what(lang), one.remedy(lang)
    return manager, book_id, one.account, *said, where.file, where.sheet, where.cell


def kind_of(one: Arrival) -> str:
    """Return what became of a file: as the store has it, but for one that asks nobody, which is `aside`."""
    return ASIDE if one.kind == "refused" and one.code == ASIDE else one.kind


def arrival_row(one: Arrival, lang: Lang) -> Row:
    """Return a file that came as a row of `arrivals`."""
    reason = one.reason.in_(lang) if one.reason else ""
    do = remedy(one.reason, lang) if one.reason else ""
    came = kind_of(one), one.received, one.stamp, one.sender, one.sha256
    return one.manager, one.book_id, *came, reason, do, one.source, "", ""


def change_row(one: FieldChange, policy: Policy, lang: Lang) -> Row:
    """Return a change as a row of `changes`; its place is the sheet of its table in the file that brought it."""
    if one.table == SETUP:
        sheet = schema.sheet_name("start", lang)
    else:
        sheet = schema.sheet_name(schema.table(one.table).sheet, lang)
    column, old, new = _values(one, policy, lang)
    client = one.manager, one.book_id, one.account_id, one.account
    return *client, sheet, one.name or one.account, column, old, new, one.since, one.stamp, one.source, sheet, ""


def _values(one: FieldChange, policy: Policy, lang: Lang) -> tuple[str, str, str]:
    if one.kind != "changed":
        said = say(lang, f"list.log_actions.{one.kind}")
        return "", *((said, "") if one.kind == "deleted" else ("", said))
    old, new = (_shown(one.table, one.field, each, policy, lang) for each in (one.old, one.new))
    if one.table == SETUP:
        return schema.cell_label(one.field).in_(lang), old, new
    table = schema.table(one.table)
    return schema.header(table, table.column(one.field), lang), old, new


def _shown(table: str, field: str, content: Any, policy: Policy, lang: Lang) -> str:
    """Return a value as people read it: flags and choices as words, roles by name, days and numbers as written."""
    if table != SETUP:
        content = in_words(schema.table(table).column(field), content, lang)
    if field == "role" and (role := policy.center.role(str(content or ""))):
        return role.name.in_(lang)
    match content:
        case None:
            return ""
        case dt.date():
            return day(content, lang)
        case bool() | str():
            return str(content)
        case int() | float():
            return number(content, lang)
        case _:
            return str(content)
