"""One sheet of the team workbook: its head, what leads back to Start, and its print set-up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kam_xl.exchange.report.cells import Look, put_text
from kam_xl.exchange.report.sheets import START
from kam_xl.exchange.team_view import TeamView
from kam_xl.i18n import Lang, say, template
from kam_xl.policy import fingerprint
from kam_xl.values import value

LINK_ROW, NOTE_ROW, FIRST_ROW = 2, 3, 5
"""Rows, from 0, of the link to Start, of a sentence about the whole sheet, and of what follows."""

_PRINTED_WIDTH = 260
"""Characters that one page may be wide before a table is spread over more of them."""


@value
class TeamBook:
    """What every sheet needs while the workbook is written; `sheets` are the worksheets by key."""

    workbook: Any
    look: Look
    view: TeamView
    sheets: Mapping[str, Any]

    @property
    def lang(self) -> Lang:
        """Return the language of the workbook."""
        return self.view.lang

    def page(self, key: str) -> TeamPage:
        """Return the sheet of a key, ready to write on."""
        return TeamPage(self, key, self.sheets[key])


@value
class TeamPage:
    """A sheet with what is needed to write on it; rows and columns count from 0."""

    book: TeamBook
    key: str
    sheet: Any

    def text(self, key: str, **params: object) -> str:
        """Return a text of the catalogue in the workbook's language."""
        return say(self.book.lang, key, **params) if params else template(self.book.lang, key)

    def head(self) -> None:
        """Write title and purpose, and what leads back to Start."""
        self.put(0, 0, title(self.key, self.book.lang), "title")
        self.put(1, 0, self.text(f"team.sheet.{self.key}.purpose"), "purpose")
        if self.key != START:
            self.link(LINK_ROW, 0, START, "← " + title(START, self.book.lang))

    def put(self, row: int, column: int, text: str, style: str, wrap: bool = False) -> None:
        """Write a text as it is."""
        put_text(self.book.look, self.sheet, row, column, text, style, wrap)

    def link(self, row: int, column: int, target: str, text: str) -> None:
        """Write what leads to another sheet of this workbook; nothing else is ever linked."""
        place = f"internal:{quoted(title(target, self.book.lang))}!A1"
        self.sheet.write_url(row, column, place, self.book.look.styles("link"), text)

    def print_set_up(
        self,
        last_row: int,
        last_column: int,
        width: float,
        header_row: int | None = None,
        high: int = 0,
        portrait: bool = False,
    ) -> None:
        """Set A4, the print area, the repeated header and the foot with sheet, page and policy.

        A sheet is one page wide; of a width (in characters) that no page can carry it takes as many as it needs.
        """
        sheet, policy = self.sheet, self.book.view.policy
        sheet.set_portrait() if portrait else sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(math.ceil(width / _PRINTED_WIDTH), high)
        sheet.print_area(0, 0, last_row, last_column)
        if header_row is not None:
            sheet.repeat_rows(header_row)
        foot = self.text("sheet.footer", sheet="&A", page="&P", pages="&N")
        rules = f"{policy.name.in_(self.book.lang)} {policy.version} · {fingerprint(policy)}".replace("&", "&&")
        sheet.set_footer(f"&L&8{foot}&R&8{rules}")


def title(key: str, lang: Lang) -> str:
    """Return the name of a sheet, which is also its title."""
    return template(lang, f"team.sheet.{key}")


def quoted(sheet: str) -> str:
    """Return the name of a sheet as a formula or a link names it."""
    return "'" + sheet.replace("'", "''") + "'"
