"""Small macro workbooks for the tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from kam_xl.build.vba.modules import Module
from kam_xl.build.vba.project import vba_project


def macro_book(
    path: Path,
    modules: Sequence[Module],
    sheets: Mapping[str, str],
    write: Callable[[Mapping[str, Any]], None] = lambda _: None,
) -> Path:
    """Write a macro workbook and return its path.

    Args:
        path: where; ends in .xlsm.
        modules: its VBA project; ThisWorkbook is the code name of the workbook.
        sheets: title → code name.
        write: fills the sheets, which it is given as XlsxWriter's, by title.
    """
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_vba_name("ThisWorkbook")
        written = {title: workbook.add_worksheet(title) for title in sheets}
        for title, code_name in sheets.items():
            written[title].set_vba_name(code_name)
        write(written)
        workbook.add_vba_project(io.BytesIO(vba_project(modules)), is_stream=True)
    return path
