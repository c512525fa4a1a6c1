"""The team workbook is known as ours, whichever program saved it last, and nothing else is."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from kam_xl.errors import FileMissing, NoPermission, OpenElsewhere
from kam_xl.excel.package import unpack
from kam_xl.exchange.collect.report_file import check_report, is_team_workbook
from kam_xl.exchange.report import write_report
from tests.exchange.collect.books import a_team_workbook, team_files
from tests.support.team_views import team_view


def test_a_team_workbook_is_known_by_what_a_collection_writes_into_it() -> None:
    assert is_team_workbook(unpack(write_report(team_view("ru")), ""))
    assert not is_team_workbook(unpack(next(iter(team_files().values())), ""))


def test_another_program_may_have_saved_it() -> None:
    saved = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(a_team_workbook())).save(saved)
    assert is_team_workbook(unpack(saved.getvalue(), ""))


def test_a_place_where_nothing_can_be_written_is_told_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "team.xlsx"
    check_report(report, [tmp_path])
    with pytest.raises(FileMissing):
        check_report(tmp_path / "none" / "team.xlsx", [])
    (tmp_path / "~$team.xlsx").touch()
    with pytest.raises(OpenElsewhere):
        check_report(report, [])
    (tmp_path / "~$team.xlsx").unlink()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(NoPermission):
        check_report(report, [])
