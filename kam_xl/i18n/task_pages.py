"""Texts of the calculated sheets of the tasks: coverage, visit, role map."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "coverage.account": ("Key account", "Ключевой клиент"),
    "coverage.completeness": ("Complete", "Полнота"),
    "coverage.freshness": ("Fresh", "Свежесть"),
    "coverage.more": ("More key accounts than rows; not shown: ", "Ключевых клиентов больше, чем строк; не показано: "),
    "coverage.legend": (
        "● everything · ◐ half or more · ○ less than half · – no such questions for this client",
        "● всё · ◐ половина и больше · ○ меньше половины · – таких вопросов у клиента нет",
    ),
    "visit.number": ("No.", "№"),
    "visit.group": ("Group", "Раздел"),
    "visit.question": ("Question", "Вопрос"),
    "visit.why": ("Why", "Почему"),
    "visit.since": ("Stale since", "Устарел с"),
    "visit.whom": ("Whom to ask", "Кого спросить"),
    "visit.answer": ("Answer", "Ответ"),
    "visit.shown": ("Shown", "Показан"),
    "visit.more": ("Questions that did not fit on the page: ", "Вопросов не поместилось на страницу: "),
    "visit.ourselves": ("we find out ourselves", "узнаём сами"),
    "visit.nobody": ("nobody yet: ", "пока некого: "),
    "visit.nobody_chosen": ("no key account on record", "нет такого утверждённого ключевого клиента"),
    "visit.note.client": (
        "Choose a key account on record. Blank: the first of them.",
        "Выберите утверждённого ключевого клиента. Пусто — первый из них.",
    ),
    "map.required": ("Somebody must hold the role", "Роль должна быть занята"),
    "map.coverage": ("Required roles covered", "Закрыто нужных ролей"),
    "map.support": ("Support, −1 to +1", "Поддержка, от −1 до +1"),
    "map.members": ("People", "Людей"),
    "map.without_step": ("Without a next step", "Без следующего шага"),
    "map.out_of_touch": ("Contact overdue or none", "Контакт просрочен или не было"),
    "map.single": ("Everything hangs on", "Всё держится на одном"),
    "map.legend": (
        "✓ in contact · ○ named, but no contact in time · ! required and empty · · empty, not required",
        "✓ контакт в срок · ○ назван, но контакта в срок нет · ! нужна, а пусто · · пусто, не обязательна",
    ),
    "map.more": ("People who have no place in the picture: ", "Не поместилось на карту людей: "),
    "map.people": ("People", "Люди"),
    "map.nameless": ("no name", "без имени"),
    "map.chart": ("Who stands where: influence and attitude", "Кто где стоит: влияние и отношение"),
    "map.chart.x": (
        "Attitude to us: −2 against, +2 for us",
        "Отношение к нам: −2 против, +2 за нас",
    ),
    "map.chart.y": ("Influence on the purchase: 0 to 5", "Влияние на закупку: от 0 до 5"),
    "map.chart.alt": (
        "Scatter chart of the people of the chosen client: attitude from −2 to +2, influence from 0 to 5, names and roles.",
        "Точечная диаграмма людей выбранного клиента: отношение от −2 до +2, влияние от 0 до 5, имена и роли.",
    ),
}
