"""A workbook that came by mail, and files beside it, decide nothing about what is started."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook

from kam_xl.build.macro_project import ADDIN_PROJECT, WORKBOOK_PROJECT, modules, settings_of, xlwings_source
from kam_xl.places import CLICK_INTERPRETER
from tests.support.excel.session import Excel
from tests.support.live import demo_book, opened


def test_xlwings_as_embedded_never_looks_at_the_active_workbook() -> None:
    assert "ActiveWorkbook" not in xlwings_source()
    for project in (WORKBOOK_PROJECT, ADDIN_PROJECT):
        embedded = next(one.text for one in modules(project, []) if one.name == "xlwings")
        assert "ActiveWorkbook" not in embedded


def test_a_file_of_settings_beside_the_book_is_asked_for_no_key_that_xlwings_knows() -> None:
    """The sheet answers first, and it holds every key."""
    config = re.search(r"Function GetConfig\(.*?End Function", xlwings_source(), re.S)
    assert config is not None
    assert config[0].index("GetConfigFromSheet") < config[0].index("GetDirectoryConfigFilePath")
    asked = set(re.findall(r'GetConfig\("([A-Z _]+)"', xlwings_source()))
    assert asked <= set(settings_of(CLICK_INTERPRETER))


def test_the_interpreter_that_is_checked_is_the_one_of_the_projects_own_sheet() -> None:
    guard = next(one.text for one in modules(ADDIN_PROJECT, []) if one.name == "KamGuard")
    assert 'GetConfig("INTERPRETER_WIN", "", "sheet")' in guard


def test_python_is_told_not_to_look_into_excels_current_folder() -> None:
    files = next(one.text for one in modules(ADDIN_PROJECT, []) if one.name == "KamFiles")
    assert 'Environment("PROCESS").Item("PYTHONSAFEPATH") = "1"' in files


def test_a_hostile_sheet_and_hostile_modules_beside_the_book_run_nothing(excel: Excel, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    hostile = demo_book(tmp_path, "vogel", "en", "Hostile.xlsx")
    book = load_workbook(hostile)
    sheet = book.create_sheet("xlwings.conf")
    for row in (("INTERPRETER_WIN", f"touch {marker} #"), ("PYTHONPATH", str(tmp_path)), ("UDF MODULES", "evil")):
        sheet.append(row)
    book.save(hostile)
    target, ribbon = opened(excel, hostile, tmp_path)
    evil = f"open({str(marker)!r}, 'w').close()\n"
    for name in ("kam_xl.py", "xlwings.conf", "json.py", "evil.py"):
        (target.path.parent / name).write_text(evil, encoding="utf-8")
    done = ribbon.press("check_cap", where="active", env={"PYTHONSAFEPATH": "1"})
    assert done.returncode == 0, done.stderr
    assert not marker.exists()
