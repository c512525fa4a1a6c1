"""The modules compile and run: opening, callbacks, texts, guards, and what is said when Python is not there or dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_xl import XLWINGS_VERSION, __version__
from kam_xl.build.macro_project import ADDIN_PROJECT
from kam_xl.commands.buttons import BUTTONS
from kam_xl.commands.functions import FUNCTIONS
from kam_xl.demo import DEMO_AS_OF, demo_portfolio
from kam_xl.excel.reading import read_book
from kam_xl.i18n import LANGUAGES, Lang, template
from kam_xl.rules import assess
from tests.factories import default_policy
from tests.support.libreoffice import Call, LibreOffice
from tests.support.macro_twin import twin


@pytest.fixture(params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Give each language."""
    language: Lang = request.param
    return language


def environment(folder: Path, version: str = __version__, xlwings: str = XLWINGS_VERSION) -> str:
    """Make what VBA looks for of a click environment; return its interpreter."""
    mark = folder / "Lib" / "site-packages" / f"kam_xl-{version}.dist-info" / "METADATA"
    for file in (mark, folder / f"xlwings64-{xlwings}.dll", folder / "Scripts" / "pythonw.exe"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return str(folder / "Scripts" / "pythonw.exe")


def book(lang: Lang, interpreter: str, tmp_path: Path) -> Path:
    whole = assess(demo_portfolio("sokolova", lang), default_policy(), DEMO_AS_OF)
    return twin(whole, interpreter, tmp_path / "book.xlsm")


def test_callbacks_answer_in_the_language_of_the_workbook(lang: Lang, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book(lang, environment(tmp_path / "click"), tmp_path)
    asked = [
        Call("TwinPlayer.Ask", (what, one.name))
        for one in BUTTONS
        for what in ("label", "screentip", "supertip", "enabled")
    ]
    answers = iter(one.value for one in libreoffice.run_macros(path, asked).returned)
    for one in BUTTONS:
        label, tip = (template(lang, f"button.{one.name}.{what}") for what in ("label", "tip"))
        assert [next(answers) for _ in range(4)] == [label, label, tip, True]


def test_groups_and_tab_have_labels_and_the_tab_is_shown(lang: Lang, libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book(lang, environment(tmp_path / "click"), tmp_path)
    asked = [Call("TwinPlayer.Ask", ("label", "kam_tab")), Call("TwinPlayer.Ask", ("label", "group_accounts")),
             Call("TwinPlayer.Ask", ("visible", "kam_tab"))]  # fmt: skip
    answers = [one.value for one in libreoffice.run_macros(path, asked).returned]
    assert answers == [template(lang, "vba.tab"), template(lang, "command.group.accounts"), True]


@pytest.mark.parametrize(
    ("versions", "problem"),
    [({}, ""), ({"version": "9.9"}, "other_version"), ({"xlwings": "0.1"}, "other_version"), (None, "no_python")],
)
def test_the_guard_tells_what_is_missing_without_starting_python(
    versions: dict[str, str] | None, problem: str, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    missing = str(tmp_path / "nowhere" / "Scripts" / "pythonw.exe")
    interpreter = missing if versions is None else environment(tmp_path / "click", **versions)
    run = libreoffice.run_macros(book("en", interpreter, tmp_path), [Call("KamGuard.KamProblem", ())])
    assert run.returned[0].value == problem


def test_a_press_without_python_says_so_in_the_books_language_and_calls_nothing(
    lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    interpreter = str(tmp_path / "nowhere" / "Scripts" / "pythonw.exe")
    calls = [Call("TwinPlayer.Press", ("check_cap",)), Call("TwinPlayer.Told", ()), Call("TwinPlayer.Calls", ())]
    _, told, called = (one.value for one in libreoffice.run_macros(book(lang, interpreter, tmp_path), calls).returned)
    sentence = template(lang, "vba.no_python").replace("{path}", interpreter)
    assert (told, called) == (f"{template(lang, 'vba.title')}: {sentence}|", "")


def test_a_press_calls_python_once_and_says_nothing(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book("en", environment(tmp_path / "click"), tmp_path)
    calls = [Call("TwinPlayer.Press", ("check_cap",)), Call("TwinPlayer.Told", ()), Call("TwinPlayer.Calls", ())]
    _, told, called = (one.value for one in libreoffice.run_macros(path, calls).returned)
    assert told == ""
    assert str(called).startswith("import kam_xl.ribbon;kam_xl.ribbon.press('check_cap','")
    assert str(called).count("|") == 1


@pytest.mark.parametrize(("begun", "said", "recovers"), [(True, "died", True), (False, "died_before", False)])
def test_where_python_dies_what_it_wrote_is_taken_back_and_said(
    begun: bool, said: str, recovers: bool, lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = book(lang, environment(tmp_path / "click"), tmp_path)
    calls = [
        Call("TwinPlayer.Dies", (begun,)),
        Call("TwinPlayer.Press", ("check_cap",)),
        Call("TwinPlayer.Told", ()),
        Call("TwinPlayer.Calls", ()),
    ]
    _, _, told, called = (one.value for one in libreoffice.run_macros(path, calls).returned)
    assert told == f"{template(lang, 'vba.title')}: {template(lang, f'vba.{said}')}|"
    assert ("ribbon.recover('" in str(called)) == recovers


def test_a_function_without_python_gives_an_error_and_the_cell_its_native_answer(
    lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    whole = assess(demo_portfolio("sokolova", lang), default_policy(), DEMO_AS_OF)
    client = whole.accounts[0].account.account
    path = book(lang, str(tmp_path / "nowhere"), tmp_path)
    start = template(lang, "sheet.start")
    asked = read_book(path).cells["asked_client"].cell
    cells = libreoffice.run_macros(path, [Call("KamGuard.KamReady", ())], {start: {asked: client}}).book[start]
    answer = next(cell for address, cell in cells.items() if "KAM_WHY" in cell.formula.upper() and address[0] == "C")
    assert answer.error == ""
    assert str(answer.value).startswith(template(lang, f"list.verdicts.{whole.accounts[0].verdict}"))


def test_one_failure_to_reach_python_holds_until_a_button_is_pressed(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book("en", environment(tmp_path / "click"), tmp_path)
    calls = [Call("KamGuard.KamReady", ()), Call("KamGuard.KamFail", ()), Call("KamGuard.KamReady", ()),
             Call("TwinPlayer.Press", ("check_cap",)), Call("KamGuard.KamReady", ())]  # fmt: skip
    ready, _, after, _, again = (one.value for one in libreoffice.run_macros(path, calls).returned)
    assert (ready, after, again) == (True, False, True)


def test_every_function_is_described_to_the_wizard_from_the_texts(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book("ru", environment(tmp_path / "click"), tmp_path)
    keys = [(function.name, f"function.{function.name}") for function in FUNCTIONS]
    keys += [
        (f"{function.name}.{one.name}", f"function.{function.name}.{one.name}")
        for function in FUNCTIONS
        for one in function.arguments
    ]
    said = libreoffice.run_macros(path, [Call("KamTexts.KamText", (key,)) for key, _ in keys]).returned
    assert [one.value for one in said] == [template("ru", key) for _, key in keys]


def test_the_modules_of_the_addin_compile_and_work_on_the_active_book(libreoffice: LibreOffice, tmp_path: Path) -> None:
    whole = assess(demo_portfolio("sokolova", "ru"), default_policy(), DEMO_AS_OF)
    path = twin(whole, environment(tmp_path / "click"), tmp_path / "book.xlsm", ADDIN_PROJECT)
    asked = [
        Call("TwinPlayer.Ask", ("label", "check_cap")),
        Call("TwinPlayer.Press", ("check_cap",)),
        Call("TwinPlayer.Calls", ()),
    ]
    label, _, called = (one.value for one in libreoffice.run_macros(path, asked).returned)
    assert label == template("ru", "button.check_cap.label")
    assert str(called).endswith(",'active')|")


def test_in_a_workbook_that_is_not_ours_buttons_are_off_and_say_why(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book("en", environment(tmp_path / "click"), tmp_path)
    asked = [Call("TwinPlayer.Ask", (what, "check_cap")) for what in ("enabled", "supertip", "label")]
    not_ours = {"_kam": {"B6": ""}}
    enabled, tip, label = (one.value for one in libreoffice.run_macros(path, asked, not_ours).returned)
    assert enabled is False
    assert tip == template("en", "vba.not_kam")
    assert label == template("en", "button.check_cap.label")


def test_what_the_policy_switched_off_is_off_and_says_why(libreoffice: LibreOffice, tmp_path: Path) -> None:
    path = book("en", environment(tmp_path / "click"), tmp_path)
    asked = [Call("TwinPlayer.Ask", (what, "import_sales")) for what in ("enabled", "supertip")]
    switched_off = {"_kam": {"B10": ";imports;"}}
    enabled, tip = (one.value for one in libreoffice.run_macros(path, asked, switched_off).returned)
    assert (enabled, tip) == (False, template("en", "vba.off"))
