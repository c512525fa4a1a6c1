"""Fields in words: what a cell shows for a value, which row is meant, how a column is called, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kam_xl.exchange.merge.names import ACCOUNTS
from kam_xl.exchange.state import SETUP, Fields, canonical
from kam_xl.i18n import Lang, day, template
from kam_xl.policy import Policy
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import PROPOSAL_RECORDS, kept_of
from kam_xl.sheets.shape import Cell, Column
from kam_xl.sheets.words import LISTS, word, yes_no
from kam_xl.values import value

CELL_LENGTH = 32_767
"""Characters that a cell can hold."""

_PROPOSALS = PROPOSAL_RECORDS.table.name
_CELLS = {cell.name: cell for cell in schema.CELLS}
_CUT = " …"


@value
class Wording:
    """How a book speaks: its language, its policy for roles and questions, its clients' names by reference."""

    lang: Lang
    policy: Policy
    names: Mapping[str, str]

    def client(self, table: str, fields: Fields) -> str:
        """Return whose record it is, "" for what belongs to no client."""
        return "" if table == SETUP else str(self.names.get(fields["account"], fields["account"]))

    def record(self, table: str, fields: Fields) -> str:
        """Return how a record is called: its sheet, and what names it there beside the client."""
        if table == SETUP:
            return schema.sheet_name("start", self.lang)
        kept = kept_of(table)
        parts = (self._named(table, key, fields[key]) for key in kept.natural if key != "account")
        name = ", ".join(part for part in parts if part)
        sheet = schema.sheet_name(kept.table.sheet, self.lang)
        return f"{sheet}: {name}" if name else sheet

    def column(self, table: str, key: str) -> str:
        """Return how a field is called, "" for a whole record."""
        if not key:
            return ""
        if table == SETUP:
            return template(self.lang, f"start.{key}")
        one = schema.table(table)
        return schema.header(one, one.column(key), self.lang)

    def shown(self, table: str, key: str, content: Any) -> str:
        """Return what people see in a cell; numbers are not rounded."""
        if content is None or content == "":
            return ""
        if key == "account" and table != ACCOUNTS:
            return str(self.names.get(content, content))
        if key == "role":
            role = self.policy.center.role(content)
            return role.name.in_(self.lang) if role else str(content)
        if table == _PROPOSALS and key == "field":
            return self._proposed(content)
        return _in_cell(_CELLS[key] if table == SETUP else schema.table(table).column(key), content, self.lang)

    def summary(self, table: str, fields: Fields, before: Fields | None = None) -> str:
        """Return a record's fields on one line but for its client, cut to a cell; where it is known, what differs."""
        told = [
            key
            for key, now in fields.items()
            if canonical(now) != canonical(before.get(key) if before else None)
            and (key != "account" or table == ACCOUNTS)
        ]
        parts = (f"{self.column(table, key)}: {self.shown(table, key, fields[key])}" for key in told)
        text = "; ".join(parts)
        return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - len(_CUT)] + _CUT

    def _named(self, table: str, key: str, content: Any) -> str:
        return self._asked(content) if key == "question" else self.shown(table, key, content)

    def _asked(self, question: str) -> str:
        questions = (one for kind in self.policy.dossier.sets for one in kind.questions if one.id == question)
        found = next(questions, None)
        return found.text.in_(self.lang) if found else question

    def _proposed(self, key: str) -> str:
        if key == "margin_plan":
            return template(self.lang, "start.margin_plan")
        known = any(column.key == key for column in schema.ACCOUNTS.columns)
        return self.column(ACCOUNTS, key) if known else key


def _in_cell(column: Column | Cell, content: Any, lang: Lang) -> str:
    if isinstance(content, bool):
        return yes_no(content, lang)
    if isinstance(column, Column) and column.kind == "choice" and content in LISTS[column.choices]:
        return word(column.choices, content, lang)
    if isinstance(content, dt.date):
        return day(content, lang)
    if isinstance(content, int | float):
        return _number(content * 100, lang) + " %" if column.kind == "share" else _number(content, lang)
    return str(content)


def _number(content: float, lang: Lang) -> str:
    """Return a number with all its digits and no blanks between them, since it may be a year."""
    text = f"{content:.12g}"
    if "e" in text:
        text = f"{content:.12f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "ru" else text
