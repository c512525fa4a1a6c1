"""Worksheet functions for real: xlwings' UDF server calls them with what VBA hands over, LibreOffice calculates."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from kam_xl.commands.functions import FUNCTIONS
from kam_xl.demo import DEMO_AS_OF
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.model import Account, Portfolio, Setup, record_id
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.words import word
from tests.factories import default_policy
from tests.support.excel.processes import MISSING
from tests.support.excel.session import Excel, OpenBook
from tests.support.live import book_in_work, book_of, changes, demo_book, opened


def values(book: OpenBook, name: str) -> Any:
    """Return the values of a named area, as VBA's Value2 hands them over."""
    return book.workbook.get_names().do_item(name).get_refers_to_range().get_value2()


def column(book: OpenBook, key: str, last: str = "") -> Any:
    """Return the values of a column of Accounts, or of neighbours up to another one."""
    table = book.workbook.table("tblAccounts")
    assert table is not None
    keys = [one.key for one in schema.ACCOUNTS.shown(default_policy())]
    area = table.body
    assert area is not None
    first, width = keys.index(key), keys.index(last or key) - keys.index(key) + 1
    cells = area._replace(column=area.column + first, columns=width)
    return type(book.range(table.sheet.name, "A1"))(table.sheet, (cells,)).get_value2()


def whole_table(book: OpenBook, name: str = "tblAccounts") -> Any:
    return book.range(*book.tables()[name]).get_value2()


def ask(book: OpenBook, name: str, *arguments: object) -> Any:
    """Call a function as its VBA wrapper does."""
    context = (values(book, "kam_settings"), values(book, "kam_context"))
    given = tuple(None if one is MISSING else one for one in arguments)
    return book.call_udf("kam_xl.udf", name, (context, *given))


def listed(result: Any) -> list[Any]:
    return [row[0] for row in result]


def arguments_of(name: str, book: OpenBook) -> tuple[object, ...]:
    levers, grades = (column(book, "lever_assortment", "lever_terms"), column(book, "large", "complex"))
    table, clients = whole_table(book), column(book, "account")
    plan = [whole_table(book, name) for name in ("tblPlans", "tblGoals", "tblActions", "tblSeasons")]
    return {
        "KAM_INFLUENCE": (levers,),
        "KAM_STAKE": tuple(column(book, key) for key in ("headroom", "margin", "loss_probability")),
        "KAM_POINTS": (grades, levers),
        "KAM_VERDICT": (table, None),
        "KAM_WHY": (table, clients, "ru"),
        "KAM_NEAREST": (table, clients, None),
        "KAM_LIMIT": (None,),
        "KAM_RANK": (table, clients),
        "KAM_COMPLETE": (table, whole_table(book, "tblDossier"), clients, None),
        "KAM_FRESH": (table, whole_table(book, "tblDossier"), clients, None),
        "KAM_COVERAGE": (table, whole_table(book, "tblMembers"), clients, None),
        "KAM_DIRECTION": ((("buyer",), ("user",)), ((1.0,), (-1.0,)), "ru"),
        "KAM_PLAN_GAP": (*plan, whole_table(book, "tblFacts"), clients, None, None),
        "KAM_PERIOD": (*plan, clients, None, None),
    }[name]


NATIVE = {
    "KAM_INFLUENCE": "influence",
    "KAM_STAKE": "stake",
    "KAM_POINTS": "points",
    "KAM_VERDICT": "verdict",
    "KAM_RANK": "rank",
}


_BUYER, _USER = (next(one for one in default_policy().center.roles if one.id == role) for role in ("buyer", "user"))
KNOWN: dict[str, list[Any]] = {
    "KAM_COMPLETE": [round(2 / 47, 6), 0.0],
    "KAM_FRESH": [0.5, 1.0],
    "KAM_COVERAGE": [0.0, 0.0],
    "KAM_DIRECTION": [one.ru for one in (_BUYER.supporter, _USER.opponent)],
    "KAM_PLAN_GAP": [-3.16, "#KAM:NA"],
    "KAM_PERIOD": [38.64, "#KAM:NA"],
}
"""Answers of the first clients of a book whose first client alone has tasks, half a year after its last contacts."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_functions_answer_like_their_native_twins_and_change_nothing(lang: Lang, excel: Excel, tmp_path: Path) -> None:
    book, _ = opened(excel, book_in_work(tmp_path, lang), tmp_path)
    before = book.snapshot()
    for name in (one.name for one in FUNCTIONS):
        answer = ask(book, name, *arguments_of(name, book))
        if name in NATIVE:
            native = [row[0] for row in column(book, NATIVE[name])]
            assert [one or "" for one in listed(answer)] == [one or "" for one in native], name
        elif name == "KAM_LIMIT":
            assert answer == values(book, "account_limit")
        elif name in KNOWN:
            assert listed(answer)[: len(KNOWN[name])] == KNOWN[name], name
        else:
            assert len(answer) == len(column(book, "account")), name
            assert all(isinstance(one, str) for one in listed(answer)), name
        assert changes(before, book.snapshot()) == {}, name


def test_an_unknown_client_is_the_mark_that_vba_turns_into_an_error(excel: Excel, tmp_path: Path) -> None:
    book, _ = opened(excel, demo_book(tmp_path, "sokolova", "en"), tmp_path)
    assert ask(book, "KAM_RANK", whole_table(book), "nobody") == "#KAM:NA"


def accounts(count: int) -> tuple[Account, ...]:
    """Return random accounts that fall under every verdict."""
    source = random.Random(20260525)

    def six() -> tuple[float | None, ...]:
        if source.random() < 0.08:
            return (None,) * 6
        return tuple(float(source.choice((0, 1, 1, 2, 3))) for _ in range(6))

    return tuple(
        Account(
            id=record_id("a", i), account=f"Client {i}", margin=round(source.uniform(0, 8), 2),
            headroom=round(source.uniform(0, 6), 2), loss_probability=source.choice((0, 0.1, 0.3)),
            company=tuple(source.choice((None, True, False)) for _ in range(6)), grades=six(), levers=six(),
            evidence=source.choice(("", "Sample tested", "Sample tested")),
            evidence_date=DEMO_AS_OF.replace(year=source.choice((2025, 2026, 2026))),
        )
        for i in range(count)
    )  # fmt: skip


def test_ribbon_function_formula_and_command_line_give_one_verdict_on_500_accounts(
    excel: Excel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kam_xl.cli import main

    setup = Setup("Anna", margin_plan=60.0, hours=160.0, plan_confirmed=DEMO_AS_OF, as_of_fixed=DEMO_AS_OF)
    path = book_of(tmp_path, Portfolio("b1", "en", setup, accounts(500)))
    expected = [
        word("verdicts", one.verdict, "en")
        for one in assess(Portfolio("b1", "en", setup, accounts(500)), default_policy(), DEMO_AS_OF).accounts
    ]
    assert len(set(expected)) == 7
    with pytest.raises(SystemExit):
        main(["qualify", str(path), "--json"])
    by_command = [word("verdicts", one["verdict"], "en") for one in json.loads(capsys.readouterr().out)]
    book, ribbon = opened(excel, path, tmp_path)
    book.snapshot()
    by_formula = [row[0] for row in column(book, "verdict")]
    by_function = listed(ask(book, "KAM_VERDICT", whole_table(book), None))
    done = ribbon.press("qualify_all", timeout=300)
    assert done.alerts == [], done.stderr
    decided = {str(row[0]): str(row[1]) for row in decisions(book)}
    assert by_command == by_formula == by_function == expected
    for one, verdict in zip(accounts(500), expected, strict=True):
        assert decided.get(one.account, verdict) == verdict
    assert len(decided) > 300


def decisions(book: OpenBook) -> list[tuple[object, object]]:
    """Return account and verdict of every decision."""
    rows: Any = book.range(*book.tables()["tblDecisions"]).get_value2()
    keys = [schema.column_key("tblDecisions", str(text)) for text in rows[0]]
    name, verdict = keys.index("account"), keys.index("verdict")
    return [(row[name], row[verdict]) for row in rows[1:]]
