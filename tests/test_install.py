"""`kam install`: the plan for each wish, what it does to a machine, what fails, and what undoing leaves."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath, PureWindowsPath

import pytest

from kam_xl import __version__, places
from kam_xl.environments import check, compile_, make
from kam_xl.errors import ForeignFolder, KamError, NoPermission, RunsFromThere, StepFailed, StorePython
from kam_xl.i18n import LANGUAGES, Lang, message
from kam_xl.inspection import Environment, documents, inside, windows_environment
from kam_xl.install import plan, removal
from kam_xl.machine import ThisMachine
from kam_xl.office import POLICIES
from kam_xl.steps import BuildFiles, Execute, SetValues, Step, carry_out
from kam_xl.survey import TRUSTED_KEY, Install, anywhere, survey
from tests.support.machine import PROFILE, PYTHON, RUNTIME, FakeMachine

HOME = PureWindowsPath(rf"{PROFILE}\AppData\Local\kam_xl")
CLICK, FULL, BUILT = HOME / "click", HOME / "full", HOME / "files"
BOOK = PureWindowsPath(rf"{PROFILE}\Documents\KAM\KAM.xlsm")
ADDIN = PureWindowsPath(rf"{PROFILE}\AppData\Roaming\Microsoft\Excel\XLSTART\KAM.xlam")
PLAIN = Install("en")
EVERYTHING = Install("en", add_in=True, trust=True)

ENVIRONMENT_STEPS = [f"install.{name}.{step}" for name in ("click", "full") for step in
                     ("make", "fill", "check", "compile")]  # fmt: skip


def keys(steps: Sequence[Step]) -> list[str]:
    return [step.what.key for step in steps]


def planned(asked: Install = PLAIN, machine: FakeMachine | None = None) -> tuple[Step, ...]:
    return plan(asked, survey(asked, machine or FakeMachine(), RUNTIME))


def command(steps: Sequence[Step], key: str) -> tuple[str, ...]:
    (step,) = [one for one in steps if one.what.key == key]
    return next(one.command for one in step.changes if isinstance(one, Execute))


def installed(machine: FakeMachine, asked: Install = PLAIN, build_files: BuildFiles | None = None) -> tuple[Step, ...]:
    steps = planned(asked, machine)
    carry_out(steps, machine, build_files or machine.build)
    return steps


def removed(machine: FakeMachine) -> tuple[Step, ...]:
    steps = removal(PLAIN, survey(PLAIN, machine, RUNTIME))
    carry_out(steps, machine, machine.build)
    return steps


# the plan


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        (PLAIN, []),
        (Install("en", add_in=True), ["install.add_in"]),
        (Install("en", trust=True), ["install.trust"]),
        (EVERYTHING, ["install.add_in", "install.trust"]),
    ],
)
def test_a_plan_makes_both_environments_and_the_workbook_then_what_was_asked_for(
    asked: Install, more: list[str]
) -> None:
    assert keys(planned(asked)) == [*ENVIRONMENT_STEPS, "install.build", "install.workbook", *more]


def test_only_the_full_environment_gets_an_extra() -> None:
    steps = planned()
    assert command(steps, "install.click.fill")[-1] == f"kam-xl=={__version__}"
    assert command(steps, "install.full.fill")[-1] == f"kam-xl[team]=={__version__}"


def test_packages_come_from_where_this_one_came() -> None:
    wheel = f"file:///C:/Temp/kam_xl-{__version__}-py3-none-any.whl"
    found = replace(survey(PLAIN, FakeMachine(), RUNTIME), origin=wheel)
    steps = plan(PLAIN, found)
    assert command(steps, "install.click.fill")[-1] == f"kam-xl @ {wheel}"
    assert command(steps, "install.full.fill")[-1] == f"kam-xl[team] @ {wheel}"


def test_a_folder_of_wheels_keeps_pip_off_the_network_and_goes_before_where_this_one_came_from() -> None:
    asked = Install("en", wheels=PureWindowsPath(r"D:\Мои пакеты"))
    steps = plan(asked, replace(survey(asked, FakeMachine(), RUNTIME), origin="file:///C:/x"))
    for key in ("install.click.fill", "install.full.fill"):
        pip = command(steps, key)
        assert pip[-4:-1] == ("--no-index", "--find-links", r"D:\Мои пакеты")
        assert pip[-1].endswith(f"=={__version__}")


def test_pip_compiles_whatever_its_settings_say_and_no_variable_reaches_the_python_that_installs() -> None:
    for key in ("install.click.fill", "install.full.fill"):
        pip = command(planned(), key)
        assert "--compile" in pip
        assert pip[1] == "-I"


def test_the_check_runs_as_a_click_does() -> None:
    assert command(planned(), "install.click.check")[:2] == (str(CLICK / "Scripts" / "python.exe"), "-c")


def test_the_environments_lie_where_the_workbook_looks() -> None:
    machine = FakeMachine()
    installed(machine)
    wanted = places.CLICK_INTERPRETER.replace("%LOCALAPPDATA%", machine.variables["LOCALAPPDATA"])
    assert machine.exists(PureWindowsPath(wanted))


def test_another_home_moves_the_environments_and_says_that_buttons_do_not_look_there() -> None:
    asked = Install("en", home=PureWindowsPath(r"D:\Наши программы\KAM"))
    steps = planned(asked)
    assert keys(steps)[0] == "install.elsewhere"
    assert steps[0].attention
    assert command(steps, "install.click.make") == (PYTHON, "-I", "-m", "venv", r"D:\Наши программы\KAM\click")
    assert keys(planned(Install("en", home=HOME)))[0] == "install.click.make"


def test_documents_are_found_where_they_were_moved_to() -> None:
    machine = FakeMachine()
    shell = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    machine.set_registry(shell, {"Personal": r"%USERPROFILE%\OneDrive\Документы"})
    assert documents(machine) == PureWindowsPath(rf"{PROFILE}\OneDrive\Документы")
    installed(machine)
    assert machine.exists(PureWindowsPath(rf"{PROFILE}\OneDrive\Документы\KAM\KAM.xlsm"))


def test_a_trusted_location_is_written_as_excel_does() -> None:
    (change,) = planned(Install("ru", trust=True))[-1].changes
    assert change == SetValues(
        TRUSTED_KEY,
        {
            "Path": rf"{PROFILE}\Documents\KAM" + "\\",
            "Description": "KAM: книги по ключевым клиентам",
            "AllowSubFolders": 1,
        },
    )


@pytest.mark.parametrize("root", POLICIES)
@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (r"Excel\Security\Trusted Locations", "AllLocationsDisabled", 1),
        (r"Common\Security\Trusted Locations", "Allow User Locations", 0),
    ],
)
def test_where_group_policy_forbids_trusted_locations_that_is_said_and_nothing_is_set(
    root: str, key: str, name: str, value: int
) -> None:
    machine = FakeMachine()
    machine.set_registry(rf"{root}\{key}", {name: value})
    steps = installed(machine, EVERYTHING)
    assert steps[-1].what.key == "install.trust.forbidden"
    assert steps[-1].attention
    assert TRUSTED_KEY not in machine.keys
    assert machine.exists(ADDIN)


def test_a_folder_on_the_network_is_not_made_a_trusted_location() -> None:
    asked = Install("en", workbook_folder=PureWindowsPath(r"\\server\share\KAM"), trust=True)
    step = planned(asked)[-1]
    assert (step.what.key, step.changes, step.attention) == ("install.trust.network", (), True)


def test_the_python_of_the_store_is_refused_since_excel_would_not_see_what_it_writes() -> None:
    store = replace(RUNTIME, base=r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_3.11.2288.0_x64")
    with pytest.raises(StorePython):
        plan(PLAIN, survey(PLAIN, FakeMachine(), store))


def test_a_folder_of_somebody_else_is_never_replaced_or_removed() -> None:
    machine = FakeMachine()
    machine.write(CLICK / "photos" / "1.jpg")
    with pytest.raises(ForeignFolder):
        planned(machine=machine)
    with pytest.raises(ForeignFolder):
        removed(machine)
    assert machine.exists(CLICK / "photos" / "1.jpg")


def test_the_environment_that_this_runs_from_is_not_removed_under_its_feet() -> None:
    machine = FakeMachine()
    installed(machine)
    runtime = replace(RUNTIME, executable=str(FULL / "Scripts" / "python.exe"))
    with pytest.raises(RunsFromThere):
        removal(PLAIN, survey(PLAIN, machine, runtime))
    newer = replace(runtime, version="9.9.9")
    with pytest.raises(RunsFromThere):
        plan(PLAIN, survey(PLAIN, machine, newer))
    assert plan(PLAIN, survey(PLAIN, machine, runtime))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("asked", [EVERYTHING, Install("en", home=PureWindowsPath("D:\\k"), wheels=PurePath("w"))])
def test_a_plan_for_anywhere_speaks_both_languages(lang: Lang, asked: Install) -> None:
    for installed_ in (False, True):
        found = anywhere(asked, installed=installed_)
        for step in (*plan(asked, found), *removal(asked, found)):
            assert step.what.in_(lang)
            assert step.remedy.in_(lang)


def test_a_plan_for_anywhere_has_the_steps_of_a_bare_machine() -> None:
    assert keys(plan(EVERYTHING, anywhere(EVERYTHING, installed=False))) == keys(planned(EVERYTHING))
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    undone = keys(removal(PLAIN, anywhere(PLAIN, installed=True)))
    assert undone == keys(removal(PLAIN, survey(PLAIN, machine, RUNTIME)))


# carried out


def test_an_installation_makes_environments_workbook_add_in_and_trusted_location() -> None:
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    click, full = (inside(machine, windows_environment(folder)) for folder in (CLICK, FULL))
    assert click.there
    assert click.versions == full.versions == (__version__,)
    assert click.compiled
    assert full.compiled
    assert not click.packages & {"pandas", "numpy"}
    assert "pandas" in full.packages
    assert machine.files[BOOK] == "built KAM.xlsm"
    assert machine.files[ADDIN] == "built KAM.xlam"
    assert set(machine.keys) == {TRUSTED_KEY}


def test_placed_files_lose_the_mark_that_would_block_their_macros() -> None:
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    assert machine.zone(BOOK) == machine.zone(ADDIN) == 0


def test_without_the_options_neither_add_in_nor_registry_is_touched() -> None:
    machine = FakeMachine()
    installed(machine)
    assert not machine.exists(ADDIN)
    assert not machine.keys


def test_a_workbook_that_is_there_stays_as_it_is_and_that_is_said() -> None:
    machine = FakeMachine()
    machine.write(BOOK, "a year of work")
    assert "install.workbook.kept" in keys(installed(machine, EVERYTHING))
    assert machine.files[BOOK] == "a year of work"


def test_installing_twice_makes_no_environment_anew_but_checks_again() -> None:
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    before = len(machine.commands)
    steps = installed(machine, EVERYTHING)
    assert keys(steps) == [
        "install.click.ready", "install.click.check", "install.click.compile",
        "install.full.ready", "install.full.check", "install.full.compile",
        "install.build", "install.workbook.kept", "install.add_in", "install.trust",
    ]  # fmt: skip
    assert not any("venv" in one or "pip" in one for one in machine.commands[before:])


def test_an_older_version_is_replaced_and_the_add_in_with_it_but_not_the_workbook() -> None:
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    packages = CLICK / "Lib" / "site-packages"
    machine.write(packages / "left_over.py")
    machine.remove_folder(packages / f"kam_xl-{__version__}.dist-info")
    machine.write(packages / "kam_xl-0.0.1.dist-info" / "INSTALLER")
    machine.files[ADDIN] = "old"
    machine.files[BOOK] = "a year of work"
    steps = installed(machine, EVERYTHING)
    assert keys(steps)[:2] == ["install.click.make", "install.click.fill"]
    assert not machine.exists(packages / "left_over.py")
    assert inside(machine, windows_environment(CLICK)).versions == (__version__,)
    assert machine.files[ADDIN] == "built KAM.xlam"
    assert machine.files[BOOK] == "a year of work"


def test_each_step_is_told_before_it_is_taken() -> None:
    machine = FakeMachine(breaks=lambda command: "ERROR: no network" if "pip" in command else "")
    told: list[str] = []
    with pytest.raises(StepFailed):
        carry_out(planned(), machine, machine.build, lambda step: told.append(step.what.key))
    assert told == ["install.click.make", "install.click.fill"]


# failing and going on


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_step_that_fails_says_what_where_what_to_do_and_what_is_done(lang: Lang) -> None:
    said = "Looking in links\nERROR: No matching distribution found for xlwings==0.37.8\n[notice] x"
    machine = FakeMachine(breaks=lambda command: said if "[team]" in command[-1] else "")
    with pytest.raises(StepFailed) as failure:
        installed(machine)
    error = failure.value
    assert error.exit_code == 3
    text = error.in_(lang)
    steps = planned()
    assert steps[5].what.in_(lang) in text
    assert "No matching distribution found for xlwings==0.37.8" in text
    assert "pip install" in error.where
    assert steps[5].remedy.in_(lang) in text
    for done in steps[:5]:
        assert done.what.in_(lang) in text
    assert steps[6].what.in_(lang) not in text


def test_running_again_goes_on_from_the_step_that_failed() -> None:
    machine = FakeMachine(breaks=lambda command: "ERROR: x" if "[team]" in command[-1] else "")
    with pytest.raises(StepFailed):
        installed(machine)
    assert not machine.exists(BOOK)
    machine.breaks = lambda _: ""
    steps = installed(machine, EVERYTHING)
    assert keys(steps)[:2] == ["install.click.ready", "install.click.check"]
    assert "install.full.make" in keys(steps)
    assert machine.exists(BOOK)
    assert inside(machine, windows_environment(FULL)).versions == (__version__,)


def test_pandas_in_the_environment_of_a_click_stops_the_installation() -> None:
    machine = FakeMachine(
        breaks=lambda command: "numpy, pandas" if "xlwings" in command[-1] and "-c" in command else ""
    )
    with pytest.raises(StepFailed, match="numpy, pandas") as failure:
        installed(machine)
    assert failure.value.params["remedy"] == message("install.do.check")


def test_an_environment_that_excel_uses_is_left_whole_and_excel_is_to_be_closed() -> None:
    machine = FakeMachine()
    installed(machine)
    machine.locked = {CLICK}
    with pytest.raises(StepFailed, match="Close Excel"):
        removed(machine)
    assert inside(machine, windows_environment(CLICK)).versions == (__version__,)
    machine.locked = set()
    removed(machine)
    assert not machine.exists(CLICK)


def test_settings_of_excel_that_may_not_be_changed_are_named() -> None:
    machine = FakeMachine()
    machine.read_only_registry = True
    with pytest.raises(StepFailed, match="--trust") as failure:
        installed(machine, EVERYTHING)
    assert TRUSTED_KEY in failure.value.where
    assert machine.exists(BOOK)


def test_an_error_of_building_is_told_in_the_language_of_the_person() -> None:
    def refused(folder: Path) -> None:
        raise NoPermission(str(folder))

    machine = FakeMachine()
    with pytest.raises(StepFailed) as failure:
        installed(machine, build_files=refused)
    assert NoPermission().what("ru") in failure.value.in_("ru")


def test_a_program_that_is_not_there_is_a_failing_step_too() -> None:
    missing = "this-program-is-nowhere"
    with pytest.raises(StepFailed, match=missing):
        carry_out([Step(planned()[0].what, (Execute((missing,)),))], ThisMachine(), lambda _: None)


# undone


def test_removing_undoes_everything_but_the_workbook() -> None:
    machine = FakeMachine()
    machine.write(rf"{PROFILE}\.xlwings\xlwings.conf", "another user of xlwings")
    before = (set(machine.files), set(machine.keys))
    installed(machine, EVERYTHING)
    steps = removed(machine)
    assert keys(steps) == [
        "install.trust.undo", "install.add_in.undo", "install.build.undo",
        "install.full.make.undo", "install.click.make.undo", "install.kept",
    ]  # fmt: skip
    assert (set(machine.files) - before[0], set(machine.keys) - before[1]) == ({BOOK}, set())
    assert not machine.exists(HOME)


def test_removing_takes_only_what_is_there() -> None:
    machine = FakeMachine()
    assert keys(removed(machine)) == ["install.kept"]
    installed(machine)
    assert keys(removed(machine)) == [
        "install.build.undo", "install.full.make.undo", "install.click.make.undo", "install.kept",
    ]  # fmt: skip


def test_removing_leaves_other_things_in_the_folder_of_kam_xl() -> None:
    machine = FakeMachine()
    installed(machine)
    machine.write(HOME / "notes.txt")
    removed(machine)
    assert machine.names(HOME) == ("notes.txt",)


def test_a_removal_that_failed_half_way_goes_on() -> None:
    machine = FakeMachine()
    installed(machine, EVERYTHING)
    machine.locked = {FULL}
    with pytest.raises(StepFailed):
        removed(machine)
    assert TRUSTED_KEY not in machine.keys
    machine.locked = set()
    assert keys(removed(machine)) == ["install.full.make.undo", "install.click.make.undo", "install.kept"]
    assert not machine.exists(HOME)


def test_what_an_earlier_removal_put_aside_is_removed_too() -> None:
    machine = FakeMachine()
    machine.write(HOME / "click.removed" / "pyvenv.cfg")
    removed(machine)
    assert not machine.exists(HOME)


# for real


@pytest.mark.slow
def test_a_real_environment_passes_without_pandas_and_fails_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "среда для кнопки"
    packages = folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    environment = Environment(folder, folder / "bin" / "python", packages)
    carry_out([make("click", environment, sys.executable)], ThisMachine(), lambda _: None)
    for name in ("kam_xl", "xlwings"):
        (packages / name).mkdir()
    (packages / "kam_xl" / "__init__.py").touch()
    (packages / "xlwings" / "__init__.py").write_text("try:\n    import pandas\nexcept ImportError:\n    pass\n")
    steps = [check("click", environment), compile_("click", environment)]
    carry_out(steps, ThisMachine(), lambda _: None)
    assert list((packages / "kam_xl" / "__pycache__").glob("*.pyc"))
    (packages / "pandas").mkdir()
    (packages / "pandas" / "__init__.py").touch()
    with pytest.raises(KamError, match="pandas"):
        carry_out(steps, ThisMachine(), lambda _: None)
