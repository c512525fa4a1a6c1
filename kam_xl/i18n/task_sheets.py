"""Texts of the sheets of the three tasks: names, purposes, and the words of their drop-down lists."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "sheet.card": ("Card", "Карточка"),
    # names of the sheets
    "sheet.dossier": ("Dossier", "Досье"),
    "sheet.center": ("Buying center", "Закупочный центр"),
    "sheet.coverage": ("Coverage", "Полнота"),
    "sheet.visit": ("Visit", "К визиту"),
    "sheet.roles_map": ("Role map", "Карта ролей"),
    "sheet.questions": ("Questions", "Вопросы"),
    "sheet.roles": ("Roles", "Роли"),
    "sheet._matrix": ("_matrix", "_matrix"),
    "sheet.plans": ("Plans", "Планы"),
    "sheet.goals": ("Goals", "Цели"),
    "sheet.actions": ("Actions", "Действия"),
    "sheet.risks": ("Risks", "Риски"),
    "sheet.reviews": ("Reviews", "Проверки"),
    "sheet.seasons": ("Seasons", "Сезонность"),
    "sheet.facts": ("Facts", "Факты"),
    # one line under each title: what the sheet is for
    "sheet.dossier.purpose": (
        "What you know of each key client: one row a question, with its source and day. Assumed is not confirmed.",
        "Что вы знаете о каждом ключевом клиенте: строка на вопрос, с источником и датой. Предположение — ещё не факт.",
    ),
    "sheet.center.purpose": (
        "Who takes part in the client's purchase, what they want, how they stand to us, and what you do next with each.",
        "Кто участвует в закупке клиента, чего хочет, как к нам относится и что вы делаете с каждым дальше.",
    ),
    "sheet.coverage.purpose": (
        "How much is known of each key client, and how fresh it is: mandatory questions answered, by group.",
        "Сколько известно о каждом ключевом клиенте и насколько это свежо: ответы на обязательные вопросы по разделам.",
    ),
    "sheet.visit.purpose": (
        "What to ask at the next visit, and whom. Choose the client in the yellow cell and print the page.",
        "Что спросить на ближайшей встрече и у кого. Выберите клиента в жёлтой ячейке и распечатайте страницу.",
    ),
    "sheet.roles_map.purpose": (
        "Who holds which role at each key client, where nobody does, and how the people stand to us.",
        "Кто в какой роли у каждого ключевого клиента, где роль пуста и как эти люди к нам относятся.",
    ),
    "sheet.questions.purpose": (
        "The questions of the dossier, as the company's policy has them. Change them in the policy file, not here.",
        "Вопросы досье по правилам компании. Меняйте их в файле правил, а не здесь.",
    ),
    "sheet.roles.purpose": (
        "The roles of a buying center, as the company's policy has them. Change them in the policy file, not here.",
        "Роли закупочного центра по правилам компании. Меняйте их в файле правил, а не здесь.",
    ),
    "sheet.plans.purpose": (
        "One row a client: where the plan starts, how you win, what you will not do, and when you stop.",
        "Строка на клиента: от чего считается план, за счёт чего выигрываем, чего не делаем и когда останавливаемся.",
    ),
    "sheet.goals.purpose": (
        "What the client buys in all, what we sell and earn, by product group: the base year and each year of the plan.",
        "Сколько клиент закупает всего, сколько продаём и зарабатываем мы, по товарным группам: базовый год и годы плана.",
    ),
    "sheet.actions.purpose": (
        "What our side does for the plan: who, by when, at what cost, with what extra sales, how likely.",
        "Что делает наша сторона ради плана: кто, к какому сроку, за какие деньги, с каким приростом и вероятностью.",
    ),
    "sheet.risks.purpose": (
        "What may go wrong, how likely and how bad it is, by what sign you will see it, and what you do then.",
        "Что может пойти не так, насколько это вероятно и опасно, по чему вы это увидите и что тогда сделаете.",
    ),
    "sheet.reviews.purpose": (
        "Joint reviews of the plans by manager and head: what was decided, who signed, when the next one is.",
        "Совместные проверки планов менеджером и руководителем: что решили, кто подписал, когда следующая.",
    ),
    "sheet.seasons.purpose": (
        "How a year's sales spread over its months. The row without a client is for all that have none of their own.",
        "Как продажи года делятся по месяцам. Строка без клиента — для всех, у кого нет своей.",
    ),
    "sheet.facts.purpose": (
        "What each client really bought, month by month; the plan is compared with it.",
        "Сколько клиент на самом деле купил по месяцам; с этим сравнивается план.",
    ),
    # words of the drop-down lists
    "list.certainty.assumed": ("assumed", "предположение"),
    "list.certainty.confirmed": ("confirmed", "подтверждено"),
    "list.member_states.active": ("active", "работает"),
    "list.member_states.moved": ("moved", "перешёл"),
    "list.member_states.left": ("left", "ушёл"),
    "list.answer_states.missing": ("missing", "нет ответа"),
    "list.answer_states.stale": ("stale", "устарел"),
    "list.answer_states.assumed": ("assumed", "предположение"),
    "list.answer_states.fresh": ("fresh", "свежий"),
    "list.contact_states.missing": ("no contact yet", "не было"),
    "list.contact_states.overdue": ("overdue", "просрочен"),
    "list.contact_states.kept": ("kept", "в срок"),
    "list.step_states.missing": ("none", "нет"),
    "list.step_states.overdue": ("overdue", "просрочен"),
    "list.step_states.due": ("due this week", "на этой неделе"),
    "list.step_states.planned": ("planned", "намечен"),
    "list.action_states.draft": ("draft", "черновик"),
    "list.action_states.submitted": ("submitted", "на согласовании"),
    "list.action_states.approved": ("approved", "утверждено"),
    "list.action_states.done": ("done", "сделано"),
    "list.action_states.dropped": ("dropped", "отменено"),
    "list.impacts.low": ("low", "малый"),
    "list.impacts.medium": ("medium", "средний"),
    "list.impacts.high": ("high", "большой"),
}
