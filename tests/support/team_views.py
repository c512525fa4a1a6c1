"""Team views for tests: the example team as a head would get it, an empty one, and one as large as asked for.

The rows are made here, by plain code of their own, so that report and frames are tested without collecting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.team_tables import TEAM_TABLES, Row, team_table
from kam_xl.exchange.team_view import TeamView
from kam_xl.i18n import Lang
from kam_xl.model import Portfolio
from kam_xl.policy import fingerprint
from kam_xl.policy.file import default
from kam_xl.rules import PortfolioAssessment, assess
from kam_xl.rules.effect import effect
from kam_xl.rules.key_accounts import KeyAccount, action_state, key_accounts

MADE = dt.datetime(2026, 10, 1, 9, 30, tzinfo=dt.UTC)
SINCE = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)

Rows = dict[str, list[Row]]


def team_view(lang: Lang = "en") -> TeamView:
    """Return the example team: one account disputed, one manager late, files refused, findings and changes."""
    tables: Rows = {one.name: [] for one in TEAM_TABLES}
    wholes = [assess(portfolio, default(), DEMO_AS_OF) for portfolio in demo_portfolios(lang)]
    for i, whole in enumerate(wholes):
        for name, rows in book_rows(whole, i).items():
            tables[name] += rows
    _add_of_run(tables, lang)
    return TeamView(lang, default(), DEMO_AS_OF, MADE, SINCE, tables)


def empty_view(lang: Lang = "en") -> TeamView:
    """Return a team of which nothing has come yet."""
    return TeamView(lang, default(), DEMO_AS_OF, MADE, None, {one.name: [] for one in TEAM_TABLES})


def big_view(books: int, accounts: int = 40, keys: int = 15, actions: int = 4) -> TeamView:
    """Return a team of many books: rows of the example, renamed until each has so many of each kind."""
    small = team_view()
    per_key = {"dossier": 10, "coverage": 6, "plan_years": 6, "plan_months": 60, "actions": actions, "effect": 1}
    counts = {"books": 1, "accounts": accounts, "keys": keys, "findings": 20, "changes": 20, "decisions": keys}
    counts |= {name: keys * n for name, n in per_key.items()} | {"arrivals": 2, "claims": 2, "late": 0}
    tables = {name: list(_repeated(name, rows, counts[name], books)) for name, rows in small.tables.items()}
    return replace(small, tables=tables)


def with_text(view: TeamView, text: str) -> TeamView:
    """Return a view whose every free text is this one."""
    tables = {name: [_filled(name, row, text) for row in rows] for name, rows in view.tables.items()}
    return replace(view, tables=tables)


def with_cells(view: TeamView, table: str, cells: Mapping[str, Any]) -> TeamView:
    """Return a view with some columns of a table filled alike in every row."""
    keys = team_table(table).keys
    rows = [tuple(cells.get(key, value) for key, value in zip(keys, row, strict=True)) for row in view.tables[table]]
    return replace(view, tables={**view.tables, table: rows})


def row_of(table: str, /, **cells: Any) -> Row:
    """Return a row of a team table, blank where no cell is given."""
    blank = {column.key: "" if column.kind in ("text", "long_text", "code") else None for column in columns(table)}
    assert cells.keys() <= blank.keys(), cells.keys() - blank.keys()
    return tuple((blank | cells).values())


def columns(table: str) -> Sequence[Any]:
    """Return the columns of a team table."""
    return team_table(table).columns


def _filled(table: str, row: Row, text: str) -> Row:
    return tuple(
        text if column.kind in ("text", "long_text") else value
        for column, value in zip(columns(table), row, strict=True)
    )


def _repeated(name: str, rows: Sequence[Row], count: int, books: int) -> Iterator[Row]:
    keys = team_table(name).keys
    account = keys.index("account_id") if "account_id" in keys else None
    for book in range(books):
        for i in range(count):
            row = list(rows[(book + i) % len(rows)])
            row[:2] = [f"Manager {book:03}", f"b{book:03}"]
            if account is not None:
                number = i * 15 // max(count, 15) if name != "accounts" else i
                row[account], row[account + 1] = f"a{book:03}{number:02}", f"Client {book:03}-{number:02}"
            yield tuple(row)


def book_rows(whole: PortfolioAssessment, nth: int) -> Rows:
    """Return what one judged book gives to each table."""
    book = whole.portfolio
    keys = key_accounts(whole)
    whose = {"manager": book.setup.manager, "book_id": book.book_id, "source": f"inbox.mbox › KAM {nth + 1}.xlsx"}
    found: Rows = {"books": [row_of("books", **whose, **_book(whole, keys, nth), sheet="Start", cell="B5")]}
    found["accounts"] = [
        row_of("accounts", **whose, **_account(item), sheet="Accounts", cell=f"C{i}")
        for i, item in enumerate(whole.accounts, start=7)
    ]
    for name, make in _OF_KEY.items():
        found[name] = [
            row_of(name, **whose, account_id=one.account.id, account=one.account.account, **cells,
                   sheet=name.title(), cell=f"A{i}")
            for i, one in enumerate(keys, start=5) for cells in make(one, whole)
        ]  # fmt: skip
    found["effect"] = [row_of("effect", **whose, **cells) for cells in _effect(whole)]
    found["decisions"] = [row_of("decisions", **whose, **cells, cell="A9") for cells in _decisions(book)]
    return found


def _book(whole: PortfolioAssessment, keys: Sequence[KeyAccount], nth: int) -> dict[str, Any]:
    setup = whole.portfolio.setup
    now = [year for one in keys if (year := one.year(whole.as_of))]
    away = [one for one in whole.accounts if one.account.served_by and not one.manager_key]
    hours = whole.policy.capacity.hours_per_account
    tallies = [one.dossier.total for one in keys]
    mandatory, answered = sum(one.mandatory for one in tallies), sum(one.answered for one in tallies)
    return {
        "head": setup.head, "lang": whole.portfolio.lang, "currency": setup.currency, "received": MADE, "stamp": SINCE,
        "as_of": whole.as_of, "policy": whole.policy.version, "policy_print": fingerprint(whole.policy),
        "policy_drift": nth == 1, "accounts": len(whole.accounts), "qualifying": whole.qualifying,
        "key_accounts": sum(one.manager_key for one in whole.accounts), "on_record": len(whole.on_record),
        "limit": whole.limit, "cap": whole.policy.capacity.cap, "hours_limit": whole.hours_limit, "over": whole.over,
        "record_over": whole.record_over, "hours": setup.hours, "hours_used": hours * len(keys),
        "margin_plan": setup.margin_plan, "plan_confirmed": setup.plan_confirmed,
        "company_key": sum(one.company_key for one in whole.accounts), "served_rest": len(away),
        "hours_freed": hours * len(away), "dossier_complete": answered / mandatory if mandatory else 1.0,
        "dossier_fresh": 0.8, "roles_required": sum(len(one.center.required) for one in keys),
        "roles_covered": sum(role.hold == "covered" for one in keys for role in one.center.required),
        "plans": sum(one.rows.base_year is not None for one in keys),
        "plans_signed": sum(one.signature == "signed" for one in keys), "plan_now": sum(one.plan_so_far for one in now),
        "fact_now": sum(one.fact for one in now), "gap_now": sum(one.gap for one in now),
        "forecast_now": sum(one.forecast for one in now), "budget": sum(one.money.budget for one in keys),
        "extra_margin": sum(one.money.extra_margin for one in keys), "findings": 4, "errors": 1,
    }  # fmt: skip


def _account(item: Any) -> dict[str, Any]:
    one, judged = item.account, item.qualification
    return {
        "account_id": one.id, "account": one.account, "segment": one.segment, "margin": one.margin,
        "stake": judged.stake, "influence": judged.influence, "points": judged.points, "verdict": str(item.verdict),
        "manager_key": item.manager_key, "company_key": item.company_key, "on_record": one.on_record,
        "key_since": one.key_since, "rank": item.rank, "assumed": one.assumed, "served_by": one.served_by,
        "serve_proposal": item.serve_proposal, "lower_pay": one.lower_pay, "reserved_goods": one.reserved_goods,
        "forced_priority": one.forced_priority, "evidence": one.evidence, "evidence_date": one.evidence_date,
    }  # fmt: skip


def _key(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    total, now, roles = one.dossier.total, one.year(whole.as_of), [role.hold for role in one.center.required]
    money = one.money
    yield {
        "mandatory": total.mandatory, "answered": total.answered, "complete": total.completeness,
        "fresh": total.freshness, "required": len(roles), "covered": roles.count("covered"),
        "named": roles.count("named"), "empty": roles.count("empty"), "people": len(one.center.active),
        "base_year": money.base_year, "signature": str(one.signature), "review_due": one.review_due,
        "sales_base": money.years[0].sales, "sales_last": money.years[-1].sales,
        "extra_margin": money.extra_margin, "budget": money.budget, "result": money.money[-1].cumulative_net,
        "low_result": money.low.result, "plan_now": now.plan_so_far if now else None,
        "fact_now": now.fact if now else None, "gap_now": now.gap if now else None,
        "forecast_now": now.forecast if now else None,
    }  # fmt: skip


def _dossier(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    for group, tally in one.dossier.groups:
        yield {
            "group": group.id, "group_name": group.name.in_(whole.portfolio.lang), "mandatory": tally.mandatory,
            "answered": tally.answered, "complete": tally.completeness, "fresh": tally.freshness,
        }  # fmt: skip


def _coverage(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    for role in one.center.required:
        people = ", ".join(person.member.name for person in role.people)
        name = role.role.name.in_(whole.portfolio.lang)
        yield {"role": role.role.id, "role_name": name, "hold": role.hold, "people": people}


def _years(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    if one.money.base_year is not None:
        for year, money in zip(one.money.years, one.money.money, strict=True):
            yield {
                "year": one.money.base_year + year.t, "potential": year.potential, "sales": year.sales,
                "margin": year.margin, "extra": money.extra_margin, "budget": money.budget, "result": money.net,
            }  # fmt: skip


def _months(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    for year in one.years:
        for month in year.months:
            yield {"year": year.year, "month": month.month, "plan": month.plan, "fact": month.fact}


def _actions(one: KeyAccount, whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    for action in one.rows.actions:
        yield {
            "code": action.code, "action": action.action, "owner": action.owner, "due": action.due,
            "status": action.status, "state": action_state(action, whole.as_of),
            "budget": sum(x or 0 for x in action.budget), "effect": sum(x or 0 for x in action.effect),
            "chance": action.probability,
        }  # fmt: skip


_OF_KEY = {
    "keys": _key, "dossier": _dossier, "coverage": _coverage, "plan_years": _years, "plan_months": _months,
    "actions": _actions,
}  # fmt: skip


def _effect(whole: PortfolioAssessment) -> Iterator[dict[str, Any]]:
    since = {one.account.account: one.account.key_since for one in whole.on_record if one.account.key_since}
    found = effect(whole.portfolio.tasks.facts, since)
    for one in (*found.accounts, found.total):
        yield {
            "account": one.account, "months": one.months, "before": one.before, "after": one.after,
            "growth": one.growth, "others_before": one.others_before, "others_after": one.others_after,
            "others_growth": one.others_growth, "lead": one.lead,
        }  # fmt: skip


def _decisions(book: Portfolio) -> Iterator[dict[str, Any]]:
    evidence = {one.account: one.evidence for one in book.accounts}
    for one in book.decisions:
        yield {
            "account": one.account, "date": one.date, "change": one.change, "verdict": one.verdict,
            "points": one.points, "influence": one.influence, "stake": one.stake, "why": one.why, "who": one.who,
            "policy": one.policy, "evidence": evidence.get(one.account, ""), "decision_id": one.id,
        }  # fmt: skip


def _add_of_run(tables: Rows, lang: Lang) -> None:
    """Add what only a run of collecting knows; its sentences are the same in both languages but for a word."""
    books = [dict(zip(team_table("books").keys, row, strict=True)) for row in tables["books"]]
    first, second, third = ({key: book[key] for key in ("manager", "book_id", "source")} for book in books)
    client = tables["accounts"][0][3]
    for place, whose in enumerate((first, second), start=1):
        tables["claims"].append(row_of(
            "claims", **whose, account=client, claim=client, place=place, keeps=place == 1, influence=0.9 - place / 5,
            margin=12.5, stake=6.0, points=70.0, verdict="key", on_record=place == 1, sheet="Accounts", cell="C7",
        ))  # fmt: skip
    ru = lang == "ru"
    what = "Вместо формулы стоит значение 55" if ru else "A value, 55, stands over the formula"
    do = "Верните формулу: скопируйте её из соседней строки" if ru else "Bring the formula back from the row below"
    for severity, whose in (("error", second), ("warning", first), ("note", third)):
        tables["findings"].append(row_of(
            "findings", **whose, account=client, severity=severity, code="typed_over", what=what, do=do,
            sheet="Accounts", cell="F12",
        ))  # fmt: skip
    tables["changes"].append(row_of(
        "changes", **first, account=client, table="Clients", name=client, column="Margin", old="10", new="12.5",
        since=SINCE, stamp=MADE, sheet="Accounts", cell="K7",
    ))  # fmt: skip
    for kind, whose in (("current", first), ("current", second), ("current", third), ("older", third)):
        tables["arrivals"].append(row_of("arrivals", **whose, kind=kind, received=MADE, sender="anna@example.com"))
    tables["arrivals"].append(row_of(
        "arrivals", kind="refused", received=MADE, source="inbox.mbox › Fwd › photo.xlsx", sha256="ab" * 32,
        reason="Файл не является книгой Excel" if ru else "The file is no Excel workbook",
        do="Попросите прислать книгу заново" if ru else "Ask for the workbook again",
    ))  # fmt: skip
    tables["late"].append(row_of("late", **third, head=books[2]["head"], received=SINCE, days=29))
