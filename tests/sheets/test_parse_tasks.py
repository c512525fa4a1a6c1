"""The tables of the three tasks: what is typed in a row becomes a record, what points nowhere is a finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kam_xl.errors import MissingColumn
from kam_xl.findings import Severity
from kam_xl.i18n import LANGUAGES, Lang, Text
from kam_xl.model import Account, Portfolio, Setup
from kam_xl.model_tasks import NO_TASKS, Answer, Fact, Goal, Member, Plan, Risk, Season, Tasks
from kam_xl.policy import Policy
from kam_xl.rules import assess
from kam_xl.sheets import schema
from kam_xl.sheets.parse import Parsed, parse
from kam_xl.sheets.raw import CellError, RawBook, Value
from kam_xl.sheets.render import render
from kam_xl.sheets.task_tables import TASK_TABLES
from tests.factories import AS_OF, an_account, default_policy, without_tool

ROLE = default_policy().center.roles[0]
FULL = Tasks(
    answers=(Answer("q1", "Armatura", "why_key", "Buys most"), Answer("q2", "Armatura", "size", "120 people")),
    members=(Member("m1", "Armatura", "I. Belova", role=ROLE.id, influence=4.0, attitude=-1.0),),
    plans=(Plan("l1", "Armatura", base_year=2025.0),),
    goals=(Goal("g1", "Armatura", "Valves", sales=(1.0, 2.0, 3.0, 4.0, None, None)),),
    risks=(Risk("r1", "Armatura", "A tender", probability=0.3),),
    seasons=(Season("s1", "", months=(0.1,) * 12),),
    facts=(Fact("f1", "Armatura", year=2026.0, month=4.0, sales=2.5),),
)


def book(tasks: Tasks = FULL, *, lang: Lang = "en", policy: Policy | None = None, segment: str = "") -> RawBook:
    """Return the values of a book of one client with these records."""
    account: Account = an_account(segment=segment)
    portfolio = Portfolio("b1", lang, Setup(), (account,), tasks=tasks)
    return render(assess(portfolio, policy or default_policy(), AS_OF))


def with_rows(raw: RawBook, table: str, rows: list[list[Value]], **fields: Any) -> RawBook:
    return RawBook({**raw.tables, table: replace(raw.tables[table], rows=rows, **fields)}, raw.cells)


def typed(table: str, key: str, value: Value, row: int = 0) -> Parsed:
    """Read a book in which a cell of a table holds a value."""
    raw = book()
    rows = [list(cells) for cells in raw.tables[table].rows]
    rows[row][_position(raw, table, key)] = value
    return parse(with_rows(raw, table, rows))


def _position(raw: RawBook, table: str, key: str) -> int:
    return [schema.column_key(table, text) for text in raw.tables[table].headers].index(key)


def codes(parsed: Parsed) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity.name, one.where.cell) for one in parsed.findings]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_written_and_read_back(lang: Lang) -> None:
    parsed = parse(book(lang=lang))
    assert parsed.portfolio.tasks == FULL
    assert parsed.findings == ()


@pytest.mark.parametrize(
    ("table", "key", "value", "code"),
    [
        ("tblMembers", "influence", 6.0, "cell_out_of_range"),
        ("tblMembers", "attitude", -3.0, "cell_out_of_range"),
        ("tblMembers", "attitude", "for us", "cell_text_for_number"),
        ("tblMembers", "last_contact", "in June", "cell_not_a_date"),
        ("tblMembers", "inside", "maybe", "cell_unknown_word"),
        ("tblMembers", "state", "away", "cell_unknown_word"),
        ("tblDossier", "status", "sure", "cell_unknown_word"),
        ("tblDossier", "answer", CellError("#REF!"), "cell_error"),
        ("tblGoals", "potential_y2", -1.0, "cell_out_of_range"),
        ("tblRisks", "probability", 1.2, "cell_out_of_range"),
        ("tblPlans", "base_year", 25.0, "cell_out_of_range"),
        ("tblFacts", "month", 13.0, "cell_out_of_range"),
        ("tblFacts", "sales", dt.date(2026, 4, 1), "cell_date_for_number"),
        ("tblSeasons", "m3", -0.1, "cell_out_of_range"),
    ],
)
def test_a_value_that_cannot_be_read_is_an_error_with_its_cell_and_counts_as_blank(
    table: str, key: str, value: Value, code: str
) -> None:
    parsed = typed(table, key, value)
    [finding] = parsed.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.where == parsed.place(table, 0, key)
    assert finding.where.sheet == schema.sheet_name(schema.table(table).sheet, "en")
    assert parsed.portfolio.tasks == typed(table, key, None).portfolio.tasks


def test_what_a_column_takes_is_said_with_its_own_limits() -> None:
    said = {
        ("tblMembers", "influence"): "0 to 5", ("tblMembers", "attitude"): "−2 to 2", ("tblFacts", "month"): "1 to 12",
        ("tblPlans", "growth"): "−100 % to 500 %", ("tblSeasons", "m1"): "0 % or more",
    }  # fmt: skip
    for (table, key), limits in said.items():
        [finding] = typed(table, key, -9.0).findings
        assert limits in finding.remedy("en"), key
        assert "{" not in finding.remedy("ru")


def test_a_step_between_two_of_the_scale_counts_and_names_the_scale() -> None:
    parsed = typed("tblMembers", "influence", 2.5)
    assert parsed.portfolio.tasks.members[0].influence == 2.5
    assert [one.code for one in parsed.findings] == ["cell_not_whole"]
    assert "0 to 5" in parsed.findings[0].remedy("en")


@pytest.mark.parametrize("name", [ROLE.name.en, ROLE.name.ru, ROLE.name.en.upper(), f" {ROLE.name.ru} ", ROLE.id])
def test_a_role_is_its_name_in_either_language_or_its_id(name: str) -> None:
    parsed = typed("tblMembers", "role", name)
    assert parsed.portfolio.tasks.members[0].role == ROLE.id
    assert parsed.findings == ()


def test_an_unknown_role_is_named_and_stays_as_typed() -> None:
    parsed = typed("tblMembers", "role", "The boss")
    assert parsed.portfolio.tasks.members[0].role == "The boss"
    assert codes(parsed) == [("unknown_role", "WARNING", parsed.place("tblMembers", 0, "role").cell)]
    again = render(assess(parsed.portfolio, parsed.policy, AS_OF))
    assert again.tables["tblMembers"].rows[0][_position(again, "tblMembers", "role")] == "The boss"


def test_a_role_that_only_the_book_itself_knows_keeps_its_name_there() -> None:
    own = Text("Gatekeeper of ours", "Наш привратник")
    center = default_policy().center
    built = replace(
        default_policy(),
        center=replace(center, roles=(*center.roles, replace(ROLE, id="own_role", name=own, required=False))),
    )
    raw = book(replace(FULL, members=(Member("m1", "Armatura", "Bo", role="own_role"),)), policy=built)
    judged = parse(raw, default_policy())
    assert [one.code for one in judged.findings] == ["unknown_role"]
    written = render(assess(judged.portfolio, built, AS_OF))
    assert written.tables["tblMembers"].rows == raw.tables["tblMembers"].rows


@pytest.mark.parametrize("name", ["armatura", "  ARMATURA  "])
def test_clients_are_compared_as_elsewhere(name: str) -> None:
    assert typed("tblPlans", "account", name).findings == ()


@pytest.mark.parametrize(
    "table", [table.name for table in TASK_TABLES if table.name not in ("tblActions", "tblReviews")]
)
def test_an_unknown_client_is_named_with_its_cell(table: str) -> None:
    parsed = typed(table, "account", "Nobody Ltd")
    assert [one.code for one in parsed.findings] == ["row_unknown_account"]
    assert parsed.findings[0].where == parsed.place(table, 0, "account")
    for lang in LANGUAGES:
        assert "Nobody Ltd" in parsed.findings[0].what(lang)


def test_a_row_needs_a_client_but_a_season_for_all_the_others() -> None:
    assert [one.code for one in typed("tblFacts", "account", "").findings] == ["row_without_account"]
    assert typed("tblSeasons", "account", None).findings == ()


def test_questions_are_those_of_the_client_s_segment() -> None:
    first, medical = default_policy().dossier.sets[0], _medical()
    policy = replace(default_policy(), dossier=replace(default_policy().dossier, sets=(first, medical)))
    ours = next(one.id for one in medical.questions if one.id not in {q.id for q in first.questions})
    answers = Tasks(answers=(Answer("q1", "Armatura", ours, "Yes"),))
    assert parse(book(answers, policy=policy, segment="больницы")).findings == ()
    assert [one.code for one in parse(book(answers, policy=policy)).findings] == ["unknown_question"]


def _medical() -> Any:
    import tomllib

    from kam_xl.policy import from_dict
    from kam_xl.policy.shipped import composed_text

    return from_dict(tomllib.loads(composed_text(("medical",)))).dossier.sets[0]


def test_an_unknown_or_missing_question_and_one_answered_twice_are_named() -> None:
    assert [one.code for one in typed("tblDossier", "question", "why_not").findings] == ["unknown_question"]
    assert [one.code for one in typed("tblDossier", "question", None).findings] == ["answer_without_question"]
    twice = typed("tblDossier", "question", "SIZE")
    assert twice.portfolio.tasks.answers[0].question == "size"
    [finding] = twice.findings
    assert (finding.code, finding.where.cell, finding.params["other"]) == ("answer_twice", "B7", "B6")


def test_blank_rows_and_rows_with_nothing_but_an_id_are_passed_over() -> None:
    raw = book()
    table = raw.tables["tblDossier"]
    width, id_ = len(table.headers), _position(raw, "tblDossier", "id")
    left: list[Value] = [None if i != id_ else "q7" for i in range(width)]
    rows: list[list[Value]] = [[None] * width, list(table.rows[0]), left, [""] * width, list(table.rows[1])]
    parsed = parse(with_rows(raw, "tblDossier", rows, below=1))
    assert parsed.portfolio.tasks.answers == FULL.answers
    assert [parsed.place("tblDossier", i, "answer").cell for i in (0, 1)] == ["F7", "F10"]


def test_columns_are_found_by_header_of_either_language_and_by_key_wherever_they_stand() -> None:
    raw = book()
    table = raw.tables["tblFacts"]
    keys = [schema.column_key("tblFacts", text) or "" for text in table.headers]
    russian = [schema.header(schema.table("tblFacts"), schema.table("tblFacts").column(key), "ru") for key in keys]
    for headers in (keys, russian):
        moved = replace(
            table,
            headers=("Mine", *reversed(headers)),
            rows=[["own", *reversed(row)] for row in table.rows],
        )
        assert parse(RawBook({**raw.tables, "tblFacts": moved}, raw.cells)).portfolio.tasks == FULL


def test_a_lost_column_is_named_unless_a_policy_leaves_it_out() -> None:
    raw = book()
    table = raw.tables["tblGoals"]
    place = _position(raw, "tblGoals", "sales_y3")
    cut = replace(
        table,
        headers=(*table.headers[:place], *table.headers[place + 1 :]),
        rows=[[*row[:place], *row[place + 1 :]] for row in table.rows],
    )
    less = RawBook({**raw.tables, "tblGoals": cut}, raw.cells)
    with pytest.raises(MissingColumn, match="Sales, year 3"):
        parse(less)
    [goal] = parse(less, _horizon(2)).portfolio.tasks.goals
    assert goal.sales == (1.0, 2.0, 3.0, None, None, None)
    assert parse(less, without_tool("plan")).portfolio.tasks.members == FULL.members


def _horizon(years: float) -> Policy:
    return replace(default_policy(), plan=replace(default_policy().plan, horizon=years))


def test_years_beyond_the_horizon_are_left_out_but_where_they_hold_a_number() -> None:
    short = book(policy=_horizon(2))
    assert schema.table("tblGoals").shown(_horizon(2)) != schema.table("tblGoals").shown(_horizon(3))
    keys = [schema.column_key("tblGoals", text) for text in short.tables["tblGoals"].headers]
    # Formulas take a year as a whole, but the horizon's sums stop where it ends.
    assert {"sales_y3", "potential_y3", "margin_y3", "code_y3"} <= set(keys)
    assert not {"sales_y4", "sales_y5", "share_y3", "earned_y3"} & set(keys)
    assert {"potential_y0", "potential_y2", "margin_y2"} <= set(keys)
    assert parse(short).portfolio.tasks == FULL


@pytest.mark.parametrize("tool", ["dossier", "buying_center", "plan"])
def test_a_tool_that_is_switched_off_is_neither_written_nor_missed(tool: str) -> None:
    raw = book(policy=without_tool(tool))
    off = {table.name for table in TASK_TABLES if table.tool == tool}
    assert off and not off & set(raw.tables)
    parsed = parse(raw)
    assert parsed.findings == ()
    assert all(parsed.records[name] == () for name in off)


def test_what_is_typed_is_read_whatever_the_given_policy_switches_off_and_nothing_is_found_in_it() -> None:
    wrong = replace(FULL, members=(Member("m1", "Nobody", "Bo", role="The boss"),))
    parsed = parse(book(wrong), without_tool("buying_center"))
    assert parsed.portfolio.tasks == wrong
    assert parsed.findings == ()


def test_a_book_of_the_first_schema_has_no_tasks() -> None:
    raw = book()
    old = {name: table for name, table in raw.tables.items() if name not in {one.name for one in TASK_TABLES}}
    parsed = parse(RawBook(old, raw.cells))
    assert parsed.portfolio.tasks == NO_TASKS
    assert parsed.findings == ()


def test_the_same_mistake_in_many_rows_is_told_once_with_their_number() -> None:
    rows = tuple(Answer(f"q{i}", "Armatura", "why_not", "Yes") for i in range(50))
    parsed = parse(book(Tasks(answers=rows)))
    by_code = {one.code: one for one in parsed.findings}
    assert by_code["unknown_question"].where == parsed.place("tblDossier", 0, "question")
    assert by_code["unknown_question"].what("en").endswith("(and 49 rows more)")
    assert set(by_code) == {"unknown_question", "answer_twice"}
    assert len(parsed.findings) == 2
