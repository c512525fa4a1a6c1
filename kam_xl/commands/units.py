"""Whether an import and a book count money in one unit, and how a sentence writes money of any unit."""

from __future__ import annotations

import math

from kam_xl.errors import UnitsDiffer
from kam_xl.i18n import Text, number

FAR_APART = 20
"""How many times a year's total may differ from the plan before it is taken for another unit."""
_STEP = 1000
"""Units of money in use differ by powers of it: single, thousands, millions."""
_SMALL = 0.1


def refuse_other_unit(
    total: float, plan: float | None, where: str, money_per: float | None = None, *, partial: bool = False
) -> None:
    """Refuse an import whose money is probably not in the unit of the book's plan.

    Args:
        total: what the export's clients brought in twelve months, after division by `money_per`; money.
        plan: the yearly margin plan of the book; None or 0 where there is none to compare with.
        where: the export's file.
        money_per: what the person gave as units of the export in one of the book, None where he gave nothing; 1 is his
            word that both are in one unit, another number is held against the plan too.
        partial: whether the total may be of some clients only, as in a list; a small one then says nothing.

    Raises:
        UnitsDiffer: the two are `FAR_APART` times or more apart, and another unit would bring them nearer.
    """
    if not plan or plan < 0 or total <= 0 or (partial and total < plan):
        return
    ratio = total / plan
    times = max(ratio, 1 / ratio)
    step = round(math.log(ratio, _STEP))
    if times < FAR_APART or money_per == 1 or (money_per is not None and step == 0):
        return
    per = (money_per or 1) * float(_STEP) ** step
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
