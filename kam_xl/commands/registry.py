"""The registry: each command once, with the function it runs, its switch, its group and what it may write.

Ribbon, command line, `kam run` and the reference pages follow from here; labels and tips stand in the catalogue under
`command.<name>.label` and `command.<name>.tip`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from kam_xl.commands.cap import check_cap
from kam_xl.commands.check import check_workbook
from kam_xl.commands.qualify import qualify_accounts
from kam_xl.commands.task import Outcome, Task
from kam_xl.policy import Policy
from kam_xl.values import value

Writes = Literal["nothing", "record", "input"]


@value
class Command:
    """One thing a person can do.

    `writes` says what it may change: nothing, the record of decisions, or cells that people type in. `home` names the
    function as `module:function` where it lives above this layer and needs the full environment; then `run` is None.
    """

    name: str
    group: str
    run: Callable[[Task], Outcome] | None = None
    writes: Writes = "nothing"
    tool: str = ""
    home: str = ""


COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command("qualify", "accounts", qualify_accounts, "record"),
        Command("cap", "accounts", check_cap),
        Command("import", "accounts", None, "input", "imports", "kam_xl.exchange.import_sales:import_sales"),
        Command("check", "help", check_workbook),
    )
}


def available(policy: Policy) -> tuple[Command, ...]:
    """Return the commands that the policy's switches leave on."""
    return tuple(command for command in COMMANDS.values() if policy.has(command.tool))
