"""What the function wizard says of the worksheet functions and their arguments; at most 255 characters each."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "function.KAM_INFLUENCE": (
        "Influence of the manager, 0 to 1: the weighted sum of the six lever scores. Takes one row of levers or many.",
        "Влияние менеджера, от 0 до 1: взвешенная сумма шести рычагов. Принимает одну строку рычагов или много.",
    ),
    "function.KAM_INFLUENCE.levers": (
        "Six cells side by side with the levers of a client, 0 to 3, in the order of the sheet; several rows give several answers.",
        "Шесть соседних ячеек с рычагами клиента, от 0 до 3, в порядке листа; несколько строк дают несколько ответов.",
    ),
    "function.KAM_STAKE": (
        "What is to win or to lose in a year, in money: headroom plus margin times loss probability.",
        "Что можно выиграть или потерять за год, в деньгах: запас роста плюс маржа, умноженная на вероятность потери.",
    ),
    "function.KAM_STAKE.headroom": ("Money a year that could be won.", "Деньги за год, которые можно выиграть."),
    "function.KAM_STAKE.margin": ("Margin of the client, money a year.", "Маржа клиента, деньги за год."),
    "function.KAM_STAKE.loss_probability": (
        "Probability of losing the client within a year, 0 to 1.",
        "Вероятность потерять клиента за год, от 0 до 1.",
    ),
    "function.KAM_POINTS": (
        "Points of a client, 0 to 100: the weighted grades and the influence, by the policy of this workbook.",
        "Баллы клиента, от 0 до 100: взвешенные оценки и влияние по правилам этой книги.",
    ),
    "function.KAM_POINTS.grades": (
        "Six cells side by side with the manager's grades, 0 to 3, in the order of the sheet.",
        "Шесть соседних ячеек с оценками менеджера, от 0 до 3, в порядке листа.",
    ),
    "function.KAM_POINTS.levers": (
        "Six cells side by side with the levers, 0 to 3, of the same clients.",
        "Шесть соседних ячеек с рычагами, от 0 до 3, тех же клиентов.",
    ),
    "function.KAM_VERDICT": (
        "Verdict on a client after the cap: key, over the cap, or the step that fails.",
        "Вердикт о клиенте с учётом предела: ключевой, сверх предела или шаг, который не пройден.",
    ),
    "function.KAM_VERDICT.client": (
        "Name of a client, or a column of names; empty for every row of the table.",
        "Имя клиента или столбец имён; пусто — для каждой строки таблицы.",
    ),
    "function.KAM_VERDICT.accounts": (
        "The table of clients with its headers: tblAccounts[#All].",
        "Таблица клиентов с заголовками: tblAccounts[#Все].",
    ),
    "function.KAM_WHY": (
        "Why the verdict is what it is, in sentences.",
        "Почему вердикт именно такой, словами.",
    ),
    "function.KAM_WHY.client": ("Name of a client, or a column of names.", "Имя клиента или столбец имён."),
    "function.KAM_WHY.accounts": (
        "The table of clients with its headers: tblAccounts[#All].",
        "Таблица клиентов с заголовками: tblAccounts[#Все].",
    ),
    "function.KAM_WHY.language": (
        "en or ru; left out: the language of the workbook.",
        "en или ru; если не указан — язык книги.",
    ),
    "function.KAM_NEAREST": (
        "The smallest change (one grade, one lever, the stake) that would turn the verdict.",
        "Наименьшее изменение (одна оценка, один рычаг, ставка), которое перевернуло бы вердикт.",
    ),
    "function.KAM_NEAREST.client": ("Name of a client, or a column of names.", "Имя клиента или столбец имён."),
    "function.KAM_NEAREST.accounts": (
        "The table of clients with its headers: tblAccounts[#All].",
        "Таблица клиентов с заголовками: tblAccounts[#Все].",
    ),
    "function.KAM_NEAREST.language": (
        "en or ru; left out: the language of the workbook.",
        "en или ru; если не указан — язык книги.",
    ),
    "function.KAM_LIMIT": (
        "How many key accounts the manager can carry: the cap of the policy, or fewer where the hours say so.",
        "Скольких ключевых клиентов потянет менеджер: предел из правил или меньше, если столько позволяют часы.",
    ),
    "function.KAM_LIMIT.hours": (
        "Working hours a month; left out: those on Start.",
        "Рабочие часы в месяц; если не указаны — с листа «Начало».",
    ),
    "function.KAM_RANK": (
        "Rank among the clients that qualify, from 1; empty where the client does not qualify.",
        "Место среди проходящих клиентов, с 1; пусто, если клиент не проходит.",
    ),
    "function.KAM_RANK.client": (
        "Name of a client, or a column of names; empty for every row of the table.",
        "Имя клиента или столбец имён; пусто — для каждой строки таблицы.",
    ),
    "function.KAM_RANK.accounts": (
        "The table of clients with its headers: tblAccounts[#All].",
        "Таблица клиентов с заголовками: tblAccounts[#Все].",
    ),
}
