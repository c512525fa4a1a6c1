"""Commands on a machine: install, doctor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath, PureWindowsPath

import click

from kam_xl import places
from kam_xl.build.master import master_files
from kam_xl.cli import options
from kam_xl.cli.terminal import KamCommand, note, print_json, ui_lang
from kam_xl.doctor import MARKS, diagnose, well
from kam_xl.errors import FileMissing, NotAKamWorkbook, OnlyWindows
from kam_xl.excel.file import read_book
from kam_xl.excel.pairs import read_pairs
from kam_xl.i18n import Lang, message, say
from kam_xl.inspection import Book, facts_of, this_runtime
from kam_xl.install import plan, removal
from kam_xl.machine import Machine, ThisMachine
from kam_xl.places import CLICK_FOLDER, CLICK_INTERPRETER
from kam_xl.policy.file import default
from kam_xl.sheets.schema import ACCOUNTS, SCHEMA_VERSION
from kam_xl.steps import Step, as_commands, carry_out
from kam_xl.survey import Found, Install, anywhere, survey

CONF_SHEET = "xlwings.conf"

_FOLDER = click.Path(path_type=Path)


@click.command("install", cls=KamCommand, help=options.text("install"), epilog=options.text("install.examples"))
@click.option("--dry-run", is_flag=True, help=options.text("dry_run"))
@click.option("--remove", is_flag=True, help=options.text("remove"))
@click.option("--add-in", is_flag=True, help=options.text("add_in"))
@click.option("--trust", is_flag=True, help=options.text("trust"))
@click.option("--wheels", metavar="DIR", type=_FOLDER, help=options.text("wheels"))
@click.option("--workbook-folder", metavar="DIR", type=_FOLDER, help=options.text("workbook_folder"))
@click.option("--home", metavar="DIR", type=_FOLDER, help=options.text("home"))
@options.lang
def install(
    dry_run: bool,
    remove: bool,
    add_in: bool,
    trust: bool,
    wheels: Path | None,
    workbook_folder: Path | None,
    home: Path | None,
    lang: Lang | None,
) -> int:
    """Install on a Windows machine, or undo it, or only say what would be done."""
    machine = this_machine()
    if not machine.windows and not dry_run:
        raise OnlyWindows()
    asked = Install(
        lang or ui_lang(),
        home=_folder(machine, home),
        wheels=_wheels(machine, wheels),
        workbook_folder=_folder(machine, workbook_folder),
        add_in=add_in,
        trust=trust,
    )
    found = survey(asked, machine, this_runtime()) if machine.windows else anywhere(asked, installed=remove)
    steps = removal(asked, found) if remove else plan(asked, found)
    if dry_run:
        if not machine.windows:
            note(say(ui_lang(), f"install.dry_run.elsewhere.{'remove' if remove else 'install'}"))
        _show(steps)
        return 0
    carry_out(steps, machine, lambda folder: _build_files(folder, asked.lang, asked.home), _tell)
    return _removed(steps) if remove else _installed(steps, found)


def this_machine() -> Machine:
    """Return the machine that this runs on."""
    return ThisMachine()


def _build_files(folder: Path, lang: Lang, home: PureWindowsPath | None) -> None:
    """Make KAM.xlsm and KAM.xlam in a folder, started by the Python of `home` where that is not the usual one."""
    interpreter = CLICK_INTERPRETER if home is None else str(home / CLICK_FOLDER / "Scripts" / "pythonw.exe")
    for name, data in master_files(default(), lang, interpreter).items():
        (folder / name).write_bytes(data)


def _folder(machine: Machine, folder: Path | None) -> PureWindowsPath | None:
    """Return a folder as Windows names it from its root on; elsewhere it can only be taken as it was typed."""
    if folder is None:
        return None
    return PureWindowsPath(folder.absolute() if machine.windows else folder)


def _wheels(machine: Machine, folder: Path | None) -> PurePath | None:
    if folder is None or not machine.windows:
        return folder
    if not machine.exists(folder):
        raise FileMissing(str(folder))
    return folder.absolute()


def _show(steps: Sequence[Step]) -> None:
    """Print a plan: each step in words, the commands that do it by hand, and those that undo it."""
    words = ui_lang()
    note(say(words, "install.dry_run"))
    undone_by = say(words, "install.undone_by")
    for number, step in enumerate(steps, start=1):
        click.echo(f"{number:>2}. {'! ' * step.attention}{step.what.in_(words)}")
        for change in step.changes:
            for command in as_commands(change):
                click.echo(f"      {command}")
        for change in step.undo:
            for command in as_commands(change):
                click.echo(f"      {undone_by} {command}")


def _tell(step: Step) -> None:
    mark = "!" if step.attention else "•" if step.changes else "✓"
    note(f"{mark} {step.what.in_(ui_lang())}")


def _installed(steps: Sequence[Step], found: Found) -> int:
    words, left = ui_lang(), sum(step.attention for step in steps)
    workbook = str(found.workbook_folder / places.WORKBOOK)
    if left:
        note(say(words, "install.finished.attention", n=left))
    note(say(words, "install.finished", path=workbook))
    click.echo(workbook)
    return int(left > 0)


def _removed(steps: Sequence[Step]) -> int:
    changed = any(step.changes for step in steps)
    note(say(ui_lang(), "install.removed" if changed else "install.removed.nothing"))
    return 0


@click.command("doctor", cls=KamCommand, help=options.text("doctor"))
@click.argument("book", metavar="[BOOK]", required=False, type=click.Path(path_type=Path))
@options.as_json
def doctor(book: Path | None, as_json: bool) -> int:
    """Look at this machine and at a book, and say what is well and what to do."""
    machine, words = this_machine(), ui_lang()
    read = _book(machine, book) if book else None
    checks = diagnose(facts_of(machine, this_runtime(), SCHEMA_VERSION, read))
    if as_json:
        print_json([one.as_dict(words) for one in checks])
    else:
        for one in checks:
            parts = [one.what, *([one.remedy] if one.remedy else [])]
            click.echo(f"{MARKS[one.state]} {' — '.join(part.in_(words) for part in parts)}")
        n = sum(one.state in ("warn", "fail") for one in checks)
        note(message("doctor.to_do", n=n).in_(words) if n else say(words, "doctor.well"))
    return int(not well(checks))


def _book(machine: Machine, path: Path) -> Book:
    """Return what a diagnosis wants to know of a workbook file.

    Raises:
        InputError: the file cannot be read.
        NotAKamWorkbook: it is another workbook.
    """
    raw = read_book(path)
    if ACCOUNTS.name not in raw.tables:
        raise NotAKamWorkbook(str(path))
    rows = raw.tables["tblKam"].rows if "tblKam" in raw.tables else ()
    started = read_pairs(path, CONF_SHEET)
    return Book(
        path=str(path.absolute()),
        settings={str(key): str(value) for key, value, *_ in rows},
        interpreter=None if started is None else started.get("INTERPRETER_WIN", ""),
        zone=machine.zone(path) if machine.windows else 0,
    )
