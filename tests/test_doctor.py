"""`kam doctor`: every check in each state it can have, from facts; and the facts, from a machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PureWindowsPath
from typing import Any

import pytest

from kam_xl import __version__, places
from kam_xl.doctor import Check, diagnose, well
from kam_xl.i18n import LANGUAGES, Lang, catalogue
from kam_xl.inspection import Book, Facts, Inside, facts_of, origin_of, this_runtime
from kam_xl.install import plan
from kam_xl.machine import ThisMachine
from kam_xl.office import EXCEL_SECURITY, POLICIES, TRUSTED_LOCATIONS, Office, office
from kam_xl.steps import carry_out
from kam_xl.survey import Install, survey
from tests.support.machine import PROFILE, RUNTIME, FakeMachine

HOME = rf"{PROFILE}\AppData\Local\kam_xl"
FOLDER = PureWindowsPath(rf"{PROFILE}\Documents\KAM")
SETTINGS = {"version": __version__, "xlwings": "0.37.8", "schema": "1", "lang": "ru"}
BOOK = Book(rf"{FOLDER}\KAM.xlsm", SETTINGS, places.CLICK_INTERPRETER)
CLICK = Inside(
    rf"{HOME}\click",
    there=True,
    versions=(__version__,),
    packages=frozenset({"kam_xl", "xlwings"}),
    files=frozenset({"xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll"}),
    compiled=True,
)
FULL = replace(CLICK, folder=rf"{HOME}\full", packages=frozenset({"kam_xl", "pandas", "numpy"}))
WELL = Facts(
    RUNTIME,
    schema="1",
    system_language="ru_RU",
    kam_lang="",
    click=CLICK,
    full=FULL,
    office=Office(bits=64, warnings=2),
    folder=FOLDER,
    book=BOOK,
    click_interpreter=places.CLICK_INTERPRETER.replace("%LOCALAPPDATA%", rf"{PROFILE}\AppData\Local"),
)
ELSEWHERE = Facts(RUNTIME, schema="1", book=BOOK)
TRUSTED = ((rf"{FOLDER}" + "\\", True),)


def with_runtime(**changes: Any) -> Facts:
    return replace(WELL, runtime=replace(RUNTIME, **changes))


def with_click(**changes: Any) -> Facts:
    return replace(WELL, click=replace(CLICK, **changes))


def with_full(**changes: Any) -> Facts:
    return replace(WELL, full=replace(FULL, **changes))


def with_office(**changes: Any) -> Facts:
    return replace(WELL, office=replace(Office(bits=64), **changes))


def with_book(**changes: Any) -> Facts:
    return replace(WELL, book=replace(BOOK, **changes))


def with_settings(**changes: str) -> Facts:
    return with_book(settings=SETTINGS | changes)


STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_qbz5n2kfra8p0"
CASES: list[tuple[str, Facts, str]] = [
    ("python", WELL, "ok"),
    ("python", with_runtime(base=STORE), "fail:store"),
    ("python", with_runtime(python=(3, 10, 4)), "fail:old"),
    ("python", with_runtime(bits=32), "warn:narrow"),
    ("package", WELL, "ok"),
    ("package", with_runtime(installed=""), "ok"),
    ("package", with_runtime(installed="0.0.1"), "warn"),
    ("xlwings", WELL, "ok"),
    ("xlwings", with_runtime(xlwings="0.30.0"), "fail"),
    ("xlwings", with_runtime(xlwings=""), "fail:missing"),
    ("xlwings", with_runtime(pinned=""), "unknown"),
    ("click", WELL, "ok"),
    ("click", ELSEWHERE, "unknown"),
    ("click", with_click(there=False), "fail:missing"),
    ("click", with_click(versions=("0.0.1",)), "fail:other"),
    ("click", with_click(versions=()), "fail:other"),
    ("light", WELL, "ok"),
    ("light", with_click(packages=frozenset({"kam_xl", "numpy"})), "warn"),
    ("light", with_click(packages=frozenset({"kam_xl", "pandas"})), "warn"),
    ("compiled", WELL, "ok"),
    ("compiled", with_click(compiled=False), "warn"),
    ("dll", WELL, "ok"),
    ("dll", with_click(files=frozenset({"xlwings64-0.37.8.dll"})), "ok"),
    ("dll", with_click(files=frozenset({"xlwings32-0.37.8.dll"})), "fail"),
    ("dll", with_click(files=frozenset({"xlwings64-0.30.0.dll"})), "fail"),
    ("dll", replace(with_click(files=frozenset({"xlwings32-0.37.8.dll"})), office=Office(bits=32)), "ok"),
    ("dll", replace(with_click(files=frozenset({"xlwings64-0.37.8.dll"})), office=Office(bits=0)), "fail"),
    ("full", WELL, "ok"),
    ("full", ELSEWHERE, "unknown"),
    ("full", with_full(there=False), "fail:missing"),
    ("full", with_full(versions=("0.0.1",)), "fail:other"),
    ("pandas", WELL, "ok"),
    ("pandas", with_full(packages=frozenset({"kam_xl"})), "fail"),
    ("trusted", with_office(locations=TRUSTED), "ok"),
    ("trusted", WELL, "ok:no"),
    ("trusted", with_office(user_locations=False), "ok:policy"),
    ("trusted", with_office(locations=TRUSTED, user_locations=False), "ok"),
    ("trusted", ELSEWHERE, "unknown"),
    ("macros", WELL, "ok"),
    ("macros", with_office(warnings=None), "ok"),
    ("macros", with_office(warnings=4, locations=TRUSTED), "ok:trusted"),
    ("macros", with_office(warnings=3), "fail:signed"),
    ("macros", with_office(warnings=4), "fail:none"),
    ("macros", ELSEWHERE, "unknown"),
    ("internet", WELL, "ok:usual"),
    ("internet", with_office(internet_blocked=True), "ok:policy"),
    ("book_version", WELL, "ok"),
    ("book_version", with_settings(version="0.0.1"), "fail"),
    ("book_version", with_book(settings={}), "unknown"),
    ("book_xlwings", WELL, "ok"),
    ("book_xlwings", with_settings(xlwings="0.30.0"), "fail"),
    ("book_xlwings", with_book(settings={}), "unknown"),
    ("book_xlwings", with_runtime(pinned=""), "unknown"),
    ("book_schema", WELL, "ok"),
    ("book_schema", with_settings(schema="2"), "fail"),
    ("book_schema", with_book(settings={}), "unknown"),
    ("interpreter", WELL, "ok"),
    ("interpreter", with_book(interpreter=WELL.click_interpreter.upper()), "ok"),
    ("interpreter", ELSEWHERE, "ok"),
    ("interpreter", with_book(interpreter=None), "ok:none"),
    ("interpreter", with_book(interpreter=r"C:\evil\python.exe"), "fail:other"),
    ("interpreter", with_book(interpreter=""), "fail:other"),
    ("interpreter", with_click(there=False), "fail:missing"),
    ("blocked", WELL, "ok"),
    ("blocked", with_book(zone=2), "ok"),
    ("blocked", with_book(zone=3), "fail"),
    ("blocked", ELSEWHERE, "unknown"),
    ("language", WELL, "ok"),
    ("language", replace(WELL, kam_lang="RU_ru"), "ok"),
    ("language", replace(WELL, kam_lang="de"), "warn"),
]


def checks(facts: Facts) -> dict[str, Check]:
    found = diagnose(facts)
    by_name = {one.name: one for one in found}
    assert len(by_name) == len(found)
    return by_name


@pytest.mark.parametrize(("name", "facts", "outcome"), CASES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_check_tells_what_is_so_and_what_to_do_in_both_languages(name: str, facts: Facts, outcome: str) -> None:
    one = checks(facts)[name]
    state, _, case = outcome.partition(":")
    assert one.state == state
    assert one.what.key == f"doctor.{name}.{case or state}"
    assert (one.remedy is not None) == (state in ("warn", "fail"))
    for lang in LANGUAGES:
        data = one.as_dict(lang)
        assert data["what"]
        assert bool(data["remedy"]) == (one.remedy is not None)
        assert "{" not in data["what"] + data["remedy"]


def test_every_text_of_a_check_is_told_in_one_of_these_cases() -> None:
    told = {key for _, facts, _ in CASES for one in diagnose(facts) for key in (one.what.key, f"{one.what.key}.do")}
    texts = {key for key in catalogue("doctor") if key.count(".") > 1}
    assert texts <= told


def test_a_machine_that_is_well_leaves_nothing_to_do() -> None:
    assert {one.state for one in diagnose(WELL)} == {"ok"}
    assert well(diagnose(WELL))


@pytest.mark.parametrize("facts", [with_runtime(bits=32), with_click(there=False)])
def test_a_warning_and_a_failure_are_something_to_do(facts: Facts) -> None:
    assert not well(diagnose(facts))


def test_what_cannot_be_known_here_is_nothing_to_do() -> None:
    assert "unknown" in {one.state for one in diagnose(ELSEWHERE)}
    assert well(diagnose(ELSEWHERE))


def test_without_a_book_nothing_is_said_of_one() -> None:
    assert not {name for name in checks(replace(WELL, book=None)) if name.startswith(("book", "blocked", "interp"))}


def test_an_environment_that_is_missing_is_told_once() -> None:
    found = checks(replace(with_click(there=False), full=replace(FULL, there=False)))
    assert not {"light", "compiled", "dll", "pandas"} & set(found)


def test_what_slows_a_click_down_is_named() -> None:
    one = checks(with_click(packages=frozenset({"numpy", "pandas", "rich"})))["light"]
    assert "numpy, pandas:" in one.what.in_("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_version_that_the_book_needs_is_named_in_the_remedy(lang: Lang) -> None:
    one = checks(with_settings(version="0.9.9"))["book_version"]
    assert one.remedy is not None
    assert "0.9.9" in one.remedy.in_(lang)


# facts from a machine


def facts(machine: FakeMachine, book: Book | None = None) -> Facts:
    return facts_of(machine, RUNTIME, "1", book)


def test_an_installed_machine_is_well() -> None:
    machine = FakeMachine()
    asked = Install("en", add_in=True, trust=True)
    carry_out(plan(asked, survey(asked, machine, RUNTIME)), machine, machine.build)
    found = diagnose(facts(machine, replace(BOOK, path=rf"{FOLDER}\KAM.xlsm")))
    assert {one.state for one in found} == {"ok"}
    assert next(one for one in found if one.name == "macros").what.key == "doctor.macros.trusted"
    bare = FakeMachine()
    assert {one.name for one in diagnose(facts(bare)) if one.state == "fail"} == {"click", "full"}


def test_without_a_book_the_folder_that_kam_install_makes_is_looked_at() -> None:
    assert facts(FakeMachine()).folder == FOLDER
    assert facts(FakeMachine(), replace(BOOK, path=r"D:\x\KAM.xlsm")).folder == PureWindowsPath(r"D:\x")


def test_elsewhere_nothing_of_windows_is_asked_for() -> None:
    found = facts_of(ThisMachine(), this_runtime(), "1")
    assert (found.click, found.full, found.office, found.folder) == (None, None, None, None)


@pytest.mark.parametrize(
    ("values", "bits"),
    [
        ({r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration": {"Platform": "x86"}}, 32),
        ({r"HKLM\SOFTWARE\Microsoft\Office\16.0\Outlook": {"Bitness": "x64"}}, 64),
        ({}, 0),
    ],
)
def test_the_bitness_of_excel_is_read_where_office_notes_it(values: dict[str, dict[str, str]], bits: int) -> None:
    machine = FakeMachine()
    for key, found in values.items():
        machine.set_registry(key, found)
    assert office(machine).bits == bits


@pytest.mark.parametrize("root", POLICIES)
def test_policy_goes_before_what_the_person_set(root: str) -> None:
    machine = FakeMachine()
    machine.set_registry(EXCEL_SECURITY, {"VBAWarnings": 1})
    assert office(machine).warnings == 1
    machine.set_registry(rf"{root}\Excel\Security", {"VBAWarnings": 4, "blockcontentexecutionfrominternet": 1})
    assert office(machine).warnings == 4
    assert office(machine).internet_blocked


def located(machine: FakeMachine, key: str, path: str, deep: int = 0) -> None:
    machine.set_registry(rf"{key}\Location7", {"Path": path, "AllowSubFolders": deep})


@pytest.mark.parametrize(
    ("path", "deep", "trusted"),
    [
        (r"%USERPROFILE%\Documents\KAM", 0, True),
        (rf"{FOLDER}".upper() + "\\", 0, True),
        (rf"{PROFILE}\Documents", 0, False),
        (rf"{PROFILE}\Documents", 1, True),
        (rf"{PROFILE}\Documents\KAM2", 1, False),
        (rf"{PROFILE}\Documents\KAM\deeper", 1, False),
    ],
)
def test_a_folder_is_trusted_by_its_own_location_or_by_one_above_that_says_so(
    path: str, deep: int, trusted: bool
) -> None:
    machine = FakeMachine()
    located(machine, TRUSTED_LOCATIONS, path, deep)
    assert office(machine).trusts(FOLDER) == trusted


def test_a_location_of_policy_counts_where_those_of_people_do_not() -> None:
    machine = FakeMachine()
    located(machine, TRUSTED_LOCATIONS, str(FOLDER))
    machine.set_registry(rf"{POLICIES[1]}\Common\Security\Trusted Locations", {"Allow User Locations": 0})
    assert not office(machine).trusts(FOLDER)
    located(machine, rf"{POLICIES[1]}\Excel\Security\Trusted Locations", str(FOLDER))
    assert office(machine).trusts(FOLDER)


@pytest.mark.parametrize("key", [TRUSTED_LOCATIONS, rf"{POLICIES[1]}\Excel\Security\Trusted Locations"])
def test_where_all_locations_are_switched_off_none_counts(key: str) -> None:
    machine = FakeMachine()
    located(machine, TRUSTED_LOCATIONS, str(FOLDER))
    machine.set_registry(key, {"AllLocationsDisabled": 1})
    assert not office(machine).trusts(FOLDER)


def test_a_location_on_the_network_counts_only_where_that_is_allowed() -> None:
    machine = FakeMachine()
    share = PureWindowsPath(r"\\server\share\KAM")
    located(machine, TRUSTED_LOCATIONS, str(share))
    assert not office(machine).trusts(share)
    machine.set_registry(TRUSTED_LOCATIONS, {"AllowNetworkLocations": 1})
    assert office(machine).trusts(share)


def test_this_python_knows_what_it_is_and_which_xlwings_the_package_pins() -> None:
    one = this_runtime()
    assert one.version == __version__
    assert one.pinned == one.xlwings
    assert one.bits in (32, 64)
    assert not one.from_store


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        ("{}", ""),
        (
            '{"url": "file:///C:/x/kam_xl-1-py3-none-any.whl", "archive_info": {}}',
            "file:///C:/x/kam_xl-1-py3-none-any.whl",
        ),
        ('{"url": "file:///C:/x", "dir_info": {"editable": true}}', "file:///C:/x"),
        (
            '{"url": "https://example.com/kam.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "git+https://example.com/kam.git@abc",
        ),
    ],
)
def test_what_pip_noted_tells_where_the_package_came_from(note: str, origin: str) -> None:
    assert origin_of(note) == origin
