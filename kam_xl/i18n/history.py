"""Questions to the history of collected books on the command line."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "error.account_not_collected": (
        "No collected book has a client “{account}”",
        "Ни в одной собранной книге нет клиента «{account}»",
    ),
    "error.account_not_collected.do": (
        "Write the name as the manager does{near}",
        "Напишите название так, как пишет менеджер{near}",
    ),
    "error.account_of_others": (
        "No collected book of {manager} has a client “{account}”",
        "Ни в одной собранной книге менеджера {manager} нет клиента «{account}»",
    ),
    "error.account_of_others.do": (
        "Leave out --manager, or name one who has it: {others}",
        "Уберите --manager или назовите того, у кого он есть: {others}",
    ),
    "cli.history": (
        "Ask the history of collected books.",
        "Спросить историю собранных книг.",
    ),
    "cli.history.account": (
        "How status, plan and dossier of a client changed since last quarter.",
        "Как с прошлого квартала изменились статус, план и досье клиента.",
    ),
    "cli.history.late": (
        "Who has not sent a book.",
        "Кто не прислал книгу.",
    ),
    "cli.history.decisions": (
        "Which decisions were made on what evidence.",
        "Какие решения приняты и на каких основаниях.",
    ),
    "cli.history.books": (
        "All versions of the books: when, from where, what was different.",
        "Все версии книг: когда, откуда, что изменилось.",
    ),
    "cli.history.refused": (
        "Which files were not accepted, and why.",
        "Какие файлы не приняты и почему.",
    ),
    "cli.history.db": (
        "The store: a file or the address of a database (KAM_DB, else a file of yours).",
        "Хранилище: файл или адрес базы данных (иначе KAM_DB или ваш собственный файл).",
    ),
    "cli.history.since": (
        "Compare with this day (a quarter ago otherwise).",
        "С каким днём сравнить (иначе — квартал назад).",
    ),
    "cli.history.from": ("Only from this day on.", "Только с этого дня."),
    "cli.history.manager": ("Only the books of this manager.", "Только книги этого менеджера."),
    "cli.history.of_account": ("Only this client.", "Только этот клиент."),
    "cli.history.days": (
        "Late after so many days (what the policy says otherwise).",
        "Через сколько дней считать опоздавшим (иначе — по регламенту).",
    ),
    "cli.history.team": (
        "A text file, a manager a line: who of them never sent is named too.",
        "Текстовый файл, по менеджеру в строке: кто из них ни разу не прислал, тоже будет назван.",
    ),
    "cli.history.col.manager": ("Manager", "Менеджер"),
    "cli.history.col.account": ("Client", "Клиент"),
    "cli.history.col.figure": ("What", "Показатель"),
    "cli.history.col.received": ("Received", "Получена"),
    "cli.history.col.saved": ("Saved", "Сохранена"),
    "cli.history.col.days": ("Days ago", "Дней назад"),
    "cli.history.col.source": ("From", "Откуда"),
    "cli.history.col.changed": ("Fields changed", "Изменено полей"),
    "cli.history.col.added": ("Rows added", "Строк добавлено"),
    "cli.history.col.deleted": ("Rows gone", "Строк убрано"),
    "cli.history.col.date": ("Date", "Дата"),
    "cli.history.col.change": ("Decision", "Решение"),
    "cli.history.col.points": ("Points", "Баллы"),
    "cli.history.col.evidence": ("Evidence", "Основание"),
    "cli.history.col.who": ("Who", "Кто"),
    "cli.history.col.reason": ("Why", "Почему"),
    "cli.history.col.name": ("Record", "Запись"),
    "cli.history.col.field": ("Field", "Поле"),
    "cli.history.col.old": ("Was", "Было"),
    "cli.history.col.new": ("Is now", "Стало"),
    "cli.history.never": ("never", "ни разу"),
    "cli.history.absent": ("not in the book", "нет в книге"),
    "cli.history.record_added": ("new row", "новая строка"),
    "cli.history.record_deleted": ("row is gone", "строки больше нет"),
    "cli.history.verdict": ("Verdict", "Вердикт"),
    "cli.history.manager_key": ("Key for the manager", "Ключевой для менеджера"),
    "cli.history.company_key": ("Key for the company", "Ключевой для компании"),
    "cli.history.on_record": ("Key on record", "Числится ключевым"),
    "cli.history.points": ("Points", "Баллы"),
    "cli.history.complete": ("Dossier complete", "Полнота досье"),
    "cli.history.fresh": ("Dossier fresh", "Свежесть досье"),
    "cli.history.covered": ("Roles covered", "Охвачено ролей"),
    "cli.history.signature": ("Plan", "План"),
    "cli.history.sales_last": ("Sales in the last year of the plan", "Продажи в последнем году плана"),
    "cli.history.extra_margin": ("Extra margin of the plan", "Прирост маржи по плану"),
    "cli.history.covered_of": ("{covered} of {required}", "{covered} из {required}"),
    "cli.history.changes": (
        "Changed since then: {n} {n:field or row|fields or rows}",
        "С тех пор изменилось полей и строк: {n}",
    ),
    "cli.history.late_none": (
        "Everyone sent a book within {n} {n:day|days}",
        "За {n} {n:день|дня|дней} книги прислали все",
    ),
    "cli.history.late_some": (
        "No book for more than {days} {days:day|days}: {n} {n:manager|managers}",
        "Дольше {days} {days:дня|дней|дней} без книги: {n} {n:менеджер|менеджера|менеджеров}",
    ),
    "cli.history.decisions_found": ("Decisions: {n}", "Решений: {n}"),
    "cli.history.books_found": ("Versions of books: {n}", "Версий книг: {n}"),
    "cli.history.refused_found": ("Refused files: {n}", "Не принято файлов: {n}"),
}
