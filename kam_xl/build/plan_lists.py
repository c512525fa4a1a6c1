"""What the formulas of the perspective plan read from the very hidden Lists sheet."""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.build.page import Page
from kam_xl.i18n import LANGUAGES
from kam_xl.rules.plan_control import TEXT_WEIGHTS
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word, words

_FIRST_COLUMN = 40
"""Right of everything else on that sheet."""


def write_plan_lists(page: Page) -> None:
    """Write words in both languages, which formulas recognise as readers do, and the weights of a text's characters."""
    both: dict[str, Sequence[Value]] = {
        f"{name}_words": [text for lang in LANGUAGES for text in words(listed, lang)]
        for name, listed in (("action", "action_states"), ("impact", "impacts"))
    }
    columns: dict[str, Sequence[Value]] = {
        **both,
        "no_words": [word("yes_no", "no", lang) for lang in LANGUAGES],
        "text_places": range(1, len(TEXT_WEIGHTS) + 1),
        "text_weights": TEXT_WEIGHTS,
    }
    for column, (name, values) in enumerate(columns.items(), start=_FIRST_COLUMN):
        page.put(0, column, name, "hidden")
        for row, one in enumerate(values, start=1):
            page.put(row, column, one, "hidden")
        page.name(name, 1, column, len(values))
