"""Views for whoever opens the store with a tool for databases; none of the program's own questions depends on them.

    v_current_books    the newest version of each book: whose, from where, saved and received when
    v_versions         all versions of all books, with the moment each came in
    v_account_status   each account as judged: verdict, both statuses, points, record, dossier, coverage, plan; a row
                       for every version, policy and day of judging; `is_current` is 1 in the newest version
    v_decisions        decisions of record with the evidence that stood when each was first seen
    v_changes          what differs between a version and the one before it, a row a field; values are JSON;
                       without what a version only did not bring
    v_refused          files that were not taken, with code and reason (JSON)

Moments are ISO texts in UTC, flags 0 and 1, shares fractions, money in the unit of the book.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

_NEWEST = "s.place = (SELECT MAX(o.place) FROM submissions o WHERE o.book = s.book)"
_VERSION = "b.book_id, s.manager, s.id AS submission, s.place, s.stamp, s.received, s.source"
_FROM = "FROM submissions s JOIN books b ON b.id = s.book"

VIEWS: Mapping[str, str] = {
    "v_current_books": f"SELECT {_VERSION}, s.head, s.sender, s.sha256 {_FROM} WHERE {_NEWEST}",
    "v_versions": f"SELECT {_VERSION}, s.head, s.sender, s.sha256, s.added {_FROM}",
    "v_account_status": (
        f"SELECT {_VERSION}, CASE WHEN {_NEWEST} THEN 1 ELSE 0 END AS is_current, j.policy, j.as_of, "
        "a.account_id, a.account, a.verdict, a.manager_key, a.company_key, a.on_record, a.key_since, a.points, "
        "a.influence, a.margin, a.stake, a.complete, a.fresh, a.required, a.covered, a.signature, a.signed_on, "
        f"a.sales_last, a.extra_margin, a.budget {_FROM} JOIN judgings j ON j.submission = s.id "
        "JOIN account_status a ON a.judging = j.id"
    ),
    "v_decisions": (
        f"SELECT {_VERSION}, d.record, d.account_id, d.account, d.day, d.verdict, d.change_kind, d.points, "
        "d.influence, d.stake, d.why, d.who, d.policy, d.evidence, d.evidence_day "
        f"{_FROM} JOIN decisions d ON d.submission = s.id"
    ),
    "v_changes": (
        f"SELECT {_VERSION}, p.stamp AS before_stamp, c.kind, c.tbl, c.record, c.account_id, c.account, "
        f"c.account_before, c.name, c.field, c.old, c.new {_FROM} "
        "JOIN changes c ON c.submission = s.id JOIN submissions p ON p.id = c.earlier "
        "WHERE c.kind NOT IN ('reference', 'not_sent')"
    ),
    "v_refused": "SELECT a.run, a.source, a.sha256, a.received, a.sender, a.code, a.reason FROM arrivals a "
    "WHERE a.kind = 'refused'",
}
"""Name → what it selects."""


def make_views(connection: Connection) -> None:
    """Make all views anew."""
    for name, selected in VIEWS.items():
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
        connection.execute(text(f"CREATE VIEW {name} AS {selected}"))
