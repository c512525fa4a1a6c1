"""The Card button: it chooses the client of the selected row and leads to the sheet."""

from __future__ import annotations

import pytest

from kam_xl.commands.card import show_card
from kam_xl.errors import NotKeyAccount, UnknownAccount
from tests.factories import an_account, on_record
from tests.support.tasks import a_task


def test_the_selected_client_is_chosen_and_the_sheet_is_led_to() -> None:
    outcome = show_card(a_task(on_record("Armatura"), on_record("Zeta"), accounts=["zeta"]))
    assert outcome.portfolio is not None
    assert outcome.portfolio.setup.card_client == "Zeta"
    assert outcome.lead == "card_client"
    assert "Zeta" in outcome.message.in_("en")


def test_without_a_selection_the_first_key_account_is_shown() -> None:
    outcome = show_card(a_task(an_account("Other"), on_record("Armatura")))
    assert outcome.portfolio is not None
    assert outcome.portfolio.setup.card_client == "Armatura"


def test_a_book_without_key_accounts_says_so() -> None:
    outcome = show_card(a_task(an_account("Other")))
    assert (outcome.portfolio, outcome.lead) == (None, "card_client")


def test_clients_without_a_card_are_refused() -> None:
    with pytest.raises(NotKeyAccount):
        show_card(a_task(an_account("Other"), accounts=["Other"]))
    with pytest.raises(UnknownAccount):
        show_card(a_task(on_record("Armatura"), accounts=["Nobody"]))
