"""Tables of perspective plans as people type them: mostly readable, with blanks, texts and numbers off their bounds."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence

from kam_xl.i18n import LANGUAGES, Lang
from kam_xl.sheets.raw import Value
from kam_xl.sheets.render import Row
from kam_xl.sheets.task_tables import MONTH_KEYS, years
from kam_xl.sheets.words import words

CLIENTS = ("Client ~1*?", "=Sum Трейд", "Ёлка и сын", "Client 4")
"""Names that a wildcard, a formula and the letter ё make hard to find."""

_ODD: tuple[Value, ...] = ("2", "x", -1.0, 7.25, " ", None, None)
_ODD_DATES: tuple[Value, ...] = (0.0, -3.0, "45000", 45000.75, 3e6, " ", None)


class Typing:
    """Draws what people type; `lang` decides in which language most words stand."""

    def __init__(self, seed: int, lang: Lang, as_of: dt.date) -> None:
        self.source, self.lang, self.as_of = random.Random(seed), lang, as_of

    def often(self, usual: Value, odd: Sequence[Value] = _ODD) -> Value:
        """Return the usual value, now and then an odd one."""
        return usual if self.source.random() < 0.93 else self.source.choice(odd)

    def client(self) -> str:
        """Return a client, now and then written in another way, or one who has no plan."""
        name = self.source.choice(CLIENTS)
        forms = (name, name, name, name, name.upper(), f"  {name} ", name.replace(" ", "  "), name.replace("Ё", "Е"))
        return self.source.choice((*forms, "Nobody"))

    def money(self) -> Value:
        """Return money, or nothing."""
        return self.often(self.source.choice((round(self.source.uniform(0, 90), 2), 0.0, None, 12.345678)))

    def share(self) -> Value:
        """Return a fraction, or nothing."""
        return self.often(self.source.choice((round(self.source.random(), 2), 0.0, 1.0, None)))

    def day(self, span: int = 700) -> Value:
        """Return a day around the day of judging."""
        return self.often(self.as_of + dt.timedelta(days=self.source.randint(-span, span)), _ODD_DATES)

    def word(self, name: str) -> Value:
        """Return a word of a list, in either language."""
        lang = self.source.choice((self.lang, self.lang, self.lang, *LANGUAGES))
        word = self.source.choice(words(name, lang))
        return self.often(self.source.choice((word, word, word.upper())), ("nonsense", "app*", None, 3.0))

    def text(self) -> Value:
        """Return a text, a long one, one with letters outside the first plane, a number."""
        usual = "".join(self.source.choice("abcхяёЁ 019.%-№“") for _ in range(self.source.randint(0, 40)))
        return self.often(usual, ("  a  b ", "я" * 300, 5.0, None, "'q", "=1+1"))


def typed_plans(seed: int, lang: Lang, as_of: dt.date) -> Mapping[str, list[Row]]:
    """Return the typed rows of the plan's seven tables."""
    of = Typing(seed, lang, as_of)
    makers: Mapping[str, tuple[int, Callable[[Typing], Row]]] = {
        "tblGoals": (24, _goal),
        "tblActions": (30, _action),
        "tblRisks": (9, _risk),
        "tblReviews": (14, _review),
        "tblFacts": (120, _fact),
    }
    found = {name: [make(of) for _ in range(count)] for name, (count, make) in makers.items()}
    plans = [_plan(of, name) for name in CLIENTS[:3]]
    plans.insert(of.source.randint(0, 3), _plan(of, of.source.choice((CLIENTS[0].upper(), None))))
    seasons = [_season(of, name) for name in of.source.sample((*CLIENTS, None, " "), 4)]
    return {**found, "tblPlans": plans, "tblSeasons": seasons}


def _plan(of: Typing, account: str | None) -> Row:
    return {
        "account": account, "base_year": of.often(float(of.as_of.year - of.source.choice((1, 2, 3)))),
        "growth": of.often(of.source.choice((0.05, -0.1, None, -1.0, 0.333)), (9.0, -2.0, "x")),
        "strategy": of.text(), "not_do": of.text(), "stop_rule": of.text() or "x", "low_case": of.share(),
        "next_review": of.source.choice((of.day(), None)),
    }  # fmt: skip


def _goal(of: Typing) -> Row:
    money = {key: of.money() for key in (*years("potential"), *years("sales"))}
    margins = {key: of.source.choice((of.money(), None, -3.5)) for key in years("margin")}
    return {
        "account": of.client(),
        "product_group": of.source.choice(("Flanges", "Valves")),
        "margin_rate": of.share(),
        **money,
        **margins,
    }


def _action(of: Typing) -> Row:
    money = {key: of.money() for key in (*years("budget", 1), *years("effect", 1))}
    return {
        "account": of.client(), "code": of.text(), "action": of.text(), "owner": of.text(), "due": of.day(),
        "start": of.source.choice((of.day(), None)), "status": of.word("action_states"), "probability": of.share(),
        "scales": of.word("yes_no"), "rests_on": of.text(), **money,
    }  # fmt: skip


def _risk(of: Typing) -> Row:
    return {
        "account": of.client(), "risk": of.text(), "probability": of.share(), "impact": of.word("impacts"),
        "sign": of.text(), "answer": of.text(),
    }  # fmt: skip


def _review(of: Typing) -> Row:
    return {
        "account": of.client(), "date": of.day(60), "decisions": of.text(),
        "next_review": of.source.choice((of.day(), None)),
        "manager": of.often("Anna", (" ", None)), "head": of.often("Boris", (" ", None)),
        "version": of.source.choice((float(of.source.randint(0, 999_982)), None, "123")),
    }  # fmt: skip


def _season(of: Typing, account: str | None) -> Row:
    nothing = account is not None and of.source.random() < 0.3
    return {
        "account": account,
        **{key: None if nothing else of.share() for key in MONTH_KEYS[:-1]},
        "m12": None if nothing else 0.5,
    }


def _fact(of: Typing) -> Row:
    return {
        "account": of.client(),
        "year": of.often(float(of.as_of.year - of.source.choice((0, 0, 0, 1, -1))), (1900.0, 2026.5, "x")),
        "month": of.often(float(of.source.randint(1, 12)), (0.0, 13.0, 4.5, "x")),
        "sales": of.often(round(of.source.uniform(-2, 30), 2), ("n/a", None)),
    }
