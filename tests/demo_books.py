"""The example team as the tests of its tasks look at it: books, plans, buying centers and dossiers by manager."""

from __future__ import annotations

from functools import cache

from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.policy import Policy
from kam_xl.policy.file import default
from kam_xl.rules.buying_center import BuyingCenter, buying_centers
from kam_xl.rules.dossier import Dossier, dossiers
from kam_xl.rules.plan_rows import PlanRows, plan_rows


@cache
def policy() -> Policy:
    return default()


@cache
def book(manager: str, lang: Lang = "en") -> Portfolio:
    return demo_portfolio(manager, lang)


def keys(manager: str) -> list[str]:
    return [account.account for account in book(manager).accounts if account.on_record]


@cache
def plans(manager: str, lang: Lang = "en") -> dict[str, PlanRows]:
    """Return the plan rows of each key account that has a plan, by its name."""
    names = [account.account for account in book(manager, lang).accounts if account.on_record]
    return {rows.account: rows for rows in plan_rows(book(manager, lang).tasks, names) if rows.plans}


@cache
def centers(manager: str) -> tuple[BuyingCenter, ...]:
    return buying_centers(book(manager).tasks.members, keys(manager), policy().center, DEMO_AS_OF)


@cache
def answered(manager: str) -> tuple[Dossier, ...]:
    on_record = [account for account in book(manager).accounts if account.on_record]
    return dossiers(book(manager).tasks.answers, on_record, policy().dossier, DEMO_AS_OF)
