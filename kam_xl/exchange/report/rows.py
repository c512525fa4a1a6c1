"""What each sheet of the team workbook shows: its rows, in order, as a frame with the columns of the sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from kam_xl.exchange import team_figures as figures
from kam_xl.exchange.report.sheets import Shown, TeamSheet
from kam_xl.exchange.team_frames import Frames
from kam_xl.exchange.team_tables import SEPARATOR
from kam_xl.exchange.team_view import TeamView

_OF_KEY = ["complete", "fresh", "required", "covered", "signature", "review_due", "gap_now"]
_AGAINST = ["lower_pay", "reserved_goods", "forced_priority"]


def rows_of(sheet: TeamSheet, all_: Frames, view: TeamView) -> pd.DataFrame:
    """Return the rows of a sheet."""
    rows = _ROWS[sheet.key](all_, view)
    return rows.reset_index(drop=True)


def heat_columns(sheet: TeamSheet, all_: Frames) -> tuple[Shown, ...]:
    """Return the columns of a heat map, one a group of questions or a role; none for other sheets."""
    if not sheet.heat:
        return ()
    table, code, kind = ("coverage", "role", "hold") if sheet.key == "coverage" else ("dossier", "group", "heat")
    named = figures.names_of(all_, table, code)
    return tuple(Shown(f"{code}.{id}", kind, 11, title=name) for id, name in named.items())


def _overview(all_: Frames, view: TeamView) -> pd.DataFrame:
    """Return the managers, those over the limit and those without a confirmed plan first."""
    rows = figures.managers(all_).rename(columns={"policy": "book_policy"})
    over, unconfirmed = rows["record_over"].fillna(0).clip(lower=0), rows["plan_confirmed"].isna()
    order = rows.assign(_over=over, _open=unconfirmed).sort_values(["_over", "_open"], ascending=False, kind="stable")
    return order.drop(columns=["_over", "_open"])


def _keys(all_: Frames, view: TeamView) -> pd.DataFrame:
    """Return the accounts that are key for anybody, by manager, the best first."""
    accounts = figures.with_currency(all_, "accounts")
    flags = accounts[["company_key", "manager_key", "on_record"]].fillna(False).astype(bool)
    rows, flags = accounts[flags.any(axis=1)], flags[flags.any(axis=1)]
    standing = pd.Series("company", index=rows.index, dtype="object")
    standing[flags["manager_key"] & ~flags["on_record"]] = "enters"
    standing[flags["on_record"] & ~flags["manager_key"]] = "leaves"
    standing[flags["on_record"] & flags["manager_key"]] = "agree"
    known = all_["keys"].drop_duplicates(["book_id", "account_id"])[["book_id", "account_id", *_OF_KEY]]
    rows = rows.assign(standing=standing, _book=_places(rows["book_id"])).merge(
        known, how="left", on=["book_id", "account_id"]
    )
    covered = rows["covered"].astype(float) / rows["required"].astype(float).where(rows["required"] > 0)
    return rows.assign(role_coverage=covered, _key=rows["manager_key"].fillna(False).astype(bool)).sort_values(
        ["_book", "_key", "points"], ascending=[True, False, False], kind="stable"
    )


def _claims(all_: Frames, view: TeamView) -> pd.DataFrame:
    return figures.with_currency(all_, "claims")


def _against(all_: Frames, view: TeamView) -> pd.DataFrame:
    rows = figures.with_currency(all_, "accounts")
    return rows[rows[_AGAINST].fillna(False).astype(bool).any(axis=1)]


def _served(all_: Frames, view: TeamView) -> pd.DataFrame:
    """Return the accounts that are key for the company, or served by others, and not key for their manager.

    The hours of an account are freed where somebody else serves it, else still to be freed.
    """
    rows = figures.with_currency(all_, "accounts")
    company, own = (rows[name].fillna(False).astype(bool) for name in ("company_key", "manager_key"))
    rows = rows[(company | rows["served_by"].notna()) & ~own]
    hours = view.policy.capacity.hours_per_account
    others = rows["served_by"].notna()
    return rows.assign(hours_freed=hours * others, hours_left=hours * ~others)


def _dossier_managers(all_: Frames, view: TeamView) -> pd.DataFrame:
    totals = all_["dossier"].groupby(figures.WHOSE, sort=False)[["answered", "mandatory"]].sum()
    asked = totals["mandatory"].astype(float)
    wide = _named(figures.dossier_by_manager(all_), "group")
    return wide.assign(complete=totals["answered"].astype(float) / asked.where(asked > 0)).reset_index()


def _dossier(all_: Frames, view: TeamView) -> pd.DataFrame:
    return _with_key(_named(figures.dossier_map(all_), "group"), all_, "complete")


def _coverage(all_: Frames, view: TeamView) -> pd.DataFrame:
    wide = _named(figures.coverage_map(all_), "role")
    return wide.assign(role_coverage=(wide == 1).sum(axis=1) / wide.notna().sum(axis=1)).reset_index()


def _named(wide: pd.DataFrame, code: str) -> pd.DataFrame:
    return wide.rename(columns=lambda one: f"{code}.{one}")


def _with_key(wide: pd.DataFrame, all_: Frames, column: str) -> pd.DataFrame:
    known = all_["keys"].drop_duplicates(["book_id", "account_id"])[["book_id", "account_id", column]]
    return wide.reset_index().merge(known, how="left", on=["book_id", "account_id"])


def _plan_years(all_: Frames, view: TeamView) -> pd.DataFrame:
    return figures.plan_by_year(all_).rename(columns={"accounts": "plans", "margin": "margin_year"})


def _effect(all_: Frames, view: TeamView) -> pd.DataFrame:
    return figures.effect_by_account(all_)


def _decisions(all_: Frames, view: TeamView) -> pd.DataFrame:
    rows = figures.with_currency(all_, "decisions").rename(columns={"policy": "policy_print"})
    return rows.sort_values("date", ascending=False, kind="stable")


def _findings(all_: Frames, view: TeamView) -> pd.DataFrame:
    """Return the findings, the weightiest first, with the file's own name beside the whole way that it came."""
    rows = all_["findings"].sort_values("severity", kind="stable")
    return rows.assign(file=rows["source"].astype("string").str.split(SEPARATOR).str[-1])


def _arrivals(all_: Frames, view: TeamView) -> pd.DataFrame:
    return all_["arrivals"].sort_values("kind", kind="stable")


def _places(books: pd.Series) -> pd.Series:
    """Return the place of each row's book, so that sorting keeps the order of the books."""
    return pd.Series(pd.factorize(books)[0], index=books.index)


_ROWS: Mapping[str, Callable[[Frames, TeamView], pd.DataFrame]] = {
    "overview": _overview,
    "keys": _keys,
    "claims": _claims,
    "against": _against,
    "served": _served,
    "dossier_managers": _dossier_managers,
    "dossier": _dossier,
    "coverage": _coverage,
    "plan_years": _plan_years,
    "plan_months": lambda all_, view: figures.plan_by_month(all_),
    "due_months": lambda all_, view: figures.actions_by_month(all_),
    "actions": lambda all_, view: figures.open_actions(all_),
    "effect_managers": lambda all_, view: figures.effect_by_manager(all_),
    "effect": _effect,
    "decisions": _decisions,
    "changes": lambda all_, view: all_["changes"],
    "arrivals": _arrivals,
    "late": lambda all_, view: all_["late"].sort_values("days", ascending=False, kind="stable"),
    "findings": _findings,
}
