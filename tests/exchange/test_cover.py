"""What the mail says: who sends what, what is asked, what stays, how it is returned; in the language of the book."""

from __future__ import annotations

import pytest

from kam_xl.exchange.cover import Cover, staying_lines, subject, text, unsigned_plans
from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.rules import assess
from tests.factories import AS_OF, default_policy
from tests.support.sending import CLIENT, TODAY, secretive


def a_cover(lang: Lang = "en", **fields: object) -> Cover:
    filled: dict[str, object] = {
        "file": "KAM Anna 2026-11-26.xlsx", "manager": "Anna", "by": "Anna", "to": "Orlov", "day": TODAY,
        "returned": False, "key_accounts": 7, "limit": 15, "findings": 2, "unsigned": ("A", "B"), "signs": True,
        "staying": {"notes": 3, "comments": 1},
    }  # fmt: skip
    return Cover(lang=lang, **{**filled, **fields})  # type: ignore[arg-type]


def test_the_mail_asks_for_a_review_and_tells_what_stays() -> None:
    said = text(a_cover())
    assert said.startswith("Hello Orlov,\n\n")
    for part in (
        "of Anna for your review: KAM Anna 2026-11-26.xlsx", "sheet Reviews", "reply to this mail",
        "key accounts on record: 7, at most 15", "2 findings ask for a look", "2 plans wait for a signature: A, B",
        "– 3 notes to oneself\n– 1 comment on cells", "no macros",
    ):  # fmt: skip
        assert part in said
    assert said.endswith("\n\nAnna\n")
    assert subject(a_cover()) == "KAM workbook for review: Anna, 26 Nov 2026"


def test_a_mail_with_a_copy_that_goes_back_says_what_to_do_with_it() -> None:
    said = text(a_cover(returned=True, by="Orlov", to="Anna"))
    assert said.startswith("Hello Anna,")
    assert "reviewed: KAM" in said
    assert "kam merge" in said
    assert "for your review" not in said
    assert said.endswith("\n\nOrlov\n")
    assert "after review" in subject(a_cover(returned=True))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_there_is_not_talked_about(lang: Lang) -> None:
    said = text(a_cover(lang, manager="", by="", to="", findings=0, unsigned=(), signs=False, staying={}))
    assert "  " not in said
    assert "\n\n\n" not in said
    assert "()" not in said
    assert not {"Reviews", "Проверки»", "Not sent", "Не отправлено"} & set(said.split())
    assert "KAM Anna" in subject(a_cover(lang, manager=""))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Sent along, though it usually stays with the sender: notes to oneself, pay"),
        ("ru", "Отправлено и то, что обычно остаётся у отправителя: заметки для себя, сведения об оплате"),
    ],
)
def test_what_was_sent_along_is_told_to_the_one_who_reads_it(lang: Lang, said: str) -> None:
    assert f"\n\n{said}\n\n" in text(a_cover(lang, along=("notes", "pay")))
    assert said.partition(":")[0] not in text(a_cover(lang))


def test_of_many_plans_only_some_are_named() -> None:
    said = text(a_cover(unsigned=tuple("ABCDEFG")))
    assert "7 plans wait for a signature: A, B, C, D, E, and 2 more" in said


def test_in_russian_the_forms_follow_the_number() -> None:
    assert "1 план ждёт подписи: А" in text(a_cover("ru", unsigned=("А",)))
    assert "2 плана ждут подписи" in text(a_cover("ru"))
    assert "5 планов ждут подписи" in text(a_cover("ru", unsigned=tuple("АБВГД")))


def test_kinds_are_told_in_one_order_and_only_where_something_stays() -> None:
    lines = staying_lines({"comments": 2, "notes": 1, "paths": 0}, "en")
    assert lines == ["1 note to oneself", "2 comments on cells"]


def test_plans_that_hold_nothing_wait_for_no_signature() -> None:
    assert unsigned_plans(assess(secretive(), default_policy(), AS_OF)) == (CLIENT,)
