"""Whether an import and a book count money in one unit, and how a sentence writes money of any unit."""

from __future__ import annotations

import math

from kam_xl.errors import UnitsDiffer
from kam_xl.i18n import Text, number

FAR_APART = 20
"""How many times a year's total may differ from the plan before it is taken for another unit."""
_STEP = 1000
"""Units of money in use differ by powers of it: single, thousands, millions."""
_STILL_FAR = _STEP / FAR_APART
"""The same once a person named the unit: what he was told to name is then never refused."""
_SMALL = 0.1


def refuse_other_unit(
    total: float, plan: float | None, where: str, money_per: float = 1.0, *, partial: bool = False
) -> None:
    """Refuse an import whose money is probably not in the unit of the book's plan.

    Args:
        total: what the export's clients brought in twelve months, after division by `money_per`; money.
        plan: the yearly margin plan of the book; None or 0 where there is none to compare with.
        where: the export's file.
        money_per: how many units of the export the person said to make one of the book; 1 where he said nothing.
        partial: whether the total may be of some clients only, as in a list; a small one then says nothing.

    Raises:
        UnitsDiffer: the two are `FAR_APART` times or more apart; names the power of 1000 that brings them nearest.
    """
    if not plan or plan < 0 or total <= 0 or (partial and total < plan):
        return
    ratio = total / plan
    times = max(ratio, 1 / ratio)
    if times < FAR_APART or (money_per != 1 and times <= _STILL_FAR):
        return
    step = round(math.log(ratio, _STEP)) or (1 if ratio > 1 else -1)
    per = money_per * float(_STEP) ** step
    raise UnitsDiffer(where, total=money(total), plan=money(plan), times=round(times), per=_typed(per))


def money(value: float) -> float | Text:
    """Return money as a sentence shows it: whole from 100 up, two decimals below, two digits where it is small.

    Small sums are those of a book in millions: 3,400 is 0.0034 there and not 0.
    """
    if value and abs(value) < _SMALL:
        decimals = 1 - math.floor(math.log10(abs(value)))
        return Text(number(value, "en", decimals), number(value, "ru", decimals))
    return round(value) if abs(value) >= 100 else round(value, 2)


def _typed(per: float) -> str:
    """Return the number as it is typed after an option: no blanks, no exponent."""
    return f"{per:.9f}".rstrip("0").rstrip(".")
