"""Rounding that a spreadsheet and Python share."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_STEP = Decimal("0.000001")


def round6(value: float) -> float:
    """Round to six decimals as ROUND of a spreadsheet does: halves away from zero, in decimal notation.

    Both sides of every comparison pass through it, so that a threshold is met or missed alike in every engine
    (DESIGN.md section 4: `0.7 >= 0.02 * 35`).
    """
    rounded = round(value, 6)
    if rounded == value or abs(abs(value) * 1e6 % 1 - 0.5) > 1e-3:
        return rounded
    return float(Decimal(f"{value:.15g}").quantize(_STEP, ROUND_HALF_UP))
