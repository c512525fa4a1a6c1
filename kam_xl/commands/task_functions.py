"""Worksheet functions of the three tasks: completeness, freshness, coverage, direction, gap and plan of a period.

They take whole tables with their headers and a client, or a column of clients; an answer has the shape of the question.
Tables are judged once for all cells that ask about the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from kam_xl.commands.function_values import (
    NOT_AVAILABLE,
    Argument,
    Function,
    Grid,
    Result,
    Unanswerable,
    column,
    day_of,
    flat,
    language_of,
    together,
)
from kam_xl.i18n import LANGUAGES, Text, say
from kam_xl.model import natural_name
from kam_xl.policy.tasks import BuyingRole, CenterRules
from kam_xl.rules.buying_center import BuyingCenter, band_of, buying_centers
from kam_xl.rules.dossier import Dossier, Tally, dossiers
from kam_xl.rules.plan_rows import plan_rows
from kam_xl.rules.roll_down import YearPlan, roll_down
from kam_xl.sheets.context import Context, book_of
from kam_xl.sheets.raw import Value

Known = TypeVar("Known")
Tables = tuple[tuple[str, Grid], ...]


def _complete(context: Context, accounts: Grid, dossier: Grid, client: Grid, group: Grid | None) -> Result:
    return _of_dossier(context, accounts, dossier, client, group, lambda tally: tally.completeness)


def _fresh(context: Context, accounts: Grid, dossier: Grid, client: Grid, group: Grid | None) -> Result:
    return _of_dossier(context, accounts, dossier, client, group, lambda tally: tally.freshness)


def _of_dossier(
    context: Context, accounts: Grid, dossier: Grid, client: Grid, group: Grid | None, number: Callable[[Tally], float]
) -> Result:
    wanted = _word(group)

    def answer(found: Dossier) -> Value:
        if not wanted:
            return number(found.total)
        own = next((one.id for one in found.set.groups if _is_called(wanted, one.id, one.name)), None)
        return NOT_AVAILABLE if own is None else number(found.of_group(own))

    return _about(client, _dossiers(context, accounts, dossier), answer)


def _coverage(context: Context, accounts: Grid, members: Grid, client: Grid, role: Grid | None) -> Result:
    wanted, policy, lang = _word(role), book_of(context).policy, language_of(context, None)
    named = _role(wanted, policy.center) if wanted else None

    def answer(found: BuyingCenter) -> Value:
        if not wanted:
            return found.coverage
        return NOT_AVAILABLE if named is None else say(lang, f"function.hold.{found.hold(named.id)}")

    return _about(client, _centers(context, accounts, members), answer)


def _direction(context: Context, role: Grid, attitude: Grid, language: Grid | None) -> Result:
    rules, lang = book_of(context).policy.center, language_of(context, language)

    def answer(name: Value, typed: Value) -> Value:
        if name is None:
            return ""
        known = _role(natural_name(str(name)), rules)
        number = typed if isinstance(typed, (int, float)) and not isinstance(typed, bool) else None
        return known.direction(band_of(number)).in_(lang) if known else NOT_AVAILABLE

    return column([answer(*pair) for pair in together(flat(role), flat(attitude))])


def _plan_gap(
    context: Context,
    plans: Grid,
    goals: Grid,
    actions: Grid,
    seasons: Grid,
    facts: Grid,
    client: Grid,
    plan_year: Grid | None,
    plan_month: Grid | None,
) -> Result:
    tables = (*_plan_tables(plans, goals, actions, seasons), ("tblFacts", facts))
    month = _month(plan_month)

    def gap(year: YearPlan) -> Value:
        found = year.months[month - 1].gap if month else year.gap if year.months_with_facts else None
        return "" if found is None else found

    return _of_year(context, tables, client, plan_year, gap)


def _period(
    context: Context,
    plans: Grid,
    goals: Grid,
    actions: Grid,
    seasons: Grid,
    client: Grid,
    plan_year: Grid | None,
    plan_month: Grid | None,
) -> Result:
    month = _month(plan_month)
    tables = _plan_tables(plans, goals, actions, seasons)
    return _of_year(
        context, tables, client, plan_year, lambda year: year.months[month - 1].plan if month else year.plan
    )


def _of_year(
    context: Context, tables: Tables, client: Grid, plan_year: Grid | None, number: Callable[[YearPlan], Value]
) -> Result:
    wanted = _whole(plan_year) or day_of(context).year

    def answer(years: tuple[YearPlan, ...]) -> Value:
        found = next((one for one in years if one.year == wanted), None)
        return NOT_AVAILABLE if found is None else number(found)

    return _about(client, _years(context, tables), answer)


def _plan_tables(plans: Grid, goals: Grid, actions: Grid, seasons: Grid) -> Tables:
    return (("tblPlans", plans), ("tblGoals", goals), ("tblActions", actions), ("tblSeasons", seasons))


@lru_cache(maxsize=4)
def _dossiers(context: Context, accounts: Grid, dossier: Grid) -> Mapping[str, Dossier]:
    parsed = book_of(context, accounts, (("tblDossier", dossier),))
    known, answers = parsed.portfolio.accounts, parsed.portfolio.tasks.answers
    found = dossiers(answers, known, parsed.policy.dossier, day_of(context))
    return {natural_name(one.account): one for one in reversed(found)}


@lru_cache(maxsize=4)
def _centers(context: Context, accounts: Grid, members: Grid) -> Mapping[str, BuyingCenter]:
    parsed = book_of(context, accounts, (("tblMembers", members),))
    names = [one.account for one in parsed.portfolio.accounts]
    found = buying_centers(parsed.portfolio.tasks.members, names, parsed.policy.center, day_of(context))
    return {natural_name(one.account): one for one in reversed(found)}


@lru_cache(maxsize=4)
def _years(context: Context, tables: Tables) -> Mapping[str, tuple[YearPlan, ...]]:
    parsed = book_of(context, None, tables)
    tasks = parsed.portfolio.tasks
    names = list(dict.fromkeys(natural_name(one.account) for one in tasks.plans))
    return {rows.account: roll_down(rows, parsed.policy.plan) for rows in plan_rows(tasks, names)}


def _about(client: Grid, known: Mapping[str, Known], answer: Callable[[Known], Value]) -> Result:
    """Return an answer for each client asked for, in the shape of the question."""
    asked = [[known.get(natural_name(str(name))) if name is not None else None for name in row] for row in client]
    return [[NOT_AVAILABLE if found is None else answer(found) for found in row] for row in asked]


def _role(name: str, rules: CenterRules) -> BuyingRole | None:
    return next((one for one in rules.roles if _is_called(name, one.id, one.name)), None)


def _is_called(wanted: str, id: str, name: Text) -> bool:
    return wanted in (natural_name(id), *(natural_name(name.in_(lang)) for lang in LANGUAGES))


def _word(grid: Grid | None) -> str:
    return natural_name(str(grid[0][0])) if grid and grid[0][0] is not None else ""


def _whole(grid: Grid | None) -> int | None:
    """Return a whole number, None where it is left out or blank.

    Raises:
        Unanswerable: it is none.
    """
    typed = grid[0][0] if grid else None
    if typed is None:
        return None
    if not isinstance(typed, (int, float)) or typed != int(typed):
        raise Unanswerable
    return int(typed)


def _month(grid: Grid | None) -> int | None:
    month = _whole(grid)
    if month is not None and not 1 <= month <= 12:
        raise Unanswerable
    return month


_LANGUAGE = Argument("language", optional=True)
_CLIENT, _ACCOUNTS, _DOSSIER = Argument("client"), Argument("accounts"), Argument("dossier")
_PLAN = tuple(Argument(name) for name in ("plans", "goals", "actions", "seasons"))
_PERIOD = (Argument("plan_year", optional=True), Argument("plan_month", optional=True))

TASK_FUNCTIONS: tuple[Function, ...] = (
    Function("KAM_COMPLETE", (_ACCOUNTS, _DOSSIER, _CLIENT, Argument("group", optional=True)), _complete),
    Function("KAM_FRESH", (_ACCOUNTS, _DOSSIER, _CLIENT, Argument("group", optional=True)), _fresh),
    Function("KAM_COVERAGE", (_ACCOUNTS, Argument("members"), _CLIENT, Argument("role", optional=True)), _coverage),
    Function("KAM_DIRECTION", (Argument("role"), Argument("attitude"), _LANGUAGE), _direction),
    Function("KAM_PLAN_GAP", (*_PLAN, Argument("facts"), _CLIENT, *_PERIOD), _plan_gap),
    Function("KAM_PERIOD", (*_PLAN, _CLIENT, *_PERIOD), _period),
)
