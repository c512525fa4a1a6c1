"""What a head asks of a team, counted from its frames (`team_frames.frames`): pure functions from frames to frames.

Money of books in different units is never added up: every total is by `currency`, the unit as the first book of that
unit writes it (blanks and case aside). Books stand in the order of the table `books`, years and months in time's.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from kam_xl.exchange.team_frames import Frames
from kam_xl.model import natural_name
from kam_xl.rules.key_accounts import OPEN

WHOSE = ["book_id", "manager"]
ACCOUNT = [*WHOSE, "account_id", "account"]
HOLD = {"covered": 1.0, "named": 0.5, "empty": 0.0}
"""What a role counts on the coverage map."""

_YEAR_MONEY = ["sales", "margin", "extra", "budget", "result"]
_EFFECT_MONEY = ["before", "after", "others_before", "others_after"]


def currencies(all_: Frames) -> pd.Series:
    """Return the unit of money of each book, indexed by `book_id`; units that differ in blanks or case are one."""
    books = all_["books"].drop_duplicates("book_id")
    first: dict[str, str] = {}
    units = [first.setdefault(natural_name(one), one) for one in books["currency"].fillna("")]
    return pd.Series(units, index=books["book_id"], dtype="string")


def with_currency(all_: Frames, name: str) -> pd.DataFrame:
    """Return a table of the team with the column `currency`, "" for a book that names none."""
    rows = all_[name]
    return rows.assign(currency=rows["book_id"].map(currencies(all_)).astype("string").fillna(""))


def managers(all_: Frames) -> pd.DataFrame:
    """Return one row a book: the columns of `books` and how far the work is.

    Added: `role_coverage` = roles covered ÷ required and `plans_signed_share` = plans signed ÷ plans, both fractions,
    blank where there is nothing to cover or to sign.
    """
    rows = with_currency(all_, "books")
    return rows.assign(
        role_coverage=_share(rows["roles_covered"], rows["roles_required"]),
        plans_signed_share=_share(rows["plans_signed"], rows["plans"]),
    )


def dossier_by_manager(all_: Frames) -> pd.DataFrame:
    """Return manager × group of questions: mandatory questions answered, a fraction, over all his key accounts.

    Index: `book_id, manager`; columns: ids of groups (`names_of` gives their names); blank where nothing is asked.
    """
    rows = all_["dossier"].groupby([*WHOSE, "group"], sort=False, observed=True)[["answered", "mandatory"]].sum()
    return _map(
        _share(rows["answered"], rows["mandatory"]).rename("complete").reset_index(), WHOSE, "group", "complete"
    )


def dossier_map(all_: Frames) -> pd.DataFrame:
    """Return key account × group of questions: mandatory questions answered, a fraction.

    Index: `book_id, manager, account_id, account`; columns: ids of groups; blank where the account's set has none.
    """
    return _map(all_["dossier"], ACCOUNT, "group", "complete")


def coverage_map(all_: Frames) -> pd.DataFrame:
    """Return key account × required role: 1 covered, 0.5 named, 0 empty.

    Index: `book_id, manager, account_id, account`; columns: ids of roles; blank where a role is not required.
    """
    rows = all_["coverage"]
    return _map(rows.assign(held=rows["hold"].astype("object").map(HOLD).astype(float)), ACCOUNT, "role", "held")


def names_of(all_: Frames, table: str, code: str) -> dict[str, str]:
    """Return the names of codes that a table has beside them: `dossier` and `group`, `coverage` and `role`."""
    named = all_[table].drop_duplicates(code)
    return dict(zip(named[code].astype(str), named[f"{code}_name"].astype(str), strict=True))


def plan_by_year(all_: Frames) -> pd.DataFrame:
    """Return plan totals by `currency, book_id, manager, year`, all years of the plans with the base year.

    `accounts` counts the plans; `sales, margin, extra, budget, result` are money, `result` extra margin − budget.
    """
    rows = with_currency(all_, "plan_years")
    grouped = rows.groupby(["currency", *WHOSE, "year"], sort=False, observed=True)
    found = grouped[_YEAR_MONEY].sum().assign(accounts=grouped["account_id"].count())
    return _in_time(found.reset_index(), "year")[["currency", *WHOSE, "year", "accounts", *_YEAR_MONEY]]


def plan_by_month(all_: Frames) -> pd.DataFrame:
    """Return the plan of the team by `currency, year, quarter, month` (the first day of it).

    `plan` and `fact` are money, `fact` blank in a month without facts; `plan_so_far` is the plan of those accounts that
    have facts in the month, so that `gap` = fact − plan so far compares like with like.
    """
    rows = with_currency(all_, "plan_months")
    rows = rows.assign(plan_so_far=rows["plan"].where(rows["fact"].notna()))
    grouped = rows.groupby(["currency", "year", "month"], observed=True)
    found = grouped[["plan", "plan_so_far", "fact"]].sum(min_count=1).reset_index()
    quarter = (found["month"] - 1) // 3 + 1
    return found.assign(
        quarter=quarter, month=_month(found["year"], found["month"]), gap=found["fact"] - found["plan_so_far"]
    )[["currency", "year", "quarter", "month", "plan", "plan_so_far", "fact", "gap"]]


def plan_by_quarter(all_: Frames) -> pd.DataFrame:
    """Return `plan_by_month` added up by `currency, year, quarter`; facts are blank where no month has any."""
    grouped = plan_by_month(all_).groupby(["currency", "year", "quarter"], observed=True)
    return grouped[["plan", "plan_so_far", "fact", "gap"]].sum(min_count=1).reset_index()


def open_actions(all_: Frames) -> pd.DataFrame:
    """Return the actions that are neither done nor dropped, with `currency`: by due day, those without one last."""
    rows = with_currency(all_, "actions")
    return rows[rows["status"].astype("object").fillna("").isin(OPEN)].sort_values("due", kind="stable")


def actions_by_month(all_: Frames) -> pd.DataFrame:
    """Return open actions with a due day by `currency` and `month` (the first day of it).

    `actions` and `overdue` are counts, `budget` money over all years of the actions due in the month.
    """
    rows = open_actions(all_)
    rows = rows[rows["due"].notna()]
    due = rows["due"].to_numpy().astype("datetime64[M]").astype("datetime64[s]")
    late = (rows["state"].astype("object") == "overdue").astype("int64")
    grouped = rows.assign(month=due, overdue=late).groupby(["currency", "month"], observed=True)
    found = grouped[["overdue", "budget"]].sum().assign(actions=grouped["account_id"].size())
    return found.reset_index()[["currency", "month", "actions", "overdue", "budget"]]


def effect_by_account(all_: Frames) -> pd.DataFrame:
    """Return how each key account grew against the other clients of its manager: the rows of `effect`, `currency`.

    `before` and `after` are sales, money; `growth`, `others_growth` and `lead` (the difference) fractions.
    """
    rows = with_currency(all_, "effect")
    return rows[rows["account"].fillna("") != ""]


def effect_by_manager(all_: Frames) -> pd.DataFrame:
    """Return the same for all key accounts of a book together: its row without an account."""
    rows = with_currency(all_, "effect")
    return rows[(rows["account"].fillna("") == "") & (rows["months"] > 0)]


def effect_total(all_: Frames) -> pd.DataFrame:
    """Return the same for the whole team by `currency`, counted from the sums of all key accounts."""
    sums = effect_by_account(all_).groupby("currency", sort=False)[_EFFECT_MONEY].sum().reset_index()
    growth, others = _growth(sums["before"], sums["after"]), _growth(sums["others_before"], sums["others_after"])
    return sums.assign(growth=growth, others_growth=others, lead=growth - others)


def _map(rows: pd.DataFrame, index: list[str], code: str, value: str) -> pd.DataFrame:
    """Return a table with a column a code: rows and columns in the order in which they first come."""
    kept = rows.drop_duplicates([*index, code]).assign(**{code: rows[code].astype("object")})
    wide = kept.pivot(index=index, columns=code, values=value)
    order = pd.MultiIndex.from_frame(kept[index].drop_duplicates())
    return wide.reindex(index=order, columns=list(dict.fromkeys(kept[code])))


def _in_time(rows: pd.DataFrame, time: str) -> pd.DataFrame:
    """Return rows by time, where books keep their order within one moment."""
    return rows.sort_values(["currency", time], kind="stable", ignore_index=True)


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    counted = whole.astype(float)
    return part.astype(float) / counted.where(counted > 0)


def _growth(before: pd.Series, after: pd.Series) -> pd.Series:
    return after / before.where(before > 0) - 1


def _month(years: pd.Series, months: pd.Series) -> pd.Series:
    """Return the first day of each month."""
    since = (years.astype("int64") - 1970) * 12 + months.astype("int64") - 1
    return pd.Series(np.asarray(since).astype("datetime64[M]").astype("datetime64[s]"), index=years.index)
