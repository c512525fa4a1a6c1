"""What the function wizard says of the worksheet functions of the three tasks; at most 255 characters each."""

from __future__ import annotations

_ARGUMENTS: dict[str, tuple[str, str]] = {
    "accounts": (
        "The table of clients with its headers: tblAccounts[#All].",
        "Таблица клиентов с заголовками: tblAccounts[#Все].",
    ),
    "dossier": (
        "The table of answers with its headers: tblDossier[#All].",
        "Таблица ответов с заголовками: tblDossier[#Все].",
    ),
    "members": (
        "The table of people with its headers: tblMembers[#All].",
        "Таблица людей с заголовками: tblMembers[#Все].",
    ),
    "plans": ("The table of plans with its headers: tblPlans[#All].", "Таблица планов с заголовками: tblPlans[#Все]."),
    "goals": ("The table of goals with its headers: tblGoals[#All].", "Таблица целей с заголовками: tblGoals[#Все]."),
    "actions": (
        "The table of actions with its headers: tblActions[#All].",
        "Таблица действий с заголовками: tblActions[#Все].",
    ),
    "seasons": (
        "The table of seasons with its headers: tblSeasons[#All].",
        "Таблица сезонности с заголовками: tblSeasons[#Все].",
    ),
    "facts": ("The table of facts with its headers: tblFacts[#All].", "Таблица фактов с заголовками: tblFacts[#Все]."),
    "client": ("Name of a client, or a column of names.", "Имя клиента или столбец имён."),
    "group": (
        "Name or id of a group of questions; left out: the whole dossier.",
        "Название или код группы вопросов; если не указана — всё досье.",
    ),
    "role": (
        "Name or id of a role; left out: the share of required roles that are covered.",
        "Название или код роли; если не указана — доля охваченных обязательных ролей.",
    ),
    "attitude": (
        "Attitude to us, −2 to 2; as many cells as roles.",
        "Отношение к нам, от −2 до 2; столько же ячеек, сколько ролей.",
    ),
    "language": ("en or ru; left out: the language of the workbook.", "en или ru; если не указан — язык книги."),
    "plan_year": (
        "Year of the plan; left out: the year of the day that the workbook counts with.",
        "Год плана; если не указан — год даты, на которую считает книга.",
    ),
    "plan_month": ("Month, 1 to 12; left out: the whole year.", "Месяц, от 1 до 12; если не указан — весь год."),
}
_FUNCTIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "KAM_COMPLETE": (
        "Share of the mandatory questions that the dossier of a client answers, 0 to 1; of one group where it is named.",
        "Доля обязательных вопросов, на которые досье клиента даёт ответ, от 0 до 1; по одной группе, если она указана.",
        (
            "accounts",
            "dossier",
            "client",
            "group",
        ),
    ),
    "KAM_FRESH": (
        "Share of the answers in the dossier of a client that are fresh, 0 to 1; of one group where it is named.",
        "Доля свежих ответов в досье клиента, от 0 до 1; по одной группе, если она указана.",
        (
            "accounts",
            "dossier",
            "client",
            "group",
        ),
    ),
    "KAM_COVERAGE": (
        "Share of the required roles of a buying center that are covered, 0 to 1; of one role, how it is held.",
        "Доля охваченных обязательных ролей закупочного центра, от 0 до 1; для одной роли — как она занята.",
        (
            "accounts",
            "members",
            "client",
            "role",
        ),
    ),
    "KAM_DIRECTION": (
        "What to work towards with a person, by role and attitude, as the policy says.",
        "Что делать с человеком: направление по роли и отношению из правил.",
        (
            "role",
            "attitude",
            "language",
        ),
    ),
    "KAM_PLAN_GAP": (
        "Fact minus plan of a client, in money: of a month, or of the year's months with facts; empty without facts.",
        "Факт минус план клиента, в деньгах: за месяц или за месяцы года, в которых есть факт; пусто, если факта нет.",
        (
            "plans",
            "goals",
            "actions",
            "seasons",
            "facts",
            "client",
            "plan_year",
            "plan_month",
        ),
    ),
    "KAM_PERIOD": (
        "Plan of a client for a month or a year, in money: baseline by season plus the effects of approved actions.",
        "План клиента на месяц или год, в деньгах: база по сезонности плюс эффект утверждённых действий.",
        (
            "plans",
            "goals",
            "actions",
            "seasons",
            "client",
            "plan_year",
            "plan_month",
        ),
    ),
}

TEXTS: dict[str, tuple[str, str]] = {
    "function.hold.covered": ("covered", "охвачена"),
    "function.hold.named": ("only named", "только названа"),
    "function.hold.empty": ("empty", "пусто"),
    "function.KAM_DIRECTION.role": (
        "Role of a person, name or id; several cells give several answers.",
        "Роль человека, название или код; несколько ячеек дают несколько ответов.",
    ),
}
for _name, (_english, _russian, _arguments) in _FUNCTIONS.items():
    TEXTS[f"function.{_name}"] = (_english, _russian)
    for _argument in _arguments:
        TEXTS.setdefault(f"function.{_name}.{_argument}", _ARGUMENTS[_argument])
