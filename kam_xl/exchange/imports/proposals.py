"""Propose flags, grades and levers from a client's history: never a judgement, each with what it was derived from.

Thresholds come from `policy.imports` (DOMAIN.md sections 1 to 3). A value is proposed only where history can show it:
status, partner, complex, access and order of purchases are left to the manager; a company flag is proposed when it is
met, since an export cannot prove that it is not. No lever is proposed above 2 ("our work changed it at least once in
12 months"): that it *mostly* depends on us is for the manager to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kam_xl.commands.units import money
from kam_xl.exchange.imports.export import Basis
from kam_xl.exchange.imports.history import Book, ClientHistory
from kam_xl.exchange.imports.periods import HALF_YEAR, YEAR
from kam_xl.i18n import Message, message
from kam_xl.policy import ImportRules
from kam_xl.rules.numbers import round6

LOYAL_LOSS = 0.20
"""Loss probability from which loyalty needs defending (DOMAIN.md section 2, "loyal")."""
FEW_SALES = 5
"""With fewer priced sales, a share of conceded ones says nothing."""
MOST_LOSS = 0.95
_NAMES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value drawn from history for a column of the accounts table, the sentence that supports it, and its day."""

    field: str
    value: float | bool
    evidence: Message
    day: dt.date | None = None


def draw(client: ClientHistory, book: Book, plan: float, rules: ImportRules) -> list[Drawn]:
    """Return everything that a client's history lets one propose.

    Args:
        client: his history.
        book: the seller's, for comparison.
        plan: the seller's yearly margin plan in money, on the export's basis; 0 where unknown.
        rules: thresholds.
    """
    loss = _loss(client, rules)
    headroom = _headroom(client, rules)
    drawn = [*_company(client, book, rules), *([loss] if loss else []), *([headroom] if headroom else [])]
    if plan > 0:
        room = float(headroom.value) if headroom else 0.0
        drawn.append(_large(client, book, plan, rules))
        drawn += _loyal(client, book, plan, float(loss.value) if loss else 0.0, room, rules)
        drawn.append(_promising(room, plan, rules))
    return [*drawn, *draw_levers(client, book, rules)]


def draw_levers(client: ClientHistory, book: Book, rules: ImportRules) -> list[Drawn]:
    """Return the levers whose movement the history shows, 1 (a trace) or 2 (real), each with the day last seen."""
    return [*_assortment(client, rules), *_volume(client, book, rules), *_defence(client), *_terms(client, rules)]


def _company(client: ClientHistory, book: Book, rules: ImportRules) -> Iterator[Drawn]:
    share = client.company_value / book.company_value if book.company_value and book.company_value > 0 else 0.0
    if _meets(share, rules.company_large_share):
        yield Drawn("co_large", True, message(f"evidence.co_large_{book.basis}", share=share))
    if _meets(client.years, rules.company_loyal_years):
        yield Drawn("co_loyal", True, message("evidence.co_loyal", years=int(client.years)))
    growth = client.company_growth
    if growth is not None and _meets(growth, rules.company_growth):
        yield Drawn("co_promising", True, message(f"evidence.co_promising_{book.basis}", growth=growth))


def _loss(client: ClientHistory, rules: ImportRules) -> Drawn | None:
    """Propose the base probability, once more for each month of silence beyond the client's rhythm."""
    if client.last_day is None:
        return None
    beyond = max(client.silent - client.rhythm, 0.0)
    value = round(min(rules.base_loss_probability * (1 + beyond), MOST_LOSS), 2)
    key = "evidence.loss_silent" if beyond >= 1 else "evidence.loss_steady"
    params = {"last": client.last_day, "silent": round(client.silent, 1), "rhythm": round(client.rhythm, 1)}
    return Drawn("loss_probability", value, message(key, **params))


def _headroom(client: ClientHistory, rules: ImportRules) -> Drawn | None:
    """Propose a part of the open potential: groups he does not buy, as others usually buy them, and open deals."""
    value = _three_digits((client.open_groups + client.open_value) * rules.headroom_share)
    params: dict[str, object] = {"groups": money(client.open_groups), "part": rules.headroom_share}
    if not client.open_deals and not client.groups:
        return None
    if value <= 0:
        return Drawn("headroom", value, message("evidence.headroom_none"))
    if client.open_value <= 0:
        return Drawn("headroom", value, message("evidence.headroom", **params))
    params |= {"n": client.open_deals, "deals": money(client.open_value)}
    key = "evidence.headroom_deals" if client.open_groups > 0 else "evidence.headroom_only_deals"
    return Drawn("headroom", value, message(key, **params))


def _large(client: ClientHistory, book: Book, plan: float, rules: ImportRules) -> Drawn:
    share = max(client.value, 0.0) / plan
    of_book = max(client.value, 0.0) / book.value if book.value > 0 else 0.0
    params = {"value": money(client.value), "share": share, "of_book": of_book}
    return Drawn("large", _grade(share, rules.manager_large_share), message(f"evidence.large_{book.basis}", **params))


def _loyal(
    client: ClientHistory, book: Book, plan: float, loss: float, headroom: float, rules: ImportRules
) -> Iterator[Drawn]:
    """Propose loyalty by regular purchases; with nothing to defend or to win it is only weakly the manager's.

    Half a year of history at least is needed to call anyone regular.
    """
    months = min(book.months, YEAR)
    if months < HALF_YEAR:
        return
    needed = rules.loyal_months * months / YEAR
    grade = int(_meets(client.active, needed / 2)) + int(_meets(client.active, needed))
    grade += int(grade == 2 and client.active >= months)
    open_potential = headroom / rules.headroom_share if rules.headroom_share else headroom
    idle = grade > 1 and not (_meets(loss, LOYAL_LOSS) or _meets(open_potential, rules.manager_headroom_share * plan))
    key = "evidence.loyal_idle" if idle else "evidence.loyal"
    yield Drawn("loyal", min(grade, 1) if idle else grade, message(key, active=client.active, months=months))


def _promising(headroom: float, plan: float, rules: ImportRules) -> Drawn:
    share = headroom / plan
    params = {"headroom": money(headroom), "share": share}
    return Drawn("promising", _grade(share, rules.manager_headroom_share), message("evidence.promising", **params))


def _assortment(client: ClientHistory, rules: ImportRules) -> Iterator[Drawn]:
    if new := len(client.new_groups):
        names = ", ".join(client.new_groups[:_NAMES_SHOWN]) + (", …" if new > _NAMES_SHOWN else "")
        evidence = message("evidence.assortment", n=new, since=client.new_since, names=names)
        yield Drawn("lever_assortment", 2 if new >= rules.new_groups else 1, evidence, client.new_last)


def _volume(client: ClientHistory, book: Book, rules: ImportRules) -> Iterator[Drawn]:
    """Propose the lever where the client grew; within one year only what he grew beyond all clients, the season."""
    if client.growth is None or book.spell is None:
        return
    everyone = book.growth or 0.0
    params = {"change": _change(client.growth, book.basis), "months": book.spell}
    if book.spell == YEAR:
        grown, evidence = client.growth, message(f"evidence.volume_{book.basis}", **params)
    else:
        grown = (1 + client.growth) / max(1 + everyone, 0.01) - 1
        params["all"] = _change(everyone, book.basis)
        evidence = message(f"evidence.volume_season_{book.basis}", **params)
    if _meets(grown, rules.volume_growth):
        yield Drawn("lever_volume", 2, evidence, client.last_day)


def _change(growth: float, basis: Basis) -> Message:
    """Say that sales or margin rose, fell or stayed level; growth as a fraction."""
    if not round(growth, 2):
        return message(f"evidence.level_{basis}")
    return message(f"evidence.{'rose' if growth > 0 else 'fell'}_{basis}", share=abs(growth))


def _defence(client: ClientHistory) -> Iterator[Drawn]:
    if client.back_after:
        evidence = message("evidence.defence_back", months=client.back_after, last=client.last_day)
        yield Drawn("lever_defence", 2, evidence, client.last_day)
    elif client.regained:
        evidence = message("evidence.defence_deals", lost=client.lost, regained=client.regained)
        yield Drawn("lever_defence", 1, evidence, client.last_day)


def _terms(client: ClientHistory, rules: ImportRules) -> Iterator[Drawn]:
    if client.priced >= FEW_SALES and _meets(client.conceded, rules.price_conceded_share * client.priced):
        evidence = message("evidence.terms", conceded=client.conceded, priced=client.priced)
        yield Drawn("lever_terms", 2, evidence, client.conceded_last)


def _grade(share: float, threshold: float) -> int:
    """Grade a share against its threshold: met 2, twice as much 3, half 1."""
    return sum(_meets(share, times * threshold) for times in (0.5, 1, 2))


def _meets(value: float, threshold: float) -> bool:
    return round6(value) >= round6(threshold)


def _three_digits(value: float) -> float:
    return float(f"{value:.3g}")
