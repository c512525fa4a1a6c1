"""What is found in a book of somebody else: what `kam check` finds, and what only an outsider can tell."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from kam_xl.commands.check import check_workbook
from kam_xl.commands.task import Task
from kam_xl.demo import DEMO_AS_OF
from kam_xl.excel.reading import read_data
from kam_xl.exchange.digest import Digest
from kam_xl.findings import Finding, Severity
from kam_xl.i18n import LANGUAGES
from kam_xl.rules import Assessment
from kam_xl.sheets.parse import parse
from tests.exchange.collect.books import by, judged, packed, team, team_files
from tests.factories import a_policy, default_policy

Part = Callable[[bytes], bytes]


def changed(data: bytes, parts: dict[str, Part], added: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook whose parts were changed by hand, and some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, parts[name](content) if name in parts else content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def the(found: Digest, code: str) -> list[Finding]:
    return [one for one in found.findings if one.code == code]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_book_says_what_check_says_with_the_file_in_front(lang: str) -> None:
    for name, data in team_files("ru" if lang == "ru" else "en").items():
        parsed = parse(read_data(data, name))
        wanted = check_workbook(Task(parsed, DEMO_AS_OF, parsed.portfolio.lang)).findings
        found = judged(data, name).findings
        assert sorted(one.code for one in found) == sorted(one.code for one in wanted)
        assert {one.where.file for one in found} == {name}
        places = {(one.code, one.account, one.where.sheet, one.where.cell) for one in found}
        assert {(one.code, one.account, one.where.sheet, one.where.cell) for one in wanted if one.where.cell} <= places


def test_a_plan_that_the_head_did_not_confirm_asks_somebody_to_act_at_its_cell() -> None:
    book = team()[0]
    data = packed(replace(book, setup=replace(book.setup, plan_confirmed=None)))
    (one,) = the(judged(data), "plan_not_confirmed")
    assert one.severity is Severity.WARNING
    where = read_data(data, "").cells["plan_confirmed"]
    assert (one.where.sheet, one.where.cell) == (where.sheet, where.cell)


def test_other_rules_than_the_companys_are_named_with_the_first_that_differ() -> None:
    own = a_policy(scoring={"entry_points": 50.0})
    (one,) = the(judged(packed(team()[0], own)), "team_policy_differs")
    assert one.severity is Severity.WARNING
    assert "scoring.entry_points: 50 instead of 45" in one.what("en")
    assert not the(judged(packed(team()[0])), "team_policy_differs")


def test_a_verdict_that_the_book_shows_otherwise_stands_beside_the_companys() -> None:
    strict = a_policy(scoring={"entry_points": 99.0, "exit_points": 98.0, "exit_reviews": 1.0})
    found = judged(packed(team()[0]), company=by(strict))
    own = {one.account.account: str(one.verdict) for one in _verdicts(packed(team()[0]))}
    ours = {row[3]: row[9] for row in found.rows["accounts"]}
    assert {one.account for one in the(found, "team_verdict_differs")} == {
        name for name, verdict in own.items() if verdict != ours[name]
    }
    key = next(one for one in the(found, "team_verdict_differs") if one.severity is Severity.WARNING)
    assert "Key" in key.what("en") or "key" in key.what("en")
    assert key.where.cell.startswith("B") or key.where.cell
    assert not the(judged(packed(team()[0])), "team_verdict_differs")


def _verdicts(data: bytes) -> tuple[Assessment, ...]:
    parsed = parse(read_data(data, ""))
    return Task(parsed, DEMO_AS_OF, "en").whole.accounts


def test_a_formula_that_a_value_was_typed_over_is_found_with_its_cell() -> None:
    data = packed(team()[0])
    over = re.compile(rb'<c r="(D\d+)"([^>]*) t="str"><f>[^<]*</f><v>[^<]*</v></c>')
    sheet = "xl/worksheets/sheet2.xml"
    typed = changed(data, {sheet: lambda xml: over.sub(rb'<c r="\1"\2 t="inlineStr"><is><t>Key</t></is></c>', xml, 1)})
    (one,) = the(judged(typed), "formula_typed_over")
    assert one.where.cell == "D6"
    assert one.where.file == "inbox/KAM.xlsx"


def test_macros_that_are_not_ours_are_named_and_links_to_elsewhere_too() -> None:
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///C:/other.xlsx" TargetMode="External"/></Relationships>'
    )
    added = {"xl/vbaProject.bin": b"no compound file", "xl/externalLinks/_rels/externalLink1.xml.rels": links}
    found = judged(changed(packed(team()[0]), {}, added))
    assert [one.code for one in found.findings if one.code in ("team_macros", "team_links")] == [
        "team_macros", "team_links",
    ]  # fmt: skip
    assert "C:/other.xlsx" in the(found, "team_links")[0].what("en")
    plain = judged(packed(team()[0]))
    assert not the(plain, "team_macros") + the(plain, "team_links")


def test_a_book_that_lost_its_hidden_sheet_is_known_by_its_manager() -> None:
    def without(key: bytes) -> Part:
        return lambda xml: xml.replace(b"<t>" + key + b"</t>", b"<t></t>")

    book = team()[0]
    data = changed(packed(book), {"xl/sharedStrings.xml": without(book.book_id.encode())})
    first, second = judged(data, "a.xlsx"), judged(data, "b.xlsx")
    assert the(first, "team_book_without_id")
    assert first.book_id == second.book_id != ""


def test_a_book_that_counts_as_of_a_day_of_its_own_is_judged_as_of_that_of_the_team() -> None:
    book = team()[0]
    fresh = judged(packed(book))
    assert not the(fresh, "team_day_fixed")
    later = judged(packed(book), company=by(as_of=None, today=dt.date(2028, 1, 1)))
    assert later.judged.as_of == dt.date(2028, 1, 1)
    (one,) = the(later, "team_day_fixed")
    assert (one.severity, one.where.sheet, one.where.file) == (Severity.WARNING, "Start", "inbox/KAM.xlsx")
    assert one.where.cell
    assert "30 Sep 2026" in one.what("en") and "1 Jan 2028" in one.what("en")
    free = replace(book, setup=replace(book.setup, as_of_fixed=None))
    assert not the(judged(packed(free), company=by(as_of=None)), "team_day_fixed")


def test_a_stale_signature_is_found() -> None:
    found = [one.code for data in team_files().values() for one in judged(data).findings]
    assert "account_plan_changed" in found or "account_plan_unsigned" in found


def test_everything_found_can_be_said_in_both_languages() -> None:
    strict = a_policy(scoring={"entry_points": 99.0})
    for data in team_files("ru").values():
        for one in judged(data, company=by(strict, dt.date(2027, 6, 1))).findings:
            assert all(one.what(lang) and one.remedy(lang) for lang in LANGUAGES)
    assert default_policy() != strict
