"""The progress on Start: over all key accounts together, what is known, who is reached, what is signed, what it brings.

Every line leads to the sheet on which it is worked; what is below its target says so with "!".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kam_xl.build.effect_block import effect_column
from kam_xl.build.matrix_sheet import all_counts, clients_column, clients_shown, in_book, mandatory_row
from kam_xl.build.page import Page
from kam_xl.rules.dossier import Tally
from kam_xl.rules.numbers import round6, rounded
from kam_xl.sheets import schema
from kam_xl.sheets.progress import Progress, Year
from kam_xl.sheets.raw import Value
from kam_xl.values import value

_NONE = "–"
_HERE = "[here]"
"""Stands in a remark's formula for the value that it remarks upon."""

_OF_YEAR = (("plan", "plan_now"), ("fact", "fact_now"), ("gap", "gap_now"), ("forecast", "forecast"))
"""Line → column of tblPlans that it adds up."""


@value
class Line:
    """One line: its text, the sheet that it leads to, its value and the remark, each as a formula and as cached."""

    key: str
    sheet: str
    formula: str
    value: Value
    kind: str
    remark: str
    said: str


def write_progress(page: Page, row: int, progress: Progress) -> int:
    """Write the section from a row on (from 0) and return the row after it; nothing where every task is off."""
    makers: dict[str, Callable[[Page, Progress, int], Sequence[Line]]] = {
        "dossier": _dossier, "buying_center": _center, "plan": _plans,
    }  # fmt: skip
    here, top = row + 1, row
    for tool, make in makers.items():
        if page.book.policy.has(tool):
            for line in make(page, progress, here):
                _write(page, here, line, bool(progress.accounts))
                here += 1
    if here == top + 1:
        return row
    page.put(top, 0, page.text("start.section.progress"), "section")
    none = page.text("start.progress.none")
    page.formula(top, 2, f'=IF(on_record_count=0,"{none}","")', "" if progress.accounts else none, "note")
    attention = page.book.styles.conditional("bad")
    rule = {"type": "text", "criteria": "begins with", "value": "!", "format": attention}
    page.sheet.conditional_format(top + 1, 2, here - 1, 2, rule)
    return here


def _write(page: Page, row: int, line: Line, any_accounts: bool) -> None:
    name = schema.sheet_name(line.sheet, page.book.lang).replace("'", "''")
    label = page.text(f"start.progress.{line.key}")
    page.sheet.write_url(row, 0, f"internal:'{name}'!A1", page.book.styles("link"), label)
    for column, formula, cached, look, kind in (
        (1, line.formula, line.value, "answer", line.kind),
        (2, line.remark.replace(_HERE, f"$B{row + 1}"), line.said, "note", ""),
    ):
        whole = in_book(page, f'IF(on_record_count=0,"",{formula})')
        page.formula(row, column, whole, cached if any_accounts else "", look, kind)


def _dossier(page: Page, progress: Progress, row: int) -> Sequence[Line]:
    tally, targets, shown = progress.dossier, page.book.policy.dossier, clients_shown(page.book.whole)
    sets, counts = clients_column(page, 1), all_counts(page)
    asked = f"SUMPRODUCT(COUNTIFS(tblQuestions[set_no],{sets},tblQuestions[mandatory],1))"
    answered = f"SUMPRODUCT(({counts}>0)*{mandatory_row(page)})"
    fresh = f'COUNTIFS(tblDossier[key_no],">0",tblDossier[key_no],"<={shown}",tblDossier[fresh],1)'
    to_ask = tally.mandatory - tally.answered
    return (
        _share(page, "complete", "coverage", (asked, answered), tally.completeness, targets.complete_target),
        _share(page, "fresh", "coverage", (f"SUM({counts})", fresh), tally.freshness, targets.fresh_target),
        _count(page, "to_ask", "visit", f"{asked}-{answered}", to_ask, f"{_HERE}", to_ask),
    )


def _center(page: Page, progress: Progress, row: int) -> Sequence[Line]:
    required = f'SUM(map_required)*COUNTIF({clients_column(page)},">0")'
    covered = 'SUMPRODUCT((map_signs="✓")*map_required)'
    share = Tally(progress.required, progress.covered, 0, 0).completeness
    open_roles = progress.required - progress.covered
    remark = f"({required}-{covered})"
    return (
        Line(
            "covered", "roles_map", _quotient(required, covered), share, "share",
            _open(page, "covered", remark), _said_open(page, "covered", open_roles),
        ),
    )  # fmt: skip


def _plans(page: Page, progress: Progress, row: int) -> Sequence[Line]:
    rows = effect_column(page, "plan_row")
    signed = f"SUMPRODUCT(COUNTIFS(tblPlans[plan_no],{rows},tblPlans[signed],INDEX(signatures,3)))"
    left = progress.accounts - progress.signed
    first = _count(page, "signed", "plans", signed, progress.signed, f"(on_record_count-{_HERE})", left)
    return (first, *_year(page, progress, row + 1, rows), *_effect(page, progress, row + 5))


def _year(page: Page, progress: Progress, row: int, rows: str) -> Sequence[Line]:
    """Return plan, fact, gap and forecast of this year; `row` is where the first of them stands, from 0."""
    there = f'SUMPRODUCT(COUNTIFS(tblPlans[plan_no],{rows},tblPlans[year_no],">0"))'
    year, none = progress.year, page.text("start.progress.year.none")
    months, ahead = page.text("start.progress.year.months"), page.text("start.progress.forecast.note")
    shown: tuple[Value, ...] = (year.plan, year.fact, year.gap, year.forecast) if year else (_NONE,) * 4
    remarks = (
        (f'IF({_HERE}="{_NONE}","{none}","{months}")', months if year else none),
        ('""', ""),
        _gap(page, year, f"$B{row + 1}"),
        (f'IF({_HERE}="{_NONE}","","{ahead}")', ahead if year else ""),
    )
    found = []
    for (key, column), cached, (remark, said) in zip(_OF_YEAR, shown, remarks, strict=True):
        total = f"ROUND(ROUND(SUMPRODUCT(SUMIFS(tblPlans[{column}],tblPlans[plan_no],{rows})),6),2)"
        formula = f'IF({there}=0,"{_NONE}",{total})'
        found.append(Line(key, "periods", formula, cached, "money", remark, said))
    return found


def _gap(page: Page, year: Year | None, plan: str) -> tuple[str, str]:
    """Return the remark on the gap, as formula and as cached: the policy says by what share a year may be behind."""
    behind, within = (page.text(f"start.progress.gap.{key}") for key in ("behind", "within"))
    share, allowed = f"ROUND({_HERE}/{plan},6)", page.book.policy.plan.gap_share
    formula = (
        f'IF(N({plan})<=0,"",IF({share}<-ROUND(plan_gap_share,6),"{behind}"&ROUND(-100*{share},0)&"%",'
        f'"{within}"&ROUND(100*plan_gap_share,0)&"%"))'
    )
    if year is None or year.plan <= 0:
        return formula, ""
    off = round6(year.gap / year.plan)
    return formula, behind + _percent(-off) if off < -round6(allowed) else within + _percent(allowed)


def _effect(page: Page, progress: Progress, row: int) -> Sequence[Line]:
    """Return growth of key accounts and of the others and the lead; `row` is where the first of them stands."""
    total, early = progress.effect.total, page.text("start.progress.effect.early")
    too_early = f"SUM({effect_column(page, 'months')})=0"
    lead = f'IF(COUNT($B{row + 1}:$B{row + 2})=2,ROUND($B{row + 1}-$B{row + 2},6),"{_NONE}")'
    note = page.text("start.progress.effect.note")
    won, lost = (page.text(f"start.progress.effect.{key}") for key in ("won", "lost"))
    judged = "" if total.lead is None else won if total.lead > 0 else lost

    def cached(growth: float | None) -> Value:
        return early if not total.months else _NONE if growth is None else growth

    def line(key: str, formula: str, growth: float | None, remark: str, said: str) -> Line:
        return Line(key, "facts", f'IF({too_early},"{early}",{formula})', cached(growth), "growth", remark, said)

    return (
        line("own_growth", _growth(page, ""), total.growth, f'"{note}"', note),
        line("others_growth", _growth(page, "others_"), total.others_growth, '""', ""),
        line("lead", lead, total.lead, f'IF(ISNUMBER({_HERE}),IF({_HERE}>0,"{won}","{lost}"),"")', judged),
    )


def _growth(page: Page, whose: str) -> str:
    before, after = (f"ROUND(SUM({effect_column(page, whose + key)}),6)" for key in ("before", "after"))
    return f'IF({before}>0,ROUND({after}/{before}-1,6),"{_NONE}")'


def _share(page: Page, key: str, sheet: str, parts: tuple[str, str], share: float, target: float) -> Line:
    """Return a share with its target, a named cell of the Policy sheet: `parts` are the whole and what is there."""
    below, reached = (page.text(f"start.progress.{one}") for one in ("below", "reached"))
    name = f"{key}_target"
    remark = f'IF({_HERE}>=ROUND({name},6),"{reached}","{below}")&ROUND(100*{name},0)&"%"'
    said = (reached if share >= round6(target) else below) + _percent(target)
    return Line(key, sheet, _quotient(*parts), share, "share", remark, said)


def _count(page: Page, key: str, sheet: str, formula: str, count: int, open_: str, left: int) -> Line:
    return Line(key, sheet, formula, count, "count", _open(page, key, open_), _said_open(page, key, left))


def _open(page: Page, key: str, number: str) -> str:
    """Return the remark on how many are still open."""
    left, done = (page.text(f"start.progress.{key}.{one}") for one in ("open", "done"))
    return f'IF({number}>0,"{left}"&{number},"{done}")'


def _said_open(page: Page, key: str, number: int) -> str:
    return (
        f"{page.text(f'start.progress.{key}.open')}{number}" if number > 0 else page.text(f"start.progress.{key}.done")
    )


def _quotient(whole: str, part: str) -> str:
    return f"IF({whole}=0,1,ROUND({part}/({whole}),6))"


def _percent(share: float) -> str:
    """Return a share in whole per cent as the formulas write it."""
    return f"{rounded(100 * share, 0):.0f}%"
