"""Headers of the calculated columns of the perspective plan's tables, the folded working ones too."""

from __future__ import annotations

from kam_xl.i18n.task_columns import MONTHS, YEARS


def _yearly(key: str, english: str, russian: str, first: int = 0) -> dict[str, tuple[str, str]]:
    return {
        f"column.{key}_y{i}": (f"{english}, {YEARS[i][0]}", f"{russian}, {YEARS[i][1]}")
        for i in range(first, len(YEARS))
    }


def _monthly(key: str, english: str, russian: str) -> dict[str, tuple[str, str]]:
    return {
        f"column.{key}{i}": (f"{english}, {month[0]}", f"{russian}, {month[1]}")
        for i, month in enumerate(MONTHS, start=1)
    }


def _each(tables: str, key: str, english: str, russian: str) -> dict[str, tuple[str, str]]:
    return {f"column.{table}.{key}": (english, russian) for table in tables.split()}


_CHILDREN = "tblPlans tblGoals tblActions tblRisks tblReviews tblSeasons tblFacts"
_SEALED = "tblPlans tblGoals tblActions tblRisks"

TEXTS: dict[str, tuple[str, str]] = {
    # headings over groups of columns
    "column.band.wallet": ("Share of wallet", "Доля в закупках"),
    "column.band.rate": ("Rate", "Норма"),
    "column.band.year_now": ("This year, months with facts", "Этот год, месяцы с фактом"),
    # in several tables
    **_each(_CHILDREN, "plan_row", "Row of the plan", "Строка плана"),
    **_each(_SEALED, "seal", "Weighed cells", "Взвешенные ячейки"),
    **_each(_SEALED, "control", "Control number", "Контрольное число"),
    # Plans
    "column.tblPlans.signed": ("Signatures", "Подписи"),
    "column.tblPlans.review_due": ("Review due", "Проверить до"),
    "column.tblPlans.share_base": ("Share of wallet, base year", "Доля в закупках, базовый год"),
    "column.tblPlans.share_last": ("Share of wallet, last year", "Доля в закупках, последний год"),
    "column.tblPlans.sales_base": ("Sales, base year", "Продажи, базовый год"),
    "column.tblPlans.sales_last": ("Sales, last year", "Продажи, последний год"),
    "column.tblPlans.extra_margin": ("Extra margin, all years", "Прирост маржи, все годы"),
    "column.tblPlans.budget": ("Budget, all years", "Бюджет, все годы"),
    "column.tblPlans.result": ("Extra margin less budget", "Прирост маржи минус бюджет"),
    "column.tblPlans.payback": ("Pays back in", "Окупается в"),
    "column.tblPlans.low_result": ("Result in the low case", "Итог в худшем случае"),
    "column.tblPlans.stop_share": ("Stop below this share", "Стоп, если доля ниже"),
    "column.tblPlans.plan_now": ("Plan so far", "План на сегодня"),
    "column.tblPlans.fact_now": ("Fact so far", "Факт на сегодня"),
    "column.tblPlans.gap_now": ("Fact less plan", "Факт минус план"),
    "column.tblPlans.gap_share": ("Gap, %", "Отклонение, %"),
    "column.tblPlans.forecast": ("Forecast of the year", "Прогноз года"),
    "column.tblPlans.version": ("Version now", "Версия сейчас"),
    "column.tblPlans.signed_version": ("Version signed last", "Подписанная версия"),
    "column.tblPlans.name": ("Name for comparing", "Название для сравнения"),
    "column.tblPlans.plan_no": ("Row that counts", "Учитываемая строка"),
    "column.tblPlans.base": ("Base year read", "Базовый год для расчёта"),
    "column.tblPlans.rate": ("Growth read", "Рост для расчёта"),
    "column.tblPlans.kept": ("Fraction kept", "Остающаяся доля"),
    "column.tblPlans.year_no": ("Year of the plan now", "Текущий год плана по счёту"),
    **_yearly("tblPlans.pot", "All purchases", "Все закупки"),
    **_yearly("tblPlans.sold", "Sales of all groups", "Продажи всех групп"),
    **_yearly("tblPlans.earned", "Margin of all groups", "Маржа всех групп"),
    **_yearly("tblPlans.extra", "Extra margin", "Прирост маржи", first=1),
    **_yearly("tblPlans.cost", "Budget of all actions", "Бюджет всех действий", first=1),
    **_yearly("tblPlans.won", "Paid back", "Окупился", first=1),
    "column.tblPlans.scaled": ("Budget that follows sales", "Бюджет, растущий с продажами"),
    "column.tblPlans.season_at": ("Row of the season", "Строка сезонности"),
    "column.tblPlans.season_row": ("Row of a filled season", "Строка заполненной сезонности"),
    **_monthly("tblPlans.s", "Share of the year until", "Доля года по"),
    "column.tblPlans.base_now": ("Baseline of this year", "База этого года"),
    **_monthly("tblPlans.cum", "Plan until", "План по"),
    **_monthly("tblPlans.known", "Fact there", "Есть факт"),
    "column.tblPlans.signed_order": ("Signature that counts", "Учитываемая подпись"),
    "column.tblPlans.last_order": ("Last review", "Последняя проверка"),
    "column.tblPlans.stamp": ("To be stamped", "Ждёт отметки версии"),
    # Goals
    "column.tblGoals.white_space": ("Bought from others", "Покупает у других"),
    **_yearly("tblGoals.share", "Share", "Доля"),
    "column.tblGoals.rate": ("Margin rate read", "Норма маржи для расчёта"),
    **_yearly("tblGoals.earned", "Margin that counts", "Учитываемая маржа"),
    **_yearly("tblGoals.code", "Code of cells", "Код ячеек"),
    # Actions
    "column.tblActions.state": ("How it stands", "Как идёт"),
    "column.tblActions.status_no": ("State as a number", "Состояние числом"),
    "column.tblActions.state_no": ("How it stands as a number", "Как идёт, числом"),
    "column.tblActions.alive": ("Not dropped", "Не отменено"),
    "column.tblActions.counts": ("Effect counts", "Эффект учитывается"),
    "column.tblActions.begin": ("Day of the effect", "День начала эффекта"),
    "column.tblActions.begin_year": ("Year of the effect", "Год начала эффекта"),
    "column.tblActions.share_before": ("Share of the year before", "Доля года до начала"),
    **_yearly("tblActions.paid", "Budget that counts", "Учитываемый бюджет", first=1),
    **_yearly("tblActions.gain", "Effect that counts", "Учитываемый прирост", first=1),
    "column.tblActions.scaled_cost": ("Budget that follows sales", "Бюджет, растущий с продажами"),
    "column.tblActions.now_gain": ("Effect this year", "Прирост этого года"),
    "column.tblActions.now_from": ("This year from", "Этот год, начало"),
    "column.tblActions.shown_gain": ("Effect on Periods", "Прирост на листе периодов"),
    "column.tblActions.shown_from": ("On Periods from", "На листе периодов, начало"),
    "column.tblActions.shown_order": ("Order on Periods", "Порядок на листе периодов"),
    **_yearly("tblActions.code", "Code of cells", "Код ячеек", first=1),
    # Reviews
    "column.tblReviews.current": ("Signs the plan as it is now", "Подписан нынешний план"),
    "column.tblReviews.day": ("Day of the review", "День проверки"),
    "column.tblReviews.next_day": ("Day of the next review", "День следующей проверки"),
    "column.tblReviews.named": ("Both names", "Оба имени"),
    "column.tblReviews.unstamped": ("Version missing", "Нет версии"),
    "column.tblReviews.order_no": ("Order of reviews", "Порядок проверок"),
    "column.tblReviews.sign_no": ("Order of signatures", "Порядок подписей"),
    # Seasons
    "column.tblSeasons.total": ("Total of the months", "Сумма месяцев"),
    **_monthly("tblSeasons.s", "Share until", "Доля по"),
    # Facts
    "column.tblFacts.period": ("Month as a number", "Месяц числом"),
}
