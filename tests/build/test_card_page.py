"""The card of one client: one page of values with everything about him, and nothing about anybody else."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from kam_xl.build.card_page import card_book
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.policy import Policy
from kam_xl.rules import PortfolioAssessment, assess
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, without_tool
from tests.support.tasks import with_tasks


def judged(lang: Lang = "en", policy: Policy | None = None) -> PortfolioAssessment:
    portfolio = with_tasks(a_portfolio(on_record("Armatura"), an_account("Secret client")), AS_OF)
    return assess(replace(portfolio, lang=lang), policy or default_policy(), AS_OF)


def texts(card: bytes) -> list[str]:
    (sheet,) = load_workbook(io.BytesIO(card)).worksheets
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_key_accounts_card_has_every_part() -> None:
    found = texts(card_book(judged(), "armatura"))
    for part in (
        "Armatura", "yes: key", "Both statuses, and why", "Goal and gap", "People, and who is missing", "Next steps",
        "Questions for the next visit", "Our actions and budget", "Risks", "Joint review and signatures",
        "Director and owner", "Known, but no contact within the cadence: User.", "Steel gate valves", "! not signed",
    ):  # fmt: skip
        assert part in found, part


def test_its_numbers_are_those_of_the_worked_plan() -> None:
    (sheet,) = load_workbook(io.BytesIO(card_book(judged(), "Armatura"))).worksheets
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert rows[2025][1:4] == [200.0, 36.8, pytest.approx(0.184)]
    assert rows[2028][3] == pytest.approx(0.349, abs=5e-4)
    assert rows[2026][4:7] == pytest.approx([2.05, 3.19, -1.14], abs=5e-3)


def test_it_says_nothing_of_other_clients_and_holds_no_formula() -> None:
    card = card_book(judged(), "Armatura")
    (sheet,) = load_workbook(io.BytesIO(card)).worksheets
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert not any("Secret" in text for text in texts(card))
    assert b"Secret" not in card


def test_a_client_who_is_not_on_record_has_his_verdict_only() -> None:
    found = texts(card_book(judged(), "Secret client"))
    assert "Both statuses, and why" in found
    assert any("not key on record" in text for text in found)
    assert "Goal and gap" not in found


def test_a_task_that_is_switched_off_has_no_section() -> None:
    assert "Questions for the next visit" not in texts(card_book(judged(policy=without_tool("dossier")), "Armatura"))
    assert "People, and who is missing" not in texts(
        card_book(judged(policy=without_tool("buying_center")), "Armatura")
    )
    found = texts(card_book(judged(policy=without_tool("plan")), "Armatura"))
    assert not {"Goal and gap", "Our actions and budget", "Risks"} & set(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_the_language_of_the_book_and_prints_on_one_page(lang: Lang) -> None:
    card = card_book(judged(lang), "Armatura")
    (sheet,) = load_workbook(io.BytesIO(card)).worksheets
    assert ("Люди и кого не хватает" in texts(card)) == (lang == "ru")
    # One page is what a sheet is fitted to unless it says otherwise.
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert sheet.page_setup.orientation == "portrait"


def test_a_client_that_nobody_knows_has_none() -> None:
    with pytest.raises(KeyError):
        card_book(judged(), "Nobody")
