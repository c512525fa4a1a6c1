"""Everything known of the key accounts on record, side by side: verdict, dossier, buying center and plan."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from kam_xl.model import Account
from kam_xl.model_tasks import Action
from kam_xl.rules.assessment import Assessment, PortfolioAssessment
from kam_xl.rules.buying_center import DUE_WITHIN, BuyingCenter, buying_centers
from kam_xl.rules.dossier import Dossier, dossiers
from kam_xl.rules.plan import PlanMoney, plan_money
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import PlanRows, plan_rows
from kam_xl.rules.plan_signing import Signature, review_due, signature
from kam_xl.rules.roll_down import YearPlan, roll_down
from kam_xl.values import value

ActionState = Literal["done", "dropped", "overdue", "soon", "planned", "undated"]
OPEN = frozenset({"", "draft", "submitted", "approved"})
"""States of an action that is still to be done."""


@value
class KeyAccount:
    """One key account on record; `years` is empty where the plan has no base year."""

    assessment: Assessment
    dossier: Dossier
    center: BuyingCenter
    rows: PlanRows
    money: PlanMoney
    years: tuple[YearPlan, ...]
    version: int
    signature: Signature
    review_due: dt.date | None

    @property
    def account(self) -> Account:
        """Return the client."""
        return self.assessment.account

    def year(self, day: dt.date) -> YearPlan | None:
        """Return the plan of the year of a day, None outside the horizon."""
        return next((one for one in self.years if one.year == day.year), None)


def key_accounts(whole: PortfolioAssessment) -> tuple[KeyAccount, ...]:
    """Return the key accounts on record in the order of their rows."""
    items = whole.on_record
    accounts = [item.account for item in items]
    names = [one.account for one in accounts]
    tasks, policy = whole.portfolio.tasks, whole.policy
    found = zip(
        items,
        dossiers(tasks.answers, accounts, policy.dossier, whole.as_of),
        buying_centers(tasks.members, names, policy.center, whole.as_of),
        plan_rows(tasks, names),
        strict=True,
    )
    return tuple(
        KeyAccount(
            assessment=item,
            dossier=dossier,
            center=center,
            rows=rows,
            money=plan_money(rows, policy.plan),
            years=roll_down(rows, policy.plan),
            version=version(rows),
            signature=signature(rows),
            review_due=review_due(rows, policy.plan),
        )
        for item, dossier, center, rows in found
    )


def open_actions(one: KeyAccount) -> tuple[Action, ...]:
    """Return the actions of a plan that are neither done nor dropped."""
    return tuple(action for action in one.rows.actions if action.status in OPEN)


def action_state(action: Action, as_of: dt.date) -> ActionState:
    """Return how an action stands to its due day: overdue from the day after, soon within a week."""
    if action.status == "done" or action.status == "dropped":
        return action.status
    if action.due is None:
        return "undated"
    left = (action.due - as_of).days
    return "overdue" if left < 0 else "soon" if left < DUE_WITHIN else "planned"
