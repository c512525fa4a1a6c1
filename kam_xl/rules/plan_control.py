"""The version of a plan: six digits that a spreadsheet computes too, so that a change after signing is seen.

With P = 999983, a prime, each typed cell becomes a number below P, and each row

    s = (salt of the table + Σ weight of the column × code of the cell) mod P
    control = s³ mod P, written MOD(MOD(s*s,P)*s,P): no step passes 2^53
    version = (Σ control of the account's rows: first row of the plan, all its goals, actions, risks) mod P

Codes of cells: a number x is MOD(ROUND(ROUND(x,4)×10000,0),P)+1, a date alike by its day number in a spreadsheet, a
blank 0; a text is MOD(Σ text_weight_k × UNICODE of its k-th character + its length × 10009, P) over the first 255
characters after TRIM, filled up with spaces, and 0 where blank (its length where UNICODE fails, as it does for half an
emoji); a choice is its place in the list (`STATUS_CODES`, `IMPACT_CODES`), yes 2, no 1.

Since every weight is prime to P and cubing is one to one modulo P (P mod 3 = 2), a change of a single number or date
is always seen, unless it is a whole multiple of 99.9983; cubing also sees values that change places between rows. The
order of rows does not matter. Any other change (several cells at once, texts) passes unseen once in about a million;
after character 255 of a text only its length is seen. Not counted: ids, `next_review`, and whether an approved action
is done, since carrying out a plan does not change it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul

from kam_xl.model_tasks import YEARS, Action, Goal, Plan, Risk
from kam_xl.rules.numbers import rounded
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.serials import day_serial
from kam_xl.values import value

PRIME = 999_983
SCALE = 10_000
LENGTH_WEIGHT = 10_009
TEXT_WEIGHTS: tuple[int, ...] = tuple(7919 * k * k % 10_007 for k in range(1, 256))
"""Weight of each of the first 255 characters of a text."""
_BLANKS_AFTER = tuple(32 * sum(TEXT_WEIGHTS[length:]) for length in range(len(TEXT_WEIGHTS) + 1))
"""What the blanks weigh that fill a text of each length up; added anew for each of them they took most of the time."""

STATUS_CODES: Mapping[str, int] = {"": 0, "draft": 1, "submitted": 2, "approved": 3, "done": 3, "dropped": 4}
IMPACT_CODES: Mapping[str, int] = {"": 0, "low": 1, "medium": 2, "high": 3}

_PRIMES = (
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
)  # fmt: skip


@value
class TableControl:
    """How one table's rows are summed: its salt, and the weight of each column by its key, in order."""

    salt: int
    weights: Mapping[str, int]


def _table(salt: int, *keys: str) -> TableControl:
    return TableControl(salt, dict(zip(keys, _PRIMES, strict=False)))


def _years(prefix: str, first: int) -> tuple[str, ...]:
    return tuple(f"{prefix}_y{t}" for t in range(first, YEARS + 1))


PLANS = _table(101, "base_year", "growth", "low_case", "strategy", "not_do", "stop_rule")
GOALS = _table(211, "product_group", "margin_rate", *_years("potential", 0), *_years("sales", 0), *_years("margin", 0))
ACTIONS = _table(
    307, "code", "action", "owner", "due", "start", "probability", "scales", "status", "rests_on",
    *_years("budget", 1), *_years("effect", 1),
)  # fmt: skip
RISKS = _table(401, "risk", "probability", "impact", "sign", "answer")


def version(rows: PlanRows) -> int:
    """Return the version of an account's plan, 0 … 999982; 0 where it has no rows."""
    records: tuple[Plan | Goal | Action | Risk, ...] = (*rows.plans[:1], *rows.goals, *rows.actions, *rows.risks)
    return sum(control(seal(one)) for one in records) % PRIME


def seal(record: Plan | Goal | Action | Risk) -> int:
    """Return the weighed sum of a row's cells, s."""
    table = table_of(record)
    total: int = table.salt + sum(map(mul, table.weights.values(), _codes(record)))
    return total % PRIME


def control(s: int) -> int:
    """Return the control of a row from the weighed sum of its cells."""
    return s * s % PRIME * s % PRIME


def weighed(record: Plan | Goal | Action | Risk) -> Mapping[str, int]:
    """Return the code of each cell of a row times its weight, by column key."""
    weights = table_of(record).weights
    return {key: weight * code for (key, weight), code in zip(weights.items(), _codes(record), strict=True)}


def table_of(record: Plan | Goal | Action | Risk) -> TableControl:
    """Return how a record's table is summed."""
    match record:
        case Plan():
            return PLANS
        case Goal():
            return GOALS
        case Action():
            return ACTIONS
        case Risk():
            return RISKS


@lru_cache(maxsize=8192)
def number_code(number: float | None) -> int:
    """Return the code of a number: its ten-thousandths modulo the prime, plus one; 0 for a blank."""
    return 0 if number is None else int(rounded(rounded(number, 4) * SCALE, 0)) % PRIME + 1


@lru_cache(maxsize=8192)
def text_code(text: str) -> int:
    """Return the code of a text, 0 for a blank one."""
    trimmed = " ".join(part for part in text.split(" ") if part)
    units = memoryview(trimmed.encode("utf-16-le", "surrogatepass")).cast("H").tolist()
    if any(0xD800 <= unit <= 0xDFFF for unit in units):
        return len(units)
    weighed = sum(map(mul, units, TEXT_WEIGHTS)) + _BLANKS_AFTER[min(len(units), len(TEXT_WEIGHTS))]
    return (weighed + len(units) * LENGTH_WEIGHT) % PRIME if units else 0


def _codes(record: Plan | Goal | Action | Risk) -> Sequence[int]:
    match record:
        case Plan():
            return _plan(record)
        case Goal():
            return _goal(record)
        case Action():
            return _action(record)
        case Risk():
            return _risk(record)


def _plan(one: Plan) -> tuple[int, ...]:
    return (*_numbers(one.base_year, one.growth, one.low_case), *_texts(one.strategy, one.not_do, one.stop_rule))


def _goal(one: Goal) -> tuple[int, ...]:
    years = _numbers(*one.potential, *one.sales, *one.margin)
    return (text_code(one.product_group), number_code(one.margin_rate), *years)


def _action(one: Action) -> tuple[int, ...]:
    return (
        *_texts(one.code, one.action, one.owner),
        *_numbers(day_number(one.due), day_number(one.start), one.probability),
        0 if one.scales is None else 1 + one.scales,
        STATUS_CODES[one.status],
        text_code(one.rests_on),
        *_numbers(*one.budget, *one.effect),
    )


def _risk(one: Risk) -> tuple[int, ...]:
    return (
        text_code(one.risk),
        number_code(one.probability),
        IMPACT_CODES[one.impact],
        *_texts(one.sign, one.answer),
    )


def day_number(day: dt.date | None) -> int | None:
    """Return a day as a cell holds it, None for none."""
    return None if day is None else day_serial(day)


def _numbers(*cells: float | None) -> tuple[int, ...]:
    return tuple(map(number_code, cells))


def _texts(*cells: str) -> tuple[int, ...]:
    return tuple(map(text_code, cells))
