"""What a cell of the tables of the three tasks says while a person fills it."""

from __future__ import annotations

from collections.abc import Iterable

_YEARS_AFTER = 5
_CLIENTS = (
    "tblDossier", "tblMembers", "tblPlans", "tblGoals", "tblActions", "tblRisks", "tblReviews", "tblFacts"
)  # fmt: skip


def _each(keys: Iterable[str], english: str, russian: str) -> dict[str, tuple[str, str]]:
    return {f"help.{key}": (english, russian) for key in keys}


TEXTS: dict[str, tuple[str, str]] = {
    **_each(
        (f"{table}.account" for table in _CLIENTS),
        "Choose the client from the list: its name as on the sheet of clients.",
        "Выберите клиента из списка: название как на листе клиентов.",
    ),
    "help.tblDossier.question": (
        "Choose the question from the list. Which questions a client is asked depends on its segment.",
        "Выберите вопрос из списка. Какие вопросы задаются о клиенте, зависит от его сегмента.",
    ),
    "help.tblDossier.answer": (
        "What is so, in one or two sentences; figures with their unit.",
        "Как есть на деле, одной-двумя фразами; цифры с единицами.",
    ),
    "help.tblDossier.source": (
        "Where it is from: who said it, which document, which site.",
        "Откуда это: кто сказал, какой документ, какой сайт.",
    ),
    "help.tblDossier.status": (
        "Confirmed: there is a source. Assumed: we think so and have to ask.",
        "Подтверждено: есть источник. Предположение: мы так думаем, надо спросить.",
    ),
    "help.tblDossier.as_of": (
        "The day on which the answer was true. An old answer has to be asked again.",
        "День, на который ответ верен. Давний ответ надо проверить заново.",
    ),
    "help.tblDossier.link": (
        "Address or path of the document in the client's folder.",
        "Адрес документа в папке клиента.",
    ),
    "help.tblMembers.name": (
        "One row a person who takes part in the purchase, at the client or outside it.",
        "Одна строка на человека, который участвует в закупке, у клиента или вне его.",
    ),
    "help.tblMembers.inside": (
        "Yes for the client's own people, no for others: consultants, owners, officials.",
        "Да — сотрудник клиента, нет — человек со стороны: консультант, собственник, чиновник.",
    ),
    "help.tblMembers.role": (
        "What part the person has in the purchase; choose from the list.",
        "Какую роль человек играет в закупке; выберите из списка.",
    ),
    "help.tblMembers.influence": (
        "0 none, 5 decides alone.",
        "0 — не влияет, 5 — решает один.",
    ),
    "help.tblMembers.attitude": (
        "−2 works against us, −1 is against, 0 is neutral, +1 is for us, +2 works for us.",
        "−2 действует против нас, −1 против, 0 нейтрален, +1 за нас, +2 действует за нас.",
    ),
    "help.tblMembers.target_attitude": (
        "The attitude that you need from this person by the date beside it, −2 to +2.",
        "Какое отношение нужно от этого человека к дате рядом, от −2 до +2.",
    ),
    "help.tblMembers.interest": (
        "What this person is judged by at work, and wants from the purchase.",
        "За что этого человека ценят на работе и чего он ждёт от закупки.",
    ),
    "help.tblMembers.cadence": (
        "Only where it differs from the role's: days between contacts, 1 to 730.",
        "Только если иначе, чем задано для роли: дней между контактами, от 1 до 730.",
    ),
    "help.tblMembers.evidence": (
        "By what you know the role, the influence and the attitude.",
        "По чему вы судите о роли, влиянии и отношении.",
    ),
    "help.tblMembers.status": (
        "Confirmed: there is evidence. Assumed: you think so.",
        "Подтверждено: есть подтверждение. Предположение: вы так думаете.",
    ),
    "help.tblMembers.state": (
        "Active; moved to another post at the client; or left the client.",
        "Работает; перешёл на другую должность у клиента; или ушёл от клиента.",
    ),
    "help.tblPlans.base_year": (
        "The last full year, from which the plan starts: 2025.",
        "Последний полный год, от которого считается план: 2025.",
    ),
    "help.tblPlans.growth": (
        "By what share the client's own purchases grow a year without us; may be below zero.",
        "На какую долю в год растут закупки самого клиента без нашего участия; может быть меньше нуля.",
    ),
    "help.tblPlans.low_case": (
        "Share of the extra sales that stays if things go badly; blank takes the policy's.",
        "Какая доля прироста останется при плохом развитии; пусто — берётся из правил.",
    ),
    "help.tblPlans.stop_rule": (
        "By what sign, and when, you give the plan up.",
        "При каком признаке и когда вы отказываетесь от плана.",
    ),
    "help.tblGoals.product_group": (
        "One row a product group of the client's plan.",
        "Одна строка на товарную группу в плане клиента.",
    ),
    "help.tblGoals.margin_rate": (
        "Margin as a share of sales; counts for years without a margin of their own.",
        "Маржа как доля продаж; действует для лет, где маржа не указана.",
    ),
    **_each(
        (f"tblGoals.potential_y{i}" for i in range(_YEARS_AFTER + 1)),
        "All that the client buys of this group in the year, from anybody.",
        "Сколько клиент закупает этой группы за год у всех поставщиков.",
    ),
    **_each(
        (f"tblGoals.sales_y{i}" for i in range(_YEARS_AFTER + 1)),
        "What we sell to the client in this group in the year.",
        "Сколько мы продаём клиенту в этой группе за год.",
    ),
    **_each(
        (f"tblGoals.margin_y{i}" for i in range(_YEARS_AFTER + 1)),
        "Our margin of the year; blank: sales times the margin rate.",
        "Наша маржа за год; пусто — продажи, умноженные на норму маржи.",
    ),
    "help.tblActions.code": (
        "A short number of your own, such as A1: other rows point to it.",
        "Короткий номер, например Д1: на него ссылаются другие строки.",
    ),
    "help.tblActions.action": (
        "What our side does. What the client should do is no action.",
        "Что делает наша сторона. То, что должен сделать клиент, — не действие.",
    ),
    "help.tblActions.start": (
        "The month in which the extra sales begin; blank: that of “Done by”.",
        "Месяц, с которого начнётся прирост продаж; пусто — месяц срока.",
    ),
    "help.tblActions.status": (
        "Draft, submitted, approved, done or dropped.",
        "Черновик, на согласовании, утверждено, сделано или отменено.",
    ),
    **_each(
        (f"tblActions.budget_y{i}" for i in range(1, _YEARS_AFTER + 1)),
        "What the action costs us in the year; 0 or more.",
        "Сколько действие стоит нам за год; 0 или больше.",
    ),
    **_each(
        (f"tblActions.effect_y{i}" for i in range(1, _YEARS_AFTER + 1)),
        "Sales of the year above what there would be without the action; 0 or more.",
        "Продажи за год сверх тех, что были бы без действия; 0 или больше.",
    ),
    "help.tblActions.probability": (
        "How likely the action has this effect, 0 % to 100 %.",
        "Насколько вероятно, что действие даст этот прирост, от 0 % до 100 %.",
    ),
    "help.tblActions.scales": (
        "Yes where the cost grows and falls with the extra sales, as a bonus does.",
        "Да, если расход растёт и падает вместе с приростом, как бонус.",
    ),
    "help.tblActions.rests_on": (
        "What it rests on: questions, people, numbers of actions, with commas between.",
        "На что опирается: вопросы досье, люди, номера действий, через запятую.",
    ),
    "help.tblRisks.probability": (
        "How likely it is to happen, 0 % to 100 %.",
        "Насколько это вероятно, от 0 % до 100 %.",
    ),
    "help.tblRisks.sign": (
        "The sign by which you will see it coming.",
        "Признак, по которому вы увидите это заранее.",
    ),
    "help.tblReviews.version": (
        "The control sum of the plan that was signed; kam writes it.",
        "Контрольная сумма подписанного плана; её пишет kam.",
    ),
    "help.tblSeasons.account": (
        "The client; a row without one is for all clients that have no row.",
        "Клиент; строка без клиента — для всех, у кого нет своей строки.",
    ),
    **_each(
        (f"tblSeasons.m{i}" for i in range(1, 13)),
        "The month's share of the year's sales; the twelve make 100 %.",
        "Доля месяца в продажах года; двенадцать долей дают 100 %.",
    ),
    "help.tblFacts.year": ("The year as a number: 2026.", "Год числом: 2026."),
    "help.tblFacts.month": ("The month as a number, 1 to 12.", "Номер месяца, от 1 до 12."),
    "help.tblFacts.sales": (
        "What the client really bought in this month.",
        "Сколько клиент на самом деле купил за этот месяц.",
    ),
}
