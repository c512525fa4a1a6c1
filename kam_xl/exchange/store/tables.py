"""The tables of the store, as the newest migration leaves them (`kam_xl.exchange.store.migrations`).

Portable SQL only: numbers and texts. Moments are texts in UTC (`moments`), days ISO texts, everything nested is
JSON. Names are not words of SQL. Texts that somebody else typed are as long as they are; only keys have a width.

The versions of a book stand in `submissions` with their `place` in time, from 1. `records` holds the newest version, a
row a table; `changes` has a row for each field that differs between a version and the one before it, from which the
older versions follow; how many rows those are stands with the version (`differences`), so that a lost one is missed.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

from kam_xl.exchange.store.columns import DAY, KEY, MOMENT, PRINT, SHA256, WORD, amount, day, number, own, refers, text

METADATA = MetaData()

SCHEMA_VERSION = Table(
    "schema_version",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied", MOMENT, nullable=False),
)

POLICIES = Table("policies", METADATA, Column("print", PRINT, primary_key=True), text("content"))

RUNS = Table(
    "runs",
    METADATA,
    own(),
    Column("started", MOMENT, nullable=False),
    Column("finished", MOMENT),
    text("sources"),
    Column("policy", PRINT, nullable=False),
    Column("as_of", DAY, nullable=False),
)

BOOKS = Table("books", METADATA, own(), Column("book_id", KEY, nullable=False, unique=True))

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    own(),
    refers("book", "books.id"),
    number("place"),
    text("manager"),
    text("head"),
    Column("lang", String(2), nullable=False),
    Column("sha256", SHA256, nullable=False, unique=True),
    Column("content", PRINT, nullable=False),
    Column("stamp", MOMENT, nullable=False),
    Column("received", MOMENT, nullable=False),
    text("source"),
    text("sender"),
    number("size"),
    refers("run", "runs.id"),
    Column("added", MOMENT, nullable=False),
    number("differences"),
    UniqueConstraint("book", "place"),
)

UNSENT = Table(
    "unsent",
    METADATA,
    Column("submission", Integer, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    text("content"),
)
"""What a version did not bring (`exchange.unsent`); no row where it brought all."""

REFUSALS = Table(
    "refusals",
    METADATA,
    Column("sha256", SHA256, primary_key=True),
    Column("code", WORD, nullable=False),
    text("reason"),
)

ARRIVALS = Table(
    "arrivals",
    METADATA,
    own(),
    refers("run", "runs.id"),
    Column("kind", WORD, nullable=False),
    text("source"),
    Column("sha256", SHA256, nullable=False),
    number("size"),
    Column("received", MOMENT, nullable=False),
    text("sender"),
    refers("submission", "submissions.id", null=True),
    Column("code", WORD, nullable=False),
    text("reason"),
    Index("arrivals_run", "run", "sha256"),
    Index("arrivals_submission", "submission"),
)

RECORDS = Table(
    "records",
    METADATA,
    Column("book", Integer, ForeignKey("books.id"), primary_key=True),
    Column("tbl", WORD, primary_key=True),
    text("content"),
)

CHANGES = Table(
    "changes",
    METADATA,
    own(),
    refers("book", "books.id"),
    refers("earlier", "submissions.id"),
    refers("submission", "submissions.id"),
    Column("kind", WORD, nullable=False),
    Column("tbl", WORD, nullable=False),
    text("record"),
    Column("field", WORD, nullable=False),
    text("old"),
    text("new"),
    text("account_id"),
    text("account"),
    text("account_before"),
    text("name"),
    Index("changes_submission", "submission"),
    Index("changes_book", "book"),
)

NAMES = Table(
    "names",
    METADATA,
    own(),
    refers("book", "books.id"),
    text("account_id"),
    Column("folded", KEY, nullable=False),
    text("name"),
    Index("names_book", "book"),
    Index("names_folded", "folded"),
)
"""Every name that an account of a book ever had."""

DECISIONS = Table(
    "decisions",
    METADATA,
    own(),
    refers("book", "books.id"),
    refers("submission", "submissions.id"),
    text("record"),
    text("account_id"),
    text("account"),
    day("day"),
    text("verdict"),
    text("change_kind"),
    amount("points"),
    amount("influence"),
    amount("stake"),
    text("why"),
    text("who"),
    text("policy"),
    text("evidence"),
    day("evidence_day"),
    Index("decisions_book", "book"),
)
"""Decisions of record with the evidence of the version in which each stands first."""

JUDGINGS = Table(
    "judgings",
    METADATA,
    own(),
    refers("submission", "submissions.id"),
    Column("policy", PRINT, nullable=False),
    Column("as_of", DAY, nullable=False),
    text("findings"),
    UniqueConstraint("submission", "policy", "as_of"),
)

ACCOUNT_STATUS = Table(
    "account_status",
    METADATA,
    own(),
    refers("judging", "judgings.id"),
    text("account_id"),
    text("account"),
    text("verdict"),
    *map(number, ("manager_key", "company_key", "on_record")),
    day("key_since"),
    *map(amount, ("points", "influence", "margin", "stake")),
    *map(amount, ("complete", "fresh", "required", "covered")),
    text("signature"),
    day("signed_on"),
    *map(amount, ("sales_last", "extra_margin", "budget")),
    Index("account_status_judging", "judging"),
)
"""What the judged rows say of each account, for questions in SQL; what only key accounts have is blank for others."""

JUDGED_ROWS = Table(
    "judged_rows",
    METADATA,
    Column("judging", Integer, ForeignKey("judgings.id"), primary_key=True),
    Column("tbl", WORD, primary_key=True),
    text("content"),
)
