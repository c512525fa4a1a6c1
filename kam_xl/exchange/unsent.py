"""What a version of a book did not bring, since its sender kept it at home: blank or missing there, and not deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from kam_xl.exchange.prints import Prints, prints_in
from kam_xl.exchange.state import Fields, State, canonical
from kam_xl.policy.tasks import folded
from kam_xl.sheets.book_records import ACCOUNT_RECORDS, PROPOSAL_RECORDS
from kam_xl.sheets.parse import Parsed
from kam_xl.values import value

_ANSWERS, _ACCOUNTS, _PROPOSALS = "tblDossier", ACCOUNT_RECORDS.table.name, PROPOSAL_RECORDS.table.name
_DECIDED_BY = {_ANSWERS: "question", _PROPOSALS: "field"}
"""Tables of which whole rows stay at home → the column that decides it."""


@value
class Unsent:
    """What a version did not bring.

    `fields` are blank fields of records that came: table → record's id → fields. `rows` are whole rows that did not
    come, which their ids cannot name: table → questions, or columns that proposals are for, as `folded`.
    """

    fields: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def lacks(self, table: str, record: str, key: str) -> bool:
        """Tell whether a field of a record did not come."""
        return key in self.fields.get(table, {}).get(record, ())

    def lacks_row(self, table: str, fields: Fields) -> bool:
        """Tell whether a record of these fields would not have come."""
        return table in self.rows and folded(str(fields.get(_DECIDED_BY[table]))) in self.rows[table]


NOTHING_UNSENT = Unsent()
"""Of a book that is no copy: all that it does not hold is not there."""


def unsent_of(parsed: Parsed, state: State) -> Unsent:
    """Return what a book that was read did not bring: nothing, unless it is a copy that was sent.

    Its prints tell the fields. Of rows that stay as a whole there is no print: those are answers to questions that the
    book's own policy calls personal, unless one came, and proposals for columns of which nothing came. Where somebody
    destroyed the prints nothing is known.
    """
    prints = prints_in(parsed.portfolio.sent) if parsed.portfolio.sent else {}
    if not prints:
        return NOTHING_UNSENT
    rows = {_ANSWERS: _questions(parsed, state, prints), _PROPOSALS: _columns(state, prints)}
    return Unsent(dict(_fields(state, prints)), {table: ones for table, ones in rows.items() if ones})


def _fields(state: State, prints: Prints) -> Iterator[tuple[str, dict[str, frozenset[str]]]]:
    for table, records in state.tables.items():
        sent = prints.get(table, {})
        blank = {id: _blank(fields, sent[id]) for id, fields in records.items() if id in sent}
        if found := {id: keys for id, keys in blank.items() if keys}:
            yield table, found


def _blank(fields: Fields, sent: Mapping[str, str]) -> frozenset[str]:
    return frozenset(key for key, one in fields.items() if key not in sent and not canonical(one))


def _questions(parsed: Parsed, state: State, prints: Prints) -> frozenset[str]:
    """Return the personal questions, none where one came: then the sender let them go along."""
    policy = parsed.built_policy or parsed.policy
    personal = frozenset(map(folded, policy.exchange.personal_questions))
    sent, records = prints.get(_ANSWERS, {}), state.tables[_ANSWERS]
    came = {folded(str(fields["question"])) for id, fields in records.items() if sent.get(id)}
    return frozenset() if personal & came else personal


def _columns(state: State, prints: Prints) -> frozenset[str]:
    """Return the columns of accounts of which nothing came."""
    sent = {key for fields in prints.get(_ACCOUNTS, {}).values() for key in fields}
    known = {key for fields in state.tables[_ACCOUNTS].values() for key in fields}
    return frozenset(map(folded, known - sent)) if sent else frozenset()


def to_text(unsent: Unsent) -> str:
    """Return it as compact text: fields that several records lack once, with the records' ids."""
    fields: dict[str, list[Any]] = {}
    for table, records in unsent.fields.items():
        by_fields: dict[frozenset[str], list[str]] = {}
        for id, keys in records.items():
            by_fields.setdefault(keys, []).append(id)
        fields[table] = [[sorted(keys), ids] for keys, ids in by_fields.items()]
    rows = {table: sorted(ones) for table, ones in unsent.rows.items()}
    return json.dumps({"fields": fields, "rows": rows}, separators=(",", ":"))


def from_text(text: str) -> Unsent:
    """Return what `to_text` wrote."""
    data = json.loads(text)
    fields = {
        table: {id: frozenset(keys) for keys, ids in groups for id in ids} for table, groups in data["fields"].items()
    }
    return Unsent(fields, {table: frozenset(ones) for table, ones in data["rows"].items()})
