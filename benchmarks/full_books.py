"""Full books as they are emailed: a few built by the package, then many made of each by exchanging texts.

A book has 40 clients, 15 of them key on record with 65 answers, four people and a plan each; its manager, its id and
the names of its clients are texts of one length, which are exchanged in the table of shared texts for those of another
book. So 500 different books cost little more than writing them.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache

from kam_xl.build.workbook import build
from kam_xl.model import Account, Decision, Portfolio, Setup, record_id
from kam_xl.model_tasks import Tasks
from kam_xl.policy import CRITERIA, LEVERS, fingerprint
from kam_xl.policy.file import default
from kam_xl.rules import assess
from kam_xl.sheets import schema
from tests.factories import AS_OF, on_record
from tests.factories_plan import a_goal, a_plan, an_action, facts, tasks_of
from tests.factories_tasks import a_member, ago, an_answer

CLIENTS, KEYS, ANSWERS, PEOPLE, GROUPS, ACTIONS, MONTHS = 40, 15, 65, 4, 5, 8, 12
PLACEHOLDER = "Q00000"
"""Stands in the book's id, in the manager's name and in the clients' names."""


def portfolio(number: int) -> Portfolio:
    """Return a full book; another number gives other judgements and amounts."""
    chance = random.Random(number)
    accounts = tuple(_account(i, chance) for i in range(CLIENTS))
    parts = [_tasks(one, i, chance) for i, one in enumerate(accounts[:KEYS])]
    tasks = Tasks(
        **{one.name: tuple(record for part in parts for record in getattr(part, one.name)) for one in fields(Tasks)}
    )
    setup = Setup(f"Manager {PLACEHOLDER}", "Head", "million RUB", 30.0, 160.0, ago(100), AS_OF)
    decisions = tuple(
        Decision(record_id("d", i), ago(365), one.account, "key", "entered", 70.0, 0.6, 9.0, "Agreed", "Head",
                 fingerprint(default()))
        for i, one in enumerate(accounts[:KEYS])
    )  # fmt: skip
    return Portfolio(f"b{PLACEHOLDER}", "en", setup, accounts, (), decisions, tasks)


def _account(i: int, chance: random.Random) -> Account:
    name, id = f"Client {PLACEHOLDER} {i:02}", record_id("a", i)
    base = on_record(name, id=id) if i < KEYS else replace(on_record(name, id=id), key_since=None, low_reviews=None)
    return replace(
        base,
        segment=chance.choice(("Valves", "Flanges", "Service")),
        crm_link=f"https://crm.example.com/{PLACEHOLDER}/{i}",
        margin=chance.randint(0, 900) / 10,
        headroom=chance.randint(0, 100) / 10,
        loss_probability=chance.randint(0, 10) / 10,
        company=tuple(chance.choice((True, False, None)) for _ in CRITERIA),
        grades=tuple(chance.choice((0.0, 1.0, 2.0, 3.0)) for _ in CRITERIA),
        levers=tuple(float(chance.randint(0, 3)) for _ in LEVERS),
        evidence=f"The buyer moved {i} items to us after the March visit",
        evidence_date=ago(chance.randint(0, 500)),
        notes="Call before the quarter ends" if chance.random() < 0.3 else "",
    )


def _tasks(one: Account, i: int, chance: random.Random) -> Tasks:
    name = one.account
    questions = [each.id for each in default().dossier.set_for(one.segment).questions]
    roles = [each.id for each in default().center.roles]
    years = {"potential": (9.0, 9.5, 10.0, 10.5), "sales": (3.0, 4.0, 5.0, 6.0), "margin_rate": 0.2}
    plan = tasks_of(
        a_plan(account=name, id=f"p{i}"),
        *(a_goal(f"Group {k}", account=name, id=f"g{i}-{k}", **years) for k in range(GROUPS)),
        *(an_action(f"A{k:02}", account=name, id=f"x{i}-{k}") for k in range(ACTIONS)),
        *facts(2026, *(chance.randint(10, 40) / 10 for _ in range(MONTHS)), account=name),
    )
    answers = (
        an_answer(questions[k % len(questions)], account=name, id=f"q{i}-{k}", as_of=ago(chance.randint(0, 400)),
                  answer=f"What {name} told us on visit {k}, {chance.randint(1, 10**6)}", source="Visit")
        for k in range(ANSWERS)
    )  # fmt: skip
    people = (
        a_member(f"Person {i}-{k}", account=name, id=f"m{i}-{k}", role=roles[(i + k) % len(roles)],
                 last_contact=ago(chance.randint(0, 200)))
        for k in range(PEOPLE)
    )  # fmt: skip
    return replace(plan, answers=tuple(answers), members=tuple(people))


@cache
def built(number: int) -> bytes:
    """Return the workbook of a full book, its texts still those of no manager."""
    return build(assess(portfolio(number), default(), AS_OF))


def many(count: int, kinds: int) -> Iterator[bytes]:
    """Yield so many different books, made of as many kinds as given."""
    for i in range(count):
        yield _renamed(i % kinds, i)


def _renamed(kind: int, number: int) -> bytes:
    """Return a book of a kind with the id, manager and clients of another number."""
    out = io.BytesIO()
    new = f"Q{number:05}".encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in _parts(kind):
            package.writestr(name, part.replace(PLACEHOLDER.encode(), new))
    return out.getvalue()


@cache
def _parts(kind: int) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(built(kind))) as package:
        return tuple((name, package.read(name)) for name in package.namelist())


SHEETS = tuple(dict.fromkeys(schema.sheet_name(table.sheet, "en") for table in schema.TABLES))
"""The sheets that hold a table of ours, and so are read."""
