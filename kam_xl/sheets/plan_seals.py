"""The version of a plan as native formulas: the second writing of `kam_xl.rules.plan_control`.

Each row of a plan has a working column `seal` (the weighed sum of its cells) and `control` (its cube); both are 0 where
the row belongs to no plan. Cells of years are weighed in working columns of their year, `code_y0` to `code_y5`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.model_tasks import YEARS
from kam_xl.rules.plan_control import (
    ACTIONS,
    GOALS,
    IMPACT_CODES,
    LENGTH_WEIGHT,
    PLANS,
    PRIME,
    RISKS,
    SCALE,
    TEXT_WEIGHTS,
    TableControl,
)
from kam_xl.sheets import task_tables
from kam_xl.sheets.formulas import dated, readable
from kam_xl.sheets.shape import Column, Table
from kam_xl.sheets.texts import literal

_CUBE = f"MOD(MOD([@seal]*[@seal],{PRIME})*[@seal],{PRIME})"
_SPECIAL: Mapping[str, str] = {
    "scales": "IF(SUMPRODUCT(COUNTIF([@scales],yes_words))>0,2,IF(SUMPRODUCT(COUNTIF([@scales],no_words))>0,1,0))",
    # Whether an approved action is done does not change the plan.
    "status": "[@status_no]-([@status_no]>3)",
}


def code_of_text(cell: str) -> str:
    """Return the formula of a text's code; the places and weights of its characters stand on the Lists sheet."""
    most = len(TEXT_WEIGHTS)
    letters = f'_xlfn.UNICODE(MID(TRIM({cell})&REPT(" ",{most}),text_places,1))'
    weighed = f"SUMPRODUCT({letters}*text_weights)+LEN(TRIM({cell}))*{LENGTH_WEIGHT}"
    return f'IF(TRIM({cell})="",0,IFERROR(MOD({weighed},{PRIME}),LEN(TRIM({cell}))))'


def code_of_number(column: Column) -> str:
    """Return the formula of a number's code, 0 for what cannot be read as one."""
    cell = f"[@{column.key}]"
    if column.kind == "date":
        return f"IF({dated(cell)},MOD(INT({cell})*{SCALE},{PRIME})+1,0)"
    return f"IF({readable(column)},MOD(ROUND(ROUND({cell},4)*{SCALE},0),{PRIME})+1,0)"


def seals(table: Table, control: TableControl, home: str) -> dict[str, str]:
    """Return the formulas of a table's working columns `code_y…`, `seal` and `control`.

    Args:
        table: its shape.
        control: its salt and weights.
        home: the working column that is 0 where a row belongs to no plan.
    """
    by_year: dict[int, list[str]] = {}
    plain = [str(control.salt)]
    for key, weight in control.weights.items():
        code = f"{weight}*{_code(table.column(key))}"
        if key[-3:-1] == "_y":
            by_year.setdefault(int(key[-1]), []).append(code)
        else:
            plain.append(code)
    years = {f"code_y{year}": "+".join(codes) for year, codes in by_year.items()}
    if years:
        plain.append(f"SUM([@{min(years)}:code_y{YEARS}])")
    return {**years, "seal": f"IF([@{home}]=0,0,MOD({'+'.join(plain)},{PRIME}))", "control": _CUBE}


def _code(column: Column) -> str:
    if column.key in _SPECIAL:
        return f"({_SPECIAL[column.key]})"
    if column.key == "impact":
        return f"({place_of_word('[@impact]', 'impact_words', len(IMPACT_CODES) - 1)})"
    return code_of_number(column) if column.numeric or column.kind == "date" else code_of_text(f"[@{column.key}]")


def place_of_word(cell: str, words: str, count: int) -> str:
    """Return the formula of a word's place, from 1, in a list that holds the words of both languages; 0 for others."""
    return f"IFERROR(MOD(MATCH({literal(cell)},{words},0)-1,{count})+1,0)"


SEALS: Mapping[str, Mapping[str, str]] = {
    "tblPlans": seals(task_tables.PLANS, PLANS, "plan_no"),
    "tblGoals": seals(task_tables.GOALS, GOALS, "plan_row"),
    "tblActions": seals(task_tables.ACTIONS, ACTIONS, "plan_row"),
    "tblRisks": seals(task_tables.RISKS, RISKS, "plan_row"),
}
"""Table → working column → formula."""


def version() -> str:
    """Return the formula of a plan's version from the control of its first row and of all rows that belong to it."""
    tables = ("tblGoals", "tblActions", "tblRisks")
    sums = "+".join(f"SUMIFS({name}[control],{name}[plan_row],[@plan_no])" for name in tables)
    return f'IF([@plan_no]=0,"",MOD([@control]+{sums},{PRIME}))'
