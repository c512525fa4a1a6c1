"""What the policy says of the three tasks: which questions a client has."""

from __future__ import annotations

import pytest

from kam_xl.i18n import Text
from tests.factories_tasks import a_question, a_set, dossier_rules

RETAIL = a_set(a_question("shelves"), id="retail", segments=(Text("Retail chain", "Розничная сеть"),))


@pytest.mark.parametrize("segment", ["Retail chain", "  retail   CHAIN ", "розничная сеть", "Розничная сеть"])
def test_a_segment_has_the_set_that_names_it_in_either_language(segment: str) -> None:
    assert dossier_rules(a_set(), RETAIL).set_for(segment) is RETAIL


@pytest.mark.parametrize("segment", ["", " ", "Retail", "Hospitals"])
def test_every_other_segment_has_the_first_set(segment: str) -> None:
    assert dossier_rules(a_set(), RETAIL).set_for(segment).id == "general"


def test_e_with_dots_is_e() -> None:
    rules = dossier_rules(a_set(), a_set(id="fir", segments=(Text("Firs", "Ёлки"),)))
    assert rules.set_for("елки").id == "fir"


def test_no_segment_is_not_the_blank_name_of_one() -> None:
    rules = dossier_rules(a_set(), a_set(id="half", segments=(Text("Firs", ""),)))
    assert rules.set_for(" ").id == "general"
