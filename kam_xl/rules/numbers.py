"""Rounding that a spreadsheet and Python share."""

from __future__ import annotations


def round6(value: float) -> float:
    """Round to six decimals as ROUND of a spreadsheet does: halves away from zero, in decimal notation.

    Both sides of every comparison pass through it, so that a threshold is met or missed alike in every engine
    (DESIGN.md section 4: `0.7 >= 0.02 * 35`).
    """
    rounded = round(value, 6)
    if rounded == value or abs(abs(value) * 1e6 % 1 - 0.5) > 1e-3:
        return rounded
    return _half_away(value)


def _half_away(value: float) -> float:
    from decimal import ROUND_HALF_UP, Decimal  # rarely needed, and a click would pay for it each time

    return float(Decimal(f"{value:.15g}").quantize(Decimal("0.000001"), ROUND_HALF_UP))
