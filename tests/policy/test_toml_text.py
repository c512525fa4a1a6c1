"""Lines that are no TOML: all of them are named, with what people usually mistype recognised."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kam_xl.findings import Finding
from kam_xl.policy.toml_text import parse


def flat(findings: tuple[Finding, ...]) -> list[tuple[int, str]]:
    return [(finding.where.row, finding.code) for finding in findings]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("stake_share = 0,02", "policy_decimal_comma"),
        ("stake_share = 0,02  # two percent", "policy_decimal_comma"),
        ("stake_share = 2 %", "policy_percent"),
        ("stake_share = 2,5%", "policy_percent"),
        ("name.ru = «Крупный»", "policy_quotes"),
        ("name.en = “Large”", "policy_quotes"),
        ("core = True", "policy_yes_no_word"),
        ("core = да", "policy_yes_no_word"),
        ("name.en = Large", "policy_syntax"),
        ("weight =", "policy_syntax"),
        ("weight 30", "policy_syntax"),
        ("вес = 30", "policy_syntax"),
        ("[scoring", "policy_syntax"),
        ('name.en = "Large', "policy_syntax"),
    ],
)
def test_what_people_mistype_is_recognised(line: str, code: str) -> None:
    [finding] = parse(f"version = '1.0'\n{line}\n", "policy.toml").findings
    assert (finding.code, finding.where.file, finding.where.row) == (code, "policy.toml", 2)
    assert finding.params["line"] == line


def test_every_bad_line_is_named_and_the_rest_is_read() -> None:
    text = "a = 0,5\nb = 2\nc = 3 %\nb = 4\nd = “x”\ne = 5\n"
    parsed = parse(text, "policy.toml")
    assert flat(parsed.findings) == [
        (1, "policy_decimal_comma"),
        (3, "policy_percent"),
        (4, "policy_twice"),
        (5, "policy_quotes"),
    ]
    assert parsed.data is not None
    assert {key: parsed.data[key] for key in "be"} == {"b": 2, "e": 5}
    assert parsed.lines["e",] == 6
    assert parsed.set_aside == {1, 3, 4, 5}


@pytest.mark.parametrize(
    "text",
    [
        "a = [\n 1,\nb = 2\nc = 3\n",
        "a = [\n 1,\n\nb = 0,5\n",
        "[a\nb = 0,5\n",
        "[a]\n[a]\nb = 0,5\n",
        'a = """\nb = 1\n\n',
    ],
)
def test_it_stops_where_what_follows_cannot_be_told_for_sure(text: str) -> None:
    parsed = parse(text, "policy.toml")
    assert parsed.data is None
    assert len(parsed.findings) == 1
    assert 1 <= parsed.findings[0].where.row <= 4


def test_a_bottomless_list_is_a_finding_too() -> None:
    parsed = parse(f"a = {'[' * 100_000}", "policy.toml")
    assert parsed.data is None
    assert flat(parsed.findings) == [(0, "policy_syntax")]


def test_a_line_is_named_once_and_as_it_was_typed() -> None:
    parsed = parse("b = 1\nb = «x»\nc = 2\n", "policy.toml")
    assert flat(parsed.findings) == [(2, "policy_quotes")]
    assert parsed.findings[0].params["line"] == "b = «x»"
    assert parsed.data == {"b": 1, "c": 2}


@example('\n"==%,#%b]\'",}\n')
@given(st.text(alphabet="ab=.[]{}\"'\n,0 #«%", max_size=60))
def test_no_text_brings_it_down(text: str) -> None:
    parsed = parse(text, "policy.toml")
    assert (parsed.data is None) <= bool(parsed.findings)
    assert all(1 <= finding.where.row <= text.count("\n") + 1 for finding in parsed.findings)
