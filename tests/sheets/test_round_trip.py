"""parse ∘ render = identity: what a book holds comes back from its values, in both languages."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Account, Decision, Portfolio, Proposal, Setup, record_id
from kam_xl.policy import Policy
from kam_xl.rules import VERDICTS, assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import parse
from kam_xl.sheets.raw import RawBook
from kam_xl.sheets.render import render
from kam_xl.sheets.wire import book_from_json, book_to_json
from tests.factories import AS_OF, default_policy
from tests.task_strategies import tasks

days = st.dates(dt.date(2001, 1, 1), dt.date(2090, 1, 1))
some_days = st.none() | days
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
names = st.text("абвгдеxyz 0123", min_size=1, max_size=12).map(str.strip).filter(bool)
money = st.none() | st.floats(-1e6, 1e6, allow_nan=False)
flags = st.none() | st.booleans()
scores = st.none() | st.sampled_from((0.0, 1.0, 2.0, 3.0))


@st.composite
def accounts(draw: st.DrawFn, name: str) -> Account:
    six = {
        "company": draw(st.tuples(*[flags] * 6)),
        "grades": draw(st.tuples(*[scores] * 6)),
        "levers": draw(st.tuples(*[scores] * 6)),
    }
    return Account(
        id=record_id("a", name),
        account=name,
        segment=draw(texts),
        crm_link=draw(texts),
        folder=draw(texts),
        margin=draw(money),
        penetration=draw(st.none() | st.floats(0, 1)),
        headroom=draw(st.none() | st.floats(0, 1e6)),
        loss_probability=draw(st.none() | st.floats(0, 1)),
        evidence=draw(texts),
        evidence_date=draw(some_days),
        lower_pay=draw(flags),
        reserved_goods=draw(flags),
        forced_priority=draw(flags),
        served_by=draw(st.sampled_from(("", "service", "head", "specialist"))),
        proposed=draw(some_days),
        confirmed=draw(some_days),
        notes=draw(texts),
        key_since=draw(some_days),
        low_reviews=draw(st.none() | st.sampled_from((0.0, 1.0, 2.0))),
        last_review=draw(some_days),
        **six,
    )


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    unique = draw(st.lists(names, max_size=5, unique_by=lambda name: " ".join(name.split())))
    rows = tuple(draw(accounts(name)) for name in unique)
    decisions = tuple(
        Decision(
            record_id("d", i), draw(days), name, draw(st.sampled_from(VERDICTS)),
            draw(st.sampled_from(("entered", "left"))), 50.0, 0.5, 1.25, draw(texts), "Anna", "0123456789ab",
        )
        for i, name in enumerate(unique)
    )  # fmt: skip
    values: dict[str, object] = {"large": 2.0, "co_loyal": True, "loss_probability": 0.05, "evidence": "Sample listed"}
    proposals = tuple(
        Proposal(record_id("p", name, field), name, field, value, "3 groups", "sales.csv", draw(days))  # type: ignore[arg-type]
        for name in unique
        for field, value in values.items()
    )
    plan = Proposal(record_id("p", "plan"), "", "margin_plan", 12.5, "12 months", "sales.csv", draw(days))
    setup = Setup(
        "Анна", "Boris", "EUR", draw(st.none() | st.floats(0, 1e6)), 120.0, draw(some_days), draw(some_days), ""
    )
    lang = draw(st.sampled_from(LANGUAGES))
    return Portfolio("b1", lang, setup, rows, (*proposals, plan), decisions, draw(tasks(unique)))


@given(portfolios())
def test_a_rendered_book_parses_to_itself_without_findings(portfolio: Portfolio) -> None:
    parsed = parse(render(assess(portfolio, default_policy(), AS_OF)))
    assert parsed.portfolio == portfolio
    assert parsed.policy == default_policy()
    assert parsed.findings == ()


@given(portfolios())
def test_a_book_sent_as_json_comes_back_the_same(portfolio: Portfolio) -> None:
    raw = render(assess(portfolio, default_policy(), AS_OF))
    back = book_from_json(json.loads(json.dumps(book_to_json(raw))))
    assert parse(back).portfolio == portfolio


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tool", ["imports", "works_against_seller", "serves_rest"])
def test_what_the_policy_switches_off_is_neither_written_nor_missed(tool: str, lang: Lang) -> None:
    policy: Policy = dataclasses.replace(default_policy(), tools={**default_policy().tools, tool: False})
    account = Account("a1", "Armatura", margin=1.0, grades=(1.0,) * 6)
    raw = render(assess(Portfolio("b1", lang, Setup(), (account,)), policy, AS_OF))
    headers = set(raw.tables["tblAccounts"].headers)
    off = [column for column in schema.ACCOUNTS.columns if column.tool == tool]
    assert not headers & {schema.header(schema.ACCOUNTS, column, lang) for column in off}
    assert ("tblProposals" in raw.tables) == (tool != "imports")
    assert parse(raw).portfolio.accounts == (account,)


def test_headers_of_the_other_language_and_moved_columns_are_read() -> None:
    account = Account("a1", "Арматура", margin=7.5, levers=(3.0, None, 1.0, 0.0, None, 2.0))
    raw = render(assess(Portfolio("b1", "ru", Setup(), (account,)), default_policy(), AS_OF))
    table = raw.tables["tblAccounts"]
    english = [schema.header(schema.ACCOUNTS, column, "en") for column in schema.ACCOUNTS.columns]
    order = [*range(40, len(english)), *range(40)]
    moved = dataclasses.replace(
        table,
        headers=("My own column", *(english[i] for i in order)),
        rows=[["mine", *(row[i] for i in order)] for row in table.rows],
    )
    parsed = parse(RawBook({**raw.tables, "tblAccounts": moved}, raw.cells))
    assert parsed.portfolio.accounts == (account,)
