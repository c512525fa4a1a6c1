"""Dossiers and buying centers as tables and lines on the terminal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kam_xl.cli.terminal import print_line, print_table
from kam_xl.i18n import Lang, day, number, say, template

Data = dict[str, Any]


def show_dossier(data: Data, lang: Lang) -> None:
    """Print a line an account: how complete, how fresh, how many mandatory questions are missing or stale."""
    headers = [_account(lang), *(say(lang, f"cli.dossier.{key}") for key in ("complete", "fresh", "missing", "stale"))]
    rows = [
        [
            one["account"],
            percent(one["completeness"], lang),
            percent(one["freshness"], lang),
            str(len(one["missing"])),
            str(len(one["stale"])),
        ]
        for one in data["accounts"]
    ]
    print_table(headers, rows, right=(1, 2, 3, 4))


def show_visit(data: list[Data], lang: Lang) -> None:
    """Print for each account whom to ask, and the questions under each name."""
    for account in data:
        print_line(account["account"])
        for asked in account["asked"]:
            print_line(f"  {_whom(asked, lang)}")
            for one in asked["questions"]:
                print_line(f"    - {one['wording']}{_why(one, lang)}")
            if asked["left_out"]:
                print_line(f"    {say(lang, 'cli.left_out', n=asked['left_out'])}")


def show_folders(data: Data, lang: Lang) -> None:
    """Print the way to each account's folder."""
    for one in data["accounts"]:
        print_line(f"{one['account']}: {one['folder']}")


def show_center(data: list[Data], lang: Lang) -> None:
    """Print a line an account: required roles covered, those only named and empty, support; then who meets whom."""
    headers = [_account(lang), *(say(lang, f"cli.center.{key}") for key in ("coverage", "support", "people"))]
    headers += [say(lang, f"cli.center.{key}") for key in ("named", "empty")]
    rows = [
        [
            one["account"],
            percent(one["coverage"], lang),
            number(one["support"], lang, 2),
            str(one["active"]),
            *(", ".join(_held(one, hold)) for hold in ("named", "empty")),
        ]
        for one in data
    ]
    print_table(headers, rows, right=(1, 2, 3))
    met = [
        [one["account"], each["contact"] or say(lang, "cli.center.nobody"), ", ".join(map(_how, each["people"]))]
        for one in data
        for each in one["meetings"]
    ]
    if met:
        print_table([_account(lang), *(say(lang, f"cli.center.{key}") for key in ("contact", "whom"))], met)


def show_steps(data: Data, lang: Lang) -> None:
    """Print the dated steps by date, then the proposed ones."""
    rows = [[*_step(one, lang), say(lang, f"cli.step.{one['state']}")] for one in data["steps"]]
    proposed = say(lang, "cli.step.proposed")
    rows += [[*_step(one, lang), proposed] for one in data["proposed"]]
    headers = [say(lang, "cli.step.date"), _account(lang)]
    headers += [say(lang, f"cli.step.{key}") for key in ("member", "step", "state")]
    print_table(headers, rows)


def show_contacts(data: list[Data], lang: Lang) -> None:
    """Print the day of the last contact with each person."""
    for one in data:
        print_line(f"{one['account']}, {one['member']}: {_day(one['last_contact'], lang)}")


def percent(share: float, lang: Lang, decimals: int = 0) -> str:
    """Return a share as a percentage."""
    return f"{number(share * 100, lang, decimals)} %"


def _step(one: Data, lang: Lang) -> list[str]:
    return [_day(one["date"], lang), one["account"], one["member"], one["step"]]


def _whom(asked: Data, lang: Lang) -> str:
    if asked["role"] is None:
        return say(lang, "outcome.visit.ourselves")
    if not asked["people"]:
        return say(lang, "outcome.visit.nobody", role=asked["role_name"])
    return say(lang, "outcome.visit.people", people=asked["people"], role=asked["role_name"])


def _why(one: Data, lang: Lang) -> str:
    if one["why"] == "missing":
        return ""
    since = dt.date.fromisoformat(one["since"]) if one["since"] else None
    return f" ({say(lang, 'cli.stale_since', day=since) if since else say(lang, 'cli.stale')})"


def _how(person: Data) -> str:
    return f"{person['name']} ({person['channel']})" if person["channel"] else str(person["name"])


def _held(one: Data, hold: str) -> list[str]:
    return [role["name"] for role in one["roles"] if role["required"] and role["hold"] == hold]


def _day(iso: str, lang: Lang) -> str:
    return day(dt.date.fromisoformat(iso), lang)


def _account(lang: Lang) -> str:
    return template(lang, "column.tblAccounts.account")
