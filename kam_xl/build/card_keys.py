"""The hidden cells of the card: by which key, and in which row of its table, each line of a section is found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kam_xl.build.card_facts import missing_roles
from kam_xl.build.card_formulas import SOURCES, key_of
from kam_xl.build.matrix_sheet import in_book
from kam_xl.build.page import Page
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.sheets import schema
from kam_xl.sheets.due_formulas import ACCOUNT
from kam_xl.sheets.raw import Value
from kam_xl.sheets.task_formulas import ROLE_STEP
from kam_xl.values import value

_STEPS = ("tblMembers", "tblActions")


@value
class CardKeys:
    """What the tables' columns of keys hold, the number of the key account and the row of its plan, 0 for none."""

    cells: Mapping[str, Sequence[Mapping[str, Value]]]
    number: int
    plan: int

    def found(self, column: str, number: str, weight: int) -> list[tuple[int, int]]:
        """Return the keys of the account in order, each with its row in the table, from 1."""
        table, key = re.findall(r"\w+", column)
        wanted = self.plan if number == "card_plan" else self.number
        rows = ((row.get(key), i) for i, row in enumerate(self.cells.get(table, ()), start=1))
        keys = [(int(one), i) for one, i in rows if isinstance(one, int | float)]
        return sorted((one, i) for one, i in keys if wanted and wanted * weight <= one < (wanted + 1) * weight)


def write_keys(page: Page, first: int, column: int, section: str, room: int, keys: CardKeys) -> None:
    """Write beside each line of a section its key, and right of it its row in the table, 0 for none."""
    of, number, weight = SOURCES[section]
    found = keys.found(of, number, weight)
    for k in range(room):
        key, place = found[k] if k < len(found) else ("", 0)
        here = page.area(first + k, column, first + k, column)
        page.formula(first + k, column, in_book(page, key_of(of, number, weight, k + 1)), key, "hidden")
        match = f'IF({here}="",0,MATCH({here},{of},0))'
        page.formula(first + k, column + 1, in_book(page, match), place, "hidden")


def write_step_keys(page: Page, first: int, column: int, room: int, keys: CardKeys) -> tuple[str, ...]:
    """Write beside each thing to do its key, the earliest of all tables, and return the tables."""
    tables = tuple(name for name in _STEPS if page.book.policy.has(schema.table(name).tool))
    found = {name: [key for key, _ in keys.found(f"{name}[own_due]", "card_no", ACCOUNT)] for name in tables}
    every = sorted(key for own in found.values() for key in own)
    last = column + len(tables)
    area = page.area(first, column + 1, first + room - 1, last)
    for k in range(room):
        for i, name in enumerate(tables, start=column + 1):
            own = found[name]
            formula = key_of(f"{name}[own_due]", "card_no", ACCOUNT, k + 1)
            page.formula(first + k, i, in_book(page, formula), own[k] if k < len(own) else "", "hidden")
        smallest = f'=IFERROR(SMALL({area},{k + 1}),"")'
        page.formula(first + k, column, smallest, every[k] if k < len(every) else "", "hidden")
    return tables


def write_missing_roles(page: Page, row: int, column: int, one: KeyAccount | None) -> None:
    """Write which required roles nobody holds, and which are held without contact; the lists stand hidden beside."""
    roles = [(i, role) for i, role in enumerate(page.book.policy.center.roles, start=1) if role.required]
    lang = page.book.lang
    held = {role.role.id: role.hold for role in one.center.required} if one else {}
    for k, hold in enumerate(("empty", "named")):
        parts = []
        for i, _ in roles:
            key = f"card_no*{ROLE_STEP}+{i}"
            nobody = f"COUNTIF(tblMembers[role_key],{key})=0"
            known = f"AND(COUNTIF(tblMembers[role_key],{key})>0,COUNTIF(tblMembers[kept_key],{key})=0)"
            parts.append(f'IF({nobody if hold == "empty" else known},", "&INDEX(tblRoles[name],{i}),"")')
        names = ", ".join(role.name.in_(lang) for _, role in roles if held.get(role.id) == hold)
        joined = "&".join(parts) or '""'
        page.formula(row, column + k, in_book(page, f'IF(card_no=0,"",MID({joined},3,999))'), names, "hidden")
    empty, named = (page.area(row, column + k, row, column + k) for k in range(2))
    nobody, known, covered = (page.text(f"card.{key}").replace('"', '""') for key in ("empty", "named", "covered"))
    formula = (
        f'=IF(card_no=0,"",IF(AND({empty}="",{named}=""),"{covered}",IF({empty}="","","{nobody}"&{empty})'
        f'&IF(OR({empty}="",{named}=""),"","; ")&IF({named}="","","{known}"&{named})))'
    )
    page.formula(row, 0, formula, missing_roles(one, lang) if one else "", "label")
