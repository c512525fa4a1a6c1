"""What the actions of a plan rest on: answers of the dossier, members of the buying center, other actions.

`rests_on` names one thing, or several with commas between: an action by its id, code or text, an answer by its id or
its question's id, a member by id or name, all of the same account; compared by `natural_name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kam_xl.model import natural_name
from kam_xl.model_tasks import Action
from kam_xl.rules.plan_rows import PlanRows


def unknown_supports(rows: PlanRows) -> tuple[tuple[Action, str], ...]:
    """Return each action with a name in its `rests_on` that nothing of the account has, in the order of the rows."""
    if not _rest_on_anything(rows):
        return ()
    known = _known(rows)
    return tuple((one, name) for one in rows.actions for name in _named(one, known) if natural_name(name) not in known)


def circles(rows: PlanRows) -> tuple[tuple[Action, ...], ...]:
    """Return the actions that rest on one another in a circle, each circle once, in the order in which they rest."""
    if not _rest_on_anything(rows):
        return ()
    known, found, settled = _known(rows), [], set[int]()
    rests = [[at for name in _named(one, known) for at in known.get(natural_name(name), ())] for one in rows.actions]
    for start in range(len(rests)):
        path: dict[int, Iterator[int]] = {} if start in settled else {start: iter(rests[start])}
        while path:
            here = next(reversed(path))
            following = next(path[here], None)
            if following is None:
                settled.add(here)
                del path[here]
            elif following in path:
                order = list(path)
                found.append(tuple(rows.actions[at] for at in order[order.index(following) :]))
            elif following not in settled:
                path[following] = iter(rests[following])
    return tuple(found)


def _rest_on_anything(rows: PlanRows) -> bool:
    return any(one.rests_on for one in rows.actions)


def _known(rows: PlanRows) -> Mapping[str, tuple[int, ...]]:
    """Return every name that may be rested on → places of the actions of that name, () for what is no action."""
    found: dict[str, tuple[int, ...]] = {}
    for answer in rows.answers:
        found |= {natural_name(answer.id): (), natural_name(answer.question): ()}
    for member in rows.members:
        found |= {natural_name(member.id): (), natural_name(member.name): ()}
    for at, action in enumerate(rows.actions):
        for key in dict.fromkeys(map(natural_name, (action.id, action.code, action.action))):
            found[key] = (*found.get(key, ()), at)
    found.pop("", None)
    return found


def _named(action: Action, known: Mapping[str, tuple[int, ...]]) -> list[str]:
    """Return the names in `rests_on`; a name may itself hold a comma, so the whole is tried first."""
    whole = action.rests_on.strip()
    if natural_name(whole) in known:
        return [whole]
    return [name.strip() for name in whole.split(",") if name.strip()]
