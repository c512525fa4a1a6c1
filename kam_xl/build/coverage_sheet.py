"""The sheet Coverage: how complete and fresh the dossier of each key account is, by group of questions."""

from __future__ import annotations

from kam_xl.build.matrix_sheet import (
    client_row,
    client_set,
    clients_shown,
    counts_of,
    group_row,
    in_book,
    mandatory_row,
)
from kam_xl.build.page import FIRST_ROW, Page
from kam_xl.rules.dossier import Dossier
from kam_xl.sheets.key_clients import KeyClient
from kam_xl.sheets.policy_tables import groups_of
from kam_xl.sheets.raw import Value

_HEAD = FIRST_ROW + 3
_FIXED = ("account", "completeness", "freshness")
_NO_GROUP = "–"


def write_coverage(page: Page, clients: tuple[KeyClient, ...]) -> None:
    """Write the targets, then a row a key account: its name, completeness, freshness, and a cell a group."""
    groups = groups_of(page.book.policy)
    page.head(page.text("sheet.coverage"), page.text("sheet.coverage.purpose"))
    for column, width in enumerate((38, 13, 13, *(11 for _ in groups))):
        page.sheet.set_column(column, column, width)
    _targets(page)
    heads = [page.text(f"coverage.{key}") for key in _FIXED] + [one.name.in_(page.book.lang) for one in groups]
    for column, text in enumerate(heads):
        page.put(_HEAD, column, text, "head" if column < len(_FIXED) else "head_up")
    page.sheet.set_row(_HEAD, 150)
    count = clients_shown(page.book.whole)
    for number in range(1, count + 1):
        one = clients[number - 1] if number <= len(clients) else None
        _write_client(page, _HEAD + number, number, one)
    last = _HEAD + count
    more_clients(page, last + 1, count)
    page.put(last + 2, 0, page.text("coverage.legend"), "label")
    page.name("coverage_shares", _HEAD + 1, 1, last, len(heads) - 1)
    shade(page, _HEAD + 1, 1, last, len(heads) - 1)
    page.sheet.freeze_panes(_HEAD + 1, 1)
    page.print_set_up(last + 2, len(heads) - 1, pages=(1, 1))
    page.protect()


def shade(page: Page, row: int, column: int, last_row: int, last_column: int) -> None:
    """Shade shares from orange (0) to blue (1); the signs in the cells say the same."""
    page.sheet.conditional_format(row, column, last_row, last_column, {
        "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num",
        "min_value": 0, "mid_value": 0.5, "max_value": 1,
        "min_color": "#F9CDA8", "mid_color": "#FFFFFF", "max_color": "#B9D4F2",
    })  # fmt: skip


def more_clients(page: Page, row: int, count: int) -> None:
    """Write how many key accounts have no row here, if any: the book has to be written anew to show them."""
    said = page.text("coverage.more").replace('"', '""')
    formula = f'=IF(on_record_count>{count},"{said}"&(on_record_count-{count}),"")'
    page.formula(row, 0, formula, "", "note")


def client_name(page: Page, row: int, number: int, one: KeyClient | None) -> None:
    """Write the name of a key account by its number, blank where there is none."""
    found = client_row(page, number)
    formula = in_book(page, f'IF({found}=0,"",INDEX(tblAccounts[account],{found})&"")')
    page.formula(row, 0, formula, one.account if one else "", "calculated", wrap=True)


def _targets(page: Page) -> None:
    targets = page.book.policy.dossier
    for row, (name, value) in enumerate(
        (("complete_target", targets.complete_target), ("fresh_target", targets.fresh_target)), start=FIRST_ROW
    ):
        page.put(row, 0, page.text(f"policy.{name}"), "label")
        page.formula(row, 1, f"={name}", value, "calculated", "share")


def _write_client(page: Page, row: int, number: int, one: KeyClient | None) -> None:
    set_no, counts = client_set(page, number), counts_of(page, number)
    mandatory, group = mandatory_row(page), group_row(page)
    total = one.dossier.total if one else None
    client_name(page, row, number, one)
    asked = f"COUNTIFS(tblQuestions[set_no],{set_no},tblQuestions[mandatory],1)"
    answered = f"SUMPRODUCT(({counts}>0)*{mandatory})"
    fresh = f"COUNTIFS(tblDossier[key_no],{number},tblDossier[fresh],1)"
    shares: list[tuple[str, Value]] = [
        (_share(asked, answered), total.completeness if total else ""),
        (_share(f"SUM({counts})", fresh), total.freshness if total else ""),
    ]
    for g, one_group in enumerate(groups_of(page.book.policy), start=1):
        there = f"COUNTIFS(tblQuestions[set_no],{set_no},tblQuestions[group_no],{g})"
        asked = f"COUNTIFS(tblQuestions[set_no],{set_no},tblQuestions[group_no],{g},tblQuestions[mandatory],1)"
        answered = f"SUMPRODUCT(({counts}>0)*{mandatory}*({group}={g}))"
        share = f'IF({there}=0,"{_NO_GROUP}",{_share(asked, answered)})'
        shares.append((share, _of_group(one.dossier, one_group.id) if one else ""))
    for column, (formula, value) in enumerate(shares, start=1):
        whole = in_book(page, f'IF({set_no}=0,"",{formula})')
        page.formula(row, column, whole, value, "answer" if column < len(_FIXED) else "calculated", "filled")


def _share(whole: str, part: str) -> str:
    return f"IF({whole}=0,1,ROUND({part}/{whole},6))"


def _of_group(dossier: Dossier, group: str) -> Value:
    there = any(one.question.group == group for one in dossier.questions)
    return dossier.of_group(group).completeness if there else _NO_GROUP
