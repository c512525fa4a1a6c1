"""Over all key accounts together: what the work has reached, each account counted once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from kam_xl.model import Account
from kam_xl.model_tasks import Tasks
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.sheets.key_clients import key_clients
from kam_xl.sheets.progress import Progress, progress_of
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record
from tests.factories_plan import a_goal, a_plan, a_review, facts
from tests.factories_tasks import a_member, a_set, an_answer, center_rules, dossier_rules

KEY = ("Client B", "Client C")


def progress(*accounts: Account, **tables: Any) -> Progress:
    """Return the progress of a book of two key accounts, or of these."""
    policy = replace(default_policy(), dossier=dossier_rules(a_set()), center=center_rules())
    portfolio = a_portfolio(*(accounts or (on_record(name) for name in KEY)))
    whole: PortfolioAssessment = assess(replace(portfolio, tasks=Tasks(**tables)), policy, AS_OF)
    return progress_of(whole, key_clients(whole))


def test_dossiers_and_roles_of_all_key_accounts_add_up() -> None:
    one = progress(answers=(an_answer(account="Client B"),), members=(a_member(account="Client C"),))
    alone = progress(on_record("Client B"), answers=(an_answer(account="Client B"),))
    assert (one.accounts, one.dossier.answered, one.covered) == (2, 1, 1)
    assert (one.dossier.mandatory, one.required) == (2 * alone.dossier.mandatory, 2 * alone.required)


def test_only_a_plan_signed_as_it_stands_counts_as_signed() -> None:
    plans = tuple(a_plan(id=name, account=name) for name in KEY)
    stamp = version(plan_rows(Tasks(plans=plans), ("Client B",))[0])
    signed = a_review(account="Client B", version=stamp)
    assert progress(plans=plans, reviews=(signed, a_review(account="Client C", version=stamp + 1))).signed == 1
    waiting = a_review(account="Client B", date=dt.date(2026, 4, 2), version=None)
    assert progress(plans=plans, reviews=(signed, waiting)).signed == 0


def test_plans_of_clients_who_are_not_key_count_nowhere() -> None:
    goals = tuple(a_goal(account=name, sales=(12.0,)) for name in KEY)
    plans = tuple(a_plan(id=name, account=name, growth=0.0) for name in KEY)
    sold = (*facts(2026, 2.0, account="Client B"), *facts(2026, 9.0, account="Client C"))
    year = progress(on_record("Client B"), an_account("Client C"), plans=plans, goals=goals, facts=sold).year
    assert year is not None
    assert (year.plan, year.fact, year.gap, year.forecast) == (1.0, 2.0, 1.0, 13.0)


def test_without_a_plan_for_this_year_there_is_nothing_to_compare() -> None:
    assert progress(plans=(a_plan(base_year=2020),)).year is None


def test_growth_counts_from_the_month_in_which_a_client_became_key() -> None:
    sold = (*facts(2025, 1.0, account="Client B"), *facts(2026, 1.5, account="Client B"))
    key = on_record("Client B", key_since=dt.date(2026, 1, 20))
    found = progress(key, facts=sold)
    assert found.effect.total.growth == 0.5
    assert progress(on_record("Client B", key_since=dt.date(2026, 2, 1)), facts=sold).effect.total.months == 0


def test_of_two_rows_with_one_name_the_first_has_the_sales_and_the_plan() -> None:
    twins = (on_record("Client B", id="a1"), on_record("client  b", id="a2"))
    found = progress(*twins, plans=(a_plan(),), facts=facts(2026, 1.0))
    assert [(one.own, one.plan_row) for one in found.plans] == [(True, 1), (False, 0)]
