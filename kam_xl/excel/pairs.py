"""A sheet of settings: keys in column A, values in column B, as xlwings keeps its own."""

from __future__ import annotations

from pathlib import Path

from kam_xl.excel.grids import Grids
from kam_xl.excel.package import open_package
from kam_xl.excel.structure import structure_of


def read_pairs(path: Path, sheet: str) -> dict[str, str] | None:
    """Return key → value of a sheet, None where the workbook has no sheet of that name; hidden ones count too.

    Raises:
        FileMissing, NotAWorkbook, EncryptedWorkbook, DamagedWorkbook, TooLarge, NoPermission: it cannot be read.
    """
    package = open_package(path)
    structure = structure_of(package)
    if sheet not in structure.sheets:
        return None
    rows = [[*row, None, None] for row in Grids(package, structure)[sheet]]
    return {str(row[0]): "" if row[1] is None else str(row[1]) for row in rows if row[0]}
