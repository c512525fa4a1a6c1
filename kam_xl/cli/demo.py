"""The example team: three managers' books, qualified, checked against the cap, sent, and collected."""

from __future__ import annotations

from pathlib import Path

import click

from kam_xl.cli import options
from kam_xl.cli.show import show_caps
from kam_xl.cli.terminal import KamCommand, note, print_json, ui_lang, working
from kam_xl.commands.cap import as_dict as cap_dict
from kam_xl.demo import DEMO_AS_OF, demo_portfolios
from kam_xl.exchange.books import full_environment, make_folder, save_new
from kam_xl.exchange.example_mail import Mail, example_mail
from kam_xl.i18n import Lang, Message, say
from kam_xl.policy.file import default
from kam_xl.rules import PortfolioAssessment, Verdict, assess


@click.command("demo", cls=KamCommand, help=options.text("demo"))
@click.option("--out", default="kam-demo", metavar="DIR", type=click.Path(path_type=Path), help=options.text("out"))
@options.lang
@options.as_json
def demo(out: Path, lang: Lang | None, as_json: bool) -> int:
    """Make the example team's books and say what is in them."""
    words = lang or ui_lang()
    replaced = len(list(out.glob("KAM *.xlsx"))) if out.is_dir() else 0
    with working(say(words, "demo.working")):
        made = _make(out, words)
        books = [path for path, _ in made]
        mail = example_mail(out, books, words)
        team, summary = _collect(out, mail, words)
    caps = [cap_dict(whole) for _, whole in made]
    if as_json:
        print_json([{"book": str(path), **one} for (path, _), one in zip(made, caps, strict=True)])
        return 0
    if replaced:
        note(say(words, "demo.replaced", n=replaced))
    note(say(words, "demo.made", n=len(made), folder=str(out), day=DEMO_AS_OF))
    for path, whole in made:
        click.echo(str(path))
        note("  " + _story(whole, words))
    show_caps(caps, words)
    first, fullest = made[0][0], max(made, key=lambda one: one[1].over)[0]
    note(say(words, "demo.collected", inbox=str(mail.inbox), team=str(team), summary=summary))
    note(say(words, "demo.next", first=str(first), fullest=str(fullest), team=str(team)))
    note(say(words, "demo.merge", book=str(first), returned=str(mail.returned)))
    return 0


def _make(out: Path, lang: Lang) -> list[tuple[Path, PortfolioAssessment]]:
    make_folder(out)
    made = []
    for portfolio in demo_portfolios(lang):
        path = out / f"KAM {portfolio.setup.manager}.xlsx"
        save_new(path, portfolio, default(), DEMO_AS_OF, force=True)
        made.append((path, assess(portfolio, default(), DEMO_AS_OF)))
    return made


def _collect(out: Path, mail: Mail, lang: Lang) -> tuple[Path, Message]:
    """Collect the inbox into a store of the example's own; return the team workbook and what was read in a sentence."""
    collecting = full_environment("kam_xl.exchange.collect.team_report")
    bounds = full_environment("kam_xl.exchange.collect.pool").Bounds()
    report, store = out / say(lang, "demo.team_file"), out / "team.db"
    for old in (report, *out.glob("team.db*")):
        old.unlink(missing_ok=True)
    asked = collecting.Asked((mail.inbox,), str(store), report, bounds, default(), DEMO_AS_OF, lang)
    with collecting.collected(asked, DEMO_AS_OF) as (team, _):
        summary: Message = collecting.summary(team)
    return report, summary


def _story(whole: PortfolioAssessment, lang: Lang) -> str:
    """Return one sentence on what a book shows."""
    keys = sum(item.manager_key for item in whole.accounts)
    company = sum(item.company_key and not item.manager_key for item in whole.accounts)
    assumed = sum(item.account.assumed for item in whole.accounts)
    blank = sum(item.verdict is Verdict.NOT_GRADED for item in whole.accounts)
    counts = {
        "manager": whole.portfolio.setup.manager,
        "clients": len(whole.accounts),
        "keys": keys,
        "company": company,
        "assumed": assumed,
        "blank": blank,
    }
    return say(lang, "demo.story", **counts)
