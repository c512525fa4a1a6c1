"""The card's statuses, its year of plan against facts, and its signatures: values, and the formulas that give them."""

from __future__ import annotations

from collections.abc import Mapping

from kam_xl.build.why_panel import plain_number, said_why
from kam_xl.i18n import say
from kam_xl.rules import PortfolioAssessment, stake_threshold
from kam_xl.rules.assessment import Assessment
from kam_xl.rules.key_accounts import KeyAccount
from kam_xl.rules.plan_signing import last_signed
from kam_xl.sheets.plan_cells import plan_book, plan_cells
from kam_xl.sheets.raw import Value
from kam_xl.sheets.words import word, words, yes_no
from kam_xl.values import value

YEAR_HEADS = ("plan_year", "plan_so_far", "fact", "gap", "forecast")
SIGNED_HEADS = ("signature", "signed_on", "by_manager", "by_head", "review_due")
SIGNED_KINDS = ("", "date", "", "", "date")


@value
class Field:
    """One labelled value of the card: catalogue key, value, formula written with keys, kind of number."""

    key: str
    value: Value
    formula: str
    kind: str = ""


def left_fields(item: Assessment | None, key: KeyAccount | None, whole: PortfolioAssessment) -> list[Field]:
    """Return whose client it is and how far the tasks are; without an account all values are blank."""
    account, setup = item.account if item else None, whole.portfolio.setup
    fields = [
        Field("manager", setup.manager if item else "", 'manager&""'),
        Field("head", setup.head if item else "", 'head&""'),
        Field("segment", account.segment if account else "", _of("segment") + '&""'),
        Field("key_since", account.key_since if account else "", f"INT({_of('key_since')})", "date"),
    ]
    if whole.policy.has("dossier"):
        total = key.dossier.total if key else None
        fields += [
            Field("complete", total.completeness if total else "", "INDEX(coverage_shares,card_no,1)", "share"),
            Field("fresh", total.freshness if total else "", "INDEX(coverage_shares,card_no,2)", "share"),
        ]
    if whole.policy.has("buying_center"):
        fields += [
            Field("coverage", key.center.coverage if key else "", "INDEX(role_results,card_no,1)", "share"),
            Field("support", key.center.support if key else "", "INDEX(role_results,card_no,2)", "balance"),
        ]
    fields.append(Field("crm", account.crm_link if account else "", _link("crm_link")))
    if whole.policy.has("dossier"):
        fields.append(Field("folder", account.folder if account else "", _link("folder")))
    return fields


def right_fields(item: Assessment | None, whole: PortfolioAssessment) -> list[Field]:
    """Return both statuses and the numbers behind them; without an account all values are blank."""
    lang = whole.portfolio.lang
    needed, limit = say(lang, "card.needed"), say(lang, "card.limit")
    formulas = {
        "manager_key": f'{_of("manager_key")}&": "&{_of("verdict")}',
        "company_key": _of("company_key"),
        "points": f'ROUND({_of("points")},1)&"{needed}"&{_of("points_needed")}&")"',
        "influence": f'ROUND({_of("influence")},2)&""',
        "stake": f'ROUND({_of("stake")},2)&"{needed}"&ROUND(stake_threshold,2)&")"',
        "rank": f'IF({_of("rank")}="","—",{_of("rank")}&"{limit}"&account_limit)',
    }
    values = dict.fromkeys(formulas, "") if item is None else _status(item, whole, needed, limit)
    return [Field(key, values[key], formula) for key, formula in formulas.items()]


def _status(item: Assessment, whole: PortfolioAssessment, needed: str, limit: str) -> Mapping[str, str]:
    lang, one, scoring = whole.portfolio.lang, item.qualification, whole.policy.scoring
    points = scoring.exit_points if item.account.on_record else scoring.entry_points
    threshold = stake_threshold(whole.policy, whole.portfolio.setup.margin_plan)
    return {
        "manager_key": f"{yes_no(item.manager_key, lang)}: {word('verdicts', item.verdict, lang)}",
        "company_key": yes_no(item.company_key, lang),
        "points": f"{plain_number(one.points, 1)}{needed}{plain_number(points, 6)})",
        "influence": plain_number(one.influence, 2),
        "stake": f"{plain_number(one.stake, 2)}{needed}{plain_number(threshold, 2)})",
        "rank": f"{item.rank}{limit}{whole.limit}" if item.rank else "—",
    }


def year_values(one: KeyAccount | None, whole: PortfolioAssessment) -> tuple[Value, ...]:
    """Return plan of the year, plan and fact so far, gap and forecast; blanks where the year is not planned."""
    year = one.year(whole.as_of) if one and one.rows.plan else None
    if year is None:
        return ("",) * len(YEAR_HEADS)
    return year.plan, year.plan_so_far, year.fact, year.gap, year.forecast


def year_formulas() -> tuple[str, ...]:
    """Return the formulas of the same, written with keys."""
    keys = ("cum12", "plan_now", "fact_now", "gap_now", "forecast")
    there = "IF(card_plan=0,0,INDEX(tblPlans[year_no],card_plan))"
    return tuple(f'IF({there}=0,"",INDEX(tblPlans[{key}],card_plan))' for key in keys)


def signed_values(one: KeyAccount | None, whole: PortfolioAssessment) -> tuple[Value, ...]:
    """Return how the plan stands to its signature, when and by whom it was signed, and the next review."""
    book = plan_book(whole)
    row = book.plan_row(one.account.account) if one else 0
    if one is None or not row:
        return ("",) * len(SIGNED_HEADS)
    lang = whole.portfolio.lang
    texts = {name: words(name, lang) for name in ("signatures", "due_states", "yes_no")}
    cells, signed = plan_cells(book, texts)[row - 1], last_signed(one.rows.reviews)
    if signed is None:
        return cells["signed"], "", "", "", cells["review_due"]
    return cells["signed"], signed.date, signed.manager, signed.head, cells["review_due"]


def signed_formulas() -> tuple[str, ...]:
    """Return the formulas of the same, written with keys."""

    def of_plan(key: str) -> str:
        return f'IF(card_plan=0,"",INDEX(tblPlans[{key}],card_plan))'

    def of_review(key: str) -> str:
        order = "INDEX(tblPlans[signed_order],card_plan)"
        found = f"INDEX(tblReviews[{key}],MATCH({order},tblReviews[sign_no],0))"
        return f'IF(card_plan=0,"",IF({order}=0,"",{found}))'

    return of_plan("signed"), of_review("date"), of_review("manager"), of_review("head"), of_plan("review_due")


def said(item: Assessment | None, whole: PortfolioAssessment) -> str:
    """Return the sentence that says why, "" without an account."""
    return "" if item is None else said_why(item, whole)


def _of(key: str) -> str:
    return f"INDEX(tblAccounts[{key}],card_row)"


def _link(key: str) -> str:
    """Return the formula of a link that opens at a click; a way to a folder counts from where the workbook lies."""
    return f'IF({_of(key)}="","",HYPERLINK({_of(key)}))'
