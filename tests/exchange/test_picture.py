"""The relationship picture: whole people in the right place, whatever they are called, as text and as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_xl.errors import FullEnvironmentNeeded, NoPermission
from kam_xl.exchange.picture import relationship_svg, save_picture
from kam_xl.model_tasks import Member
from kam_xl.rules.buying_center import BuyingCenter, buying_centers
from tests.factories import AS_OF
from tests.factories_tasks import ACCOUNT, a_member, center_rules, members

SVG = "{http://www.w3.org/2000/svg}"


def center(*people: Member) -> BuyingCenter:
    return buying_centers(people, [ACCOUNT], center_rules(), AS_OF)[0]


def texts(svg: str) -> dict[str, tuple[float, float]]:
    """Return each text of a picture with its place."""
    found = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return {one.text or "": (float(one.attrib["x"]), float(one.attrib["y"])) for one in found}


def test_who_supports_us_stands_right_and_who_decides_stands_above() -> None:
    people = (a_member("Friend", attitude=2, influence=1), a_member("Boss", attitude=-2, influence=5, role=""))
    found = texts(relationship_svg(center(*people), "en"))
    friend, boss = found["Friend"], found["Boss"]
    assert friend[0] > boss[0]
    assert friend[1] > boss[1]


def test_people_at_one_point_stand_under_one_another_and_more_of_them_are_counted() -> None:
    found = texts(relationship_svg(center(*(a_member(f"P{i}") for i in range(8))), "en"))
    rows = [found[f"P{i}"] for i in range(3)]
    assert len({x for x, _ in rows}) == 1
    assert len({y for _, y in rows}) == 3
    assert "and 5 more" in found


def test_a_role_stands_under_the_name() -> None:
    found = texts(relationship_svg(center(a_member("Boss")), "ru"))
    assert found["decider по-русски"][1] > found["Boss"][1]


def test_who_left_is_not_drawn_and_a_person_without_a_name_is_called_by_position() -> None:
    people = (a_member("Gone", state="left"), a_member("", position="Chief engineer", role=""))
    found = texts(relationship_svg(center(*people), "en"))
    assert "Chief engineer" in found
    assert not any("Gone" in one for one in found)


def test_a_long_name_is_cut() -> None:
    found = texts(relationship_svg(center(a_member("Константин " * 9)), "ru"))
    assert any(one.endswith("…") and len(one) <= 30 for one in found)


def test_the_picture_speaks_both_languages() -> None:
    assert "Отношение к нам" in texts(relationship_svg(center(), "ru"))
    assert "Attitude to us" in texts(relationship_svg(center(), "en"))


@given(st.lists(members(), max_size=6))
def test_whatever_is_typed_gives_a_picture_that_can_be_read(people: list[Member]) -> None:
    ElementTree.fromstring(relationship_svg(center(*people), "ru"))


def test_markup_and_control_characters_in_a_name_stay_text() -> None:
    found = texts(relationship_svg(center(a_member("A <b>&\x07", role="")), "en"))
    assert "A <b>& " in found


def test_the_ending_of_the_name_says_which_kind(tmp_path: Path) -> None:
    for name, head in (("people.SVG", b"<svg"), ("people.png", b"\x89PNG")):
        save_picture(tmp_path / name, center(a_member()), "en")
        assert (tmp_path / name).read_bytes().startswith(head)


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(FullEnvironmentNeeded, match="resvg_py"):
        save_picture(tmp_path / "people.png", center(), "en")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoPermission):
        save_picture(tmp_path / "no such folder" / "people.svg", center(), "en")
