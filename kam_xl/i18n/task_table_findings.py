"""Findings about the tables of the three tasks: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.list.more_rows": (" (and {n} {n:row|rows} more)", " (и ещё {n} {n:строка|строки|строк})"),
    "finding.row_without_account": (
        "A row is filled but names no client{more}",
        "Строка заполнена, но клиент не назван{more}",
    ),
    "finding.row_without_account.do": (
        "Choose the client from the list, or clear the row",
        "Выберите клиента из списка или очистите строку",
    ),
    "finding.row_unknown_account": (
        "There is no client “{account}” among the clients of this book{more}",
        "Среди клиентов этой книги нет клиента «{account}»{more}",
    ),
    "finding.row_unknown_account.do": (
        "Choose the client from the list, or add it on the sheet Accounts",
        "Выберите клиента из списка или добавьте его на лист «Клиенты»",
    ),
    "finding.answer_without_question": (
        "An answer about “{account}” names no question{more}",
        "В ответе о клиенте «{account}» не назван вопрос{more}",
    ),
    "finding.answer_without_question.do": (
        "Choose the question from the list, or clear the row",
        "Выберите вопрос из списка или очистите строку",
    ),
    "finding.unknown_question": (
        "“{question}” is not among the questions about “{account}”{more}",
        "Вопроса «{question}» нет среди вопросов о клиенте «{account}»{more}",
    ),
    "finding.unknown_question.do": (
        "Choose a question from the list; which ones belong to a client is decided by its segment",
        "Выберите вопрос из списка; какие из них относятся к клиенту, зависит от его сегмента",
    ),
    "finding.answer_twice": (
        "The question “{question}” about “{account}” is answered twice, also in {other}{more}",
        "На вопрос «{question}» о клиенте «{account}» ответ дан дважды, ещё и в {other}{more}",
    ),
    "finding.answer_twice.do": (
        "Keep one of the two rows and clear the other",
        "Оставьте одну из двух строк, вторую очистите",
    ),
    "finding.unknown_role": (
        "The policy knows no role “{role}” of a buying center{more}",
        "Роли «{role}» в закупочном центре правила не знают{more}",
    ),
    "finding.unknown_role.do": ("Choose a role from the list", "Выберите роль из списка"),
}
