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

Takes = Literal["book", "selection", "file", "place", "nothing"]


@value
class Rows:
    """Which selected rows a button works on: those of the one of these tables that is on the active sheet.

    On the sheet of the named cell `chosen` the client who stands there is meant. `needed` tells that the press makes no
    sense without either.
    """

    tables: tuple[str, ...]
    chosen: str = ""
    needed: bool = True


@value
class File:
    """Which file a button asks for: the argument of its command, texts of the dialog, endings it shows.

    `beside` tells that the command also has to know where the workbook lies, `needed` that a press makes no sense
    without a file.
    """

    arg: str
    title: str
    kind: str
    endings: tuple[str, ...]
    beside: bool = False
    needed: bool = True


@value
class Button:
    """One button: its name is the id of its control.

    `command` is one of the registry, "" where the surface answers by itself. `takes` says what it works on: the whole
    book, `rows` that are selected, a `file` that the person chooses, the place where the workbook lies, or nothing.
    `key` is the key tip, `picture` one of Excel's own (`imageMso`).
    """

    name: str
    group: str
    command: str
    key: str
    picture: str
    large: bool = False
    takes: Takes = "book"
    args: Mapping[str, Any] = field(default_factory=dict)
    rows: Rows | None = None
    file: File | None = None

    @property
    def tool(self) -> str:
        """Return the policy's switch that turns the button off, "" for none."""
        return COMMANDS[self.command].tool if self.command else ""


_DECIDE: Mapping[str, Any] = {"write": True, "brief": True}
_EXPLAIN: Mapping[str, Any] = {**_DECIDE, "explain": True}
_ONE: Mapping[str, Any] = {"one": True}
_TABLES = (
    "tblAccounts", "tblDossier", "tblMembers", "tblPlans", "tblGoals", "tblActions", "tblRisks", "tblReviews",
    "tblFacts",
)  # fmt: skip
_VISIT, _PERIODS = Rows(_TABLES, "visit_client", needed=False), Rows(_TABLES, "periods_client", needed=False)
_ACCOUNTS, _SIGN = Rows(("tblAccounts",)), Rows(("tblPlans", "tblReviews"), "periods_client")
_CARD = Rows(_TABLES, "card_client", needed=False)
_PEOPLE, _SOME_PEOPLE = Rows(("tblMembers",)), Rows(("tblMembers",), needed=False)
_EXPORT = File("export", "ribbon.choose_export", "ribbon.exports", ("csv", "xlsx", "xlsm"))
_RETURNED = File("file", "ribbon.choose_returned", "ribbon.workbooks", ("xlsx", "xlsm"), beside=True, needed=False)
_MAIL = File("file", "ribbon.choose_mail", "ribbon.mail", ("xlsx", "xlsm", "eml", "msg", "mbox", "zip"))
"""Any file in the folder that is collected, since a dialog that chooses folders shows none of what lies in them."""

BUTTONS: tuple[Button, ...] = (
    Button("qualify_account", "accounts", "qualify", "QA", "DataValidation", True, "selection", _EXPLAIN, _ACCOUNTS),
    Button("qualify_all", "accounts", "qualify", "QL", "RefreshAll", args=_DECIDE),
    Button("check_cap", "accounts", "cap", "C", "Calculator"),
    Button("import_sales", "accounts", "import", "I", "GetExternalDataFromText", takes="file", file=_EXPORT),
    Button("check_workbook", "accounts", "check", "W", "FilterReapply"),
    Button("start_dossier", "dossier", "dossier", "ST", "FileNew", args={"write": True}),
    Button("show_gaps", "dossier", "dossier", "SG", "ErrorChecking"),
    Button("questions_for_visit", "dossier", "visit", "V", "ReviewNewComment", False, "selection", _ONE, _VISIT),
    Button("create_folders", "dossier", "folders", "F", "FileOpen", takes="place"),
    Button("check_coverage", "center", "center", "O", "PivotTableInsert"),
    Button("next_steps", "center", "steps", "N", "TraceDependents", takes="selection", rows=_SOME_PEOPLE),
    Button("contact_made", "center", "contact", "T", "HyperlinkInsert", takes="selection", rows=_PEOPLE),
    Button("check_plan", "plan", "plan", "P", "CalculateNow"),
    Button("roll_down", "plan", "roll_down", "R", "ChartInsert", takes="selection", rows=_PERIODS),
    Button("sign_plan", "plan", "sign", "X", "SignatureLineInsert", takes="selection", rows=_SIGN),
    Button("show_card", "plan", "card", "K", "FilePrintPreview", False, "selection", _ONE, _CARD),
    Button("send_for_review", "exchange", "send", "SR", "FileSendAsAttachment", takes="place"),
    Button("merge_returned", "exchange", "merge", "MR", "Refresh", takes="file", file=_RETURNED),
    Button("team_report", "exchange", "collect", "TR", "SlicerInsert", takes="file", file=_MAIL),
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
