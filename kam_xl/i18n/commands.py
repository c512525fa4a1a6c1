"""Labels and tips of the commands, and the sentences that say what came of them."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "command.group.accounts": ("Accounts", "Клиенты"),
    "command.group.help": ("Help", "Справка"),
    "command.qualify.label": ("Qualify account", "Квалифицировать"),
    "command.qualify.tip": (
        "Judges clients: which are key for the manager, why, and what would turn the verdict. Can write decisions of record.",
        "Оценивает клиентов: кто ключевой для менеджера, почему и что изменило бы вердикт. Может записать решения.",
    ),
    "command.cap.label": ("Check cap", "Проверить предел"),
    "command.cap.tip": (
        "Compares the clients that qualify with how many the manager can carry, and names who would enter and who leave.",
        "Сравнивает число проходящих клиентов с тем, скольких потянет менеджер, и называет, кто вошёл бы и кто уступил.",
    ),
    "command.import.label": ("Import sales", "Импорт продаж"),
    "command.import.tip": (
        "Reads a sales export: updates margin, range bought and sales by month, proposes grades and levers with the evidence for each.",
        "Читает выгрузку продаж: обновляет маржу, охват и продажи по месяцам, предлагает оценки и рычаги с основанием для каждого.",
    ),
    "command.check.label": ("Check workbook", "Проверить книгу"),
    "command.check.tip": (
        "Finds what cannot be read, what is missing and what needs a decision, each with its cell and what to do.",
        "Находит, что не читается, чего не хватает и что требует решения: с ячейкой и тем, что делать.",
    ),
    "outcome.qualify": (
        "{n} {n:client|clients} judged, {keys} key for the manager; the limit is {limit}",
        "Оценено {n} {n:клиент|клиента|клиентов}, ключевых для менеджера: {keys}; предел: {limit}",
    ),
    "outcome.near": ("; close to it: {names}", "; похожие: {names}"),
    "outcome.cap.within": (
        "{qualifying} {qualifying:client qualifies|clients qualify}, the limit is {limit}; {record} on record",
        "Проходят: {qualifying}, предел: {limit}; по записям: {record}",
    ),
    "outcome.cap.over": (
        "{qualifying} clients qualify, {over} more than the limit of {limit}; {record} on record",
        "Проходят: {qualifying}, это на {over} больше предела {limit}; по записям: {record}",
    ),
    "outcome.cap.record_over": (
        "{record} key accounts on record, {record_over} more than the limit of {limit}",
        "По записям ключевых: {record}, это на {record_over} больше предела {limit}",
    ),
    "outcome.check.none": ("Nothing found: the workbook is in order", "Замечаний нет: книга в порядке"),
    "outcome.check.some": ("{n} {n:finding|findings}", "{n} {n:замечание|замечания|замечаний}"),
    "outcome.import": (
        "{added} {added:client|clients} added, {updated} updated, {unchanged} unchanged",
        "Добавлено клиентов: {added}, обновлено: {updated}, без изменений: {unchanged}",
    ),
    "outcome.import_months": (
        "{added} {added:client|clients} added, {updated} updated, {unchanged} unchanged; "
        "monthly sales: {months_added} added, {months_replaced} replaced",
        "Добавлено клиентов: {added}, обновлено: {updated}, без изменений: {unchanged}; "
        "продажи по месяцам: добавлено {months_added}, заменено {months_replaced}",
    ),
}
