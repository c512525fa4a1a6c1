"""The ribbon's buttons, said once: which command each one presses, in which group, under which key and picture.

Ribbon XML, VBA texts and the reference follow from here. Labels and tips stand in the catalogue under
`button.<name>.label` and `button.<name>.tip`, names of groups under `command.group.<group>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from kam_xl.commands.registry import COMMANDS
from kam_xl.policy import Policy
from kam_xl.values import value

TAB_KEY = "K"
"""Key tip of the tab."""

Takes = Literal["book", "selection", "file", "nothing"]


@value
class Button:
    """One button: its name is the id of its control.

    `command` is one of the registry, "" where the surface answers by itself. `takes` says what it works on: the whole
    book, the selected rows of Accounts, a file that the person chooses, or nothing. `key` is the key tip, `picture`
    one of Excel's own (`imageMso`).
    """

    name: str
    group: str
    command: str
    key: str
    picture: str
    large: bool = False
    takes: Takes = "book"
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tool(self) -> str:
        """Return the policy's switch that turns the button off, "" for none."""
        return COMMANDS[self.command].tool if self.command else ""


_DECIDE: Mapping[str, Any] = {"write": True, "brief": True}
_EXPLAIN: Mapping[str, Any] = {**_DECIDE, "explain": True}

BUTTONS: tuple[Button, ...] = (
    Button("qualify_account", "accounts", "qualify", "QA", "DataValidation", True, "selection", _EXPLAIN),
    Button("qualify_all", "accounts", "qualify", "QL", "RefreshAll", args=_DECIDE),
    Button("check_cap", "accounts", "cap", "C", "Calculator"),
    Button("import_sales", "accounts", "import", "I", "GetExternalDataFromText", takes="file"),
    Button("check_workbook", "accounts", "check", "W", "FilterReapply"),
    Button("guide", "help", "", "G", "Help"),
    Button("diagnose", "help", "", "D", "MacroPlay", takes="nothing"),
    Button("about", "help", "", "B", "NameManager", takes="nothing"),
)
"""Every button in the order of the ribbon; the main one is large and first."""

GROUPS: tuple[str, ...] = tuple(dict.fromkeys(button.group for button in BUTTONS))


def button(name: str) -> Button:
    """Return a button by its name.

    Raises:
        KeyError: there is none; the workbook and the package do not belong together.
    """
    return {one.name: one for one in BUTTONS}[name]


def shown(policy: Policy) -> tuple[Button, ...]:
    """Return the buttons that the policy's switches leave on."""
    return tuple(one for one in BUTTONS if policy.has(one.tool))
