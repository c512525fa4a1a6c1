"""Texts of the sheet Periods, of the words of the perspective plan and of its numbers on the Policy sheet."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "sheet.periods": ("Periods", "Периоды"),
    "sheet.periods.purpose": (
        "One client's plan: years with what they bring, months beside the facts, and what is due. Choose client and year.",
        "План одного клиента: годы и что они дают, месяцы рядом с фактом и ближайшие сроки. Выберите клиента и год.",
    ),
    "start.periods_client": ("Client", "Клиент"),
    "start.periods_year": ("Year", "Год"),
    "help.periods_year": (
        "A year of the plan. Blank: this year, or the plan's first one.",
        "Год плана. Пусто: текущий год, а если его в плане нет — первый год плана.",
    ),
    "periods.note.client": (
        "Choose a key account. Blank: the first one on record.",
        "Выберите ключевого клиента. Пусто: первый из принятых.",
    ),
    # words of lists
    "list.due_states.done": ("done", "сделано"),
    "list.due_states.dropped": ("dropped", "отменено"),
    "list.due_states.overdue": ("! overdue", "! просрочено"),
    "list.due_states.soon": ("due this week", "срок на неделе"),
    "list.due_states.planned": ("on time", "в срок"),
    "list.due_states.undated": ("no date", "без срока"),
    "list.signatures.unsigned": ("not signed", "не подписан"),
    "list.signatures.changed": ("! changed since signed", "! изменён после подписи"),
    "list.signatures.signed": ("✓ signed", "✓ подписан"),
    "list.signatures.to_stamp": ("signature to be stamped", "подпись ждёт отметки"),
    # Policy
    "policy.section.plan": ("Perspective plan", "Перспективный план"),
    "policy.plan_horizon": ("Years that a plan looks ahead", "На сколько лет вперёд смотрит план"),
    "policy.plan_low_case": ("Extra sales that the low case keeps", "Сколько прироста остаётся в худшем случае"),
    "policy.plan_gap_share": ("A month is off the plan above", "Месяц отклонился от плана, если больше чем на"),
    "policy.plan_gap_months": (
        "New forecast after so many months off",
        "Новый прогноз после стольких месяцев отклонения",
    ),
    "policy.plan_review_days": ("Days until the next joint review", "Дней до следующей совместной проверки"),
    "policy.unit.years": ("years", "лет"),
    "policy.unit.months": ("months running", "месяцев подряд"),
}
