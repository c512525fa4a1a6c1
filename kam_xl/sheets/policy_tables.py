"""The question sets and the roles of the policy as tables of the workbook, which formulas look things up in.

They are written from the policy and never read as records. Numbers of sets, groups and roles count from 1 in the order
of the policy; groups of one id in several sets are one group.
"""

from __future__ import annotations

from collections.abc import Sequence

from kam_xl.i18n import Lang
from kam_xl.policy import Policy
from kam_xl.policy.tasks import DossierGroup
from kam_xl.sheets.raw import Value
from kam_xl.sheets.shape import Column, Table
from kam_xl.sheets.texts import plain_name


def _written(key: str, kind: str, width: float, **more: bool) -> Column:
    return Column(key, kind, "record", width=width, **more)  # type: ignore[arg-type]


QUESTIONS = Table(
    "tblQuestions",
    "questions",
    (
        _written("question", "text", 18),
        _written("set", "text", 20),
        _written("group", "text", 28),
        _written("wording", "long_text", 74),
        _written("mandatory", "step", 11),
        _written("starter", "step", 11),
        _written("days", "count", 11),
        _written("ask", "text", 34),
        _written("key", "text", 18, working=True),
        _written("set_no", "count", 8, working=True),
        _written("group_no", "count", 8, working=True),
        _written("ask_no", "count", 8, working=True),
    ),
    tool="dossier",
)

ROLES = Table(
    "tblRoles",
    "roles",
    (
        _written("name", "text", 34),
        _written("role", "text", 14),
        _written("required", "step", 11),
        _written("deciding", "step", 11),
        _written("cadence", "count", 12),
        _written("supporter", "long_text", 44),
        _written("neutral", "long_text", 44),
        _written("opponent", "long_text", 44),
        _written("name_key", "text", 20, working=True),
        _written("other_key", "text", 20, working=True),
    ),
    tool="buying_center",
)

POLICY_TABLES = (QUESTIONS, ROLES)


def groups_of(policy: Policy) -> tuple[DossierGroup, ...]:
    """Return the groups of all question sets, each id once, as the first set that has it names it."""
    found: dict[str, DossierGroup] = {}
    for one in policy.dossier.sets:
        for group in one.groups:
            found.setdefault(group.id, group)
    return tuple(found.values())


def question_rows(policy: Policy, lang: Lang) -> list[dict[str, Value]]:
    """Return a row a question of every set, in the order of the policy."""
    group_no = {group.id: i for i, group in enumerate(groups_of(policy), start=1)}
    roles = {role.id: (i, role.name.in_(lang)) for i, role in enumerate(policy.center.roles, start=1)}
    rows: list[dict[str, Value]] = []
    for number, one in enumerate(policy.dossier.sets, start=1):
        names = {group.id: group.name.in_(lang) for group in one.groups}
        for question in one.questions:
            ask_no, ask = roles.get(question.ask, (0, question.ask))
            rows.append({
                "question": question.id, "set": one.name.in_(lang), "group": names[question.group],
                "wording": question.text.in_(lang), "mandatory": int(question.mandatory),
                "starter": int(question.starter), "days": question.days, "ask": ask,
                "key": f"{number}|{question.id}", "set_no": number, "group_no": group_no[question.group],
                "ask_no": ask_no,
            })  # fmt: skip
    return rows


def role_rows(policy: Policy, lang: Lang) -> list[dict[str, Value]]:
    """Return a row a role, in the order of the policy."""
    other: Lang = "ru" if lang == "en" else "en"
    return [
        {
            "name": role.name.in_(lang), "role": role.id, "required": int(role.required),
            "deciding": int(role.deciding), "cadence": role.cadence, "supporter": role.supporter.in_(lang),
            "neutral": role.neutral.in_(lang), "opponent": role.opponent.in_(lang),
            "name_key": plain_name(role.name.in_(lang)), "other_key": plain_name(role.name.in_(other)),
        }
        for role in policy.center.roles
    ]  # fmt: skip


def policy_rows(table: Table, policy: Policy, lang: Lang) -> Sequence[dict[str, Value]]:
    """Return the rows of one of the policy's tables."""
    return question_rows(policy, lang) if table is QUESTIONS else role_rows(policy, lang)


def segment_rows(policy: Policy) -> list[tuple[str, int]]:
    """Return every segment that a set names, as formulas compare it, with the set's number; the first set wins."""
    found: dict[str, int] = {}
    for number, one in enumerate(policy.dossier.sets, start=1):
        for segment in one.segments:
            for text in (segment.en, segment.ru):
                found.setdefault(plain_name(text).casefold(), number)
    return [(text, number) for text, number in found.items() if text]
