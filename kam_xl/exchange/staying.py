"""What stays at home when a book is sent (DESIGN.md section 7), and the portfolio without it.

The policy's section `exchange` names columns of personal facts, of pay and of notes, and questions whose answers are
personal: such an answer stays as a whole row. Whoever sends may ask for a kind to go along. Ways into the sender's
computer never go along: a client's folder, links that lead neither to the web nor to a mailbox, and any text with a
path in it, as a whole. So do conflicts and the log. The policy goes along with each copy; a path in it stops the
sending. What was not sent is not sent, and never deleted.

Issues: `path_stays_home`, `link_stays_home`, `personal_question_unknown`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any, Literal, get_args

from kam_xl.exchange.errors import NameHoldsPath, PolicyHoldsPath, PolicyNamesNoColumn
from kam_xl.exchange.local_paths import holds_path, leads_outside
from kam_xl.exchange.prints import Prints
from kam_xl.exchange.state import SETUP
from kam_xl.findings import Finding, Location, Severity
from kam_xl.i18n import Text
from kam_xl.model import Portfolio, Setup
from kam_xl.policy import Policy, to_dict
from kam_xl.policy.codec import flat
from kam_xl.policy.tasks import folded
from kam_xl.sheets import schema
from kam_xl.sheets.book_records import BOOK_RECORDS, PROPOSAL_RECORDS, fields_of, record_of, records_in, with_records
from kam_xl.sheets.parse import Parsed
from kam_xl.sheets.rows import blank
from kam_xl.sheets.shape import Column
from kam_xl.sheets.task_records import Kept
from kam_xl.values import value

With = Literal["notes", "pay", "personal", "own"]
WITH: tuple[With, ...] = get_args(With)
"""What the sender may ask to go along; `own` are the columns that people added."""

Kind = Literal["notes", "pay", "personal", "folders", "links", "paths"]
Columns = Mapping[tuple[str, str], Kind]
"""Table and column key → why the column stays."""

StayingFields = Mapping[str, Mapping[str, frozenset[str]]]
"""Table → record's id → the fields that are not sent; of a row that stays, all of them."""

_FOLDER = ("tblAccounts", "folder")


@value
class Staying:
    """A portfolio without what stays, and what that is.

    `columns` are those of which nothing is sent, as table and key; `counts` how many filled cells and rows of each
    kind stay. `along` are the kinds that go along because they were asked for.
    """

    portfolio: Portfolio
    fields: StayingFields = field(default_factory=dict)
    columns: frozenset[tuple[str, str]] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    along: tuple[With, ...] = ()


def stay_home(parsed: Parsed, asked: Collection[With] = (), before: Prints | None = None) -> Staying:
    """Return a book's portfolio without what stays at home.

    Args:
        parsed: the book as read, each record with its id; its policy's section `exchange` counts.
        asked: kinds that go along.
        before: the prints of a copy that is sent back; what came with it goes back, whatever the policy says.

    Raises:
        PolicyNamesNoColumn: the policy names a column that the workbook has not; nothing is sent then.
        NameHoldsPath: a client's name holds a path, and without its name no row of the client can be sent.
        PolicyHoldsPath: a text of the policy does, and a copy without its policy could not be read.
    """
    if before is None:
        _refuse_paths(parsed.built_policy or parsed.policy)
    work = _Work(parsed, asked, before or {})
    records = {kept.field: tuple(work.sent(kept)) for kept in BOOK_RECORDS}
    setup = work.setup()
    bare = replace(with_records(parsed.portfolio, records), setup=setup, conflicts=(), log=())
    findings = (*work.findings, *_unknown_questions(parsed.policy))
    return Staying(bare, work.fields, work.unsent_columns(), +work.counts, findings)


def withheld_columns(policy: Policy, asked: Collection[With] = ()) -> Columns:
    """Return the columns that the policy keeps at home, and the folder's, with the kind of each.

    Raises:
        PolicyNamesNoColumn: one of them is none that people fill in, or names a record.
    """
    rules = policy.exchange
    named: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("personal", rules.personal_columns), ("pay", rules.pay_columns), ("notes", rules.note_columns),
    )  # fmt: skip
    found: dict[tuple[str, str], Kind] = {_column(name): kind for kind, names in named for name in names}
    kept: dict[tuple[str, str], Kind] = {one: kind for one, kind in found.items() if kind not in asked}
    return {**kept, _FOLDER: "folders"}


def _refuse_paths(policy: Policy) -> None:
    for key, text in flat(to_dict(policy)).items():
        if isinstance(text, str) and holds_path(text):
            raise PolicyHoldsPath(key=key)


def _column(name: str) -> tuple[str, str]:
    table, _, key = name.partition(".")
    kept = next((one for one in BOOK_RECORDS if one.table.name == table), None)
    column = next((one for one in kept.table.columns if one.key == key), None) if kept else None
    if kept is None or column is None or column.role == "calculated" or key in ("id", "account"):
        raise PolicyNamesNoColumn(column=name)
    return table, key


def _unknown_questions(policy: Policy) -> Iterator[Finding]:
    known = {folded(question.id) for one in policy.dossier.sets for question in one.questions}
    for id in policy.exchange.personal_questions:
        if policy.has("dossier") and folded(id) not in known:
            yield Finding("personal_question_unknown", Severity.WARNING, params={"question": id})


class _Work:
    """One sending, table by table: it gathers what stays."""

    def __init__(self, parsed: Parsed, asked: Collection[With], before: Prints) -> None:
        rules = parsed.policy.exchange
        self.parsed, self.before = parsed, before
        self.columns = withheld_columns(parsed.policy, asked)
        self.questions = frozenset(folded(id) for id in rules.personal_questions if "personal" not in asked)
        self.fields: dict[str, dict[str, frozenset[str]]] = {}
        self.counts: Counter[str] = Counter()
        self.findings: list[Finding] = []

    def sent(self, kept: Kept) -> Iterator[Any]:
        """Yield the records of one kind as they are sent."""
        columns = {key: kind for (table, key), kind in self.columns.items() if table == kept.table.name}
        texts = [
            one for one in kept.table.columns if one.role != "calculated" and one.kind in _TEXTS and one.key != "id"
        ]
        for row, record in enumerate(records_in(self.parsed.portfolio, kept)):
            fields = fields_of(kept, record)
            if kind := self._row_stays(kept, record.id, fields):
                self.counts[kind] += 1
                self._note(kept.table.name, record.id, fields)
                continue
            home = self._named(kept.table.name, record.id, fields, columns)
            home |= self._local(kept, row, fields, [one for one in texts if one.key not in home])
            self._note(kept.table.name, record.id, home)
            blanks = {key: blank(kept.table.column(key)) for key in home}
            yield record_of(kept, record.id, fields | blanks) if home else record

    def setup(self) -> Setup:
        """Return what is typed on Start and Portfolio as it is sent."""
        typed, lang = self.parsed.portfolio.setup, self.parsed.portfolio.lang
        paths = [one for one in schema.CELLS if one.kind == "text" and holds_path(getattr(typed, one.name))]
        for cell in paths:
            self._path("paths", schema.cell_label(cell.name), Location(schema.sheet_name(cell.sheet, lang)))
        self._note(SETUP, SETUP, [cell.name for cell in paths])
        blanks: dict[str, Any] = {cell.name: "" for cell in paths}
        return replace(typed, **blanks)

    def unsent_columns(self) -> frozenset[tuple[str, str]]:
        """Return the columns of which nothing is sent."""
        back = {(table, key) for table, records in self.before.items() for one in records.values() for key in one}
        return frozenset(self.columns) - back

    def _row_stays(self, kept: Kept, id: str, fields: Mapping[str, Any]) -> Kind | None:
        """Return why a whole row stays: an answer to a personal question, or a proposal for a column that stays."""
        if self.before.get(kept.table.name, {}).get(id):
            return None
        if kept.table.name == "tblDossier":
            return "personal" if folded(fields["question"]) in self.questions else None
        if kept is PROPOSAL_RECORDS:
            return self.columns.get(("tblAccounts", fields["field"]))
        return None

    def _named(self, table: str, id: str, fields: Mapping[str, Any], columns: Mapping[str, Kind]) -> set[str]:
        """Return the fields that the policy keeps at home, but for those that came with the copy."""
        came = self.before.get(table, {}).get(id, {})
        home = {key for key in columns if key not in came}
        self.counts.update(columns[key] for key in home if fields[key] not in (None, ""))
        return home

    def _local(self, kept: Kept, row: int, fields: Mapping[str, Any], columns: Iterable[Column]) -> set[str]:
        """Return the texts that hold a path, and the links that lead nowhere but here."""
        found = set()
        for column in columns:
            text = str(fields[column.key]).strip()
            link = column.kind == "link"
            if not text or (leads_outside(text) if link else not holds_path(text)):
                continue
            where = self.parsed.place(kept.table.name, row, column.key)
            if column.key == "account":
                raise NameHoldsPath(where.in_(self.parsed.portfolio.lang), account=text)
            found.add(column.key)
            label = schema.header_text(kept.table, column)
            self._path("links" if link else "paths", label, where, fields["account"])
        return found

    def _path(self, kind: Kind, column: Text, where: Location, account: str = "") -> None:
        self.counts[kind] += 1
        code, severity = _PATHS[kind]
        self.findings.append(Finding(code, severity, where, {"column": column}, account))

    def _note(self, table: str, id: str, keys: Iterable[str]) -> None:
        if names := frozenset(keys):
            self.fields.setdefault(table, {})[id] = names


_TEXTS = ("text", "long_text", "link")
_PATHS = {"links": ("link_stays_home", Severity.NOTE), "paths": ("path_stays_home", Severity.WARNING)}
