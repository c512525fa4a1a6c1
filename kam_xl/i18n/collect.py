"""Texts of collecting: why a file was refused, what is wrong in a book of the team, what came of it all."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "command.collect.label": ("Team report", "Отчёт по команде"),
    "command.collect.tip": (
        "Reads the books of a team from folders, archives and mails, keeps them in a store, judges all by the company's rules and says what does not fit together",
        "Читает книги команды из папок, архивов и писем, складывает их в хранилище, оценивает все по правилам компании и показывает, что между собой не сходится",
    ),
    "button.team_report.label": ("Team report", "Отчёт по команде"),
    "button.team_report.tip": (
        "Asks for a file, reads all books in its folder, and writes the team workbook there. Nothing in those files is run or changed.",
        "Просит указать файл, читает все книги в его папке и пишет туда книгу команды. Ничего в этих файлах не запускается и не меняется.",
    ),
    "ribbon.choose_mail": (
        "Choose any file in the folder of the team's books",
        "Выберите любой файл в папке с книгами команды",
    ),
    "ribbon.mail": ("Books, mails, archives", "Книги, письма, архивы"),
    "outcome.collect": (
        "{summary}; the team workbook is {report} in {folder}",
        "{summary}; книга команды — {report} в папке {folder}",
    ),
    "cli.collect.db": (
        "The store: a file or a database; KAM_DB and then the usual place where it is left out",
        "Хранилище: файл или база данных; без этого — KAM_DB, затем обычное место",
    ),
    "cli.collect.report": (
        "Write the team workbook, an older one stays as .bak",
        "Записать книгу команды; прежняя останется как .bak",
    ),
    "cli.collect.lang": (
        "Language of what is printed and of the team workbook",
        "Язык сообщений и книги команды",
    ),
    "cli.collect.jobs": ("How many files are read side by side", "Сколько файлов читать одновременно"),
    "cli.collect.examples": (
        "\b\nExamples:\n  kam collect inbox/ --report team.xlsx\n  kam collect july.mbox books.zip --jobs 4 --as-of 2026-09-30 --json",
        "\b\nПримеры:\n  kam collect inbox/ --report team.xlsx\n  kam collect july.mbox books.zip --jobs 4 --as-of 2026-09-30 --json",
    ),
    "collect.report_ending": (
        "the team workbook's name must end in .xlsx",
        "имя книги команды должно кончаться на .xlsx",
    ),
    "collect.report_is_source": (
        "the team workbook would be written over a file that is to be collected; give --report another name",
        "книга команды легла бы поверх файла, который нужно собрать; укажите в --report другое имя",
    ),
    "error.not_team_workbook": (
        "A file that is no team workbook lies where the team workbook is to be written; nothing was read or written",
        "На месте книги команды лежит другой файл, не книга команды; ничего не прочитано и не записано",
    ),
    "error.not_team_workbook.do": (
        "Give the team workbook another name (--report), or move that file elsewhere",
        "Дайте книге команды другое имя (--report) или уберите этот файл в другое место",
    ),
    "collect.report_name": ("KAM team {day}.xlsx", "KAM команда {day}.xlsx"),
    "collect.working": ("Reading…", "Читаю…"),
    "collect.progress": ("{n} {n:file|files}: {source}", "{n} {n:файл|файла|файлов}: {source}"),
    "collect.summary": (
        "{current} {current:book|books} taken, {refused} refused, {older} older, {resent} sent again, {identical} "
        "{identical:copy|copies}; the team has {books} {books:book|books}",
        "Принято книг: {current}, не принято файлов: {refused}, старых версий: {older}, присланных повторно: {resent}, "
        "копий: {identical}; всего книг в команде: {books}",
    ),
    "collect.see": ("See {report}", "Смотрите {report}"),
    "collect.nothing_read": (
        "Not one workbook of ours could be read; look at the reasons, or name another folder",
        "Не удалось прочитать ни одной нашей книги; посмотрите причины или укажите другую папку",
    ),
    "collect.book_findings": (
        "{manager}: {n} {n:finding|findings} ({source})",
        "{manager}: {n} {n:замечание|замечания|замечаний} ({source})",
    ),
    "collect.book_errors": (
        "{manager}: {n} {n:finding|findings}, {errors} of them on values that cannot be read ({source})",
        "{manager}: {n} {n:замечание|замечания|замечаний}, из них о нечитаемых значениях: {errors} ({source})",
    ),
    "collect.reason.at": ("{what} ({where})", "{what} ({where})"),
    "collect.team_workbook": (
        "This is a team workbook that a collection wrote; it was left aside",
        "Это книга команды, записанная при сборе; файл отложен",
    ),
    "collect.nothing": ("There is nothing in it", "В нём ничего нет"),
    "collect.reader_failed": (
        "Reading stopped at something that the program does not know ({kind})",
        "Чтение остановилось на том, чего программа не знает ({kind})",
    ),
    "collect.reader_failed.do": (
        "Open the file in Excel, save it under another name and send that; if it is refused again, report it",
        "Откройте файл в Excel, сохраните под другим именем и пришлите его; если и он не будет принят, сообщите об этом",
    ),
    "collect.reader_memory": (
        "Reading it takes more memory than one file may have",
        "Для чтения нужно больше памяти, чем положено одному файлу",
    ),
    "collect.reader_memory.do": (
        "Delete sheets and rows that the workbook does not need, and send it again",
        "Удалите из книги лишние листы и строки и пришлите её ещё раз",
    ),
    "collect.reader_died": (
        "The reading of this file broke off without an error, as it does where a file is made to do harm",
        "Чтение этого файла оборвалось без ошибки, как бывает с файлами, сделанными во вред",
    ),
    "collect.reader_died.do": (
        "Do not open it; ask the sender whether he sent it, and for a new copy from his own workbook",
        "Не открывайте его; спросите отправителя, посылал ли он его, и попросите новую копию из его собственной книги",
    ),
    "collect.reader_timeout": (
        "Reading was not done after {seconds} {seconds:second|seconds} and was broken off",
        "За {seconds} {seconds:секунду|секунды|секунд} файл не прочитан, чтение прервано",
    ),
    "collect.reader_timeout.do": (
        "Delete sheets and rows that the workbook does not need, and send it again",
        "Удалите из книги лишние листы и строки и пришлите её ещё раз",
    ),
    "error.reader_not_started": (
        "No process that reads files can be started, so nothing was read",
        "Не удалось запустить процесс, читающий файлы, поэтому ничего не прочитано",
    ),
    "error.reader_not_started.do": (
        "Close other programs and try once more; from a script of your own, call it under “if __name__”",
        "Закройте другие программы и повторите; из своего скрипта вызывайте под «if __name__»",
    ),
    "collect.rule": ("{key}: {own} instead of {company}", "{key}: {own} вместо {company}"),
    "collect.claim": (
        "{manager} (influence {influence:.0%}, margin {margin}, stake {stake})",
        "{manager} (влияние {influence:.0%}, маржа {margin}, ставка {stake})",
    ),
    "collect.no_unit": ("no unit at all", "единица не указана"),
    "finding.team_policy_differs": (
        "The workbook was built from other rules ({own}) than the company's ({company}); {n} {n:differs|differ}, "
        "among them {rules}",
        "Книга построена по другим правилам ({own}), чем у компании ({company}): "
        "{n} {n:отличие|отличия|отличий}, в том числе {rules}",
    ),
    "finding.team_policy_differs.do": (
        "Have the workbook upgraded to the company's policy; here everything was judged by that one",
        "Обновите книгу до правил компании; здесь всё оценено по ним",
    ),
    "finding.team_policy_other": (
        "The workbook was built from other rules ({own}) than the company's ({company})",
        "Книга построена по другим правилам ({own}), чем у компании ({company})",
    ),
    "finding.team_policy_other.do": (
        "Have the workbook upgraded to the company's policy; here everything was judged by that one",
        "Обновите книгу до правил компании; здесь всё оценено по ним",
    ),
    "finding.team_verdict_differs": (
        "The workbook shows “{shown}” for {account}, the company's rules give “{verdict}” as of {as_of}",
        "В книге у клиента {account} стоит «{shown}», по правилам компании на {as_of} — «{verdict}»",
    ),
    "finding.team_verdict_differs.do": (
        "Have the manager recalculate the workbook and save it; if it stays so, compare its rules with the company's",
        "Попросите менеджера пересчитать и сохранить книгу; если расхождение останется, сравните её правила с правилами "
        "компании",
    ),
    "finding.team_book_without_id": (
        "The workbook has lost its hidden sheet, so its versions are told by the manager's name",
        "Книга потеряла скрытый лист, поэтому её версии различаются по имени менеджера",
    ),
    "finding.team_book_without_id.do": (
        "Ask for the book as Excel saved it, not as another program did",
        "Попросите книгу, сохранённую в Excel, а не в другой программе",
    ),
    "finding.team_clock_ahead": (
        "The file says that it was sent or saved on {moment}, a day still to come; it counts as older than whatever else "
        "of this book has come since the collection before",
        "По файлу, он отправлен или сохранён {moment}, а этот день ещё не наступил; он считается старше всего, что "
        "пришло от этой книги с прошлого сбора",
    ),
    "finding.team_clock_ahead.do": (
        "Have the manager set the clock of his computer and send the book once more",
        "Попросите менеджера исправить часы на компьютере и прислать книгу ещё раз",
    ),
    "finding.team_day_fixed": (
        "The workbook counts as of {fixed}, a day that was typed; the team is judged as of {day}",
        "Книга посчитана на {fixed}, этот день вписан в неё; команда оценена на {day}",
    ),
    "finding.team_day_fixed.do": (
        "Have the manager clear “Count as of this date”, so that evidence ages in his book too",
        "Попросите менеджера очистить «Считать на дату», чтобы подтверждения старели и в его книге",
    ),
    "finding.team_macros": (
        "The workbook brings macros that are not ours: {names}; nothing of them was run",
        "В книге есть чужие макросы: {names}; ничего из них не запускалось",
    ),
    "finding.team_macros.do": (
        "Keep macros blocked when you open it, and ask the manager what they are for",
        "Открывая её, не разрешайте макросы, и спросите менеджера, зачем они",
    ),
    "finding.team_links": (
        "The workbook takes data from elsewhere: {links}{n:|, …}; nothing of that was opened",
        "Книга берёт данные со стороны: {links}{n:|, …|, …}; ничего из этого не открывалось",
    ),
    "finding.team_links.do": (
        "Do not update the links when you open it; ask the manager to replace them with values",
        "Открывая её, не обновляйте связи; попросите менеджера заменить их значениями",
    ),
    "finding.team_claim": (
        "{n} managers have {account} in their books; it belongs to {keeper} (influence {influence:.0%}, margin {margin}, "
        "stake {stake}), rather than to {others}",
        "Клиент {account} есть в книгах {n} менеджеров; его место у менеджера {keeper} (влияние {influence:.0%}, "
        "маржа {margin}, ставка {stake}), а не у других: {others}",
    ),
    "finding.team_claim.do": (
        "Agree on one manager with all of them; the others take the client out of their books",
        "Договоритесь со всеми об одном менеджере; остальные убирают клиента из своих книг",
    ),
    "finding.team_cap_over": (
        "{manager} has {n} books, and together they pass the limit of {limit}: {recorded} on record, {qualifying} "
        "qualify, {over} too many",
        "У менеджера {manager} {n} {n:книга|книги|книг}, вместе они выходят за предел {limit}: в записи {recorded}, "
        "проходят отбор {qualifying}, лишних {over}",
    ),
    "finding.team_cap_over.do": (
        "Merge the books into one ({files}) and choose who leaves there",
        "Объедините книги в одну ({files}) и выберите в ней, кто уходит",
    ),
    "finding.team_two_books": (
        "{manager} has {n} books; together they stay within the limit of {limit}",
        "У менеджера {manager} {n} {n:книга|книги|книг}; вместе они укладываются в предел {limit}",
    ),
    "finding.team_two_books.do": (
        "Merge them into one, so that the limit counts where it is seen: {files}",
        "Объедините их в одну, чтобы предел считался там, где его видно: {files}",
    ),
    "finding.team_book_two_managers": (
        "One and the same book came with the names of {n} managers: {names}",
        "Одна и та же книга пришла с именами {n} менеджеров: {names}",
    ),
    "finding.team_book_two_managers.do": (
        "A copied book counts as the next version of the first; the one who copied it starts a book of his own "
        "(kam new) and takes his clients over: {files}",
        "Скопированная книга считается следующей версией первой; тот, кто её скопировал, заводит свою (kam new) и "
        "переносит в неё своих клиентов: {files}",
    ),
    "finding.team_not_judged": (
        "The stored book of {manager} could not be judged anew ({why}) and is in no figure of the team",
        "Сохранённую книгу менеджера {manager} не удалось оценить заново ({why}); в цифрах команды её нет",
    ),
    "finding.team_not_judged.do": (
        "Collect the file once more: {manager}",
        "Соберите файл ещё раз: {manager}",
    ),
    "finding.team_late": (
        "Nothing has come from {manager} for {days} {days:day|days} (last on {received}, due after {due})",
        "От менеджера {manager} ничего не было {days} {days:день|дня|дней} (последний раз {received}, "
        "положено раз в {due} {due:день|дня|дней})",
    ),
    "finding.team_late.do": (
        "Ask for the book",
        "Попросите прислать книгу",
    ),
    "finding.team_currency": (
        "Money in this book is in “{unit}”, in most others in “{usual}”",
        "Деньги в этой книге в единицах «{unit}», в большинстве других — «{usual}»",
    ),
    "finding.team_currency.do": (
        "Bring the books to one unit before you add their figures up",
        "Приведите книги к одной единице, прежде чем складывать их цифры",
    ),
    "finding.team_nobodys_key": (
        "{n} {n:client is|clients are} key for the company and for none of the managers: {names}",
        "Ключевые для компании, но ни для одного из менеджеров, {n} {n:клиент|клиента|клиентов}: {names}",
    ),
    "finding.team_nobodys_key.do": (
        "Decide who serves them: service, a head or a specialist",
        "Решите, кто их обслуживает: сервис, руководитель или специалист",
    ),
}
