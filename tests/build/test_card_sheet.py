"""The sheet Card: whoever is chosen, native formulas give what the rules say, and one page holds it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kam_xl.build.workbook import build
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.i18n import LANGUAGES, Lang, template
from kam_xl.policy import Policy
from kam_xl.rules import assess
from tests.factories import default_policy, without_tool
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences


def key_account(place: int, lang: Lang) -> str:
    """Return the name of a key account on record of the example, by its place among them."""
    return [one.account for one in demo_portfolio("sokolova", lang).accounts if one.on_record][place]


def card_of(place: int, lang: Lang, policy: Policy | None = None) -> bytes:
    portfolio = demo_portfolio("sokolova", lang)
    chosen = replace(portfolio.setup, card_client=key_account(place, lang))
    return build(assess(replace(portfolio, setup=chosen), policy or default_policy(), DEMO_AS_OF))


@pytest.mark.parametrize(("place", "lang"), [(0, "en"), (3, "ru"), (4, "en")])
def test_every_chosen_client_recalculates_to_what_the_card_shows(
    place: int, lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(card_of(place, lang))
    assert [one for one in differences(path, libreoffice) if one.sheet == template(lang, "sheet.card")] == []


@pytest.mark.parametrize("tool", ["dossier", "buying_center", "plan"])
def test_a_task_that_is_switched_off_leaves_the_rest_right(tool: str, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(card_of(0, "en", without_tool(tool)))
    assert differences(path, libreoffice) == []


def test_another_client_is_chosen_in_the_cell_alone(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(card_of(0, "en"))
    other = key_account(3, "en")
    cells = libreoffice.set_cells(path, {"Card": {"B4": other}})["Card"]
    assert cells["A5"].value == other
    assert cells["B9"].value == "Roman Gusev"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_prints_on_one_page_and_a_new_book_has_nobody_on_it(lang: Lang) -> None:
    portfolio = replace(demo_portfolio("sokolova", lang), accounts=())
    book = load_workbook(io.BytesIO(build(assess(portfolio, default_policy(), DEMO_AS_OF))), data_only=True)
    sheet = book[template(lang, "sheet.card")]
    assert sheet["A5"].value == template(lang, "visit.nobody_chosen")
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
