"""The native formulas of the workbook: the second writing of the rules, for a spreadsheet.

Written with keys: `[@margin]` is this row's cell, `[@large:complex]` this row from one column to another,
`tblAccounts[points]` a whole column, `tblPlans[s1:s11]` several; other names are defined names. `localized` turns them
into the headers of a language. One formula a column, long ones split over working columns; every threshold is a
defined name of the Policy sheet. A differential test holds them together with `kam_xl.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from kam_xl.i18n import Lang
from kam_xl.serials import FIRST_SERIAL, LAST_SERIAL
from kam_xl.sheets.schema import ACCOUNTS, Column, Table, header, table
from kam_xl.sheets.texts import literal, plain_text

_READABLE = "ISNUMBER({r})*({r}>=0)*({r}<=grade_max)"
_GRADES = _READABLE.format(r="[@large:complex]")
_LEVERS = _READABLE.format(r="[@lever_assortment:lever_terms]")
_REVIEWED = f"MAX(0,MIN({LAST_SERIAL},N([@last_review])))"
_DATED = f'COUNTIFS({{r}},">={FIRST_SERIAL}",{{r}},"<={LAST_SERIAL}")'
_ON_RECORD = _DATED.format(r="[@key_since]")
_EVIDENCED = _DATED.format(r="[@evidence_date]")
_PROPOSED = _DATED.format(r="[@proposed]")
_CONFIRMED = _DATED.format(r="[@confirmed]")
_SEGMENT = plain_text("[@segment]")


ACCOUNT_FORMULAS: Mapping[str, str] = {
    "grades_typed": f"SUMPRODUCT({_GRADES})",
    "levers_typed": f"SUMPRODUCT({_LEVERS})",
    "grade_sum": f"SUMPRODUCT({_GRADES},[@large:complex],criterion_weights)",
    "lever_sum": f"SUMPRODUCT({_LEVERS},[@lever_assortment:lever_terms],lever_weights)",
    "influence": "ROUND([@lever_sum]/(100*grade_max),6)",
    "points": "ROUND((points_criteria*[@grade_sum]+points_influence*[@lever_sum])/(100*grade_max),6)",
    "stake": "ROUND(MAX(0,N([@headroom]))+N([@margin])*MAX(0,N([@loss_probability]))*(N([@loss_probability])<=1),6)",
    "graded": "IF(MIN([@grades_typed],[@levers_typed])>0,1,0)",
    "lever_ok": f"IF(SUMPRODUCT({_LEVERS}*([@lever_assortment:lever_terms]>=core_min)*core_levers)>0,1,0)",
    "evidence_age": f"IF({_EVIDENCED},as_of-INT([@evidence_date]),-1)",
    "evidence_limit": "IF(N([@margin])>0,evidence_days,evidence_days_new)",
    "evidence_ok": ("IF(AND(LEN(TRIM([@evidence]))>0,[@evidence_age]>=0,[@evidence_age]<=[@evidence_limit]),1,0)"),
    "gate_stake": "IF(AND(N(margin_plan)>0,[@stake]>=stake_threshold),1,0)",
    "points_needed": f"IF({_ON_RECORD},exit_points,entry_points)",
    "low_count": f"MAX(0,N([@low_reviews]))+IF(YEAR({_REVIEWED})*4+INT((MONTH({_REVIEWED})-1)/3)=as_of_quarter,0,1)",
    "points_ok": (f"IF(OR([@points]>=ROUND([@points_needed],6),AND({_ON_RECORD},[@low_count]<exit_reviews)),1,0)"),
    "gate_influence": "MIN([@lever_ok],[@evidence_ok])",
    "qualifies": "MIN([@graded:points_ok])",
    "tie": "ROUND([@stake]*[@influence],6)",
    "better": "IF([@qualifies]=1,SUMPRODUCT(tblAccounts[qualifies]*(tblAccounts[points]>[@points])),0)",
    "tied_better": (
        "IF([@qualifies]=1,SUMPRODUCT(tblAccounts[qualifies]*(tblAccounts[points]=[@points])*((tblAccounts[tie]>[@tie])"
        '+(tblAccounts[tie]=[@tie])*((tblAccounts[id]&""<[@id]&"")'
        '+(tblAccounts[id]&""=[@id]&"")*(ROW(tblAccounts[id])<ROW())))),0)'
    ),
    "rank": 'IF([@qualifies]=1,1+[@better]+[@tied_better],"")',
    "place_ok": "IF(N([@rank])>account_limit,0,1)",
    "verdict_no": "IFERROR(MATCH(0,[@graded:place_ok],0),7)",
    "first_row": f"IFERROR(MATCH({literal('[@account]')},tblAccounts[account],0),0)",
    "name_key": f'IFERROR({plain_text("[@account]")},"")',
    "question_set": (f'IFERROR(IF({_SEGMENT}="",1,INDEX(segment_sets,MATCH({literal(_SEGMENT)},segment_names,0))),1)'),
    "record_no": (
        f'IF({_ON_RECORD},SUMPRODUCT(ISNUMBER(tblAccounts[record_points])*(ROW(tblAccounts[record_points])<=ROW())),"")'
    ),
    "record_points": f'IF({_ON_RECORD},[@points],"")',
    "newcomer_rank": f'IF({_ON_RECORD},"",[@rank])',
    "verdict": 'IF([@account]="","",INDEX(verdicts,[@verdict_no]))',
    "manager_key": 'IF([@account]="","",INDEX(yes_no,IF([@verdict_no]=7,1,2)))',
    "company_key": 'IF([@account]="","",INDEX(yes_no,IF(SUMPRODUCT(COUNTIF([@co_large:co_complex],yes_words))>0,1,2)))',
    "assumed": f'IF(AND({_PROPOSED},NOT({_CONFIRMED})),word_assumed,"")',
    "serve_proposal": (
        "IF(AND([@verdict_no]<7,SUMPRODUCT(COUNTIF([@co_large:co_complex],yes_words))>0),INDEX(served_by,"
        'IF(SUMPRODUCT(COUNTIF([@co_partner],yes_words))>0,2,1+2*SUMPRODUCT(COUNTIF([@co_complex],yes_words)))),"")'
    ),
}
"""Formulas of the calculated columns of tblAccounts."""

_THIS_ROW = re.compile(r"\[@(\w+)(?::(\w+))?\]")
_COLUMN = re.compile(r"\b(tbl\w+)\[(\w+)(?::(\w+))?\]")


@cache
def side_by_side() -> tuple[tuple[str, ...], ...]:
    """Return the columns of tblAccounts that formulas take as a range: these must stand side by side, in this order."""
    keys = [column.key for column in ACCOUNTS.columns]
    ends = {found for formula in ACCOUNT_FORMULAS.values() for found in _THIS_ROW.findall(formula) if found[1]}
    ranges = {tuple(keys[keys.index(first) : keys.index(last) + 1]) for first, last in ends}
    return tuple(sorted((one for one in ranges if not _inside(one, ranges)), key=lambda one: keys.index(one[0])))


def _inside(one: tuple[str, ...], ranges: set[tuple[str, ...]]) -> bool:
    return any(set(one) < set(other) for other in ranges)


@cache
def whole_column(key: str, lang: Lang) -> str:
    """Return a whole column of the accounts table as a formula names it, with the header of a language."""
    return localized(f"{ACCOUNTS.name}[{key}]", ACCOUNTS, lang).lstrip("=")


def localized(formula: str, home: Table, lang: Lang, keys: Collection[str] | None = None) -> str:
    """Return a formula with the headers of a language in place of keys, ready for a cell (with its equals sign).

    Args:
        formula: text with keys, without the equals sign.
        home: the table whose row `[@…]` means.
        lang: the language of the workbook's headers.
        keys: the columns that the table has, all where None; a range of this row ends with the last of them in it.
    """

    def of_row(match: re.Match[str]) -> str:
        first, last = match.group(1), match.group(2)
        start = f"[{header(home, home.column(first), lang)}]"
        end = f":[{header(home, home.column(_last_there(home, first, last, keys)), lang)}]" if last else ""
        return f"{home.name}[[#This Row],{start}{end}]"

    def of_column(match: re.Match[str]) -> str:
        other = table(match.group(1))
        names = [f"[{header(other, other.column(key), lang)}]" for key in match.groups()[1:] if key]
        return other.name + (names[0] if len(names) == 1 else f"[{':'.join(names)}]")

    return "=" + _COLUMN.sub(of_column, _THIS_ROW.sub(of_row, formula))


def _last_there(home: Table, first: str, last: str, keys: Collection[str] | None) -> str:
    """Return the last column of a range that the table has: years beyond the policy's horizon are not there."""
    if keys is None or last in keys:
        return last
    names = [column.key for column in home.columns]
    return next(key for key in reversed(names[names.index(first) : names.index(last) + 1]) if key in keys)


def dated(cell: str) -> str:
    """Return a formula that is 1 where a cell holds a day of the calendar, 0 where it holds anything else."""
    return _DATED.format(r=cell)


def readable(column: Column) -> str:
    """Return a formula that tells (1 or 0) whether this row's cell holds a number within the bounds of its column."""
    cell = f"[@{column.key}]"
    bounds = ((">=", column.low), ("<=", column.high))
    criteria = [f'{cell},"{sign}{bound:g}"' for sign, bound in bounds if bound is not None]
    return f"COUNTIFS({','.join(criteria)})" if criteria else f"ISNUMBER({cell})"
