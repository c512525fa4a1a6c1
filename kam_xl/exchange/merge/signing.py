"""Turn a review that a head typed into a signature: the version that he saw is stamped when his copy comes back.

He signs the plan of his own copy, with the columns that the policy keeps from him as they were then; what changes later
is seen as a change after signing. A text that stayed at home because of a path in it is not part of what he signs.

Issues: `review_without_head`, `review_without_manager`, `review_unknown_client`, `review_in_conflict`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kam_xl.exchange.merge.base import Base
from kam_xl.exchange.merge.names import is_reference
from kam_xl.exchange.merge.three_way import Merged
from kam_xl.exchange.merge.version import Version
from kam_xl.exchange.state import Fields, canonical
from kam_xl.policy.tasks import ExchangeRules
from kam_xl.rules.plan_control import version
from kam_xl.rules.plan_rows import PlanRows
from kam_xl.sheets.book_records import kept_of, record_of

REVIEWS = "tblReviews"
PLAN_TABLES = ("tblPlans", "tblGoals", "tblActions", "tblRisks")
"""Tables of which a version is the control sum."""


def signed_versions(
    merged: Merged, theirs: Version, base: Base, manager: str, rules: ExchangeRules
) -> Mapping[str, float]:
    """Return the version that each newly typed review signs, by the review's id.

    A review signs where theirs added or changed it, it names both sides (`manager` where it has no name of his), and no
    version is stamped on it yet. `rules` name the columns that stay at home.
    """
    withheld = frozenset((*rules.personal_columns, *rules.pay_columns, *rules.note_columns))
    tables = {table: dict(_completed(table, merged, theirs, base, withheld)) for table in PLAN_TABLES}
    return {
        id: float(version(plan_of(tables, merged.tables[REVIEWS][id]["account"])))
        for id in _typed(merged, base)
        if not _hindrance(id, merged, manager)
    }


def unsigned(merged: Merged, base: Base, manager: str) -> Mapping[str, str]:
    """Return why a review that theirs typed was not stamped, a finding's code by the review's id.

    Who does not name the head may not mean to sign; that is told once, when the review comes.
    """
    added = {one.record for one in merged.changes if (one.happened, one.by, one.table) == ("added", "theirs", REVIEWS)}
    found = {id: _hindrance(id, merged, manager) for id in _typed(merged, base)}
    return {id: code for id, code in found.items() if code and (id in added or code != "review_without_head")}


def plan_of(tables: Mapping[str, Mapping[str, Fields]], client: str) -> PlanRows:
    """Return the rows of a client's plan among fields; `client` is what the rows name him by."""
    plans, goals, actions, risks = (tuple(_of(table, tables, client)) for table in PLAN_TABLES)
    return PlanRows(client, plans, goals, actions, risks)


def _typed(merged: Merged, base: Base) -> Iterator[str]:
    """Yield the reviews without a version that theirs added or changed."""
    for id, fields in merged.theirs.tables.get(REVIEWS, {}).items():
        now = merged.tables[REVIEWS].get(id)
        if now is None or now["version"] is not None:
            continue
        if base.has(REVIEWS, id):
            if any(base.knows(REVIEWS, id, key) and base.changed(REVIEWS, id, key, one) for key, one in fields.items()):
                yield id
        elif base.known or merged.mine.tables[REVIEWS].get(id) != fields:
            yield id


def _hindrance(id: str, merged: Merged, manager: str) -> str:
    """Return the code of what stands against a signature, "" where nothing does."""
    now, came = merged.tables[REVIEWS][id], merged.theirs.tables[REVIEWS][id]
    if not (now["head"].strip() and came["head"].strip()):
        return "review_without_head"
    if not (now["manager"].strip() or manager):
        return "review_without_manager"
    if not is_reference(now["account"]):
        return "review_unknown_client"
    if any((one.table, one.record) == (REVIEWS, id) for one in merged.clashes):
        return "review_in_conflict"
    return ""


def _completed(
    table: str, merged: Merged, theirs: Version, base: Base, withheld: frozenset[str]
) -> Iterator[tuple[str, Fields]]:
    """Yield the records of a table as theirs has them; columns that it lacks are as when it was sent, or as in mine."""
    before = base.values.tables.get(table, {}) if base.values else {}
    mine, other = merged.mine.tables.get(table, {}), merged.theirs.tables.get(table, {})
    for id, fields in other.items():
        old = {**mine.get(id, {}), **before.get(id, {})}
        missing = {
            key: old[key]
            for key, now in fields.items()
            if key in old
            and not canonical(now)
            and not theirs.holds(table, id, key)
            and (f"{table}.{key}" in withheld or theirs.came(table, id, key))
        }
        yield id, {**fields, **missing}
    yield from ((id, fields) for id, fields in before.items() if id not in other and not theirs.had(table, id))


def _of(table: str, tables: Mapping[str, Mapping[str, Fields]], client: str) -> Iterator[Any]:
    kept = kept_of(table)
    for id, fields in tables.get(table, {}).items():
        if fields["account"] == client:
            yield record_of(kept, id, fields)
