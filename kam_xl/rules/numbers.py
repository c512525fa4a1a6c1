"""Rounding that a spreadsheet and Python share."""

from __future__ import annotations

_NEAR_HALF = 1e-3
"""How near to a half the digits beyond may be, in units of the last one kept, before decimals are reckoned in full."""


def round6(value: float) -> float:
    """Round to six decimals as ROUND of a spreadsheet does: halves away from zero, in decimal notation.

    Both sides of every comparison pass through it, so that a threshold is met or missed alike in every engine
    (DESIGN.md section 4: `0.7 >= 0.02 * 35`).
    """
    found = round(value, 6)
    if found == value or abs(abs(value) * 1e6 % 1 - 0.5) > _NEAR_HALF:
        return found
    return _half_away(value, 6)


def round2(value: float) -> float:
    """Round money to hundredths as `ROUND(ROUND(x,6),2)` does.

    The first rounding takes away what engines differ by when they add the same numbers in another order; without it a
    sum that is 0.005 on paper would be a cent in one engine and nothing in the other.
    """
    fine = round6(value)
    found = round(fine, 2)
    if found == fine or abs(abs(fine) * 1e2 % 1 - 0.5) > _NEAR_HALF:
        return found
    return _half_away(fine, 2)


def rounded(value: float, digits: int) -> float:
    """Round to so many decimals as ROUND of a spreadsheet does: halves away from zero, in decimal notation."""
    found = round(value, digits)
    if found == value or abs(abs(value) * 10**digits % 1 - 0.5) > _NEAR_HALF:
        return found
    return _half_away(value, digits)


def _half_away(value: float, digits: int) -> float:
    from decimal import ROUND_HALF_UP, Decimal  # rarely needed, and a click would pay for it each time

    return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
