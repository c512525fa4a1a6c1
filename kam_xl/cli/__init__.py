"""The command line: reads arguments, calls, prints. Data on stdout, words on stderr, exit codes as documented."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from kam_xl.cli.books import cap, check, import_, new, qualify
from kam_xl.cli.build import build, upgrade
from kam_xl.cli.card import card
from kam_xl.cli.collect import collect
from kam_xl.cli.demo import demo
from kam_xl.cli.history import history
from kam_xl.cli.machine import doctor, install
from kam_xl.cli.plans import plan, roll, sign
from kam_xl.cli.policy import policy
from kam_xl.cli.run import run
from kam_xl.cli.tasks import center, contact, dossier, folders, steps, visit
from kam_xl.cli.terminal import KamGroup, explain_usage, say_error, ui_lang
from kam_xl.errors import KamError
from kam_xl.i18n import template

EXIT_USAGE, EXIT_UNKNOWN, EXIT_INTERRUPTED = 2, 70, 130


@click.group(
    "kam",
    cls=KamGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=template(ui_lang(), "cli.help"),
    epilog=template(ui_lang(), "cli.epilog"),
)
@click.version_option(package_name="kam-xl", message="kam %(version)s", help=template(ui_lang(), "cli.version"))
@click.option("--debug", is_flag=True, help=template(ui_lang(), "cli.debug"))
@click.option("--no-color", is_flag=True, help=template(ui_lang(), "cli.no_color"))
@click.pass_context
def kam(context: click.Context, debug: bool, no_color: bool) -> None:
    """Hold the commands; alone it shows the help."""
    context.obj = {"debug": debug, "no_color": no_color}
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for command in (
    demo, new, import_, qualify, cap, check, dossier, visit, folders, center, steps, contact, plan, roll, sign, card,
    collect, history, policy, build, upgrade, install, doctor, run,
):  # fmt: skip
    kam.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; a person never sees a traceback without `--debug`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(given))


def _run(given: list[str]) -> int:
    try:
        result = kam.main(None if given == sys.argv[1:] else given, prog_name="kam", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        say_error(explain_usage(error, ui_lang()))
        return EXIT_USAGE
    except KamError as error:
        say_error(error.in_(ui_lang()))
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception as error:
        if "--debug" in given:
            raise
        say_error(KamError(detail=f"{type(error).__name__}: {error}").in_(ui_lang()))
        return EXIT_UNKNOWN
    return result if isinstance(result, int) else 0
