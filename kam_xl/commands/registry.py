"""The registry: each command once, with the function it runs, its switch, its group and what it may write.

Ribbon, command line, `kam run` and the reference pages follow from here; labels and tips stand in the catalogue under
`command.<name>.label` and `command.<name>.tip`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from kam_xl.values import value

if TYPE_CHECKING:
    from kam_xl.commands.task import Outcome, Task
    from kam_xl.policy import Policy

Writes = Literal["nothing", "record", "input"]


@value
class Command:
    """One thing a person can do.

    `home` names its function as `module:function`, which is loaded on use, so that a click loads one command and not
    all. `writes` says what it may change: nothing, the record of decisions, or cells that people type in. A `full` one
    needs the full environment and may live above this layer.
    """

    name: str
    group: str
    home: str
    writes: Writes = "nothing"
    tool: str = ""
    full: bool = False

    def function(self) -> Callable[[Task], Outcome]:
        """Return the function, loading it from its home."""
        module, _, name = self.home.partition(":")
        function: Callable[[Task], Outcome] = getattr(import_module(module), name)
        return function


COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command("qualify", "accounts", "kam_xl.commands.qualify:qualify_accounts", "record"),
        Command("cap", "accounts", "kam_xl.commands.cap:check_cap"),
        Command("import", "accounts", "kam_xl.exchange.import_sales:import_sales", "input", "imports", full=True),
        Command("dossier", "dossier", "kam_xl.commands.dossier:check_dossiers", "input", "dossier"),
        Command("visit", "dossier", "kam_xl.commands.visit:questions_for_visit", "input", "dossier"),
        Command("folders", "dossier", "kam_xl.exchange.folders:create_folders", "input", "dossier"),
        Command("center", "center", "kam_xl.commands.center:check_coverage", tool="buying_center"),
        Command("steps", "center", "kam_xl.commands.steps:list_next_steps", "input", "buying_center"),
        Command("contact", "center", "kam_xl.commands.contact:contact_made", "input", "buying_center"),
        Command("plan", "plan", "kam_xl.commands.plan_commands:check_plans", tool="plan"),
        Command("roll_down", "plan", "kam_xl.commands.plan_commands:roll_down_plans", "input", "plan"),
        Command("sign", "plan", "kam_xl.commands.sign:sign_plans", "input", "plan"),
        Command("card", "plan", "kam_xl.commands.card:show_card", "input"),
        Command("send", "exchange", "kam_xl.exchange.send:send_for_review", "input", "exchange", full=True),
        Command("merge", "exchange", "kam_xl.exchange.merge.returned:merge_returned", "input", "exchange", full=True),
        Command("collect", "exchange", "kam_xl.exchange.collect.team_report:collect_team", full=True),
        Command("check", "help", "kam_xl.commands.check:check_workbook"),
    )
}


def available(policy: Policy) -> tuple[Command, ...]:
    """Return the commands that the policy's switches leave on."""
    return tuple(command for command in COMMANDS.values() if policy.has(command.tool))
