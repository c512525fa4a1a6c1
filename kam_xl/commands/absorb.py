"""Take what an import brought into a book: facts move, proposals are refreshed, what the manager typed stays.

Clients are matched by `natural_name`. A cell is the import's while it is blank, or still holds what an earlier import
proposed and the manager has not confirmed the account; any other cell is the manager's. The import's cells take the new
proposal, or are emptied where the history no longer shows it. The manager's cells stay, and where the import would say
otherwise a finding names both values. A cell that the manager emptied stays empty. Importing the same again changes
nothing (DESIGN.md section 4, "Proposals").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kam_xl.commands.absorb_facts import take_facts
from kam_xl.commands.account_cells import CellValue, same, shown, value_of, with_values
from kam_xl.commands.imported import Imported, ImportReport
from kam_xl.commands.units import money
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import Message, message
from kam_xl.model import Account, Portfolio, Proposal, Setup, natural_name, record_id
from kam_xl.sheets.schema import ACCOUNTS, COMPANY_KEYS, GRADE_KEYS, LEVER_KEYS
from kam_xl.values import value

__all__ = ["Absorbed", "ImportReport", "Imported", "absorb"]

FACTS = ("margin", "penetration")
"""Columns that every import moves, typed ones too, and says so; `segment` and `crm_link` only where blank."""
PLAN = "margin_plan"
FAR_STEPS = 2
"""Steps on the scale of 0 to 3 from which the manager's score and the import's ask for a second look."""
EVIDENCE = ("evidence", "evidence_date")
"""The two stay together: a date of the import under a text of the manager would date what it does not prove."""

_SCORES = frozenset((*GRADE_KEYS, *LEVER_KEYS))
_TYPED = (*COMPANY_KEYS, *GRADE_KEYS, *LEVER_KEYS, "headroom", "loss_probability", "evidence", "evidence_date",
          "lower_pay", "reserved_goods", "forced_priority", "served_by", "confirmed", "notes",
          "key_since", "low_reviews", "last_review")  # fmt: skip


@value
class Absorbed:
    """A book after an import; `added`, `updated`, `unchanged` name clients, `kept` cells that stayed the manager's.

    `facts_added` and `facts_replaced` count the months of clients whose sales are new or became others.
    """

    portfolio: Portfolio
    findings: tuple[Finding, ...]
    added: tuple[str, ...]
    updated: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    unchanged: tuple[str, ...]
    facts_added: int = 0
    facts_replaced: int = 0


def absorb(portfolio: Portfolio, imported: Imported) -> Absorbed:
    """Return the book with the import in it; existing rows keep their order, new clients follow."""
    earlier = _by_client(portfolio.proposals)
    offered = _by_client(imported.proposals)
    incoming = {natural_name(account.account): account for account in imported.accounts}
    known = {natural_name(account.account) for account in portfolio.accounts}
    accounts: list[Account] = []
    proposals: list[Proposal] = []
    findings = list(imported.findings)
    for account in portfolio.accounts:
        name = natural_name(account.account)
        old = earlier.get(name, {})
        if name not in incoming:
            accounts.append(account)
            proposals += old.values()
            continue
        row = _Row(account, incoming[name], old, offered.get(name, {}), imported)
        accounts.append(row.account)
        proposals += row.proposals
        findings += row.findings
    for name, account in incoming.items():
        if name not in known:
            row = _Row(_blank(portfolio, account), account, {}, offered.get(name, {}), imported)
            accounts.append(row.account)
            proposals += row.proposals
    setup, plan, plan_findings = _plan(portfolio.setup, earlier.get("", {}).get(PLAN), offered.get("", {}).get(PLAN))
    taken = take_facts(portfolio, imported)
    findings += [*plan_findings, *taken.findings, *_absent(portfolio.accounts, incoming)]
    result = replace(
        portfolio,
        setup=setup,
        accounts=tuple(accounts),
        proposals=(*plan, *proposals),
        tasks=replace(portfolio.tasks, facts=taken.facts),
    )
    pairs = list(zip(portfolio.accounts, accounts, strict=False))
    return Absorbed(
        portfolio=result,
        findings=tuple(findings),
        added=tuple(account.account for account in accounts[len(pairs) :]),
        updated=tuple(new.account for old_row, new in pairs if new != old_row),
        kept=tuple((one.account, str(one.params["key"])) for one in findings if one.code == "import_disagrees"),
        unchanged=tuple(new.account for old_row, new in pairs if new == old_row),
        facts_added=taken.added,
        facts_replaced=taken.replaced,
    )


class _Row:
    """Settle one client's row: facts, then each cell that is typed or proposed."""

    def __init__(
        self,
        account: Account,
        incoming: Account,
        earlier: Mapping[str, Proposal],
        offered: Mapping[str, Proposal],
        imported: Imported,
    ) -> None:
        self._before, self._imported, self._account = account, imported, account.account
        self._values: dict[str, CellValue] = {}
        self._filled = self._emptied = False
        self.proposals: list[Proposal] = []
        self.findings: list[Finding] = []
        self._facts(incoming, own=not earlier and account.proposed is None)
        typed_evidence = any(self._is_typed(key, earlier.get(key)) for key in EVIDENCE)
        if imported.derived:
            for key in _TYPED:
                if key not in earlier and key not in offered:
                    continue
                settle = self._keep if key in EVIDENCE and typed_evidence else self._settle
                settle(key, earlier.get(key), offered.get(key))
        else:
            for key in _TYPED:
                self._take_typed(key, earlier.get(key), value_of(incoming, key))
        self.account = with_values(account, self._values | self._proposed())

    def _facts(self, incoming: Account, *, own: bool) -> None:
        """Move the facts; what replaces the manager's own figures, which no earlier import brought, is said."""
        changes: list[Message] = []
        for key in FACTS:
            if (value := value_of(incoming, key)) is None:
                continue
            self._values[key] = value
            if (cell := value_of(self._before, key)) is not None and not same(cell, value):
                column = message(f"column.{ACCOUNTS.name}.{key}")
                changes.append(message("import.fact", column=column, old=_fact(key, cell), new=_fact(key, value)))
        if own and changes:
            params = {"changes": changes}
            self.findings.append(Finding("import_fact_replaced", Severity.NOTE, params=params, account=self._account))
        for key in ("segment", "crm_link"):
            if value_of(self._before, key) is None and (value := value_of(incoming, key)) is not None:
                self._values[key] = value

    def _is_typed(self, key: str, old: Proposal | None) -> bool:
        cell = value_of(self._before, key)
        return cell is not None and not (old and same(cell, old.value))

    def _settle(self, key: str, old: Proposal | None, new: Proposal | None) -> None:
        cell = value_of(self._before, key)
        untouched = same(cell, old.value) if old else cell is None
        if not untouched or self._before.confirmed is not None:
            self._keep(key, old, new)
            return
        value = new.value if new else None
        if not same(cell, value):
            self._values[key] = value
        self._filled |= new is not None
        self._emptied |= new is None and cell is not None
        self.proposals += [new] if new else []

    def _keep(self, key: str, old: Proposal | None, new: Proposal | None) -> None:
        """Leave the cell; keep a proposal beside it only where it says otherwise, or where the cell came from one.

        A proposal that equals what the manager typed would make his cell look like the import's next time.
        """
        cell, confirmed = value_of(self._before, key), self._before.confirmed is not None
        came_from_import = old is not None and same(cell, old.value)
        if new is None:
            self.proposals += [old] if old and came_from_import else []
        elif same(cell, new.value):
            self.proposals += [new] if came_from_import else []
        elif cell is not None or old is not None:
            self.proposals.append(new)
            if key not in EVIDENCE and not (cell is None and confirmed):
                self._disagree(key, cell, new.value, new.evidence)

    def _take_typed(self, key: str, old: Proposal | None, typed: CellValue) -> None:
        cell = value_of(self._before, key)
        proposed = old is not None and same(cell, old.value) and self._before.confirmed is None
        if typed is None or (same(cell, typed) and not proposed):
            self.proposals += [old] if old else []
        elif proposed or (cell is None and self._before.confirmed is None):
            self._values[key] = typed
        else:
            self.proposals += [old] if old else []
            self._disagree(key, cell, typed, self._imported.source)

    def _disagree(self, key: str, cell: CellValue, value: CellValue, evidence: str) -> None:
        """Say that the manager's cell stays; only a score far from the import's that he has not confirmed is urged."""
        params = {
            "key": key,
            "column": message(f"column.{ACCOUNTS.name}.{key}"),
            "kept": shown(cell),
            "proposed": shown(value),
            "evidence": evidence,
        }
        urged = self._before.confirmed is None and key in _SCORES and _steps(cell, value) >= FAR_STEPS
        severity = Severity.WARNING if urged else Severity.NOTE
        self.findings.append(Finding("import_disagrees", severity, params=params, account=self._account))

    def _proposed(self) -> dict[str, CellValue]:
        """Return the day of proposals: this import's where it filled a cell, none where it emptied the last one."""
        if self._filled:
            return {"proposed": self._imported.as_of}
        return {"proposed": None} if self._emptied else {}


def _fact(key: str, value: CellValue) -> object:
    if not isinstance(value, (int, float)):
        return shown(value)
    return message("import.share", share=value) if key == "penetration" else money(value)


def _steps(one: CellValue, other: CellValue) -> float:
    """Return how far two scores lie apart, 0 where one is blank."""
    numbers = [value for value in (one, other) if isinstance(value, (int, float))]
    return abs(numbers[0] - numbers[1]) if len(numbers) == 2 else 0.0


def _blank(portfolio: Portfolio, account: Account) -> Account:
    new = record_id("a", portfolio.book_id, ACCOUNTS.name, natural_name(account.account))
    return Account(id=account.id or new, account=account.account)


def _by_client(proposals: Iterable[Proposal]) -> dict[str, dict[str, Proposal]]:
    found: dict[str, dict[str, Proposal]] = {}
    for proposal in proposals:
        found.setdefault(natural_name(proposal.account), {})[proposal.field] = proposal
    return found


def _plan(setup: Setup, old: Proposal | None, new: Proposal | None) -> tuple[Setup, list[Proposal], list[Finding]]:
    """Settle the margin plan as a cell is settled; an earlier proposal stays where the import makes none."""
    cell = setup.margin_plan
    if new is None:
        return setup, [old] if old else [], []
    untouched = same(cell, old.value) if old else cell is None
    if untouched and setup.plan_confirmed is None:
        return replace(setup, margin_plan=float(new.value)), [new], []
    if same(cell, new.value):
        return setup, [new] if untouched and old else [], []
    params = {"key": PLAN, "kept": shown(cell), "proposed": shown(new.value), "evidence": new.evidence}
    return setup, [new], [Finding("import_plan_disagrees", Severity.NOTE, params=params)]


def _absent(accounts: Iterable[Account], incoming: Mapping[str, Account]) -> list[Finding]:
    names = [account.account for account in accounts if natural_name(account.account) not in incoming]
    return [Finding("import_absent", Severity.NOTE, params={"n": len(names), "names": names})] if names else []
