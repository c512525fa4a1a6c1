"""Line numbers of keys: every key of every document that `tomllib` reads, and on the line where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam_xl.policy.shipped import DOSSIERS, composed_text
from kam_xl.policy.toml_lines import Path, dotted, key_lines, line_of

BARE = ("a", "b", "entry_points", "7", "x-y", "true")
QUOTED = ('"a"', "'b'", '"two words"', '"dot.ted"', "'#'", '"]="', '"\\u043a"', '""')
STRINGS = (
    '"x"',
    "'x'",
    '"# [no] = \\" {"',
    "'\\'",
    '"""one"""',
    "'''o'n''e'''",
    '""""q""""',
    '"""\n[a]\nb = 1\\"""\n"""',
)
OTHERS = ("true", "1e3", "-inf", "0x1F", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "07:32:00", "1_000")
GAPS = ("", " ", "\n", " # why ] } = \" '\n", "\n\n\t")


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    """Write a value; `@` stands for the number of the line that it is on."""
    kinds = ["line", "scalar", "array", "inline"] if depth else ["line", "scalar"]
    match draw(st.sampled_from(kinds)):
        case "line":
            return "@"
        case "scalar":
            scalar: str = draw(st.sampled_from(STRINGS + OTHERS))
            return scalar
        case "array":
            items = draw(st.lists(values(depth - 1), max_size=3))
            gap = st.sampled_from(GAPS)
            inside = "".join(f"{draw(gap)}{item}{draw(gap)}," for item in items)
            return f"[{inside if draw(st.booleans()) else inside[:-1]}{draw(gap)}]"
        case _:
            keys = draw(st.lists(st.sampled_from(BARE + QUOTED), max_size=3, unique_by=lambda key: key.strip("\"'")))
            return "{" + ", ".join(f" {key} = {draw(values(depth - 1))} " for key in keys) + "}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Write a document of tables, arrays of tables and pairs; what `tomllib` refuses of it is left out."""
    few = draw(st.lists(st.sampled_from(BARE + QUOTED), min_size=1, max_size=4, unique=True))
    names = st.lists(st.sampled_from(few), min_size=1, max_size=3).map(" . ".join)
    text = ""
    for _ in range(draw(st.integers(0, 12))):
        statement = draw(
            st.one_of(
                names.map(lambda name: f"[{name}]  # [x]\n"),
                names.map(lambda name: f"[[ {name} ]]\n"),
                st.builds(lambda name, value: f"\t{name} = {value} # y = 1\n", names, values()),
                st.sampled_from(("\n", "# [c]\n", "   \n", "# d = 1\r\n")),
            )
        )
        if readable(text + statement):
            text += statement
    return text


def readable(text: str) -> bool:
    try:
        tomllib.loads(text.replace("@", "0"))
    except tomllib.TOMLDecodeError:
        return False
    return True


def numbered(text: str) -> str:
    """Put the number of its line for every `@`."""
    return "\n".join(row.replace("@", str(number)) for number, row in enumerate(text.split("\n"), start=1))


def leaves(data: Any, path: Path = ()) -> dict[Path, Any]:
    """Return every path of nested data, tables and arrays included, with what stands there."""
    found: dict[Path, Any] = {path: data} if path else {}
    if isinstance(data, Mapping):
        for key, value in data.items():
            found |= leaves(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            found |= leaves(value, (*path, str(place)))
    return found


@given(documents())
def test_every_key_is_found_and_no_other(text: str) -> None:
    text = numbered(text)
    assert key_lines(text).keys() == leaves(tomllib.loads(text)).keys()


@given(documents())
def test_every_key_stands_on_the_line_that_its_value_names(text: str) -> None:
    text = numbered(text)
    lines = key_lines(text)
    for path, value in leaves(tomllib.loads(text)).items():
        if isinstance(value, int) and value is not True and value not in (31, 1000):
            assert lines[path] == value


def test_tables_and_arrays_stand_where_they_begin() -> None:
    text = '# why\n[a.b]\nc = [\n  1,\n\n  { en = "x" },\n]\n[a]\nd.e = 2\n[[f]]\n[[f]]\ng = 1\n'
    lines = key_lines(text)
    assert {dotted(path): line for path, line in lines.items()} == {
        "a": 2,
        "a.b": 2,
        "a.b.c": 3,
        "a.b.c.0": 4,
        "a.b.c.1": 6,
        "a.b.c.1.en": 6,
        "a.d": 9,
        "a.d.e": 9,
        "f": 10,
        "f.0": 10,
        "f.1": 11,
        "f.1.g": 12,
    }


def test_parts_of_a_table_in_an_array_belong_to_its_last_element() -> None:
    lines = key_lines("[[a]]\n[a.b]\n[[a]]\n[a.b]\nc = 1\n[[a.d]]\n[[a.d]]\n[a.d.e]\n")
    assert {dotted(path): line for path, line in lines.items()} == {
        "a": 1,
        "a.0": 1,
        "a.0.b": 2,
        "a.1": 3,
        "a.1.b": 4,
        "a.1.b.c": 5,
        "a.1.d": 6,
        "a.1.d.0": 6,
        "a.1.d.1": 7,
        "a.1.d.1.e": 8,
    }


def test_a_missing_key_lies_in_the_nearest_table_that_is_there() -> None:
    lines = key_lines("\n[scoring]\nentry_points = 45\n")
    assert line_of(("scoring", "exit_points"), lines) == 2
    assert line_of(("capacity", "cap"), lines) == 0


def test_odd_names_are_shown_in_quotes() -> None:
    assert dotted(("criteria", "два слова", "weight")) == 'criteria."два слова".weight'


def test_the_shipped_policy_is_scanned_whole() -> None:
    text = composed_text(DOSSIERS)
    lines, rows = key_lines(text), text.split("\n")
    assert lines.keys() == leaves(tomllib.loads(text)).keys()
    for path, value in leaves(tomllib.loads(text)).items():
        if isinstance(value, str):
            assert path[-1] in rows[lines[path] - 1] or path[-1].isdecimal()
            assert value in rows[lines[path] - 1]
