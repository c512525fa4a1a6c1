"""Labels, tips and outcomes of the commands of the three tasks: dossier, buying center, plan."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "command.group.dossier": ("Dossier", "Досье"),
    "command.group.center": ("Buying center", "Закупочный центр"),
    "command.group.plan": ("Plan", "План"),
    "command.dossier.label": ("Dossier", "Досье"),
    "command.dossier.tip": (
        "Tells how complete and fresh each key account's dossier is; can add the starter rows that it lacks.",
        "Показывает, насколько полно и свежо досье каждого ключевого клиента; может добавить недостающие стартовые строки.",
    ),
    "command.visit.label": ("Questions for visit", "Вопросы к визиту"),
    "command.visit.tip": (
        "Picks what to ask at the next visit, by the person who can answer.",
        "Отбирает, что спросить на ближайшем визите, по людям, которые могут ответить.",
    ),
    "command.center.label": ("Check coverage", "Проверить охват"),
    "command.center.tip": (
        "Tells which roles of each buying center are covered, only named or empty, and what hangs on one person.",
        "Показывает, какие роли закупочного центра охвачены, лишь названы или пусты и что держится на одном человеке.",
    ),
    "command.steps.label": ("Next steps", "Следующие шаги"),
    "command.steps.tip": (
        "Lists the next steps with people by date, and proposes one where there is none; can write the proposals.",
        "Перечисляет следующие шаги по датам и предлагает шаг там, где его нет; может записать предложенное.",
    ),
    "command.contact.label": ("Contact made", "Контакт состоялся"),
    "command.contact.tip": (
        "Writes the day of the last contact with a person.",
        "Записывает день последнего контакта с человеком.",
    ),
    "command.plan.label": ("Check plan", "Проверить план"),
    "command.plan.tip": (
        "Adds up each perspective plan and finds what it lacks, what is late and what is not signed.",
        "Подсчитывает каждый перспективный план и находит, чего не хватает, что просрочено и что не подписано.",
    ),
    "command.roll_down.label": ("Roll down", "Разложить по месяцам"),
    "command.roll_down.tip": (
        "Spreads each perspective plan over the months of its years, beside the facts, with gaps and forecast.",
        "Раскладывает каждый перспективный план по месяцам рядом с фактами, с отклонениями и прогнозом.",
    ),
    "command.sign.label": ("Sign", "Подписать"),
    "command.sign.tip": (
        "Records that manager and head agreed on a plan as it stands; any later change will show.",
        "Записывает, что менеджер и руководитель согласовали план в нынешнем виде; любое изменение потом видно.",
    ),
    "command.folders.label": ("Create folders", "Создать папки"),
    "command.folders.tip": (
        "Makes a folder for each key account, with one inside for each group of the dossier; what is there stays.",
        "Создаёт папку каждому ключевому клиенту и в ней по папке на группу досье; всё, что уже есть, остаётся.",
    ),
    "folders.root": ("Key accounts", "Ключевые клиенты"),
    "outcome.folders": (
        "{n} {n:folder|folders} made for {clients} key {clients:account|accounts} in {root}",
        "Создано папок: {n}, ключевых клиентов: {clients}; место: {root}",
    ),
    "outcome.folders.none": (
        "No folder was made: no client is key on record yet",
        "Папки не созданы: утверждённых ключевых клиентов пока нет",
    ),
    "outcome.no_key_accounts": (
        "No client is key on record yet: qualify first",
        "Утверждённых ключевых клиентов пока нет: сначала квалификация",
    ),
    "outcome.dossier": (
        "{clients} {clients:dossier|dossiers}: {complete:.0%} complete, {fresh:.0%} of the answers fresh; {short} below the target",
        "Досье: {clients}; полнота {complete:.0%}, свежих ответов {fresh:.0%}; ниже цели — {short}",
    ),
    "outcome.dossier_started": (
        "{answers} starter {answers:row|rows} and {plans} {plans:plan|plans} added for {clients} key {clients:account|accounts}",
        "Ключевых клиентов: {clients}; добавлено стартовых строк: {answers}, планов: {plans}",
    ),
    "outcome.visit": (
        "{n} {n:question|questions} to ask at {clients} key accounts",
        "Вопросов к визитам: {n}, ключевых клиентов: {clients}",
    ),
    "outcome.visit.one": (
        "{account}: {n} {n:question|questions} for the next visit",
        "{account}: {n} {n:вопрос|вопроса|вопросов} к ближайшему визиту",
    ),
    "outcome.visit.people": ("ask {people} ({role})", "спросить: {people} ({role})"),
    "outcome.visit.nobody": ("nobody yet to ask ({role})", "спросить пока некого ({role})"),
    "outcome.visit.ourselves": ("find out ourselves", "узнать самим"),
    "outcome.center": (
        "{clients} buying {clients:center|centers}, {people} {people:person|people}: {covered} of {required} required roles covered",
        "Закупочных центров: {clients}, людей: {people}; охвачено обязательных ролей: {covered} из {required}",
    ),
    "outcome.steps": (
        "Next steps: {overdue} overdue, {due} due this week, {proposed} proposed",
        "Следующие шаги: просрочено {overdue}, на этой неделе {due}, предложено {proposed}",
    ),
    "outcome.steps_written": (
        "{written} {written:step|steps} written; {overdue} overdue, {due} due this week, {proposed} still to be taken over",
        "Записано шагов: {written}; просрочено {overdue}, на этой неделе {due}, осталось принять {proposed}",
    ),
    "outcome.contact": (
        "Contact of {day} noted with {n} {n:person|people}: {people}",
        "Контакт {day} записан, людей: {n} ({people})",
    ),
    "outcome.plan": (
        "{clients} {clients:plan|plans}, {signed} signed as they stand: extra margin {extra}, budget {budget}",
        "Планов: {clients}, подписано в нынешнем виде: {signed}; прирост маржи {extra}, бюджет {budget}",
    ),
    "outcome.roll_down": (
        "{n} of {clients} {clients:plan|plans} by month: fact {fact} against {plan}, gap {gap}; forecast {forecast}",
        "По месяцам разложено планов: {n} из {clients}; факт {fact} при плане {plan}, отклонение {gap}; прогноз {forecast}",
    ),
    "outcome.no_years": ("none yet, no plan has a base year", "пока никаких: ни в одном плане нет базового года"),
    "outcome.sign": (
        "{n} {n:plan|plans} signed: {clients}",
        "Подписано планов: {n} ({clients})",
    ),
    "outcome.sign_none": ("No plan was signed", "Ни один план не подписан"),
    "picture.title": (
        "{account}: who decides, and how they stand to us",
        "{account}: кто решает и как к нам относится",
    ),
    "picture.attitude": ("Attitude to us", "Отношение к нам"),
    "picture.influence": ("Influence on the purchase", "Влияние на закупку"),
    "picture.more": ("and {n} more", "и ещё {n}"),
    "picture.supporter": ("supports us", "за нас"),
    "picture.neutral": ("neutral", "нейтрально"),
    "picture.opponent": ("against us", "против нас"),
    "command.card.label": ("Card", "Карточка"),
    "command.card.tip": (
        "Puts everything about one client on one A4 page: statuses, goal, people, steps, questions, actions, risks.",
        "Собирает всё об одном клиенте на странице А4: статусы, цель, люди, шаги, вопросы, действия, риски.",
    ),
    "outcome.card": ("The card shows {account}", "На карточке — {account}"),
    "outcome.card.none": (
        "The card is empty: no client is key on record yet",
        "Карточка пуста: утверждённых ключевых клиентов пока нет",
    ),
}
