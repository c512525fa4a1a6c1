"""Make docs/reference.md from the program itself: commands, the workbook's shape, the policy's numbers, every code.

    python docs/make_reference.py            writes docs/reference.md
    python docs/make_reference.py --stdout   prints it

A test holds the page equal to what this makes. Nothing on it is written by hand but the sentences between the tables.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# The help of the command line is made while it is imported, in the language of the person; the page is English.
os.environ["KAM_LANG"] = "en"

import click

from kam_xl import errors
from kam_xl.cli import kam
from kam_xl.commands.registry import COMMANDS
from kam_xl.exchange.imports.synonyms import SYNONYMS
from kam_xl.exchange.team_tables import TEAM_TABLES
from kam_xl.i18n import LANGUAGES, Lang, catalogue, known, modules, template
from kam_xl.policy.limits import LIMITS, Limit
from kam_xl.sheets.book_policy import NAMES
from kam_xl.sheets.schema import CELLS, SHEETS, TABLES, Column, Table, cell_label, header, sheet_name

PAGE = Path(__file__).with_name("reference.md")
HEAD = """# Reference

Made by `python docs/make_reference.py` from the program itself; change the program, not this page. Guides in plain
words: [manager](manager.md), [head of sales](head.md), [methodologist](methodologist.md), [imports](imports.md),
[books by mail](exchange.md).

Contents: [Commands](#commands) · [Commands as data](#commands-as-data) · [Workbook](#workbook) ·
[Policy numbers](#policy-numbers) · [Headers of exports](#headers-of-exports) ·
[Tables of the team](#tables-of-the-team) · [Findings](#findings) · [Errors](#errors)
"""
ROLES = {"input": "people", "record": "a command", "calculated": "a formula"}
FINDING_MODULES = {
    "findings": "Cells, rows and the policy inside a workbook",
    "book_findings": "The shape of a workbook that people or other programs went over",
    "verdict_findings": "The portfolio: plan, limit, record, judgements, what works against the seller",
    "import_findings": "Imports",
    "policy_findings": "The policy file",
    "policy_task_findings": "The policy file: the three tasks",
    "task_table_findings": "Dossier, buying center, plan: what rows point to",
    "task_findings": "Dossier and buying center: what is missing, stale or not done",
    "plan_findings": "Perspective plans, seasons and facts",
    "task_command_findings": "Commands of the three tasks",
    "send": "Sending a book",
    "merging": "Merging a book that came back",
    "collect": "Collecting the books of a team",
}
WORDS = ("sheets", "task_sheets", "exchange_sheets")
"""Areas of the catalogue that hold words of lists."""


def main() -> None:
    """Write the page, or print it where asked."""
    page = reference()
    if "--stdout" in sys.argv[1:]:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


def reference() -> str:
    """Return the whole page as Markdown."""
    parts = (HEAD, _commands(), _registry(), _workbook(), _policy(), _synonyms(), _team(), _findings(), _errors())
    return "\n".join(part.strip() + "\n" for part in parts)


def _commands() -> str:
    lines = ["## Commands", "", _flow(kam.epilog or ""), "", "Options of `kam` itself:", "", *_options(kam)]
    for path, command in _leaves(kam, "kam"):
        lines += ["", f"### {path}", "", _flow(command.help or ""), "", f"`{path} {_pieces(command)}`", ""]
        lines += [*_options(command), *_examples(command.epilog or "")]
    return "\n".join(lines)


def _leaves(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _leaves(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _pieces(command: click.Command) -> str:
    return " ".join(command.collect_usage_pieces(click.Context(command)))


def _options(command: click.Command) -> list[str]:
    options = [one for one in command.params if isinstance(one, click.Option)]
    if not options:
        return ["No options."]
    return _table(("option", "value", "what for"), [(_names(one), _value(one), one.help or "") for one in options])


def _names(option: click.Option) -> str:
    return ", ".join(f"`{name}`" for name in option.opts)


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    kind = option.type
    shown = " or ".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else option.metavar or kind.name
    default = f"{option.default} unless given" if isinstance(option.default, str) and option.default else ""
    extra = ("must be given" if option.required else "", "may be repeated" if option.multiple else "", default)
    return ", ".join([shown, *filter(None, extra)])


def _examples(epilog: str) -> list[str]:
    lines = [line.strip() for line in epilog.splitlines() if line.strip().startswith("kam ")]
    return ["", "```", *lines, "```"] if lines else []


def _registry() -> str:
    rows = [
        (
            f"`{one.name}`",
            *(template(lang, f"command.{one.name}.label") for lang in LANGUAGES),
            one.writes,
            f"`tools.{one.tool}`" if one.tool else "",
            template("en", f"command.{one.name}.tip"),
        )
        for one in COMMANDS.values()
    ]
    intro = (
        "What a surface other than the command line may call, for instance through `kam run cap` (tables in, outcome "
        "out, as JSON). *May write*: nothing, the record of decisions, or cells that people type in."
    )
    table = _table(("name", "English", "Russian", "may write", "switch", "what it does"), rows)
    return "\n".join(["## Commands as data", "", intro, "", *table])


def _workbook() -> str:
    sheets = [(f"`{key}`", sheet_name(key, "en"), sheet_name(key, "ru"), _purpose(key)) for key in SHEETS]
    cells = [
        (f"`{one.name}`", sheet_name(one.sheet, "en"), cell_label(one.name).en, cell_label(one.name).ru, one.kind,
         _range(one.low, one.high))
        for one in CELLS
    ]  # fmt: skip
    lines = [
        "## Workbook", "",
        "Tables are found by name, columns by header in either language or by key; people may move and reorder them. "
        "Only the six flags, the six grades, the six levers and the steps stay side by side: formulas take each group "
        "together.",
        "", "### Sheets", "", *_table(("key", "English", "Russian", "what it is for"), sheets),
        "", "### Cells that people fill", "",
        *_table(("name", "sheet", "English", "Russian", "kind", "allowed"), cells),
    ]  # fmt: skip
    for table in TABLES:
        switch = f", switched by `tools.{table.tool}`" if table.tool else ""
        lines += ["", f"### {table.name}", "", f"Sheet {sheet_name(table.sheet, 'en')}{switch}.", ""]
        heads = ("key", "English", "Russian", "kind", "filled by", "allowed", "switch")
        lines += _table(heads, [_column(table, column) for column in table.columns])
    lines += ["", "### Words of the lists", "", *_table(("list", "key", "English", "Russian"), _words())]
    return "\n".join(lines)


def _purpose(sheet: str) -> str:
    key = f"sheet.{sheet}.purpose"
    return template("en", key) if known(key) else "Words of the drop-down lists; very hidden."


def _column(table: Table, column: Column) -> tuple[str, ...]:
    allowed = _range(column.low, column.high) or (f"list `{column.choices}`" if column.choices else "")
    filled = ROLES[column.role] + (" (working)" if column.working else "")
    switch = f"`tools.{column.tool}`" if column.tool else ""
    return (f"`{column.key}`", header(table, column, "en"), header(table, column, "ru"), column.kind, filled, allowed,
            switch)  # fmt: skip


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return ""
    return f"{low:g} or more" if high is None else f"{low:g} to {high:g}"


def _words() -> Iterator[tuple[str, ...]]:
    for key, (english, russian) in (pair for one in WORDS for pair in catalogue(one).items()):
        if key.startswith("list."):
            _, name, word = key.split(".")
            yield f"`{name}`", f"`{word}`", english, russian


def _policy() -> str:
    rows = [
        (f"`{section}.{key}`", _bounds(limit), "whole" if limit.whole else "")
        for section, limits in LIMITS.items()
        for key, limit in limits.items()
    ]
    cells = [(f"`{name}`", f"`{'.'.join(path)}`") for name, path in NAMES.items()]
    intro = (
        "What each number of the policy file may be. Shares, probabilities and growth are fractions: 0.02 is 2 %. The "
        "key of a weight has the criterion or lever in it, as in `criteria.large.weight`; that of `dossier.days` has "
        "the question, as in `dossier.sets.general.questions.budget.days`, and that of `center.cadence` the role, as "
        "in `center.roles.buyer.cadence`."
    )
    named = "Named cells of the sheet Policy, which the formulas read:"
    return "\n".join(
        ["## Policy numbers", "", intro, "", *_table(("key", "allowed", ""), rows), "", named, "",
         *_table(("name of the cell", "key in the policy file"), cells)]
    )  # fmt: skip


def _bounds(limit: Limit) -> str:
    return f"{'above ' if limit.above else ''}{limit.low:g} to {limit.high:g}"


def _synonyms() -> str:
    rows = [
        (f"`{field}`", *(", ".join(sorted(tier)) for tier in tiers), *([""] * (3 - len(tiers))))
        for field, tiers in SYNONYMS.items()
    ]
    intro = (
        "Headers by which an import knows its columns, compared without case, blanks and punctuation, ё as е: "
        "`Close Date`, `close_date` and `CloseDate` are one. Better headers win over later ones; two of one column of "
        "this table in one file are ambiguous, and the file is refused with both named. [imports.md](imports.md) shows "
        "them as people write them."
    )
    return "\n".join(["## Headers of exports", "", intro, "", *_table(("field", "best", "next", "last"), rows)])


def _team() -> str:
    intro = (
        "What `kam_xl.frames.frames` gives by name, one frame a table. Each row begins with whose it is and ends with "
        "the place that it comes from. Shares are fractions, money in the unit of the book, moments in UTC."
    )
    rows = [(f"`{one.name}`", ", ".join(f"`{key}`" for key in one.keys)) for one in TEAM_TABLES]
    return "\n".join(["## Tables of the team", "", intro, "", *_table(("table", "columns"), rows)])


def _findings() -> str:
    intro = (
        "A finding is a problem in what people typed, or something to know. Its weight decides the exit code: an error "
        "cannot be read (3, in a policy file 4), a warning asks a person to act (1), a note only informs (0). Texts "
        "stand here with ‹what fills them›."
    )
    lines = ["## Findings", "", intro]
    for module, title in FINDING_MODULES.items():
        texts = catalogue(module)
        codes = [key for key in texts if key.startswith("finding.") and f"{key}.do" in texts]
        names = [key.removeprefix("finding.") for key in codes]
        rows = [(f"`{name}`", *(_said(module, f"finding.{name}", lang) for lang in LANGUAGES)) for name in names]
        lines += ["", f"### {title}", "", *_table(("code", "English", "Russian"), rows)]
    return "\n".join(lines)


def _errors() -> str:
    import kam_xl.exchange.errors  # noqa: F401 (its leaves belong to the tree)

    kinds: list[type[errors.KamError]] = [errors.KamError, *_subclasses(errors.KamError)]
    rows = [(f"`{kind.code}`", str(kind.exit_code), *(_error(kind.code, lang) for lang in LANGUAGES)) for kind in kinds]
    intro = "An error means that the program cannot go on. The file concerned stays as it was."
    return "\n".join(["## Errors", "", intro, "", *_table(("code", "exit code", "English", "Russian"), rows)])


def _error(code: str, lang: Lang) -> str:
    """Return what an error says, from whichever catalogue has it."""
    home = next(one for one in modules() if f"error.{code}" in catalogue(one))
    return _said(home, f"error.{code}", lang)


def _subclasses(kind: type[errors.KamError]) -> Iterator[type[errors.KamError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


def _said(module: str, key: str, lang: Lang) -> str:
    """Return what is wrong and what to do, as one cell of a table."""
    i = 1 if lang == "ru" else 0
    return f"{_plain(catalogue(module)[key][i])} — {_plain(catalogue(module)[f'{key}.do'][i])}"


def _plain(text: str) -> str:
    """Return a template as a person reads it: the last plural form, other fields in angle marks."""
    chosen = re.sub(r"\{\w+:[^{}]*\|([^{}|]*)\}", r"\1", text)
    filled = re.sub(r"(?<!\{)\{(\w+)(?::[^{}]*)?\}(?!\})", r"‹\1›", chosen)
    return filled.replace("{{", "{").replace("}}", "}")


def _flow(text: str) -> str:
    return " ".join(text.replace("\b", "").split())


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a Markdown table; columns that are empty in every row are left out."""
    body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    kept = [i for i in range(len(heads)) if any(row[i] for row in body)]
    lines = [[heads[i] for i in kept], ["---"] * len(kept), *([row[i] for i in kept] for row in body)]
    return [f"| {' | '.join(line)} |" for line in lines]


if __name__ == "__main__":
    main()
