"""Read an export: one file, or a folder in which sales stand beside products, clients and sales teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from kam_xl.errors import FileMissing, UnreadableExport
from kam_xl.exchange.imports.columns import ColumnMap, read_map
from kam_xl.exchange.imports.dates import date_order
from kam_xl.exchange.imports.deals import read_deals
from kam_xl.exchange.imports.export import Export
from kam_xl.exchange.imports.frame import Frame, frame_of, lacking
from kam_xl.exchange.imports.grid import SUFFIXES, read_grid
from kam_xl.exchange.imports.invoices import read_invoices
from kam_xl.exchange.imports.labels import product_key, text_of
from kam_xl.exchange.imports.listing import read_list
from kam_xl.exchange.imports.numbers import read_numbers
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import message
from kam_xl.model import natural_name
from kam_xl.sheets.schema import ACCOUNTS

STRAY_DAYS = 92
"""A last day so far from the one before it is probably mistyped."""


def read_export(path: Path, mapping: Path | None = None) -> Export:
    """Read a list of accounts, CRM opportunities or invoice lines, as dirty as they are.

    Args:
        path: a .csv or workbook file, or a folder of them.
        mapping: a map file in TOML, where the headers are not to be found by synonyms.

    Raises:
        FileMissing, NoPermission: a file is not there or may not be read.
        UnreadableExport: a file is no table, a needed column is missing or ambiguous, dates can be read in two ways,
            or a list of accounts holds values that the rules cannot read.
    """
    columns = read_map(mapping)
    frames = [frame_of(read_grid(file), columns) for file in _files(path)]
    frame = _main_frame(frames, path)
    if wrong := [one for one in frame.findings if one.severity is Severity.ERROR]:
        raise UnreadableExport(frame.file, wrong, reason=message("import.reason.columns"))
    order = _order(frame, columns)
    beside = [one for one in frames if one is not frame]
    if frame.role == "list":
        return read_list(frame, columns, order)
    catalogue, prices = _products(beside, columns)
    if frame.role == "deals":
        export = read_deals(frame, columns, order, catalogue, prices)
    else:
        export = read_invoices(frame, columns, order, catalogue)
    findings = (*export.findings, *_stray(export))
    return replace(export, segments=_segments(frame, beside), heads=_heads(beside), findings=findings)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.iterdir()) if file.suffix.lower() in SUFFIXES]
    found = [file for file in files if not file.name.startswith(("~$", "."))]
    if not found:
        raise FileMissing(path.name)
    return found


def _main_frame(frames: Sequence[Frame], path: Path) -> Frame:
    """Return the file that holds the sales, or the list where there are none; the others only explain it."""
    for roles in (("deals", "invoices"), ("list",)):
        found = [frame for frame in frames if frame.role in roles]
        if len(found) == 1:
            return found[0]
        if found:
            names = [frame.file for frame in found]
            raise UnreadableExport(path.name, reason=message("import.reason.several", files=names))
    findings = [one for frame in frames for one in (*frame.findings, *lacking(frame))]
    raise UnreadableExport(path.name, findings, reason=message("import.reason.columns"))


def _order(frame: Frame, columns: ColumnMap) -> str:
    """Return how the file writes dates, decided over all its date columns."""
    if columns.date_order:
        return columns.date_order
    if frame.role == "list":
        positions = [
            frame.own[column.key] for column in ACCOUNTS.columns if column.kind == "date" and column.key in frame.own
        ]
    else:
        positions = [frame.positions[name] for name in ("date", "close_date", "open_date") if name in frame.positions]
    cells = [cell for position in positions for cell in frame.column(position)]
    order = date_order(cells, frame.russian)
    if order is None:
        header = frame.headers[positions[0]]
        example = next(cell for cell in cells if isinstance(cell, str) and cell.strip())
        params = {"column": header, "example": example}
        finding = Finding("import_date_order", Severity.ERROR, Location(file=frame.file), params)
        raise UnreadableExport(frame.file, [finding], reason=message("import.reason.dates"))
    return order


def _products(frames: Sequence[Frame], columns: ColumnMap) -> tuple[dict[str, str], dict[str, float]]:
    """Return product key → group and product key → usual price from the product files beside the sales."""
    groups: dict[str, str] = {}
    prices: dict[str, float] = {}
    for frame in (one for one in frames if one.role == "products"):
        keys = [product_key(text_of(cell)) for cell in frame.cells("product")]
        if frame.has("group"):
            groups.update(zip(keys, map(text_of, frame.cells("group")), strict=True))
        for field in ("price", "list_price"):
            if frame.has(field):
                values, _ = read_numbers(frame.cells(field), columns.decimal, frame.comma_decimal)
                prices.update({key: float(value) for key, value in zip(keys, values, strict=True) if value > 0})
    return groups, prices


def _segments(frame: Frame, beside: Sequence[Frame]) -> dict[str, str]:
    """Return the segment of each client, by natural name, from the sales or from a list beside them."""
    found: dict[str, str] = {}
    for one in (*(frame_ for frame_ in beside if frame_.role == "list"), frame):
        if one.has("client", "segment"):
            pairs = zip(one.cells("client"), one.cells("segment"), strict=True)
            found.update({natural_name(text_of(client)): text_of(segment) for client, segment in pairs if segment})
    return found


def _heads(frames: Sequence[Frame]) -> dict[str, str]:
    """Return the head of each seller from a file of sales teams."""
    found: dict[str, str] = {}
    for frame in (one for one in frames if one.role == "teams"):
        pairs = zip(frame.cells("seller"), frame.cells("head"), strict=True)
        found.update({text_of(seller): text_of(head) for seller, head in pairs if text_of(seller)})
    return found


def _stray(export: Export) -> list[Finding]:
    """Return the finding that the last day stands far from all others: a mistyped year would empty the last months."""
    days = export.days
    if len(days) < 2 or days[-1] - days[-2] <= np.timedelta64(STRAY_DAYS, "D"):
        return []
    params = {"last": days[-1].item(), "before": days[-2].item()}
    return [Finding("import_stray_day", Severity.WARNING, Location(file=export.file), params)]
