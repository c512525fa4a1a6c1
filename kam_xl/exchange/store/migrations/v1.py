"""Version 1 of the store, as it was; never to be changed."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

from kam_xl.exchange.store.columns import DAY, KEY, MOMENT, PRINT, SHA256, WORD, amount, day, number, own, refers, text

METADATA = MetaData()

Table(
    "schema_version",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied", MOMENT, nullable=False),
)

Table("policies", METADATA, Column("print", PRINT, primary_key=True), text("content"))

Table(
    "runs",
    METADATA,
    own(),
    Column("started", MOMENT, nullable=False),
    Column("finished", MOMENT),
    text("sources"),
    Column("policy", PRINT, nullable=False),
    Column("as_of", DAY, nullable=False),
)

Table("books", METADATA, own(), Column("book_id", KEY, nullable=False, unique=True))

Table(
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

Table(
    "refusals",
    METADATA,
    Column("sha256", SHA256, primary_key=True),
    Column("code", WORD, nullable=False),
    text("reason"),
)

Table(
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

Table(
    "records",
    METADATA,
    Column("book", Integer, ForeignKey("books.id"), primary_key=True),
    Column("tbl", WORD, primary_key=True),
    text("content"),
)

Table(
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
    Index("changes_submission", "submission"),
    Index("changes_book", "book"),
)

Table(
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

Table(
    "judgings",
    METADATA,
    own(),
    refers("submission", "submissions.id"),
    Column("policy", PRINT, nullable=False),
    Column("as_of", DAY, nullable=False),
    text("findings"),
    UniqueConstraint("submission", "policy", "as_of"),
)

Table(
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

Table(
    "judged_rows",
    METADATA,
    Column("judging", Integer, ForeignKey("judgings.id"), primary_key=True),
    Column("tbl", WORD, primary_key=True),
    text("content"),
)


def create(connection: Connection) -> None:
    """Make the tables of version 1 in an empty database."""
    METADATA.create_all(connection)
