"""The native formulas of the perspective plan's tables (`kam_xl.sheets.formulas` says how they are written).

Rows belong to a plan by a number: `plan_row` is the row of tblPlans with their client's name, 0 where there is none.
Names are compared as `natural_name` does: no case, no doubled blanks, ё as е. Of several plans of one client the first
counts: its `plan_no` is its own row, that of the others 0. Working columns of years end with the policy's horizon.
"""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.model_tasks import YEARS
from kam_xl.rules.buying_center import DUE_WITHIN
from kam_xl.rules.roll_down import FACTS_FOR_RATE
from kam_xl.sheets import task_tables
from kam_xl.sheets.due_formulas import KEY_NO
from kam_xl.sheets.formulas import dated
from kam_xl.sheets.formulas import readable as in_bounds
from kam_xl.sheets.plan_seals import SEALS, place_of_word, version
from kam_xl.sheets.shape import Table
from kam_xl.sheets.texts import literal, plain_text
from kam_xl.sheets.words import LISTS

STATE_WEIGHT, UNDATED = 10_000_000, 5_000_000
"""What keeps done actions behind open ones on Periods, and those without a day behind those with one."""
FAR_YEAR = 9999
"""The year in which an action without a day begins: after every plan."""

FIRST_YEAR = 2000
"""No plan has an earlier base year, and the first months of the calendar differ among programs."""
ORDER = 100_000
"""Rows of one day are told apart by what stands below this."""

_PLAIN = plain_text("[@account]")
_PLAN_ROW = f'IFERROR(IF({_PLAIN}="",0,MATCH({literal(_PLAIN)},tblPlans[name],0)),0)'
_RANGE = range(YEARS + 1)
_AFTER = range(1, YEARS + 1)


def _here(table: str) -> str:
    """Return the number of this row in its table, from 1."""
    return f"ROW()-ROW(INDEX({table}[account],1))+1"


def _readable(table: Table, key: str) -> str:
    return in_bounds(table.column(key))


def _positive(key: str) -> str:
    return f"MAX(0,N([@{key}]))"


def _of_plan(formula: str, otherwise: str = "0") -> str:
    return f"IF([@plan_no]=0,{otherwise},{formula})"


def _sum_of(table: str, column: str) -> str:
    return f"SUMIFS({table}[{column}],{table}[plan_row],[@plan_no])"


def _cents(formula: str) -> str:
    """Return money in hundredths, as `rules.numbers.round2` rounds it."""
    return f"ROUND(ROUND({formula},6),2)"


_GOALS = {
    "plan_row": _PLAN_ROW,
    "rate": f"IF({_readable(task_tables.GOALS, 'margin_rate')},[@margin_rate],0)",
    "white_space": (
        f'IF({_positive("potential_y0")}=0,"",ROUND(MAX(0,{_positive("potential_y0")}-{_positive("sales_y0")}),6))'
    ),
    **{
        f"share_y{t}": f'IF({_positive(f"potential_y{t}")}=0,"",'
        f"ROUND({_positive(f'sales_y{t}')}/{_positive(f'potential_y{t}')},6))"
        for t in _RANGE
    },
    **{
        f"earned_y{t}": f"IF(ISNUMBER([@margin_y{t}]),[@margin_y{t}],ROUND({_positive(f'sales_y{t}')}*[@rate],6))"
        for t in _RANGE
    },
}

_GOALS["shown_no"] = f'IF(AND([@plan_row]>0,[@plan_row]=periods_row),{_here("tblGoals")},"")'

_DUE = dated("[@due]")
_ACTIONS = {
    "plan_row": _PLAN_ROW,
    "status_no": place_of_word("[@status]", "action_words", len(LISTS["action_states"])),
    "alive": "IF(AND([@plan_row]>0,[@status_no]<>5),1,0)",
    "counts": "IF(AND([@plan_row]>0,OR([@status_no]=3,[@status_no]=4)),1,0)",
    "state_no": (
        f'IF(TRIM([@account])="",0,IF([@status_no]>3,[@status_no]-3,IF({_DUE},IF(INT([@due])<as_of,3,'
        f"IF(INT([@due])-as_of<{DUE_WITHIN},4,5)),6)))"
    ),
    "state": 'IF([@state_no]=0,"",INDEX(due_states,[@state_no]))',
    "begin": f"IF({dated('[@start]')},INT([@start]),IF({_DUE},INT([@due]),0))",
    "begin_year": f'IF(TRIM([@account])="",0,IF([@begin]=0,{FAR_YEAR},YEAR([@begin])))',
    "share_before": (
        f"IF(OR([@plan_row]=0,[@begin]=0,[@begin_year]<{FIRST_YEAR}),0,"
        "IF(MONTH([@begin])=1,0,INDEX(tblPlans[s1:s11],[@plan_row],MONTH([@begin])-1)))"
    ),
    **{f"paid_y{t}": f"[@alive]*{_positive(f'budget_y{t}')}" for t in _AFTER},
    **{f"gain_y{t}": f"[@counts]*{_positive(f'effect_y{t}')}" for t in _AFTER},
    "scaled_cost": f"IF(SUMPRODUCT(COUNTIF([@scales],yes_words))>0,SUM([@paid_y1:paid_y{YEARS}]),0)",
    "now_gain": (
        "IF([@counts]=0,0,IF(OR(INDEX(tblPlans[year_no],[@plan_row])=0,[@begin_year]>YEAR(as_of)),0,"
        f"INDEX([@gain_y1:gain_y{YEARS}],1,INDEX(tblPlans[year_no],[@plan_row]))))"
    ),
    "now_from": "IF([@begin_year]=YEAR(as_of),[@share_before],0)",
    "shown_gain": (
        "IF(OR([@counts]=0,[@plan_row]<>periods_row,periods_no=0),0,IF([@begin_year]>periods_shown,0,"
        f"INDEX([@gain_y1:gain_y{YEARS}],1,periods_no)))"
    ),
    "shown_from": "IF([@begin_year]=periods_shown,[@share_before],0)",
    # What is open comes first, the earliest due day before the others; then what is done and what is dropped.
    "shown_order": (
        "IF(OR([@plan_row]=0,[@plan_row]<>periods_row),0,"
        f"(IF([@state_no]<3,[@state_no],0)*{STATE_WEIGHT}+IF({_DUE},INT([@due]),{UNDATED}))*{ORDER}+{_here('tblActions')})"
    ),
}

_NAMED = "AND([@plan_row]>0,LEN(TRIM([@manager]))>0,LEN(TRIM([@head]))>0)"
_REVIEWS = {
    "plan_row": _PLAN_ROW,
    "day": f"IF({dated('[@date]')},INT([@date]),0)",
    "next_day": f"IF({dated('[@next_review]')},INT([@next_review]),0)",
    "named": f"IF({_NAMED},1,0)",
    "unstamped": "IF(AND([@named]=1,NOT(ISNUMBER([@version]))),1,0)",
    "order_no": f"IF(AND([@plan_row]>0,[@day]>0),[@day]*{ORDER}+{_here('tblReviews')},0)",
    "sign_no": "IF(AND([@named]=1,ISNUMBER([@version])),[@order_no],0)",
    "current": (
        'IF([@plan_row]=0,"",IF(ISNUMBER([@version]),'
        "INDEX(yes_no,IF([@version]=INDEX(tblPlans[version],[@plan_row]),1,2)),"
        'IF([@unstamped]=1,INDEX(signatures,4),"")))'
    ),
}

_SEASONS = {
    "plan_row": f'IF(TRIM([@account])="",IF(LEN([@account])+COUNTIF([@m1:m12],">=0")>0,-1,0),{_PLAN_ROW})',
    "total": 'SUMIF([@m1:m12],">0")',
    **{f"s{k}": f'IF([@total]>0,SUMIF([@m1:m{k}],">0")/[@total],0)' for k in range(1, 13)},
}

_FACTS = {
    "plan_row": _PLAN_ROW,
    "period": (
        f"IF(AND({_readable(task_tables.FACTS, 'year')}>0,"
        f"{_readable(task_tables.FACTS, 'month')}>0,ISNUMBER([@sales])),"
        "IF(INT([@month])=[@month],INT([@year])*100+[@month],0),0)"
    ),
    "key_no": KEY_NO,
}

_LAST = f"INDEX([@{{0}}_y0:{{0}}_y{YEARS}],1,COLUMNS([@{{0}}_y0:{{0}}_y{YEARS}]))"
_PLANS = {
    "name": f'IFERROR({_PLAIN},"")',
    "plan_row": _PLAN_ROW,
    "plan_no": f"IF([@plan_row]={_here('tblPlans')},[@plan_row],0)",
    "base": f"IF({_readable(task_tables.PLANS, 'base_year')},INT([@base_year]),0)",
    "rate": f"IF({_readable(task_tables.PLANS, 'growth')},[@growth],0)",
    "kept": _of_plan(f"IF({_readable(task_tables.PLANS, 'low_case')},[@low_case],plan_low_case)"),
    "year_no": (
        f"IF(OR([@plan_no]=0,[@base]=0,YEAR(as_of)<=[@base],YEAR(as_of)>[@base]+COLUMNS([@extra_y1:extra_y{YEARS}])),0,"
        "YEAR(as_of)-[@base])"
    ),
    **{
        f"{key}_y{t}": _of_plan(f'ROUND(SUMIFS({cell},tblGoals[plan_row],[@plan_no],{cell},">0"),6)')
        for key, name in (("pot", "potential"), ("sold", "sales"))
        for t in _RANGE
        for cell in [f"tblGoals[{name}_y{t}]"]
    },
    **{f"earned_y{t}": _of_plan(f"ROUND({_sum_of('tblGoals', f'earned_y{t}')},6)") for t in _RANGE},
    **{f"extra_y{t}": f"ROUND([@earned_y{t}]-ROUND([@earned_y0]*(1+[@rate])^{t},6),6)" for t in _AFTER},
    **{f"cost_y{t}": _of_plan(f"ROUND({_sum_of('tblActions', f'paid_y{t}')},6)") for t in _AFTER},
    **{
        f"won_y{t}": f"IF(AND(SUM([@cost_y1:cost_y{t}])>0,"
        f"ROUND(SUM([@extra_y1:extra_y{t}])-SUM([@cost_y1:cost_y{t}]),6)>=0),1,0)"
        for t in _AFTER
    },
    "scaled": _of_plan(f"ROUND({_sum_of('tblActions', 'scaled_cost')},6)"),
    "share_base": 'IF([@pot_y0]=0,"",ROUND([@sold_y0]/[@pot_y0],6))',
    "share_last": f'IF({_LAST.format("pot")}=0,"",ROUND({_LAST.format("sold")}/{_LAST.format("pot")},6))',
    "sales_base": _of_plan("[@sold_y0]", '""'),
    "sales_last": _of_plan(_LAST.format("sold"), '""'),
    "extra_margin": _of_plan(f"ROUND(SUM([@extra_y1:extra_y{YEARS}]),6)", '""'),
    "budget": _of_plan(f"ROUND(SUM([@cost_y1:cost_y{YEARS}]),6)", '""'),
    "result": _of_plan("ROUND([@extra_margin]-[@budget],6)", '""'),
    "payback": f'IF(OR([@plan_no]=0,[@base]=0),"",IFERROR([@base]+MATCH(1,[@won_y1:won_y{YEARS}],0),""))',
    "low_result": _of_plan(
        "ROUND(ROUND([@extra_margin]*[@kept],6)-ROUND([@budget]-[@scaled]+[@scaled]*[@kept],6),6)", '""'
    ),
    "stop_share": (
        'IF([@pot_y0]=0,"",ROUND([@share_base]+[@kept]*(IF([@pot_y1]=0,0,ROUND([@sold_y1]/[@pot_y1],6))'
        "-[@share_base]),6))"
    ),
    "season_at": _of_plan(
        "IFERROR(MATCH([@plan_no],tblSeasons[plan_row],0),IFERROR(MATCH(-1,tblSeasons[plan_row],0),0))"
    ),
    "season_row": "IF([@season_at]=0,0,IF(INDEX(tblSeasons[total],[@season_at])>0,[@season_at],0))",
    **{f"s{k}": _of_plan(f"IF([@season_row]=0,{k}/12,INDEX(tblSeasons[s{k}],[@season_row]))") for k in range(1, 13)},
    "base_now": "IF([@year_no]=0,0,ROUND([@sold_y0]*(1+[@rate])^[@year_no],6))",
    **{
        f"cum{k}": "IF([@year_no]=0,0,"
        + _cents(
            f"[@base_now]*[@s{k}]+SUMPRODUCT((tblActions[plan_row]=[@plan_no])*tblActions[now_gain]"
            f"*([@s{k}]>tblActions[now_from])*([@s{k}]-tblActions[now_from]))"
        )
        + ")"
        for k in range(1, 13)
    },
    **{
        f"known{k}": "IF([@year_no]=0,0,IF(COUNTIFS(tblFacts[plan_row],[@plan_no],"
        f"tblFacts[period],YEAR(as_of)*100+{k})>0,1,0))"
        for k in range(1, 13)
    },
    "plan_now": (
        'IF([@year_no]=0,"",'
        + _cents("SUMPRODUCT([@known1:known12],[@cum1:cum12])-SUMPRODUCT([@known2:known12],[@cum1:cum11])")
        + ")"
    ),
    "fact_now": (
        'IF([@year_no]=0,"",'
        + _cents(
            'SUMIFS(tblFacts[sales],tblFacts[plan_row],[@plan_no],tblFacts[period],">"&YEAR(as_of)*100,'
            'tblFacts[period],"<="&YEAR(as_of)*100+12)'
        )
        + ")"
    ),
    "gap_now": f'IF([@year_no]=0,"",{_cents("[@fact_now]-[@plan_now]")})',
    "gap_share": 'IF([@year_no]=0,"",IF([@plan_now]>0,ROUND([@gap_now]/[@plan_now],6),""))',
    "forecast": (
        'IF([@year_no]=0,"",'
        + _cents(
            f"[@fact_now]+([@cum12]-[@plan_now])*IF(AND(SUM([@known1:known12])>={FACTS_FOR_RATE},[@plan_now]>0),"
            "MAX(0,[@fact_now]/[@plan_now]),1)"
        )
        + ")"
    ),
    **{
        key: _of_plan(f"SUMPRODUCT(MAX((tblReviews[plan_row]=[@plan_no])*tblReviews[{column}]))")
        for key, column in (("signed_order", "sign_no"), ("last_order", "order_no"))
    },
    "signed_version": (
        'IF([@signed_order]=0,"",INDEX(tblReviews[version],MATCH([@signed_order],tblReviews[sign_no],0)))'
    ),
    "stamp": ("IF([@last_order]=0,0,INDEX(tblReviews[unstamped],MATCH([@last_order],tblReviews[order_no],0)))"),
    "version": version(),
    "signed": _of_plan(
        "INDEX(signatures,IF([@stamp]=1,4,IF([@signed_order]=0,1,IF([@signed_version]=[@version],3,2))))", '""'
    ),
    "review_due": _of_plan(
        "IF(IF([@last_order]=0,0,INDEX(tblReviews[next_day],MATCH([@last_order],tblReviews[order_no],0)))>0,"
        "INDEX(tblReviews[next_day],MATCH([@last_order],tblReviews[order_no],0)),"
        f"IF({dated('[@next_review]')},INT([@next_review]),"
        'IF([@last_order]=0,"",INDEX(tblReviews[day],MATCH([@last_order],tblReviews[order_no],0))+plan_review_days)))',
        '""',
    ),
}

PLAN_FORMULAS: Mapping[str, Mapping[str, str]] = {
    "tblPlans": {**_PLANS, **SEALS["tblPlans"]},
    "tblGoals": {**_GOALS, **SEALS["tblGoals"]},
    "tblActions": {**_ACTIONS, **SEALS["tblActions"]},
    "tblRisks": {"plan_row": _PLAN_ROW, **SEALS["tblRisks"]},
    "tblReviews": _REVIEWS,
    "tblSeasons": _SEASONS,
    "tblFacts": _FACTS,
}
"""Table → key of a calculated column → formula."""
