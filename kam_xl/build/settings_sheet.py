"""The very hidden sheet `_kam`: the workbook's settings, and beside them every named cell in one block.

The block is what a click and the worksheet functions read in one go; see `kam_xl.sheets.context`.
"""

from __future__ import annotations

from kam_xl.build.page import Page
from kam_xl.build.tables import write_table
from kam_xl.policy import to_dict
from kam_xl.sheets import schema
from kam_xl.sheets.book_policy import NAMES, number_in_cell, value_at
from kam_xl.sheets.context import CONTEXT_NAMES
from kam_xl.sheets.raw import Value
from kam_xl.sheets.render import settings_rows

_FIRST_COLUMN = 3
"""Column, from 0, of the block: one is free between it and the table."""
_NAMED = {"lang": "kam_lang", "off": "kam_off", "version": "kam_version"}
"""Settings that VBA reads by name."""


def write_settings(page: Page) -> None:
    """Write the settings and the block; the sheet must be the last one, when all names have their cells.

    Cells of sheets that are switched off have no name and no row.
    """
    rows = settings_rows(page.book.whole.portfolio, page.book.policy)
    write_table(page, schema.SETTINGS, [{"key": key, "value": value} for key, value in rows])
    top = schema.header_row(schema.SETTINGS, page.book.policy)
    page.name("kam_settings", top, 0, top + len(rows) - 1, 1)
    for i, (key, _) in enumerate(rows, start=top):
        if key in _NAMED:
            page.name(_NAMED[key], i, 1)
    values = _values(page)
    # A sheet that is switched off takes its cells with it.
    names = [name for name in CONTEXT_NAMES if name in page.book.places]
    for i, name in enumerate(names, start=top):
        row, column = page.book.places[name]
        page.put(i, _FIRST_COLUMN, name, "hidden")
        page.formula(i, _FIRST_COLUMN + 1, f'=IF(ISBLANK({name}),"",{name})', values[name], "hidden")
        page.formula(i, _FIRST_COLUMN + 2, f"=ROW({name})", row + 1, "hidden")
        page.formula(i, _FIRST_COLUMN + 3, f"=COLUMN({name})", column + 1, "hidden")
    page.name("kam_context", top, _FIRST_COLUMN, top + len(names) - 1, _FIRST_COLUMN + 3)


def _values(page: Page) -> dict[str, Value]:
    setup, policy = page.book.whole.portfolio.setup, to_dict(page.book.policy)
    return {
        **{cell.name: getattr(setup, cell.name) for cell in schema.CELLS},
        "as_of": page.book.whole.as_of,
        **{name: number_in_cell(value_at(policy, path)) for name, path in NAMES.items()},
    }
