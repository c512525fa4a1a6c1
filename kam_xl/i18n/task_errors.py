"""Errors of the commands of the three tasks: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "error.not_key_account": ("Not key on record: {account}", "Не числится ключевым: {account}"),
    "error.not_key_account.do": (
        "Choose a key account, or qualify the client first: dossier, buying center and plan are kept for key accounts only",
        "Выберите ключевого клиента или сначала квалифицируйте этого: досье, закупочный центр и план ведут только для ключевых",
    ),
    "error.unknown_member": (
        "There is nobody called “{member}” in the buying center",
        "В закупочном центре нет человека «{member}»",
    ),
    "error.unknown_member.do": (
        "Write the name as it stands on the sheet Buying center{near}",
        "Напишите имя так, как на листе «Закупочный центр»{near}",
    ),
    "error.contact_in_future": (
        "{day} is after {as_of}: that contact is still to come",
        "{day} позже {as_of}: этого контакта ещё не было",
    ),
    "error.contact_in_future.do": (
        "Give the day on which you spoke; write what is planned as the next step",
        "Укажите день, когда говорили; запланированное впишите следующим шагом",
    ),
    "error.year_outside_plans": ("No plan has the year {year}", "Ни в одном плане нет {year} года"),
    "error.year_outside_plans.do": ("Ask for one of these years: {years}", "Выберите год из этих: {years}"),
    "error.signer_unknown": (
        "The plan of {account} cannot be signed: manager or head is not named",
        "План клиента {account} нельзя подписать: не назван менеджер или руководитель",
    ),
    "error.signer_unknown.do": (
        "Type both names on Start, or give the head's name with the command",
        "Впишите оба имени на листе «Начало» или назовите руководителя в команде",
    ),
}
