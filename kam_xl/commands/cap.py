"""Check the cap: how many key accounts the manager can carry, who has no place, who would enter and who leave."""

from __future__ import annotations

from typing import Any

from kam_xl.commands.task import Outcome, Task
from kam_xl.i18n import message
from kam_xl.rules import PortfolioAssessment
from kam_xl.rules.review import review


def check_cap(task: Task) -> Outcome:
    """Return the manager's standing against his limit; the findings are those about the cap and the record."""
    whole = task.whole
    about = tuple(one for one in review(whole) if one.code.startswith(("cap_", "record_", "plan_")))
    key = "over" if whole.over > 0 else "record_over" if whole.record_over > 0 else "within"
    said = message(
        f"outcome.cap.{key}",
        limit=whole.limit,
        qualifying=whole.qualifying,
        over=whole.over,
        record=len(whole.on_record),
        record_over=whole.record_over,
    )
    return Outcome(said, as_dict(whole), task.parsed.findings + task.located(about))


def as_dict(whole: PortfolioAssessment) -> dict[str, Any]:
    """Return the standing as data; counts of accounts, `over` and `record_over` negative where there is room."""
    return {
        "manager": whole.portfolio.setup.manager,
        "limit": whole.limit,
        "cap": int(whole.policy.capacity.cap),
        "hours_limit": whole.hours_limit,
        "qualifying": whole.qualifying,
        "over": whole.over,
        "on_record": len(whole.on_record),
        "record_over": whole.record_over,
        "leavers": [item.account.account for item in whole.leavers],
        "candidates": [item.account.account for item in whole.candidates],
    }
