"""The cells on which a calculated sheet chooses what it shows: the client and the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kam_xl.model import Portfolio
from kam_xl.sheets.schema import CELLS


def with_chosen(portfolio: Portfolio, choices: Mapping[str, Any]) -> tuple[Portfolio | None, str]:
    """Return the portfolio with these named cells filled, and the cell to lead to; neither where there is none."""
    known = {cell.name for cell in CELLS}
    kept = {name: value for name, value in choices.items() if name in known and value is not None}
    if not kept:
        return None, ""
    return replace(portfolio, setup=replace(portfolio.setup, **kept)), next(iter(kept))
