"""Sending a book: nothing of what stays at home is in any part of what travels, and the book itself stays whole."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from kam_xl.commands.task import Outcome
from kam_xl.errors import ForeignContent, OpenElsewhere, UnreadableValues
from kam_xl.excel.carry import people_content
from kam_xl.excel.replace import backup_path
from kam_xl.exchange import outlook, send
from kam_xl.exchange.books import open_book
from kam_xl.exchange.errors import BadAddress, CopyNotLocal, NoDraftName, SentFileExists
from kam_xl.exchange.prints import from_text, print_of
from kam_xl.exchange.send import send_book, send_for_review
from kam_xl.exchange.sent_copy import new_sent, sent_copy
from kam_xl.exchange.snapshots import load_snapshot, sent_folder
from kam_xl.exchange.state import state_of
from kam_xl.exchange.staying import stay_home
from kam_xl.i18n import LANGUAGES, Lang, catalogue
from kam_xl.model import Portfolio
from kam_xl.model_tasks import Review
from kam_xl.rules import assess
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.render import render
from kam_xl.values import value
from tests.factories import AS_OF, a_portfolio, an_account, default_policy, on_record, portfolios
from tests.support.libreoffice import LibreOffice
from tests.support.parity import differences
from tests.support.sending import CLIENT, STAYS, TODAY, a_book, a_sending, found, secretive
from tests.task_strategies import tasks

NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _a_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("USER", "USERNAME", "LOGNAME"):
        monkeypatch.setenv(name, "HOMEUSER")
    monkeypatch.setenv("HOME", str(tmp_path / "HOMEFOLDER"))


def sent(path: Path, **args: object) -> Outcome:
    return send_book(path, a_sending(path, **args))


def copy_of(outcome: Outcome) -> Path:
    return Path(outcome.data["file"])


def codes(outcome: Outcome) -> set[str]:
    return {one.code for one in outcome.findings}


@value
class Sending:
    """The secretive book before and after it was sent, and the copy."""

    path: Path
    data: bytes
    before: Parsed
    outcome: Outcome
    after: Portfolio
    copy: Portfolio


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Sending:
    """Give one sending of the secretive book, without anything asked for."""
    path = a_book(tmp_path_factory.mktemp("plain") / "KAM.xlsx")
    before, data = open_book(path), path.read_bytes()
    outcome = sent(path)
    return Sending(path, data, before, outcome, open_book(path).portfolio, open_book(copy_of(outcome)).portfolio)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_no_part_of_what_travels_holds_what_stays_at_home(lang: Lang, ending: str, tmp_path: Path) -> None:
    path = a_book(tmp_path / f"KAM Анна.{ending}", lang=lang, macros=ending == "xlsm")
    assert found(path.read_bytes(), path.name)
    outcome = sent(path)
    files = [Path(outcome.data[key]) for key in ("file", "draft", "text")]
    for file in files:
        assert found(file.read_bytes(), file.name) == []
        assert found(file.read_bytes(), file.name, re.compile(re.escape(str(tmp_path)).encode())) == []
    local = re.compile(rb"\b[A-Za-z]:\\|file:/|\\\\server|/home/|/Users/|~/")
    assert [hit for hit in found(copy_of(outcome).read_bytes(), "copy", local) if "/" in hit[0]] == []


def test_the_copy_has_no_author_no_macros_and_only_our_own_comments(tmp_path: Path) -> None:
    package = _package(copy_of(sent(a_book(tmp_path / "KAM.xlsm", macros=True))))
    assert not [name for name in package if re.search("vba|customUI|customXml|externalLink|embeddings", name, re.I)]
    core = package["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)</", core)) <= {""}
    assert "<Company></Company>" in package["docProps/app.xml"].decode()
    comments = "".join(data.decode() for name, data in package.items() if name.startswith("xl/comments"))
    ours = {pair[0] for key, pair in catalogue("sheets").items() if key.startswith("portfolio.note.")}
    assert set(re.findall(r"<author>(.*?)</author>", comments)) == {"KAM"}
    assert set(re.findall(r"<t>(.*?)</t>", comments)) <= ours


def _package(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_copy_reads_back_as_what_was_to_be_sent(plain: Sending) -> None:
    copy = plain.copy
    assert copy.sent is not None
    assert replace(copy, sent=None) == stay_home(plain.before).portfolio
    assert copy.book_id == plain.before.portfolio.book_id
    assert (copy.conflicts, copy.log) == ((), ())


@pytest.mark.parametrize("kind", ["notes", "pay", "personal"])
def test_what_the_sender_asks_for_goes_along(kind: str, tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    whole = open_book(path).portfolio
    copy = open_book(copy_of(sent(path, **{"with": (kind,)}))).portfolio
    assert [one.notes for one in copy.accounts] == [one.notes * (kind == "notes") for one in whole.accounts]
    assert copy.accounts[0].lower_pay is (True if kind == "pay" else None)
    assert ("lower_pay" in [one.field for one in copy.proposals]) == (kind == "pay")
    assert ("interests" in [one.question for one in copy.tasks.answers]) == (kind == "personal")
    assert (copy.tasks.members[0].personal_interest == "HOME12") == (kind == "personal")
    hidden = people_content(copy_of_last(path)).hidden_columns
    assert (("tblAccounts", "notes") in hidden) == (kind != "notes")
    assert (("tblMembers", "personal_interest") in hidden) == (kind != "personal")


def test_what_went_along_stands_on_the_log_and_in_the_mail(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    outcome = sent(path, **{"with": ("own", "pay", "notes")})
    along = "notes to oneself, pay, columns that the sender added"
    assert open_book(path).portfolio.log[-1].new == f"orlov@example.com; sent along: {along}"
    assert along in Path(outcome.data["text"]).read_text("utf-8-sig")
    assert outcome.data["along"] == ["notes", "pay", "own"]


def test_of_a_kind_of_which_there_is_nothing_nothing_is_said_to_have_gone_along(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx", a_portfolio(on_record(notes="")))
    assert sent(path, **{"with": ("notes", "own")}).data["along"] == []
    assert open_book(path).portfolio.log[-1].new == "orlov@example.com"


def copy_of_last(path: Path) -> Path:
    return max(sent_folder(path).glob("*.xlsx"))


def test_own_columns_go_along_only_where_asked_and_never_with_paths(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    assert people_content(copy_of(sent(path))).columns == ()
    outcome = sent(path, **{"with": ("own",)})
    assert [one.header for one in people_content(copy_of(outcome)).columns] == ["HOME30", "Visits"]
    assert people_content(copy_of(outcome)).notes == ()
    assert "own_column_stays_home" in codes(outcome)
    assert outcome.data["stays"]["own"] == 1


def test_the_book_keeps_all_it_held_and_gets_a_line_in_its_log(plain: Sending) -> None:
    before, after = plain.before.portfolio, plain.after
    assert replace(after, log=before.log) == before
    assert backup_path(plain.path).read_bytes() == plain.data
    assert people_content(plain.path) == people_content(backup_path(plain.path))
    (entry,) = after.log[len(before.log) :]
    assert (entry.action, entry.new, entry.who, entry.file, entry.date) == (
        "sent", "orlov@example.com", "Анна Петрова", copy_of(plain.outcome).name, TODAY,
    )  # fmt: skip


def test_missing_ids_are_given_to_book_and_copy_together(tmp_path: Path) -> None:
    portfolio = secretive()
    nameless = replace(portfolio, accounts=tuple(replace(one, id="") for one in portfolio.accounts))
    path = a_book(tmp_path / "KAM.xlsx", nameless)
    outcome = sent(path)
    book, copy = open_book(path).portfolio, open_book(copy_of(outcome)).portfolio
    assert all(one.id for one in book.accounts)
    assert [one.id for one in copy.accounts] == [one.id for one in book.accounts]
    assert copy.sent is not None
    assert set(from_text(copy.sent.prints)["tblAccounts"]) == {one.id for one in book.accounts}


def test_prints_are_those_of_what_was_sent_and_of_nothing_else(plain: Sending) -> None:
    copy = plain.copy
    assert copy.sent is not None
    prints, tables = from_text(copy.sent.prints), state_of(copy).tables
    assert {table: set(records) for table, records in prints.items()} == {t: set(r) for t, r in tables.items()}
    for table, records in prints.items():
        for id, fields in records.items():
            assert fields == {key: print_of(tables[table][id][key]) for key in fields}
            assert not {"notes", "lower_pay", "folder", "personal_interest"} & set(fields)
    third = next(one for one in copy.accounts if one.account == "Third")
    assert "evidence" not in prints["tblAccounts"][third.id]
    assert "evidence" in prints["tblAccounts"][copy.accounts[0].id]


def test_the_snapshot_holds_the_whole_book_as_it_was_sent(plain: Sending) -> None:
    assert load_snapshot(plain.path, plain.outcome.data["snapshot"]) == state_of(plain.before.portfolio)


def test_sending_twice_overwrites_nothing(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM Анна.xlsx")
    first, second = sent(path), sent(path)
    assert [copy_of(one).name for one in (first, second)] == [
        "KAM Анна 2026-11-26.xlsx",
        "KAM Анна 2026-11-26 (2).xlsx",
    ]
    assert first.data["snapshot"] != second.data["snapshot"]
    assert len(list(sent_folder(path).iterdir())) == 8
    assert len(open_book(path).portfolio.log) == 3


def test_a_named_folder_and_a_named_draft_are_used_and_never_overwritten(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    folder, draft = tmp_path / "out" / "deep", tmp_path / "mail.eml"
    outcome = sent(path, folder=str(folder), eml=str(draft))
    assert sorted(one.name for one in folder.iterdir()) == ["KAM 2026-11-26.txt", "KAM 2026-11-26.xlsx"]
    mail = message_from_bytes(draft.read_bytes(), policy=policy.default)
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == copy_of(outcome).read_bytes()
    book = path.read_bytes()
    with pytest.raises(SentFileExists) as stop:
        sent(path, eml=str(draft))
    assert "--force" not in stop.value.in_("en") + stop.value.in_("ru")
    assert path.read_bytes() == book


@pytest.mark.parametrize("name", ["KAM 2026-11-26.xlsx", "KAM 2026-11-26.txt", "../KAM.xlsx", "mail"])
def test_a_draft_takes_the_place_of_no_other_file(name: str, tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    book = path.read_bytes()
    with pytest.raises(NoDraftName):
        sent(path, folder=str(tmp_path / "out"), eml=str(tmp_path / "out" / name))
    assert (list(tmp_path.iterdir()), path.read_bytes()) == ([path], book)


def test_a_path_in_a_text_is_named_with_its_cell(plain: Sending) -> None:
    told = [one for one in plain.outcome.findings if "stays_home" in one.code]
    cells = {(one.code, one.where.sheet, one.account) for one in told}
    assert ("path_stays_home", "Accounts", "Third") in cells
    assert ("link_stays_home", "Accounts", "Ёлка") in cells
    assert ("link_stays_home", "Dossier", CLIENT) in cells
    assert ("path_stays_home", "Buying center", CLIENT) in cells
    assert all(one.where.cell for one in told)


def test_a_path_in_the_name_of_the_manager_is_in_no_part_either(tmp_path: Path) -> None:
    portfolio = secretive()
    setup = replace(portfolio.setup, manager="~/HOME60")
    outcome = sent(a_book(tmp_path / "KAM.xlsx", replace(portfolio, setup=setup)))
    for key in ("file", "draft", "text"):
        assert found(Path(outcome.data[key]).read_bytes(), Path(outcome.data[key]).name) == []


def test_a_verdict_that_rests_on_what_stays_is_told(plain: Sending) -> None:
    told = [one.account for one in plain.outcome.findings if one.code == "verdict_differs_in_copy"]
    assert told == ["Third"]
    assert "plan_differs_in_copy" not in codes(plain.outcome)


def test_a_plan_whose_text_stays_is_told(tmp_path: Path) -> None:
    portfolio = secretive()
    (plan,) = portfolio.tasks.plans
    changed = replace(plan, strategy=r"as in \\server\plans\x.docx")
    path = a_book(tmp_path / "KAM.xlsx", replace(portfolio, tasks=replace(portfolio.tasks, plans=(changed,))))
    assert "plan_differs_in_copy" in codes(sent(path))


def test_a_copy_that_goes_back_keeps_snapshot_and_prints(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM Анна.xlsx")
    first = sent(path)
    received = tmp_path / "head" / copy_of(first).name
    received.parent.mkdir()
    received.write_bytes(copy_of(first).read_bytes())
    came = open_book(received).portfolio
    signed = (*came.tasks.reviews, Review("", CLIENT, TODAY, "Agreed", "Анна Петрова", "S. Orlov"))
    accounts = (replace(came.accounts[0], evidence=r"Z:\orlov\x"), *came.accounts[1:])
    edited = replace(came, accounts=accounts, tasks=replace(came.tasks, reviews=signed))
    received.write_bytes(a_book(tmp_path / "edited.xlsx", edited).read_bytes())
    back = sent(received, to=("anna@example.com",))
    returned = open_book(copy_of(back)).portfolio
    assert came.sent is not None
    assert returned.sent is not None
    assert (returned.sent.snapshot, returned.sent.by) == (came.sent.snapshot, "S. Orlov")
    assert load_snapshot(path, returned.sent.snapshot) is not None
    assert [one.date for one in returned.tasks.reviews] == [TODAY]
    before, after = from_text(came.sent.prints), from_text(returned.sent.prints)
    id = came.accounts[0].id
    assert set(before["tblAccounts"][id]) - set(after["tblAccounts"][id]) == {"evidence"}
    del before["tblAccounts"][id]["evidence"]  # type: ignore[attr-defined]
    assert after == before
    assert "after review" in message_from_bytes(Path(back.data["draft"]).read_bytes(), policy=policy.default)["Subject"]
    assert list(sent_folder(received).glob("snapshot*")) == []
    assert open_book(received).portfolio.log[-1].new == "anna@example.com"


def test_what_came_along_goes_back_whatever_the_policy_says(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    first = copy_of(sent(path, **{"with": ("notes", "personal")}))
    came = open_book(first).portfolio
    back = open_book(copy_of(sent(first))).portfolio
    assert [one.notes for one in back.accounts] == [one.notes for one in came.accounts]
    assert back.tasks == came.tasks
    assert back.sent is not None
    assert came.sent is not None
    assert back.sent.prints == came.sent.prints


def test_prints_that_somebody_spoiled_are_not_sent_on(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    came = open_book(copy_of(sent(path))).portfolio
    assert came.sent is not None
    spoiled = a_book(tmp_path / "spoiled.xlsx", replace(came, sent=replace(came.sent, prints='{"HOME40": 1}')))
    back = open_book(copy_of(sent(spoiled))).portfolio
    assert back.sent is not None
    assert (back.sent.snapshot, back.sent.prints) == (came.sent.snapshot, "")


def test_a_book_without_a_folder_cannot_be_sent(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    for place in ("https://company.sharepoint.com/KAM.xlsx", "Book1", str(tmp_path / "gone.xlsx")):
        with pytest.raises(CopyNotLocal):
            send_for_review(a_sending(path, book=place))


@pytest.mark.parametrize("address", ["", "orlov", "orlov@", "@example.com", "a@b.c\nBcc: x@y.z", "орлов@пример.рф"])
def test_what_is_no_address_is_refused_before_anything_is_written(address: str, tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    with pytest.raises(BadAddress):
        sent(path, to=(address,))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["KAM.xlsx"]


def test_an_open_book_is_not_sent(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx")
    (tmp_path / "~$KAM.xlsx").touch()
    with pytest.raises(OpenElsewhere):
        sent(path)
    assert not sent_folder(path).exists()


def test_nothing_is_left_where_the_book_cannot_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_book(tmp_path / "KAM.xlsx")

    def refused(*_: object, **__: object) -> bool:
        raise OpenElsewhere(str(path), lock="~$KAM.xlsx")

    monkeypatch.setattr(send, "save_changed", refused)
    with pytest.raises(OpenElsewhere):
        sent(path)
    assert list(sent_folder(path).iterdir()) == []


def test_values_that_cannot_be_read_stop_the_sending(tmp_path: Path) -> None:
    path = a_book(tmp_path / "KAM.xlsx", replace(secretive(), accounts=(an_account("A"), an_account("A", id="a2"))))
    with pytest.raises(UnreadableValues):
        sent(path)


def test_a_book_with_foreign_things_is_sent_and_left_alone_where_all_rows_have_ids(tmp_path: Path) -> None:
    path = _with_foreign_sheet(a_book(tmp_path / "KAM.xlsx"))
    data = path.read_bytes()
    outcome = sent(path)
    assert "sent_not_logged" in codes(outcome)
    assert path.read_bytes() == data
    assert found(copy_of(outcome).read_bytes(), "copy.xlsx") == []


def test_a_book_with_foreign_things_and_rows_without_ids_is_not_sent(tmp_path: Path) -> None:
    portfolio = replace(secretive(), accounts=(an_account("A", id=""),))
    path = _with_foreign_sheet(a_book(tmp_path / "KAM.xlsx", portfolio))
    with pytest.raises(ForeignContent):
        sent(path)
    assert not sent_folder(path).exists()


def _with_foreign_sheet(path: Path) -> Path:

    book = load_workbook(path)
    book.create_sheet("HOME50")["A1"] = "HOME51"
    book.save(path)
    return path


def test_outlook_shows_the_draft_and_otherwise_the_folder_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    path = a_book(tmp_path / "KAM.xlsx")
    monkeypatch.setattr(send, "show_folder", opened.append)
    monkeypatch.setattr(send, "on_windows", lambda: True)
    assert "opened no mail" in sent(path).message.in_("en")
    assert opened == [sent_folder(path)]
    monkeypatch.setattr(send, "show_draft", lambda draft, file: True)
    outcome = sent(path)
    assert "open in Outlook" in outcome.message.in_("en")
    assert (opened, outcome.data["outlook"]) == ([sent_folder(path)], True)
    assert outlook.on_windows() is False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_formulas_of_the_copy_recalculate_to_what_it_shows(
    lang: Lang, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    copy = copy_of(sent(a_book(tmp_path / "KAM.xlsx", secretive(lang))))
    assert differences(copy, libreoffice) == []
    assert not OpenXmlValidator().validate(copy).errors


@st.composite
def books(draw: st.DrawFn) -> Portfolio:
    """Draw a book in which some texts hold a path and a mark, and everything that stays has a mark."""
    portfolio = draw(portfolios(4))
    names = [one.account for one in portfolio.accounts]
    accounts = [
        replace(one, notes=f"HOME{i:02}", folder="HOMEFOLDER", evidence=draw(texts()), crm_link=draw(texts()))
        for i, one in enumerate(portfolio.accounts)
    ]
    held = draw(tasks(names))
    members = [replace(one, personal_interest="HOME60", position=draw(texts())) for one in held.members]
    answers = [
        replace(one, answer="HOME61" if one.question == "interests" else draw(texts()), link=draw(texts()))
        for one in held.answers
    ]
    risks = [replace(one, sign=draw(texts())) for one in held.risks]
    filled = replace(held, members=tuple(members), answers=tuple(answers), risks=tuple(risks))
    return replace(portfolio, accounts=tuple(accounts), tasks=filled)


def texts() -> st.SearchStrategy[str]:
    """Return texts, half of which hold a way into this computer, and with it a mark."""
    paths = (
        r"C:\HOME70\x",
        r"\\srv\HOME71\y",
        "file:///HOME72",
        "/home/HOME73",
        "~/HOME74",
        "(D:/HOME75)",
        "..\\HOME7",
    )
    return st.sampled_from(("", "Nothing to hide", "и/или", *(path for path in paths[:-1]), "see " + paths[0]))


@settings(max_examples=8)
@given(books())
def test_of_any_book_nothing_that_stays_is_sent(portfolio: Portfolio) -> None:
    _nothing_is_sent(portfolio)


@pytest.mark.slow
@settings(max_examples=200)
@given(books())
def test_of_many_books_nothing_that_stays_is_sent(portfolio: Portfolio) -> None:
    _nothing_is_sent(portfolio)


def _nothing_is_sent(portfolio: Portfolio) -> None:
    parsed = parse(render(assess(portfolio, default_policy(), AS_OF)))
    staying = stay_home(parsed)
    came = new_sent(staying, "Anna", NOW)
    copy = sent_copy(parsed.portfolio, staying, came, default_policy(), AS_OF)
    assert found(copy.data, "copy.xlsx", STAYS) == []
