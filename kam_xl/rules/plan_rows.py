"""What a book holds of the perspective plan of one account: its rows of plan, goals, actions, risks, reviews, facts."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.model_tasks import Action, Answer, Fact, Goal, Member, Plan, Review, Risk, Season, Tasks
from kam_xl.rules.by_account import by_account
from kam_xl.values import value


@value
class PlanRows:
    """One account's rows in the order of their tables; of `plans` the first counts, a second is a finding.

    `season` is the account's own row, else the row without an account, else None. Answers and members stand here only
    because an action may rest on them.
    """

    account: str
    plans: tuple[Plan, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    risks: tuple[Risk, ...] = ()
    reviews: tuple[Review, ...] = ()
    facts: tuple[Fact, ...] = ()
    season: Season | None = None
    answers: tuple[Answer, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """Return the head of the plan, None where the account has none."""
        return self.plans[0] if self.plans else None

    @property
    def base_year(self) -> int | None:
        """Return the base year (t = 0), None where none is typed."""
        year = self.plan.base_year if self.plan else None
        return None if year is None else int(year)


def plan_rows(tasks: Tasks, accounts: Sequence[str]) -> tuple[PlanRows, ...]:
    """Return each account's rows, in the order asked for; a row belongs where `natural_name` of its account says."""
    plans, goals, actions = by_account(tasks.plans), by_account(tasks.goals), by_account(tasks.actions)
    risks, reviews, facts = by_account(tasks.risks), by_account(tasks.reviews), by_account(tasks.facts)
    seasons, answers, members = by_account(tasks.seasons), by_account(tasks.answers), by_account(tasks.members)
    found = []
    for account in accounts:
        season = next(iter((*seasons(account), *seasons(""))), None)
        found.append(
            PlanRows(
                account, plans(account), goals(account), actions(account), risks(account), reviews(account),
                facts(account), season, answers(account), members(account),
            )
        )  # fmt: skip
    return tuple(found)


def fact_month(fact: Fact) -> tuple[int, int] | None:
    """Return the year and month (1 to 12) of a fact, None where they cannot be read."""
    if fact.year is None or fact.month is None or fact.month not in range(1, 13):
        return None
    return int(fact.year), int(fact.month)
