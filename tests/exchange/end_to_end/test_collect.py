"""A folder of mails becomes one team workbook: every file accounted for, every figure traced back to its cell."""

from __future__ import annotations

import pytest

from kam_xl.i18n import number, say
from kam_xl.rules.plan_signing import Signature
from tests.exchange.end_to_end.collection import GRADE, MARGIN, PHONE, Collection
from tests.exchange.end_to_end.command_line import data
from tests.exchange.end_to_end.mails import MANY, TYPED_OVER


def codes(collection: Collection, *ending: str) -> dict[str, set[str]]:
    """Return the findings of the books whose source ends so, by code with the places that they name."""
    found: dict[str, set[str]] = {}
    for one in collection.told["books"]:
        if one["source"].endswith(ending):
            for each in one.get("findings") or ():
                found.setdefault(each["code"], set()).add(f"{each['file']}, {each['sheet']}!{each['cell']}")
    return found


def team_codes(collection: Collection) -> set[tuple[str, str]]:
    """Return the findings between books by code and manager."""
    return {(one["code"], one["manager"]) for one in collection.told["findings"]}


def test_every_file_is_accounted_for_with_its_kind_and_reason(collection: Collection) -> None:
    inbox = collection.folder.joinpath("inbox").as_posix() + "/"
    found = {(one["source"].removeprefix(inbox), one["kind"], one["code"]) for one in collection.told["books"]}
    assert found == {(one.source, one.kind, one.code) for one in collection.came}
    assert len(collection.told["books"]) == len(collection.came)
    for one in collection.told["books"]:
        assert bool(one["reason"]) == (one["kind"] in ("refused", "aside"))
    arrivals = {(one["source"].removeprefix(inbox), one["kind"]) for one in collection.workbook.rows("arrivals")}
    assert arrivals == {
        (one.source, say(collection.lang, f"list.arrivals.{one.kind}")) for one in collection.came
    }  # fmt: skip
    told = collection.told
    assert (told["accepted"], told["refused"], told["aside"], told["duplicates"]) == (12, 2, 1, 2)


def test_the_mail_says_who_sent_a_book_and_when(collection: Collection) -> None:
    by_end = {one["source"].rpartition(" › ")[2]: one for one in collection.told["books"]}
    assert by_end["КАМ Марина Соколова.xlsx"]["sender"] == "anna@firm.example"
    assert by_end["КАМ Виктор Лебедев.xlsx"]["manager"] == by_end["книги/Виктор.xlsx"]["manager"]


def test_what_is_wrong_with_a_book_or_between_books_is_found(collection: Collection) -> None:
    assert "team_policy_differs" in codes(collection, "other rules.xlsx")
    assert len(codes(collection, TYPED_OVER)["formula_typed_over"]) == 1
    assert "team_macros" not in codes(collection, "macros.xlsm"), "the workbook's own macros are no finding"
    assert {("team_cap_over", "Igor"), ("team_claim", "Kira")} <= team_codes(collection)
    (claim,) = collection.told["claims"]
    assert [one["manager"] for one in claim["claims"]] == ["Kira", collection.managers["lebedev"]]
    (over,) = (one for one in collection.told["findings"] if one["code"] == "team_cap_over")
    assert str(2 * MANY) in over["what"]


def test_the_second_run_says_the_same(collection: Collection) -> None:
    first, second, _ = collection.runs
    assert first.code == second.code == 1
    assert first.data == second.data
    assert collection.workbook.rows("changes") == []


@pytest.mark.parametrize("sheet", ["keys", "claims", "against", "served"])
def test_a_row_about_a_client_leads_to_the_cell_with_his_name(sheet: str, collection: Collection) -> None:
    rows = collection.workbook.rows(sheet)
    assert rows
    for row in rows:
        assert collection.cell(row).value == row["account"]


def test_the_overview_leads_to_the_cell_with_the_managers_name(collection: Collection) -> None:
    rows = collection.workbook.rows("overview")
    assert {row["source"] for row in rows} == set(collection.current)
    for row in rows:
        assert collection.cell(row).value == row["manager"]


def test_figures_of_key_accounts_stand_in_the_row_that_is_named(collection: Collection) -> None:
    """Typed ones and those that the books' own formulas gave, where a book shows values of its own rules."""
    words = {True: say(collection.lang, "list.yes_no.yes"), False: say(collection.lang, "list.yes_no.no")}
    compared = 0
    for row in collection.workbook.rows("keys"):
        own = collection.accounts_row(row)
        for key in ("margin", "segment", "key_since"):
            assert (row[key] or None) == (own[key] or None), (row["account"], key)
        if row["manager"] in collection.managers.values():
            compared += 1
            for key in ("points", "influence", "stake"):
                assert row[key] == pytest.approx(own[key]), (row["account"], key)
            assert (row["verdict"], row["rank"]) == (own["verdict"], own["rank"] or None)
            assert {row["company_key"], own["company_key"]} <= set(words.values())
            assert row["manager_key"] == own["manager_key"]
    assert compared >= 25


def test_actions_lead_to_their_rows(collection: Collection) -> None:
    rows = collection.workbook.rows("actions")
    assert rows
    for row in rows:
        assert collection.cell(row).value == row["action"]


def test_findings_lead_into_the_books_that_they_are_about(collection: Collection) -> None:
    rows = [row for row in collection.workbook.rows("findings") if row["cell"]]
    assert {row["code"] for row in rows} >= {"formula_typed_over", "team_policy_differs", "team_claim", "team_cap_over"}
    for row in rows:
        assert collection.cell(row).parent.title == row["sheet"], row


def test_the_totals_of_the_team_are_those_of_the_books_own_commands(collection: Collection) -> None:
    (total,) = collection.workbook.totals("overview")
    caps = [cap for caps in collection.of_books("cap").values() for cap in caps]
    for key in ("limit", "on_record", "qualifying"):
        assert total[key] == sum(cap[key] for cap in caps), key
    plans = [plan for plans in collection.of_books("plan").values() for plan in plans]
    assert total["plans_signed"] == sum(plan["signature"] == Signature.SIGNED for plan in plans)
    for key in ("budget", "extra_margin"):
        assert total[key] == pytest.approx(sum(plan[key] for plan in plans)), key


def test_each_managers_line_is_what_his_books_own_commands_say(collection: Collection) -> None:
    dossiers, centers, caps = (collection.of_books(command) for command in ("dossier", "center", "cap"))
    for row in collection.workbook.rows("overview"):
        source = row["source"]
        (cap,) = caps[source]
        assert {key: row[key] for key in ("limit", "cap", "hours_limit", "on_record", "qualifying")} == {
            key: cap[key] for key in ("limit", "cap", "hours_limit", "on_record", "qualifying")
        }
        asked = [(one["mandatory"], one["answered"]) for one in dossiers[source]["accounts"]]
        assert row["dossier_complete"] == pytest.approx(sum(a for _, a in asked) / sum(m for m, _ in asked), abs=1e-6)
        holds = [role["hold"] for one in centers[source] for role in one["roles"] if role["required"]]
        assert row["role_coverage"] == pytest.approx(holds.count("covered") / len(holds))


def test_plan_years_add_up_to_the_plans_of_the_books(collection: Collection) -> None:
    years = [
        year for plans in collection.of_books("plan").values() for plan in plans if plan["base_year"]
        for year in plan["years"]
    ]  # fmt: skip
    lines = {line["year"]: line for line in collection.workbook.totals("plan_years")}
    assert set(lines) == {year["year"] for year in years}
    for calendar, line in lines.items():
        of_year = [year for year in years if year["year"] == calendar]
        for key, own in (("sales", "sales"), ("budget", "budget"), ("extra", "extra_margin"), ("result", "net")):
            assert line[key] == pytest.approx(sum(year[own] or 0 for year in of_year)), (calendar, key)


def test_changes_name_exactly_what_a_newer_version_changed(collection: Collection) -> None:
    rows = collection.later.rows("changes")
    assert {row["manager"] for row in rows} == {collection.changed.manager}
    found = data(collection.lang, "diff", collection.changed.copy, collection.newer)
    assert {(row["account"], row["column"]) for row in rows} == {(one["account"], one["column"]) for one in found}
    assert len(rows) == len(found) == 3
    new = {row["new"] for row in rows}
    assert new == {number(MARGIN, collection.lang), str(GRADE), PHONE}


def test_history_shows_an_account_then_and_now(collection: Collection) -> None:
    (name,) = {row["account"] for row in collection.later.rows("changes")}
    db = collection.folder / "team.db"
    (one,) = data(collection.lang, "history", "account", name, "--db", db, "--since", "2020-01-01")
    for when, path in (("first", collection.changed.copy), ("last", collection.newer)):
        (own,) = data(collection.lang, "qualify", path, "--account", name)
        assert one[when]["values"]["points"] == pytest.approx(own["points"])
        assert one[when]["values"]["verdict"] == own["verdict"]
    assert one["first"]["values"]["points"] != one["last"]["values"]["points"]
    assert {(change["field"], change["new"]) for change in one["changes"]} == {
        ("margin", MARGIN), ("large", GRADE), ("phone", PHONE),
    }  # fmt: skip
