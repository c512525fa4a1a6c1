"""Commands on the policy: show, check, diff."""

from __future__ import annotations

from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.terminal import KamCommand, KamGroup, exit_code, note, print_json, print_line, print_table, ui_lang
from kam_xl.commands.check import as_dict as finding_dict
from kam_xl.errors import UsageError
from kam_xl.exchange.books import open_book, save_text
from kam_xl.findings import Severity
from kam_xl.i18n import message, say
from kam_xl.policy import Policy, fingerprint, to_dict
from kam_xl.policy.codec import flat
from kam_xl.policy.difference import difference
from kam_xl.policy.file import check as check_file
from kam_xl.policy.file import default, read, shipped
from kam_xl.policy.shipped import DOSSIERS, ROLE_SETS, composed_text

BOOKS = (".xlsx", ".xlsm")


@click.group("policy", cls=KamGroup, invoke_without_command=True, help=options.text("policy"))
@click.pass_context
def policy(context: click.Context) -> None:
    """Hold the commands on the policy; alone it shows the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@policy.command("show", cls=KamCommand, help=options.text("policy.show"), epilog=options.text("policy.show.examples"))
@click.argument("source", metavar="[FILE|BOOK]", required=False, type=click.Path(path_type=Path))
@click.option("--dossier", "dossiers", multiple=True, type=click.Choice(DOSSIERS), help=options.text("policy.dossier"))
@click.option("--roles", type=click.Choice(ROLE_SETS), help=options.text("policy.roles"))
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help=options.text("output"))
@options.as_json
def show(source: Path | None, dossiers: tuple[str, ...], roles: str | None, output: Path | None, as_json: bool) -> int:
    """Print a policy: what ships, put together as asked, a file's or the one a workbook carries.

    What ships can also be written into a file.
    """
    if source is not None and (dossiers or roles):
        raise UsageError(reason=message("cli.choice_shipped"))
    if source is not None and output is not None:
        raise UsageError(reason=message("cli.output_shipped"))
    chosen = (dossiers or DOSSIERS[:1], roles or ROLE_SETS[0])
    if output is not None:
        # A shell may write another encoding into a file than the one that is read: the file is written here.
        save_text(output, composed_text(*chosen))
        note(str(output))
        return 0
    one = shipped(*chosen) if source is None else policy_from(source)
    if as_json:
        print_json({**to_dict(one), "fingerprint": fingerprint(one)})
    elif source is None:
        click.echo(composed_text(*chosen))
    else:
        for key, value in flat(to_dict(one)).items():
            print_line(f"{key} = {_shown(value)}")
        note(say(ui_lang(), "cli.policy.fingerprint", fingerprint=fingerprint(one)))
    return 0


@policy.command("check", cls=KamCommand, help=options.text("policy.check"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.as_json
def check(file: Path, as_json: bool) -> int:
    """Print every mistake of a policy file with its key and line."""
    findings = check_file(file)
    if as_json:
        print_json([finding_dict(one, ui_lang()) for one in findings])
    else:
        for one in findings:
            print_line(one.in_(ui_lang()))
    mistakes = sum(one.severity is not Severity.NOTE for one in findings)
    note(say(ui_lang(), "cli.policy.wrong" if mistakes else "cli.policy.right", file=file.name, n=mistakes))
    return 4 if exit_code(findings) == 3 else exit_code(findings)


@policy.command("diff", cls=KamCommand, help=options.text("policy.diff"))
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", required=False, type=click.Path(path_type=Path))
@options.as_json
def diff(old: Path, new: Path | None, as_json: bool) -> int:
    """Print what differs between two policies, files or workbooks; with one, what differs from the shipped one."""
    before, after = (policy_from(old), policy_from(new)) if new else (default(), policy_from(old))
    changes = difference(before, after)
    if as_json:
        print_json([{"key": one.key, "old": one.old, "new": one.new} for one in changes])
    elif changes:
        headers = [say(ui_lang(), f"cli.policy.{name}") for name in ("key", "old", "new")]
        print_table(headers, [[one.key, _shown(one.old), _shown(one.new)] for one in changes])
    note(say(ui_lang(), "cli.policy.differs" if changes else "cli.policy.same", n=len(changes)))
    return int(bool(changes))


def policy_from(source: Path | None) -> Policy:
    """Return the shipped policy, a file's, or the one that a workbook carries."""
    if source is None:
        return default()
    return open_book(source).policy if source.suffix.lower() in BOOKS else read(source)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "—" if value is None else str(value)
