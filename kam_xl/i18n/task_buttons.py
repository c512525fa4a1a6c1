"""Labels and tips of the ribbon's buttons for the three tasks."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "button.start_dossier.label": ("Start dossier", "Начать досье"),
    "button.start_dossier.tip": (
        "Adds to each key account the starter questions that its dossier lacks, as rows to fill, and a row on Plans. What is there stays.",
        "Добавляет каждому ключевому клиенту недостающие стартовые вопросы досье строками для заполнения и строку на лист «Планы». Всё, что есть, остаётся.",
    ),
    "button.show_gaps.label": ("Show gaps", "Показать пробелы"),
    "button.show_gaps.tip": (
        "Lists on Findings what each key account's dossier lacks and which answers are stale.",
        "Перечисляет на листе «Замечания», чего не хватает в досье каждого ключевого клиента и какие ответы устарели.",
    ),
    "button.questions_for_visit.label": ("Questions for visit", "Вопросы к визиту"),
    "button.questions_for_visit.tip": (
        "Picks what to ask next at the selected client, by the person who can answer.",
        "Отбирает, что спросить у выделенного клиента в следующий раз, по людям, которые могут ответить.",
    ),
    "button.create_folders.label": ("Create folders", "Создать папки"),
    "button.create_folders.tip": (
        "Makes a folder beside the workbook for each key account, with one inside for each group of the dossier. What is there stays.",
        "Создаёт рядом с книгой папку каждому ключевому клиенту и в ней по папке на группу досье. Всё, что уже есть, остаётся.",
    ),
    "button.check_coverage.label": ("Check coverage", "Проверить охват"),
    "button.check_coverage.tip": (
        "Tells for each key account which required roles are covered, only named or empty, and whom nobody has met in time.",
        "Показывает по каждому ключевому клиенту, какие обязательные роли охвачены, лишь названы или пусты и с кем давно не было контакта.",
    ),
    "button.next_steps.label": ("Next steps", "Следующие шаги"),
    "button.next_steps.tip": (
        "Lists what is overdue and due this week with people, and proposes a step where none is planned; writes it for the rows selected on Buying center.",
        "Перечисляет просроченное и назначенное на неделю и предлагает шаг там, где его нет; для строк, выделенных на листе «Закупочный центр», записывает его.",
    ),
    "button.contact_made.label": ("Contact made", "Контакт состоялся"),
    "button.contact_made.tip": (
        "Writes today as the last contact with the people of the rows selected on Buying center.",
        "Записывает сегодняшний день последним контактом с людьми строк, выделенных на листе «Закупочный центр».",
    ),
    "button.check_plan.label": ("Check plan", "Проверить план"),
    "button.check_plan.tip": (
        "Adds up each perspective plan and lists what it lacks, what is late and what is not signed.",
        "Подсчитывает каждый перспективный план и перечисляет, чего не хватает, что просрочено и что не подписано.",
    ),
    "button.roll_down.label": ("Roll down", "Разложить по месяцам"),
    "button.roll_down.tip": (
        "Compares the months with the facts, lists late actions and gaps, and shows the selected client on Periods.",
        "Сравнивает месяцы с фактами, перечисляет просроченные действия и отклонения и показывает выделенного клиента на листе «Периоды».",
    ),
    "button.sign_plan.label": ("Sign", "Подписать"),
    "button.sign_plan.tip": (
        "Writes on Reviews that you and your head agreed on the plan as it stands now; any later change will show.",
        "Записывает на листе «Проверки», что вы с руководителем согласовали план в нынешнем виде; любое изменение потом будет видно.",
    ),
    "button.show_card.label": ("Card", "Карточка"),
    "button.show_card.tip": (
        "Shows everything about the selected key account on one page to print: statuses, goal, people, steps, questions, risks.",
        "Показывает всё о выделенном ключевом клиенте на одной странице для печати: статусы, цель, люди, шаги, вопросы, риски.",
    ),
}
