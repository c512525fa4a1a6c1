"""The very hidden sheet behind the drop-downs: lists, words that formulas use, weights laid out as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kam_xl.build.page import Page
from kam_xl.build.plan_lists import write_plan_lists
from kam_xl.i18n import LANGUAGES
from kam_xl.policy import CRITERIA, LEVERS
from kam_xl.rules import PortfolioAssessment
from kam_xl.sheets.words import LISTS, SCALES, word, words

_RECORD_ROOM = 40
"""Names that the leaver drop-down can show; a record above the ceiling of 15 may hold more, the rest are left out."""

_IN_BOTH: Mapping[str, tuple[str, ...]] = {
    "yes_words": ("yes_no", "yes"),
    "assumed_words": ("certainty", "assumed"),
    "gone_words": ("member_states", "moved", "left"),
    "closed_words": ("action_states", "done", "dropped"),
}
"""Names of lists that hold some words of another list in both languages, as formulas recognise them."""


def write_lists(page: Page) -> None:
    """Write every list in a column of its own, named; then the weights, names on record, roles and questions."""
    lang, column = page.book.lang, 0
    for name in LISTS:
        page.put(0, column, name, "hidden")
        for row, text in enumerate(words(name, lang), start=1):
            page.put(row, column, float(text) if name in SCALES else text, "hidden")
        page.name(name, 1, column, len(LISTS[name]))
        column += 1
    page.put(1, column, word("standing", "assumed", lang), "hidden")
    page.name("word_assumed", 1, column)
    _weights(page, 12)
    _names_on_record(page, column + 1)
    policy = page.book.policy
    _names(page, column + 2, "roles", [role.name.in_(lang) for role in policy.center.roles])
    # A question may stand in several sets with one id.
    asked = dict.fromkeys(question.id for one in policy.dossier.sets for question in one.questions)
    _names(page, column + 3, "questions", list(asked))
    for i, (name, codes) in enumerate(_IN_BOTH.items(), start=column + 4):
        _names(page, i, name, list(dict.fromkeys(word(codes[0], code, one) for code in codes[1:] for one in LANGUAGES)))
    write_plan_lists(page)


def _names(page: Page, column: int, name: str, texts: Sequence[str]) -> None:
    page.put(0, column, name, "hidden")
    for row, text in enumerate(texts, start=1):
        page.put(row, column, text, "hidden")
    page.name(name, 1, column, len(texts))


def _weights(page: Page, row: int) -> None:
    """Lay the weights of the Policy sheet out as rows, so that formulas can multiply them with a row of grades."""
    policy = page.book.policy
    rows = (
        (
            "criterion_weights",
            [(f"weight_{id}", item.weight) for id, item in zip(CRITERIA, policy.criteria, strict=True)],
        ),
        (
            "lever_weights",
            [(f"weight_lever_{id}", item.weight) for id, item in zip(LEVERS, policy.levers, strict=True)],
        ),
        (
            "core_levers",
            [(f"core_lever_{id}", float(item.core)) for id, item in zip(LEVERS, policy.levers, strict=True)],
        ),
    )
    for i, (name, cells) in enumerate(rows):
        for column, (source, value) in enumerate(cells):
            page.formula(row + i, column, f"={source}", value, "hidden")
        page.name(name, row + i, 0, row + i, len(cells) - 1)


def _names_on_record(page: Page, column: int) -> None:
    """List the accounts that are key on record, for the leaver drop-down."""
    names = names_on_record(page.book.whole)
    account, number = page.column("account"), page.column("record_no")
    for i in range(_RECORD_ROOM):
        formula = f'=IFERROR(INDEX({account},MATCH({i + 1},{number},0)),"")'
        page.formula(1 + i, column, formula, names[i] if i < len(names) else "", "hidden")
    first, whole = page.area(1, column, 1, column), page.area(1, column, _RECORD_ROOM, column)
    count = f"MIN({_RECORD_ROOM},MAX(1,COUNT({page.column('record_points')})))"
    page.book.workbook.define_name("names_on_record", f"={first}:INDEX({whole},{count})")


def names_on_record(whole: PortfolioAssessment) -> list[str]:
    """Return the names of accounts on record in the order of their rows."""
    return [item.account.account for item in whole.on_record]
