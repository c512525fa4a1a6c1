"""The native formulas of the card, written with keys (`kam_xl.sheets.formulas`): the k-th row of each section.

`card_no` is the number of the chosen key account, `card_row` its row among the accounts, `card_plan` that of its plan;
0 where there is none.
"""

from __future__ import annotations

from kam_xl.build.matrix_sheet import CARD_LINES, in_book
from kam_xl.build.page import Page
from kam_xl.build.visit_lines import whom_formula
from kam_xl.rules.buying_center import DUE_WITHIN
from kam_xl.sheets.due_formulas import ACCOUNT, KINDS_OF_DUE, PLAN, ROWS
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.texts import literal
from kam_xl.sheets.words import LISTS

SOURCES = {
    "white_space": ("tblGoals[white_key]", "card_plan", PLAN),
    "people": ("tblMembers[people_key]", "card_no", ACCOUNT),
    "actions": ("tblActions[open_key]", "card_no", ACCOUNT),
    "risks": ("tblRisks[own_key]", "card_no", ACCOUNT),
}
"""Section → the column of keys that orders its rows, whose number they begin with, and its weight."""


def key_of(column: str, number: str, weight: int, k: int) -> str:
    """Return the formula of the k-th smallest key (from 1) that begins with a number; "" where there are fewer."""
    found = f'SMALL({column},COUNTIF({column},"<"&{number}*{weight})+{k})'
    return f'IF({number}=0,"",IFERROR(IF({found}<({number}+1)*{weight},{found},""),""))'


def year_cells(t: int) -> tuple[str, ...]:
    """Return the cells of year t of the plan."""

    def of(key: str) -> str:
        return f"INDEX(tblPlans[{key}],card_plan)"

    sold, potential = of(f"sold_y{t}"), of(f"pot_y{t}")
    extra, cost = (of(f"extra_y{t}"), of(f"cost_y{t}")) if t else ("0", "0")
    cells = (
        f'IF({of("base")}=0,"+{t}",{of("base")}+{t})', potential, sold,
        f"IF({potential}=0,0,ROUND({sold}/{potential},6))", extra, cost, f"ROUND({extra}-{cost},6)",
    )  # fmt: skip
    return tuple(f'IF(card_plan=0,"",{cell})' for cell in cells)


def row_cells(page: Page, section: str, row: str, horizon: int) -> tuple[str, ...]:
    """Return the cells of a section's row; `row` is the address of the row in its table, 0 for none."""

    def of(table: str, key: str) -> str:
        return f"INDEX({table}[{key}],{row})"

    def text(table: str, key: str) -> str:
        return f'TRIM({of(table, key)}&"")'

    def number(table: str, key: str, low: str = "", high: str = "") -> str:
        cell = of(table, key)
        return f'IF(COUNTIFS({cell},">={low}",{cell},"<={high}")>0,{cell},"")'

    def positive(table: str, prefix: str) -> str:
        first, last = (of(table, f"{prefix}_y{t}") for t in (1, horizon))
        return f'ROUND(SUMIF({first}:{last},">0"),6)'

    cells: tuple[str, ...]
    match section:
        case "white_space":
            cells = (
                text("tblGoals", "product_group"), f"MAX(0,N({of('tblGoals', 'potential_y0')}))",
                f"MAX(0,N({of('tblGoals', 'sales_y0')}))", of("tblGoals", "white_space"),
            )  # fmt: skip
        case "people":
            name, position = text("tblMembers", "name"), text("tblMembers", "position")
            role, day = of("tblMembers", "role_no"), of("tblMembers", "next_date")
            cells = (
                f'{name}&IF(OR({name}="",{position}=""),"",", ")&{position}',
                f"IF({role}=0,{text('tblMembers', 'role')},INDEX(tblRoles[name],MAX(1,{role})))",
                of("tblMembers", "weight"), of("tblMembers", "attitude_no"), of("tblMembers", "contact_state"),
                text("tblMembers", "our_contact"), f'IF({dated(day)}>0,INT({day}),"")',
            )  # fmt: skip
        case "actions":
            day = of("tblActions", "due")
            cells = (
                f'TRIM({of("tblActions", "code")}&" "&{of("tblActions", "action")})', text("tblActions", "owner"),
                f'IF({dated(day)}>0,INT({day}),"")', positive("tblActions", "budget"),
                positive("tblActions", "effect"), number("tblActions", "probability", "0", "1"),
                f'IF({of("tblActions", "status_no")}=0,"",INDEX(action_states,{of("tblActions", "status_no")}))',
            )  # fmt: skip
        case _:
            answer = text("tblRisks", "answer")
            cells = (
                f'{text("tblRisks", "risk")}&IF({answer}="",""," → "&{answer})', _impact(of("tblRisks", "impact")),
                number("tblRisks", "probability", "0", "1"),
            )  # fmt: skip
    return tuple(in_book(page, f'IF({row}=0,"",{cell})') for cell in cells)


def step_cells(page: Page, key: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a thing to do from its key: what, who of us, by when, how it stands, of which kind."""
    due = f"({key}-card_no*{ACCOUNT})"
    kind, day = f"MOD(INT({due}/{ROWS}),{KINDS_OF_DUE})", f"INT(INT({due}/{ROWS})/{KINDS_OF_DUE})"
    late, soon, planned = (page.text(f"card.step.{name}") for name in ("overdue", "due", "planned"))

    def choose(step: str, action: str) -> str:
        if len(tables) > 1:
            return f"IF({kind}=0,{step},{action})"
        return step if tables == ("tblMembers",) else action

    def of(table: str, name: str) -> str:
        return f"INDEX({table}[{name}],MATCH({key},{table}[own_due],0))"

    action = f'{of("tblActions", "code")}&" "&{of("tblActions", "action")}'
    cells = (
        f"TRIM({choose(of('tblMembers', 'next_step'), action)})",
        f"TRIM({choose(of('tblMembers', 'our_contact'), of('tblActions', 'owner'))})", day,
        f'IF({day}<as_of,"{late}",IF({day}<as_of+{DUE_WITHIN},"{soon}","{planned}"))',
        choose(f'"{page.text("card.kind.step")}"', f'"{page.text("card.kind.action")}"'),
    )  # fmt: skip
    return tuple(in_book(page, f'IF({key}="","",{cell})') for cell in cells)


def question_cells(page: Page, i: int) -> tuple[str, ...]:
    """Return the cells of the i-th question for the next visit (from 1)."""
    hidden = page.book.page("_matrix")
    question, pressing, ask, person = (hidden.area(i, CARD_LINES + k, i, CARD_LINES + k) for k in range(1, 5))
    cells = (
        f"INDEX(tblQuestions[wording],{question})", whom_formula(page, "card", question, ask, person),
        f"INDEX(answer_states,IF({pressing}<3,1,2))",
    )  # fmt: skip
    return tuple(in_book(page, f'IF({question}=0,"",{cell})') for cell in cells)


def _impact(cell: str) -> str:
    """Return the formula of an impact in the book's own words; it may be typed in either language."""
    place = f"MATCH({literal(cell)},impact_words,0)"
    return f'IFERROR(INDEX(impacts,MOD({place}-1,{len(LISTS["impacts"])})+1),"")'
