"""Headers of the tables of the three tasks."""

from __future__ import annotations

YEARS = [("base year", "базовый год"), *((f"year {i}", f"год {i}") for i in range(1, 6))]
MONTHS = [
    ("Jan", "Янв"), ("Feb", "Фев"), ("Mar", "Мар"), ("Apr", "Апр"), ("May", "Май"), ("Jun", "Июн"),
    ("Jul", "Июл"), ("Aug", "Авг"), ("Sep", "Сен"), ("Oct", "Окт"), ("Nov", "Ноя"), ("Dec", "Дек"),
]  # fmt: skip


def _yearly(column: str, english: str, russian: str, first: int = 0) -> dict[str, tuple[str, str]]:
    return {
        f"column.{column}_y{i}": (f"{english}, {YEARS[i][0]}", f"{russian}, {YEARS[i][1]}")
        for i in range(first, len(YEARS))
    }


_WORKINGS = {
    "key_no": ("Key number", "Номер среди ключевых"),
    "due_key": ("Order by date", "Порядок по сроку"),
    "own_due": ("Order by client and date", "Порядок по клиенту и сроку"),
    "own_key": ("Order by client", "Порядок по клиенту"),
    "people_key": ("Order by influence", "Порядок по влиянию"),
}


def _workings(table: str, *keys: str) -> dict[str, tuple[str, str]]:
    return {f"column.{table}.{key}": _WORKINGS[key] for key in keys}


TEXTS: dict[str, tuple[str, str]] = {
    **_workings("tblMembers", "key_no", "due_key", "own_due", "people_key"),
    **_workings("tblActions", "key_no", "due_key", "own_due"),
    **_workings("tblRisks", "key_no", "own_key"),
    # headings over groups of columns
    "column.band.question": ("Question", "Вопрос"),
    "column.band.person": ("Person", "Человек"),
    "column.band.stand": ("Where they stand", "Позиция"),
    "column.band.interest": ("What moves them", "Что для них важно"),
    "column.band.contact": ("Contact", "Контакт"),
    "column.band.step": ("Next step", "Следующий шаг"),
    "column.band.proof": ("On what grounds", "На чём основано"),
    "column.band.base": ("Starting point", "Исходная точка"),
    "column.band.strategy": ("Strategy", "Стратегия"),
    "column.band.potential": ("What the client buys in all, from anybody", "Сколько клиент закупает всего, у всех"),
    "column.band.sales": ("What we sell", "Наши продажи"),
    "column.band.margin": ("Our margin", "Наша маржа"),
    "column.band.action": ("Action", "Действие"),
    "column.band.budget": ("Budget", "Бюджет"),
    "column.band.effect": ("Extra sales", "Прирост продаж"),
    "column.band.risk": ("Risk", "Риск"),
    "column.band.review": ("Review", "Проверка"),
    "column.band.sign": ("Signed", "Подписали"),
    "column.band.months": ("Share of the year's sales", "Доля в продажах года"),
    "column.band.fact": ("Fact", "Факт"),
    # Dossier
    "column.tblDossier.account": ("Client", "Клиент"),
    "column.tblDossier.question": ("Question", "Вопрос"),
    "column.tblDossier.answer": ("Answer", "Ответ"),
    "column.tblDossier.source": ("Source", "Источник"),
    "column.tblDossier.status": ("How sure", "Надёжность"),
    "column.tblDossier.as_of": ("True on", "На дату"),
    "column.tblDossier.who": ("Found out by", "Кто узнал"),
    "column.tblDossier.link": ("Document", "Документ"),
    "column.tblDossier.id": ("Id", "Код"),
    # Buying center
    "column.tblMembers.account": ("Client", "Клиент"),
    "column.tblMembers.name": ("Name", "Имя"),
    "column.tblMembers.position": ("Position", "Должность"),
    "column.tblMembers.inside": ("At the client", "Из клиента"),
    "column.tblMembers.role": ("Role", "Роль"),
    "column.tblMembers.influence": ("Influence, 0 to 5", "Влияние, от 0 до 5"),
    "column.tblMembers.attitude": ("Attitude, −2 to +2", "Отношение, от −2 до +2"),
    "column.tblMembers.target_attitude": ("Attitude wanted", "Нужное отношение"),
    "column.tblMembers.target_by": ("Wanted by", "К какой дате"),
    "column.tblMembers.interest": ("Interest in the work", "Рабочий интерес"),
    "column.tblMembers.personal_interest": ("Personal interest", "Личный интерес"),
    "column.tblMembers.reports_to": ("Reports to", "Кому подчинён"),
    "column.tblMembers.competitor_tie": ("Tie to a competitor", "Связь с конкурентом"),
    "column.tblMembers.our_contact": ("Our contact", "Кто у нас общается"),
    "column.tblMembers.channel": ("Way of contact", "Способ связи"),
    "column.tblMembers.cadence": ("Every … days", "Раз в … дней"),
    "column.tblMembers.last_contact": ("Last contact", "Последний контакт"),
    "column.tblMembers.direction": ("Direction", "Направление работы"),
    "column.tblMembers.next_step": ("Next step", "Следующий шаг"),
    "column.tblMembers.next_date": ("Step by", "Срок шага"),
    "column.tblMembers.evidence": ("Evidence", "Подтверждение"),
    "column.tblMembers.status": ("How sure", "Надёжность"),
    "column.tblMembers.phone": ("Phone, mail", "Телефон, почта"),
    "column.tblMembers.state": ("Still there", "На месте ли"),
    "column.tblMembers.id": ("Id", "Код"),
    # Plans
    "column.tblPlans.account": ("Client", "Клиент"),
    "column.tblPlans.base_year": ("Base year", "Базовый год"),
    "column.tblPlans.growth": ("Client grows a year", "Рост клиента в год"),
    "column.tblPlans.strategy": ("How we win", "За счёт чего выигрываем"),
    "column.tblPlans.not_do": ("What we will not do", "Чего не делаем"),
    "column.tblPlans.low_case": ("Low case keeps", "Остаётся в худшем случае"),
    "column.tblPlans.stop_rule": ("We stop when", "Когда останавливаемся"),
    "column.tblPlans.next_review": ("Next review", "Следующая проверка"),
    "column.tblPlans.id": ("Id", "Код"),
    # Goals
    "column.tblGoals.account": ("Client", "Клиент"),
    "column.tblGoals.product_group": ("Product group", "Товарная группа"),
    "column.tblGoals.margin_rate": ("Margin rate", "Норма маржи"),
    **_yearly("tblGoals.potential", "Potential", "Потенциал"),
    **_yearly("tblGoals.sales", "Sales", "Продажи"),
    **_yearly("tblGoals.margin", "Margin", "Маржа"),
    "column.tblGoals.id": ("Id", "Код"),
    # Actions
    "column.tblActions.account": ("Client", "Клиент"),
    "column.tblActions.code": ("Number", "Номер"),
    "column.tblActions.action": ("Action", "Действие"),
    "column.tblActions.owner": ("Who does it", "Кто делает"),
    "column.tblActions.due": ("Done by", "Срок"),
    "column.tblActions.start": ("Effect from", "Эффект с"),
    "column.tblActions.status": ("State", "Состояние"),
    **_yearly("tblActions.budget", "Budget", "Бюджет", first=1),
    **_yearly("tblActions.effect", "Extra sales", "Прирост", first=1),
    "column.tblActions.probability": ("Probability", "Вероятность"),
    "column.tblActions.scales": ("Cost follows sales", "Расход растёт с продажами"),
    "column.tblActions.rests_on": ("Rests on", "Опирается на"),
    "column.tblActions.id": ("Id", "Код"),
    # Risks
    "column.tblRisks.account": ("Client", "Клиент"),
    "column.tblRisks.risk": ("Risk", "Риск"),
    "column.tblRisks.probability": ("Probability", "Вероятность"),
    "column.tblRisks.impact": ("Impact", "Ущерб"),
    "column.tblRisks.sign": ("Seen by", "По чему увидим"),
    "column.tblRisks.answer": ("What we do then", "Что тогда делаем"),
    "column.tblRisks.id": ("Id", "Код"),
    # Reviews
    "column.tblReviews.account": ("Client", "Клиент"),
    "column.tblReviews.date": ("Date", "Дата"),
    "column.tblReviews.decisions": ("What was decided", "Что решили"),
    "column.tblReviews.manager": ("Manager", "Менеджер"),
    "column.tblReviews.head": ("Head", "Руководитель"),
    "column.tblReviews.version": ("Version of the plan", "Версия плана"),
    "column.tblReviews.next_review": ("Next review", "Следующая проверка"),
    "column.tblReviews.id": ("Id", "Код"),
    # Seasons
    "column.tblSeasons.account": ("Client", "Клиент"),
    **{f"column.tblSeasons.m{i}": pair for i, pair in enumerate(MONTHS, start=1)},
    "column.tblSeasons.id": ("Id", "Код"),
    # Facts
    "column.tblFacts.account": ("Client", "Клиент"),
    "column.tblFacts.year": ("Year", "Год"),
    "column.tblFacts.month": ("Month", "Месяц"),
    "column.tblFacts.sales": ("Sales", "Продажи"),
    "column.tblFacts.id": ("Id", "Код"),
}
