"""What the terminal is given: texts of other people's books are shown there and do nothing to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl.cli.terminal import note, print_findings, print_line, print_table, say_error
from kam_xl.exchange.store import Store
from kam_xl.findings import Finding, Severity
from tests.cli.conftest import Kam
from tests.factories import a_portfolio, an_account
from tests.support.digests import JUDGED, a_digest, at

EVIL = "Anna\x1b[2J\x1b]8;;http://evil\x07\r\nBoris\u202e\x9b1m: 0 findings"
SHOWN = "Anna[2J]8;;http://evil Boris1m: 0 findings"


def test_a_text_is_one_line_that_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_line(f"  {EVIL}")
    note(EVIL)
    assert capsys.readouterr() == (f"  {SHOWN}\n", f"{SHOWN}\n")


def test_findings_and_tables_are_no_way_in_either(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings([Finding("verdict_differs_in_copy", Severity.WARNING, account=EVIL)], "en")
    print_table([EVIL, "x"], [[EVIL, "second"]])
    out, err = capsys.readouterr()
    assert out.count(SHOWN) == 2 and f"{SHOWN}: the verdict" in err
    assert not set("\x1b\x07\u202e\x9b\r") & {*out, *err}


def test_an_error_keeps_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say_error("What is wrong\x1b[2J\n  finding")
    assert capsys.readouterr().err == "What is wrong[2J\n  finding\n"


def test_the_name_of_a_manager_in_the_history_is_shown_only(kam: Kam, tmp_path: Path) -> None:
    file = tmp_path / "team.sqlite"
    with Store.open(str(file)) as store:
        run = store.begin(["inbox"], JUDGED, at(100))
        store.add(run, a_digest(a_portfolio(an_account("Alpha"), manager=EVIL), at(0)))
        store.finish(run, at(100))
    told = kam("history", "account", "Alpha", "--db", file)
    assert f"Alpha — {SHOWN}\n" in told.out
    assert "\x1b" not in told.out
