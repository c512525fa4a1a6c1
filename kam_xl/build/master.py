"""The files that ship: the empty macro workbook, the same whenever and wherever it is built, and the add-in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kam_xl.build.addin import build_addin
from kam_xl.build.workbook import build
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio, Setup, record_id
from kam_xl.places import ADDIN, CLICK_INTERPRETER, WORKBOOK
from kam_xl.policy import Policy
from kam_xl.rules import assess

MASTER_DAY = dt.date(2026, 1, 1)
"""The day of the cached values; the workbook counts with today as soon as it is recalculated."""


def master_files(policy: Policy, lang: Lang, interpreter: str = CLICK_INTERPRETER) -> Mapping[str, bytes]:
    """Return the macro workbook and the add-in by file name.

    Args:
        policy: what the workbook is built from.
        lang: the workbook's language; the add-in speaks that of the active workbook.
        interpreter: the Python that both start.
    """
    setup = Setup(currency=policy.currency.in_(lang), hours=policy.capacity.monthly_hours)
    empty = Portfolio(record_id("b", "master"), lang, setup)
    workbook = build(assess(empty, policy, MASTER_DAY), macros=True, interpreter=interpreter)
    return {WORKBOOK: workbook, ADDIN: build_addin(interpreter)}
