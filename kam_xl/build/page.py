"""One sheet being built: writing cells with their look, naming them, and the head and print set-up all sheets share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from kam_xl.build.styles import Styles
from kam_xl.i18n import Lang, known, say, template
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment
from kam_xl.serials import day_serial
from kam_xl.sheets.carried import NOTHING, Carried
from kam_xl.sheets.cells import allowed
from kam_xl.sheets.formulas import whole_column
from kam_xl.sheets.raw import CellError, Value, column_letters
from kam_xl.sheets.schema import ACCOUNTS, Cell, Column, header, sheet_name
from kam_xl.sheets.schema import table as schema_table

FIRST_ROW = 3
"""Row, from 0, of the first content under the head that every sheet has (title, purpose, blank)."""


@dataclass(frozen=True, slots=True)
class Book:
    """What every sheet needs while the workbook is built."""

    workbook: Any
    styles: Styles
    whole: PortfolioAssessment
    sheets: dict[str, Any]
    fingerprint: str
    """That of the policy: every foot has it."""
    carried: Carried = NOTHING
    macros: bool = False
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Row and column, from 0, of the first cell of each name given so far."""

    @property
    def lang(self) -> Lang:
        """Return the language of the workbook."""
        return self.whole.portfolio.lang

    @property
    def policy(self) -> Policy:
        """Return the policy that the workbook is built from."""
        return self.whole.policy

    def page(self, sheet: str) -> Page:
        """Return the sheet of a key, ready to write on."""
        return Page(self, sheet, self.sheets[sheet])


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with what is needed to write on it; rows and columns count from 0."""

    book: Book
    key: str
    sheet: Any

    def text(self, key: str, **params: object) -> str:
        """Return a text of the catalogue in the workbook's language."""
        return say(self.book.lang, key, **params) if params else template(self.book.lang, key)

    def head(self, title: str, purpose: str) -> None:
        """Write the title and the one-line purpose in A1 and A2."""
        self.put(0, 0, title, "title")
        self.put(1, 0, purpose, "purpose")

    def put(self, row: int, column: int, value: Value, look: str, kind: str = "", wrap: bool = False) -> None:
        """Write a value as it is: text never becomes a formula, a link or a number."""
        put(self.sheet, row, column, value, self.book.styles(look, kind, wrap))

    def formula(
        self, row: int, column: int, formula: str, value: Value, look: str, kind: str = "", wrap: bool = False
    ) -> None:
        """Write a formula (with its equals sign) and the value that a reader without a calculator sees."""
        cached = "" if value is None else serial(value)
        self.sheet.write_formula(row, column, formula, self.book.styles(look, kind, wrap), cached)

    def name(
        self, name: str, row: int, column: int, last_row: int | None = None, last_column: int | None = None
    ) -> None:
        """Give a defined name to a cell, or to an area up to the last row and column."""
        area = self.area(
            row, column, row if last_row is None else last_row, column if last_column is None else last_column
        )
        self.book.workbook.define_name(name, f"={area}")
        self.book.places[name] = (row, column)
        for note in self.book.carried.notes:
            if not note.table and note.column == name:
                self.note(row, column, note.text, note.author)

    def note(self, row: int, column: int, text: str, author: str) -> None:
        """Attach a person's note to a cell."""
        self.sheet.write_comment(row, column, text, {"author": author, "x_scale": 2})

    def area(self, row: int, column: int, last_row: int, last_column: int) -> str:
        """Return the absolute address of an area with its sheet: `'Лист'!$A$1:$B$2`."""
        first = f"${column_letters(column + 1)}${row + 1}"
        last = f"${column_letters(last_column + 1)}${last_row + 1}"
        sheet = sheet_name(self.key, self.book.lang).replace("'", "''")
        return f"'{sheet}'!{first}" + ("" if first == last else f":{last}")

    def column(self, key: str) -> str:
        """Return a whole column of the accounts table as a formula names it, in the workbook's language."""
        return whole_column(key, self.book.lang)

    def table_column(self, table: str, key: str) -> str:
        """Return a whole column of any table as a formula names it, in the workbook's language."""
        one = schema_table(table)
        return f"{table}[{header(one, one.column(key), self.book.lang)}]"

    def validate(self, row: int, column: int, last_row: int, options: dict[str, Any]) -> None:
        """Attach a validation to the cells of one column from row to last row."""
        self.sheet.data_validation(row, column, last_row, column, options)

    def print_set_up(
        self,
        last_row: int,
        last_column: int,
        header_row: int | None = None,
        pages: tuple[int, int] = (1, 0),
        portrait: bool = False,
    ) -> None:
        """Set A4, the print area, the repeated header and the foot with sheet, page and policy.

        Args:
            last_row: last row that prints, from 0.
            last_column: last column that prints, from 0.
            header_row: row repeated on every page.
            pages: how many pages wide and high at most; 0 is as many as needed.
            portrait: upright paper instead of landscape.
        """
        sheet, policy = self.sheet, self.book.policy
        sheet.set_portrait() if portrait else sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(*pages)
        sheet.print_area(0, 0, last_row, last_column)
        if header_row is not None:
            sheet.repeat_rows(header_row)
        page = self.text("sheet.footer", sheet="&A", page="&P", pages="&N")
        rules = f"{policy.name.in_(self.book.lang)} {policy.version} · {self.book.fingerprint}".replace("&", "&&")
        sheet.set_footer(f"&L&8{page}&R&8{rules}")

    def protect(self) -> None:
        """Lock what people should not type over; no password, so that nobody is locked out."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "objects": False})


def put(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    """Write a value with a format: numbers and dates as numbers, everything else as text."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:32767], style)
    elif isinstance(value, CellError):
        sheet.write_string(row, column, value.text, style)
    else:
        sheet.write_number(row, column, serial(value), style)


def serial(value: Value) -> Any:
    """Return a date as the serial number that a cell holds; other values as they are."""
    if isinstance(value, dt.datetime):
        time = value - dt.datetime.combine(value.date(), dt.time())
        return day_serial(value.date()) + time / dt.timedelta(days=1)
    return day_serial(value) if isinstance(value, dt.date) else value


def validation(page: Page, one: Cell | Column, label: str, table: str = ACCOUNTS.name) -> dict[str, Any]:
    """Return the validation of a cell or column: what it takes, the message while typing and the one after a mistake.

    Only values that the rules cannot read are stopped; of names that are not in the list a person is warned. Lists come
    from the Lists sheet through defined names.
    """
    message = _help(page, one.key if isinstance(one, Column) else one.name, one.kind, table)
    shown = {"input_title": label[:32], "input_message": shortened(message)}
    rule = _rule(one)
    if rule is None:
        return {"validate": "any", **shown}
    names = rule.get("error_type") == "warning"
    error = page.text("help.unknown") if names else page.text("help.bad", allowed=allowed(one).in_(page.book.lang))
    return {**rule, **shown, "error_title": label[:32], "error_message": error[:255]}


def one_of(page: Page, names: str, label: str, message: str) -> dict[str, Any]:
    """Return the validation of a cell that takes one of the names under a defined name."""
    return {
        "validate": "list",
        "source": f"={names}",
        "input_title": label[:32],
        "input_message": shortened(message),
        "error_title": label[:32],
        "error_message": shortened(page.text("help.bad", allowed=page.text("help.allowed.choice"))),
    }


def shortened(text: str, most: int = 255) -> str:
    """Return a text no longer than a message of Excel may be, cut at a word."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _help(page: Page, key: str, kind: str, table: str) -> str:
    """Return what a person reads while a cell of a column is selected."""
    if table != ACCOUNTS.name:
        own = f"help.{table}.{key}"
    elif meaning := _meaning(page, key):
        return meaning
    else:
        own = f"help.{key}"
    return page.text(own if known(own) else f"help.{kind}")


def _meaning(page: Page, key: str) -> str:
    """Return what the policy says of a flag, a grade or a lever, with its scale; "" for other columns."""
    policy, lang = page.book.policy, page.book.lang
    for criterion in policy.criteria:
        if key == f"co_{criterion.id}":
            return criterion.company.in_(lang)
        if key == criterion.id:
            return f"{criterion.manager.in_(lang)} {page.text('help.grades')}"
    for lever in policy.levers:
        if key == f"lever_{lever.id}":
            return f"{lever.question.in_(lang)} {page.text('help.levers')}"
    return ""


def _rule(one: Cell | Column) -> dict[str, Any] | None:
    match one.kind:
        case "score" | "flag" | "choice" if isinstance(one, Column):
            return {"validate": "list", "source": f"={one.choices}"}
        case "text" if isinstance(one, Column) and one.choices:
            return {"validate": "list", "source": f"={one.choices}", "error_type": "warning"}
        case "money" | "share" | "count":
            if one.high is not None:
                return {"validate": "decimal", "criteria": "between", "minimum": one.low, "maximum": one.high}
            return {"validate": "decimal", "criteria": ">=", "value": -1e15 if one.low is None else one.low}
        case "date":
            return {"validate": "date", "criteria": ">=", "value": dt.date(2000, 1, 1)}
        case _:
            return None
