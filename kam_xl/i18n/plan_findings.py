"""Findings about the perspective plans of key accounts: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # the head of a plan
    "finding.account_plan_missing": (
        "{account} has no perspective plan",
        "У клиента {account} нет перспективного плана",
    ),
    "finding.account_plan_missing.do": (
        "Start one on Plans with the base year and one sentence on what you win by; then Goals",
        "Начните его на листе «Планы»: базовый год и одна фраза о том, за счёт чего выигрываем; затем «Цели»",
    ),
    "finding.account_plan_twice": (
        "{account} has {n} {n:row|rows} on Plans; the first counts",
        "У клиента {account} {n} {n:строка|строки|строк} на листе «Планы»; считается первая",
    ),
    "finding.account_plan_twice.do": (
        "Bring what you need into the first row and delete the others",
        "Перенесите нужное в первую строку, остальные удалите",
    ),
    "finding.account_plan_no_base_year": (
        "The plan of {account} has no base year, so it cannot be spread over months",
        "В плане клиента {account} нет базового года, поэтому его нельзя разложить по месяцам",
    ),
    "finding.account_plan_no_base_year.do": (
        "Type on Plans the last full year, with which the goals are compared",
        "Укажите на листе «Планы» последний полный год: с ним сравниваются цели",
    ),
    "finding.account_plan_no_goals": ("The plan of {account} has no goals", "В плане клиента {account} нет целей"),
    "finding.account_plan_no_goals.do": (
        "Name on Goals the product groups with what the client buys in all and what we want to sell",
        "Впишите на листе «Цели» товарные группы: сколько клиент покупает всего и сколько хотим продавать мы",
    ),
    "finding.account_plan_no_actions": (
        "The plan of {account} has goals but nothing that we do for them",
        "В плане клиента {account} не названо ничего, что мы для этого делаем",
    ),
    "finding.account_plan_no_actions.do": (
        "Write on Actions at least one thing with owner, date and budget",
        "Впишите на листе «Действия» хотя бы одно дело: ответственный, срок, бюджет",
    ),
    # numbers
    "finding.account_plan_beyond_horizon": (
        "{account}: numbers stand in years after the horizon of {n} {n:year|years} and do not count: {names}",
        "{account}: числа стоят в годах за горизонтом ({n} {n:год|года|лет}) и не считаются: {names}",
    ),
    "finding.account_plan_beyond_horizon.do": (
        "Clear them, or ask the methodologist for a longer horizon in the policy",
        "Очистите их или попросите методолога удлинить горизонт в правилах",
    ),
    "finding.account_plan_negative": (
        "{account}: negative numbers do not count: {names}",
        "{account}: отрицательные числа не считаются: {names}",
    ),
    "finding.account_plan_negative.do": (
        "Type potential, sales, budget and effect as numbers from 0 on",
        "Потенциал, продажи, бюджет и эффект пишите числами от 0",
    ),
    "finding.account_plan_above_potential": (
        "{account}: we would sell more than the client buys in all: {names}",
        "{account}: по плану продаём больше, чем клиент покупает всего: {names}",
    ),
    "finding.account_plan_above_potential.do": (
        "Raise the potential if the client really buys more, or lower the goal",
        "Поднимите потенциал, если клиент и правда покупает больше, или снизьте цель",
    ),
    # actions
    "finding.action_no_owner": (
        "{account}: nobody is named for {names}",
        "{account}: не назван ответственный: {names}",
    ),
    "finding.action_no_owner.do": (
        "Name one person on our side for each",
        "Назовите для каждого действия одного человека с нашей стороны",
    ),
    "finding.action_no_due": ("{account}: no due date: {names}", "{account}: нет срока: {names}"),
    "finding.action_no_due.do": (
        "Give each a date; its effect begins with that month unless a start is typed",
        "Поставьте срок: с этого месяца действует и эффект, если не указано начало",
    ),
    "finding.action_no_start": (
        "{account}: done, but with neither start nor due date, so without effect in the months: {names}",
        "{account}: сделано, но нет ни начала, ни срока, поэтому в месяцах нет эффекта: {names}",
    ),
    "finding.action_no_start.do": (
        "Type when it began to work",
        "Укажите, с какого дня оно действует",
    ),
    "finding.action_no_budget": ("{account}: no budget: {names}", "{account}: не указан бюджет: {names}"),
    "finding.action_no_budget.do": (
        "Type what it costs by year; 0 where it costs nothing",
        "Впишите, сколько это стоит по годам; 0, если не стоит ничего",
    ),
    "finding.action_no_effect": ("{account}: no effect: {names}", "{account}: не указан эффект: {names}"),
    "finding.action_no_effect.do": (
        "Type the extra sales by year; 0 for what only prepares the ground",
        "Впишите прирост продаж по годам; 0, если действие только готовит почву",
    ),
    "finding.action_overdue": (
        "{account}: {n} approved {n:action is|actions are} overdue: {names}",
        "{account}: просрочено одобренных действий: {n} ({names})",
    ),
    "finding.action_overdue.do": (
        "Mark it done, or agree on a new date: its effect moves with it",
        "Отметьте сделанным или согласуйте новый срок: вместе с ним сдвинется эффект",
    ),
    "finding.action_rests_on_nothing": (
        "{account}: {action} rests on “{name}”, which is nowhere",
        "{account}: {action} опирается на «{name}», а такого нет",
    ),
    "finding.action_rests_on_nothing.do": (
        "Name a question of the client's dossier, a person of its buying center or the code of another action",
        "Назовите вопрос досье этого клиента, человека из его закупочного центра или код другого действия",
    ),
    "finding.action_circular": (
        "{account}: actions wait for one another in a circle: {names}",
        "{account}: действия ждут друг друга по кругу: {names}",
    ),
    "finding.action_circular.do": (
        "Decide which of them comes first and clear what it rests on",
        "Решите, какое из них первое, и уберите у него опору",
    ),
    # money
    "finding.account_plan_costs_more": (
        "The plan of {account} costs {budget} and brings {extra} of extra margin over its years",
        "План клиента {account} стоит {budget}, а дополнительной маржи за все годы приносит {extra}",
    ),
    "finding.account_plan_costs_more.do": (
        "Drop what brings least for its money, or say in the strategy what else it is for",
        "Откажитесь от того, что меньше всего окупается, или объясните в стратегии, ради чего ещё эти затраты",
    ),
    "finding.account_plan_no_stop_rule": (
        "If {kept:%} of the extra sales comes, the plan of {account} ends at {result}, and no stop rule is set",
        "Если получится {kept:%} прироста, план клиента {account} даст {result}, а правила остановки нет",
    ),
    "finding.account_plan_no_stop_rule.do": (
        "Agree on what stops when; for instance, a share of wallet below {share:.1%} after the first year",
        "Договоритесь, что и когда останавливаем; например, доля в закупках ниже {share:.1%} после первого года",
    ),
    # signatures
    "finding.account_plan_unsigned": (
        "Manager and head have not signed the plan of {account}",
        "План клиента {account} не подписан менеджером и руководителем",
    ),
    "finding.account_plan_unsigned.do": (
        "Go through it together and add a row on Reviews: date, both names, version",
        "Пройдите его вместе и добавьте строку на листе «Проверки»: дата, оба имени, версия",
    ),
    "finding.account_plan_changed": (
        "The plan of {account} was changed after it was signed on {date}",
        "План клиента {account} изменён после подписания {date}",
    ),
    "finding.account_plan_changed.do": (
        "Agree on the change and sign again, or take it back",
        "Согласуйте изменение и подпишите заново или верните как было",
    ),
    "finding.account_plan_review_overdue": (
        "The joint review of the plan of {account} was due on {date}",
        "Совместный пересмотр плана клиента {account} нужно было провести до {date}",
    ),
    "finding.account_plan_review_overdue.do": (
        "Meet for an hour, manager and head, and write down date and decisions on Reviews",
        "Встретьтесь на час, менеджер и руководитель, и впишите дату и решения на листе «Проверки»",
    ),
    # months, seasons, facts
    "finding.account_plan_gap_running": (
        "{account}: {n} {n:month|months} running off the plan of {year} by more than {share:%}; so far {gap}",
        "{account}: {n} {n:месяц|месяца|месяцев} подряд отклонение от плана {year} больше {share:%}; с начала года {gap}",
    ),
    "finding.account_plan_gap_running.do": (
        "Make a new forecast now: at this rate the year comes to {forecast} against a plan of {plan}",
        "Сделайте новый прогноз сейчас: при таком ходе год даст {forecast} при плане {plan}",
    ),
    "finding.season_negative": (
        "A season has months below zero; they do not count",
        "В сезоне есть месяцы меньше нуля; они не считаются",
    ),
    "finding.season_negative.do": (
        "Type the share of each month in the year's sales, from 0 on",
        "Впишите долю каждого месяца в продажах года, от 0",
    ),
    "finding.season_empty": (
        "The months of a season add up to 0, so all months count alike",
        "Месяцы сезона в сумме дают 0, поэтому все месяцы считаются равными",
    ),
    "finding.season_empty.do": (
        "Type how the year's sales spread over its months, or clear the row",
        "Впишите, как продажи года делятся по месяцам, или очистите строку",
    ),
    "finding.fact_month_unknown": (
        "{n} {n:row|rows} of facts {n:has|have} no year or a month other than 1 to 12: {names}",
        "В фактах нет года или месяц не от 1 до 12, строк: {n} ({names})",
    ),
    "finding.fact_month_unknown.do": (
        "Type year and month as numbers: 2026 and 5",
        "Укажите год и месяц числами: 2026 и 5",
    ),
    "finding.fact_in_future": (
        "{n} {n:row|rows} of facts {n:lies|lie} in months to come: {names}",
        "В фактах есть месяцы, которые ещё не наступили, строк: {n} ({names})",
    ),
    "finding.fact_in_future.do": (
        "Check year and month; what is only expected is no fact",
        "Проверьте год и месяц: то, чего только ждут, не факт",
    ),
}
