"""The pages say what is so: the reference is fresh, links lead somewhere, every command shown runs and prints that.

A page's ```console blocks are a session that is run from the top: `$ kam …` runs, `$ cat FILE` writes the file shown
under it, `> FILE` keeps what is printed, and the lines under a command must be among what it prints (a line `…` leaves
out the rest). A ```toml block that begins with `# FILE` changes these lines of that file, as its reader is told to.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import click
import pytest

from kam_xl.cli import kam as command_line
from kam_xl.cli import main
from kam_xl.commands.buttons import BUTTONS
from kam_xl.exchange.imports.synonyms import FIELDS, SYNONYMS, plain
from kam_xl.i18n import Lang, catalogue, template
from kam_xl.policy.limits import LIMITS
from kam_xl.policy.model import TOOLS
from kam_xl.sheets.schema import AGAINST_KEYS, STEP_KEYS
from tests.support.example import Example

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GUIDES = ("manager", "head", "methodologist", "imports", "exchange")
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
SESSIONS = [DOCS / f"{name}{end}" for name in GUIDES for end in (".md", ".ru.md")]


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the code blocks of a page: language and text."""
    for found in re.finditer(r"^( *)```(\w*)\n(.*?)^\1```", page.read_text(encoding="utf-8"), re.M | re.S):
        yield found[2], dedent(found[3])


def prose(page: Path) -> str:
    """Return what stands outside code blocks."""
    return re.sub(r"^( *)```.*?^\1```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


def shown_commands(page: Path) -> Iterator[str]:
    """Yield the `kam …` lines of code blocks, and what stands between single backticks."""
    yield from typed_commands(page)
    for found in re.finditer(r"(?<!`)`(kam [^`\n]+)`", prose(page)):
        if "[OPTIONS]" not in found[1]:
            yield bare(found[1])


def typed_commands(page: Path) -> Iterator[str]:
    """Yield the `kam …` lines of code blocks: they must be complete."""
    for _, block in blocks(page):
        for line in block.replace("\\\n", " ").splitlines():
            if found := re.search(r"(?:^\s*\$?\s*|&& )(kam\s.+)", line):
                yield bare(found[1])


def bare(line: str) -> str:
    """Return a command line without what a shell does with its output."""
    return re.sub(r"\s+[|>#].*", "", line)


def named(words: list[str]) -> tuple[click.Command, str, list[str]]:
    """Return the command that words name, its path, and the words left."""
    command: click.Command = command_line
    path = "kam"
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"no command {path} {words[0]}"
        command, path, words = command.commands[words[0]], f"{path} {words[0]}", words[1:]
    return command, path, words


def leaves(group: click.Group, path: str = "kam") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_the_reference_is_what_the_program_makes_now() -> None:
    made = subprocess.run(
        [sys.executable, str(DOCS / "make_reference.py"), "--stdout"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    fresh = (DOCS / "reference.md").read_text(encoding="utf-8") == made
    assert fresh, "run python docs/make_reference.py"


@pytest.mark.parametrize("path", list(leaves(command_line)))
def test_every_command_is_in_the_reference(path: str) -> None:
    assert f"### {path}\n" in (DOCS / "reference.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in leaves(command_line) if path != "kam run"])
def test_every_command_that_people_type_is_shown_to_them(path: str) -> None:
    shown = [command for page in PAGES if page.name != "reference.md" for command in shown_commands(page)]
    assert any(named(shlex.split(command)[1:])[1] == path for command in shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path) if path else page
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_shown_can_be_read(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANG", "en")
    for line in shown_commands(page):
        command, path, words = named(shlex.split(line.replace("…", ""))[1:])
        try:
            command.make_context(path, list(words))
        except click.exceptions.Exit:
            assert words[-1] == "--help" or path == "kam"
        except click.MissingParameter:
            assert line not in typed_commands(page), line
        except click.UsageError as error:
            pytest.fail(f"{line}: {error.format_message()}")


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.name)
def test_a_guide_runs_from_the_top_and_prints_what_it_shows(
    page: Path,
    example: Callable[[Lang], Example],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lang: Lang = "ru" if page.name.endswith(".ru.md") else "en"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAM_LANG", lang)
    monkeypatch.setenv("NO_COLOR", "1")
    ran = 0
    for kind, block in blocks(page):
        if kind == "toml":
            change(block)
        for command, printed in steps(block) if kind == "console" else ():
            ran += 1
            if command.startswith("cat "):
                Path(command.removeprefix("cat ")).write_text(printed, encoding="utf-8")
                continue
            code, said = shown(example(lang)) if command.startswith("kam demo") else run(command, capsys)
            assert code <= 1 or printed.strip(" …\n"), f"{command} ends with {code}\n{said}"
            for piece in re.split(r"^\s*…\s*$", printed, flags=re.M):
                assert flow(piece) in flow(said), f"{command}\n{said}"
    assert ran


def change(block: str) -> None:
    """Change the lines of a file as a toml block tells its reader to: its first line names the file."""
    first, *lines = block.splitlines()
    if not (file := Path(first.removeprefix("# "))).is_file():
        return
    text = file.read_text(encoding="utf-8")
    for line in filter(None, lines):
        key = re.escape(line.partition("=")[0].strip())
        text, times = re.subn(rf"^{key} *=.*$", lambda _, new=line: new, text, count=1, flags=re.M)  # type: ignore[misc]
        assert times, f"{file} has no line {key}"
    file.write_text(text, encoding="utf-8")


def steps(block: str) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"^\$ (.+(?:\\\n.+)*)\n((?:(?!\$ ).*\n)*)", block, re.M):
        yield found[1].replace("\\\n", " "), found[2]


def shown(made: Example) -> tuple[int, str]:
    """Lay what `kam demo` made into the current folder; return its exit code and what it said, as `run` does."""
    made.copied(Path(made.folder.name))
    return made.code, made.err + made.out + made.err


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the exit code, and what is said; words may be shown before the data or after them."""
    line, _, target = command.partition(" > ")
    words = [name for word in shlex.split(line)[1:] for name in expanded(word)]
    capsys.readouterr()
    with pytest.raises(SystemExit) as stop:
        main(words)
    captured = capsys.readouterr()
    code = int(stop.value.code or 0)
    if target:
        Path(target).write_text(captured.out, encoding="utf-8")
        return code, captured.err
    return code, captured.err + captured.out + captured.err


def expanded(word: str) -> list[str]:
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


def flow(text: str) -> str:
    return " ".join(text.split())


ARRIVALS = tuple(key.rpartition(".")[2] for key in catalogue("exchange_sheets") if key.startswith("list.arrivals."))
ACCOUNT_COLUMNS = "column.tblAccounts."
TASK_SHEETS = ("plans", "actions", "roles_map", "periods")
TASK_BUTTONS = [one.name for one in BUTTONS if one.group in ("dossier", "center", "plan")]
NAMED = {
    "manager": [
        *(f"{ACCOUNT_COLUMNS}{key}" for key in (*STEP_KEYS, "manager_key", "company_key", "confirmed", "assumed")),
        *(key for key in catalogue("sheets") if key.startswith("list.verdicts.") and not key.endswith(".key")),
        "portfolio.not_mine", "portfolio.hours_freed", "portfolio.exchange.gain", "sheet.proposals", "sheet.decisions",
        *(f"sheet.{key}" for key in (*TASK_SHEETS, "goals", "risks", "facts", "reviews", "visit", "coverage")),
        *(f"button.{key}.label" for key in TASK_BUTTONS),
        "column.tblMembers.cadence", "column.tblMembers.last_contact", "column.tblMembers.next_step",
        "column.tblMembers.next_date", "column.tblGoals.white_space", "column.tblPlans.version", "start.section.week",
    ],
    "head": [
        *(f"{ACCOUNT_COLUMNS}{key}" for key in (*AGAINST_KEYS, "served_by", "serve_proposal")),
        *(f"{ACCOUNT_COLUMNS}{key}" for key in ("key_since", "low_reviews", "last_review")),
        *(key for key in catalogue("cli") if key.startswith("cli.cap.") and key != "cli.cap.manager"),
        "column.band.against", "finding.plan_not_confirmed",
        *(f"sheet.{key}" for key in (*TASK_SHEETS, "reviews")), "column.tblActions.rests_on",
        "column.tblPlans.version", "column.tblPlans.signed",
    ],
    "methodologist": [
        f"{ACCOUNT_COLUMNS}{key}" for key in (*AGAINST_KEYS, "served_by", "serve_proposal", "segment")
    ],
    "imports": [
        *(f"{ACCOUNT_COLUMNS}co_{id}" for id in ("large", "loyal", "promising")),
        *(f"{ACCOUNT_COLUMNS}{key}" for key in ("margin", "penetration", "headroom", "loss_probability")),
        "start.margin_plan", "start.as_of_fixed", "sheet.proposals", f"{ACCOUNT_COLUMNS}confirmed",
    ],
    "exchange": [
        *(f"button.{one.name}.label" for one in BUTTONS if one.group == "exchange"), "command.group.exchange",
        *(f"sheet.{key}" for key in ("conflicts", "log", "reviews", "accounts")), "column.tblReviews.version",
        *(f"column.tblConflicts.{key}" for key in ("base", "mine", "theirs", "choice")), "list.sides.theirs",
        f"{ACCOUNT_COLUMNS}lower_pay", f"{ACCOUNT_COLUMNS}notes", "column.tblMembers.personal_interest",
        *(f"list.arrivals.{key}" for key in ARRIVALS),
        *(key for key in catalogue("team") if re.fullmatch(r"team\.sheet\.\w+", key)),
    ],
}  # fmt: skip
"""What a guide calls by the name that the program gives it; a renamed column must be renamed there too."""


@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.name)
def test_a_guide_calls_things_as_the_program_does(page: Path) -> None:
    text = flow(prose(page)).casefold()
    lang: Lang = "ru" if page.name.endswith(".ru.md") else "en"
    for key in NAMED[page.name.partition(".")[0]]:
        assert template(lang, key).casefold() in text, f"{key}: {template(lang, key)}"


@pytest.mark.parametrize("name", ["imports.md", "imports.ru.md"])
def test_the_headers_that_the_page_on_imports_lists_are_recognised(name: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", (DOCS / name).read_text(encoding="utf-8"), re.M)
    assert {field for field, _ in rows} == set(FIELDS)
    for field, headers in rows:
        for header in re.split(r"[,;] ", headers.strip()):
            assert any(plain(header) in tier for tier in SYNONYMS[field]), f"{field}: {header}"


@pytest.mark.parametrize("name", ["methodologist.md", "methodologist.ru.md"])
def test_the_methodologist_reads_of_every_section_number_and_switch(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    for section, limits in LIMITS.items():
        assert f"[{section}" in text
        for key in limits:
            assert f"`{key}`" in text, key
    for tool in TOOLS:
        assert f"`{tool}`" in text
