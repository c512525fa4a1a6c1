"""Start of a copy says what to do with it; Start of any other book says nothing of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from kam_xl.build.workbook import build
from kam_xl.i18n import LANGUAGES, Lang, template
from kam_xl.model_exchange import Sent
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.carried import Carried
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, without_tool

HIDDEN = frozenset({("tblAccounts", "notes"), ("tblAccounts", "lower_pay"), ("tblAccounts", "margin")})


def start(sent: Sent | None, lang: Lang = "en", policy: Policy | None = None) -> list[tuple[object, ...]]:
    portfolio = replace(a_portfolio(an_account()), lang=lang, sent=sent)
    data = build(assess(portfolio, policy or default_policy(), AS_OF), (), Carried(hidden_columns=HIDDEN))
    sheet = load_workbook(io.BytesIO(data))[schema.sheet_name("start", lang)]
    return [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows(min_row=1, max_row=14)]


def text(rows: list[tuple[object, ...]]) -> str:
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


FROM_MANAGER = Sent("n1", "2026-11-26T10:00:00+00:00", "I. Petrova")
FROM_HEAD = Sent("n1", "2026-11-26T10:00:00+00:00", "S. Orlov")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_says_how_to_sign_what_is_missing_and_how_to_return_it(lang: Lang) -> None:
    said = text(start(FROM_MANAGER, lang))
    for key in ("section.sent", "sent.by", "sent.sign.note", "sent.back.note"):
        assert template(lang, f"start.{key}") in said
    notes = schema.header(schema.ACCOUNTS, schema.ACCOUNTS.column("notes"), lang)
    missing = next(row[2] for row in start(FROM_MANAGER, lang) if row[0] == template(lang, "start.sent.missing"))
    assert notes in str(missing)
    assert template(lang, "start.sent.answers") in str(missing)
    margin = schema.header(schema.ACCOUNTS, schema.ACCOUNTS.column("margin"), lang)
    assert margin not in str(missing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_on_its_way_back_says_how_to_take_it_over(lang: Lang) -> None:
    said = text(start(FROM_HEAD, lang))
    assert template(lang, "start.section.sent_back") in said
    assert template(lang, "start.sent.take.note") in said
    assert template(lang, "start.sent.sign.note") not in said


def test_a_company_without_plans_is_not_asked_to_sign() -> None:
    said = text(start(FROM_MANAGER, policy=without_tool("plan")))
    assert "To return it" in said
    assert "To sign" not in said


def test_a_day_that_somebody_spoiled_is_shown_as_it_is() -> None:
    assert "some day" in text(start(replace(FROM_MANAGER, at="some day")))


def test_any_other_book_is_as_it_was() -> None:
    rows = start(None)
    assert template("en", "start.section.sent") not in text(rows)
    assert rows[3][0] == template("en", "start.section.book")


def test_a_heading_stands_over_the_first_column_of_its_group_that_is_not_hidden() -> None:
    def headings(hidden: frozenset[tuple[str, str]]) -> dict[object, object]:
        whole = assess(a_portfolio(an_account()), default_policy(), AS_OF)
        sheet = load_workbook(io.BytesIO(build(whole, (), Carried(hidden_columns=hidden))))["Accounts"]
        return {sheet.cell(4, i).value: sheet.cell(5, i).value for i in range(1, sheet.max_column + 1)}

    band = template("en", "column.band.against")
    headers = {key: schema.header(schema.ACCOUNTS, schema.ACCOUNTS.column(key), "en") for key in schema.AGAINST_KEYS}
    assert headings(frozenset())[band] == headers["lower_pay"]
    assert headings(HIDDEN)[band] == headers["reserved_goods"]
    assert headings(frozenset(("tblAccounts", key) for key in schema.AGAINST_KEYS))[band] == headers["lower_pay"]
