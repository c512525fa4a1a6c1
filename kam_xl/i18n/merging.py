"""Comparing and merging two versions of a book: command, button, errors, findings, what the command line says."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "command.merge.label": ("Merge a returned book", "Слить вернувшуюся книгу"),
    "command.merge.tip": (
        "Takes over what another version of the book changed; where both sides changed the same thing differently, it asks on the sheet Conflicts. Without THEIRS it applies what was chosen there. Without -o nothing is written.",
        "Переносит то, что изменено в другой версии книги; где обе стороны изменили одно и то же по-разному, спрашивает на листе «Расхождения». Без THEIRS применяет сделанный там выбор. Без -o ничего не записывает.",
    ),
    "button.merge_returned.label": ("Merge returned book", "Слить вернувшуюся книгу"),
    "button.merge_returned.tip": (
        "Takes over what the other side changed in a copy of this book, and applies what you chose on Conflicts. Where both changed the same thing differently, your value stays and a row asks. Everything is written down on Log.",
        "Переносит то, что другая сторона изменила в копии этой книги, и применяет ваш выбор на листе «Расхождения». Где обе стороны изменили одно и то же по-разному, остаётся ваше значение, а строка спрашивает. Всё записывается в «Журнал».",
    ),
    "ribbon.choose_returned": ("Choose the book that came back", "Выберите вернувшуюся книгу"),
    "ribbon.workbooks": ("KAM workbooks", "Книги KAM"),
    "outcome.merge": (
        "{file}: {taken} {taken:change|changes} taken, {added} {added:row|rows} added, {deleted} deleted, {conflicts} {conflicts:conflict|conflicts}, {signed} {signed:plan|plans} signed, {chosen} {chosen:choice|choices} applied",
        "{file}: принято изменений — {taken}, добавлено строк — {added}, удалено — {deleted}, расхождений — {conflicts}, подписано планов — {signed}, применено решений — {chosen}",
    ),
    "outcome.merge.choices": (
        "{n} {n:choice|choices} applied, {left} {left:conflict is|conflicts are} left",
        "Применено решений — {n}, осталось расхождений — {left}",
    ),
    "merge.row_deleted": ("row deleted", "строка удалена"),
    "merge.row_kept": ("row kept", "строка оставлена"),
    "merge.not_taken": ("Only in the file that came", "Только в пришедшем файле"),
    "merge.note_on": ("Note on {column}", "Примечание к столбцу «{column}»"),
    "error.other_book": (
        "This is the book of {manager}, and not another version of the book of {own}",
        "Это книга менеджера {manager}, а не другая версия книги менеджера {own}",
    ),
    "error.other_book.do": (
        "Choose a copy of the same book: versions of one book can be merged, books of two managers cannot",
        "Выберите копию той же книги: слить можно версии одной книги, но не книги двух менеджеров",
    ),
    "error.merged_file_exists": (
        "Something else is already there: it is no version of this book, or the one that came back",
        "Там уже лежит другое: не версия этой книги или сама вернувшаяся книга",
    ),
    "error.merged_file_exists.do": (
        "Give -o another name, or that of your own book: its old state is kept as .bak",
        "Укажите в -o другое имя или свою книгу: её прежнее состояние останется как .bak",
    ),
    "error.other_base": (
        "The base is a version of another book",
        "Исходная версия взята из другой книги",
    ),
    "error.other_base.do": (
        "Name the version that was sent, or leave --base out: the snapshot beside the book is then taken",
        "Укажите ту версию, которую отправляли, или не указывайте --base: тогда берётся снимок, лежащий рядом с книгой",
    ),
    "error.damaged_snapshot": (
        "The snapshot of the sent book cannot be read",
        "Снимок отправленной книги не читается",
    ),
    "error.damaged_snapshot.do": (
        "Restore the file from a backup, or name with --base the workbook as it was sent",
        "Восстановите файл из резервной копии или укажите в --base книгу в том виде, в каком её отправляли",
    ),
    "finding.merge_conflicts": (
        "{n} {n:thing was|things were} changed differently on both sides; until you choose, your values stand, and what one side deleted stays",
        "Обе стороны изменили по-разному — расхождений: {n}; пока вы не выбрали, стоят ваши значения, а удалённое одной стороной остаётся",
    ),
    "finding.merge_conflicts.do": (
        "Choose mine or theirs in each row there; the next merge applies it",
        "Выберите в каждой строке «моё» или «их»; следующее слияние применит выбор",
    ),
    "finding.merge_as_sent": (
        "In {n} {n:place|places} this copy has what was sent, although a copy of the same sending had changed it before; the change stands",
        "В этой копии, мест: {n}, стоит то, что было отправлено, хотя раньше копия того же отправления принесла правку; правка осталась",
    ),
    "finding.merge_as_sent.do": (
        "If the change was taken back in this copy, type that into your book; the log has what was there before. If this is another person's copy or an older one, nothing is to be done",
        "Если в этой копии правку отменили, впишите это в свою книгу; что было раньше, есть в журнале. Если это копия другого человека или более старая, делать ничего не нужно",
    ),
    "finding.merge_unreadable": (
        "“{value}” in {column} cannot be read; your value stands, and the text is kept as a conflict",
        "«{value}» в столбце «{column}» не читается; стоит ваше значение, а текст сохранён как расхождение",
    ),
    "finding.merge_unreadable.do": (
        "Ask what was meant and type it, then choose mine",
        "Уточните, что имелось в виду, впишите это и выберите «моё»",
    ),
    "finding.review_without_head": (
        "A review of {account} was not stamped as a signature: it does not name the head",
        "Проверка клиента {account} не стала подписью: в ней не назван руководитель",
    ),
    "finding.review_without_head.do": (
        "If it was meant to be one, ask him to type his name in that row of the copy, and merge it again; else nothing is to be done",
        "Если это должна быть подпись, попросите его вписать своё имя в эту строку копии и слейте её ещё раз; иначе делать ничего не нужно",
    ),
    "finding.review_without_manager": (
        "A review of {account} was not stamped as a signature: neither it nor Start names the manager",
        "Проверка клиента {account} не стала подписью: ни в ней, ни на листе «Начало» не назван менеджер",
    ),
    "finding.review_without_manager.do": (
        "Type the manager's name on Start of your book, and merge the copy again",
        "Впишите имя менеджера на листе «Начало» своей книги и слейте копию ещё раз",
    ),
    "finding.review_unknown_client": (
        "A review was not stamped as a signature: no client is called “{account}”",
        "Проверка не стала подписью: клиента «{account}» в книге нет",
    ),
    "finding.review_unknown_client.do": (
        "Type the client's name as it stands on Accounts into this review on your own sheet Reviews, and merge the copy again",
        "Впишите в эту проверку на своём листе «Проверки» название клиента так, как оно стоит на листе «Клиенты», и слейте копию ещё раз",
    ),
    "finding.review_in_conflict": (
        "A review of {account} was not stamped as a signature: you and the head say different things in it",
        "Проверка клиента {account} не стала подписью: в ней у вас и у руководителя стоит разное",
    ),
    "finding.review_in_conflict.do": (
        "Decide on the sheet Conflicts, and merge the copy again",
        "Решите на листе «Расхождения» и слейте копию ещё раз",
    ),
    "finding.merge_name_twice": (
        "Two clients would be called “{old}”; one of them is “{account}” now",
        "Два клиента назывались бы «{old}»; один из них теперь «{account}»",
    ),
    "finding.merge_name_twice.do": (
        "Give it a name of its own, or move what it holds to the other client and delete it",
        "Дайте ему своё название или перенесите его данные к другому клиенту и удалите строку",
    ),
    "finding.merge_own_kept": (
        "In {n} {n:cell|cells} or notes of your own columns the returned book says something else; yours stand",
        "В ваших собственных столбцах и примечаниях вернувшаяся книга расходится с вашей, мест: {n}; осталось ваше",
    ),
    "finding.merge_own_kept.do": (
        "See what they say in the log, and type what you want to take over",
        "Посмотрите в журнале, что там написано, и впишите то, что хотите перенять",
    ),
    "finding.merge_own_elsewhere": (
        "{n} {n:cell|cells} or notes that they added in columns of their own are in the log only",
        "Добавленное в собственных столбцах и примечаниях записано только в журнал, мест: {n}",
    ),
    "finding.merge_own_elsewhere.do": (
        "Type over what you need; kam merge takes such columns and notes over as they are",
        "Перенесите нужное вручную; команда kam merge переносит такие столбцы и примечания целиком",
    ),
    "finding.merge_not_taken": (
        "The file that came also holds what no merge takes over: {things}",
        "В пришедшем файле есть и то, что слияние не переносит: {things}",
    ),
    "finding.merge_not_taken.do": (
        "Open that file, look at it, and type what you need into your book; keep the file",
        "Откройте тот файл, посмотрите и впишите нужное в свою книгу; файл сохраните",
    ),
    "finding.merge_no_base": (
        "It is not known what both versions come from: what differs may be either side's change, and a row that only one side has counts as new",
        "Неизвестно, от чего произошли обе версии: любое отличие может быть правкой любой стороны, а строка, которая есть только у одной, считается новой",
    ),
    "finding.merge_no_base.do": (
        "Decide the conflicts with care and delete by hand what was deleted; with --base FILE, the version that was sent, fewer are left",
        "Внимательно решите расхождения и удалите вручную то, что было удалено; если указать отправленную версию в --base FILE, их будет меньше",
    ),
    "finding.merge_prints_only": (
        "The snapshot of the sent book is not beside this one: what was changed is known, the values before are not",
        "Рядом с этой книгой нет снимка отправленной: видно, что изменено, но прежние значения неизвестны",
    ),
    "finding.merge_prints_only.do": (
        "Nothing to do; keep the folder of snapshots beside the book if you want to see old values in conflicts",
        "Делать ничего не нужно; чтобы видеть в расхождениях прежние значения, храните папку снимков рядом с книгой",
    ),
    "finding.merge_prints_damaged": (
        "What the copy says of how it was sent was changed and cannot be read",
        "Сведения копии о том, как её отправляли, изменены и не читаются",
    ),
    "finding.merge_prints_damaged.do": (
        "Ask for the copy as it was returned, and look at every conflict",
        "Попросите копию в том виде, в каком её вернули, и просмотрите каждое расхождение",
    ),
    "finding.merge_snapshot_damaged": (
        "The snapshot of the sent book cannot be read; the copy itself tells what was changed",
        "Снимок отправленной книги не читается; что изменено, видно из самой копии",
    ),
    "finding.merge_snapshot_damaged.do": (
        "Restore the file from a backup if you need the values before",
        "Если нужны прежние значения, восстановите файл из резервной копии",
    ),
    "finding.choice_unreadable": (
        "Theirs cannot be taken for {column}: “{value}” is nothing that the column takes",
        "Их значение для столбца «{column}» взять нельзя: «{value}» сюда не подходит",
    ),
    "finding.choice_unreadable.do": (
        "Type the value where it belongs, and choose mine here",
        "Впишите значение в саму таблицу, а здесь выберите «моё»",
    ),
    "finding.choice_without_value": (
        "Theirs cannot be taken for {column}: what the row keeps of it was changed",
        "Их значение для столбца «{column}» взять нельзя: служебные ячейки строки изменены",
    ),
    "finding.choice_without_value.do": (
        "Type the value where it belongs, and choose mine here, or merge the returned book again",
        "Впишите значение в саму таблицу и выберите здесь «моё» или слейте вернувшуюся книгу ещё раз",
    ),
    "finding.choice_name_taken": (
        "The client cannot be called “{value}”: the name is blank or another client's",
        "Назвать клиента «{value}» нельзя: название пустое или уже занято другим клиентом",
    ),
    "finding.choice_name_taken.do": (
        "Choose mine, or rename the other client first",
        "Выберите «моё» или сначала переименуйте другого клиента",
    ),
    "cli.diff": (
        "Show what differs between two workbooks, row by row and column by column. Nothing is written.",
        "Показывает, чем отличаются две книги, по строкам и столбцам. Ничего не записывает.",
    ),
    "cli.base": (
        "The version that both come from: the workbook or snapshot as it was sent",
        "Версия, от которой произошли обе: книга или снимок в отправленном виде",
    ),
    "cli.merge_out": (
        "Write the merged book there: to MINE, to a new file or over another version of the book. The old file stays as .bak",
        "Записать слитую книгу сюда: в MINE, в новый файл или вместо другой версии книги. Прежний файл останется как .bak",
    ),
    "cli.merge_who": (
        "Who changed theirs, for conflicts and log",
        "Кто изменил другую версию, для расхождений и журнала",
    ),
    "cli.merge.only_workbooks": (
        "a merged book is an .xlsx file or, with macros, an .xlsm file; end the name after -o so",
        "слитая книга — файл .xlsx или, с макросами, .xlsm; закончите так имя после -o",
    ),
    "cli.merge.written": ("Written: {out}", "Записано: {out}"),
    "cli.merge.dry": (
        "Nothing was written. Say where with -o FILE",
        "Ничего не записано. Укажите, куда, через -o FILE",
    ),
    "cli.merge.base_alone": (
        "--base needs the book that came back",
        "Для --base нужна вернувшаяся книга",
    ),
    "cli.merge.decide": ("To be decided:", "Нужно решить:"),
    "cli.diff.other_book": (
        "{b} is the book of {manager}, and not a version of {a}: rows are compared by their ids all the same",
        "{b} — книга менеджера {manager}, а не версия {a}: строки всё равно сравниваются по кодам",
    ),
    "cli.diff.none": ("No difference", "Отличий нет"),
    "cli.diff.count": (
        "{n} {n:difference|differences}: {changed} changed, {added} added, {deleted} deleted",
        "Отличий — {n}: изменено {changed}, добавлено {added}, удалено {deleted}",
    ),
    "cli.diff.happened": ("What happened", "Что произошло"),
    "cli.diff.where": ("Where", "Где"),
    "cli.diff.column": ("Column", "Столбец"),
    "cli.diff.old": ("Was", "Было"),
    "cli.diff.new": ("Is now", "Стало"),
    "cli.diff.mine": ("Mine", "Моё"),
    "cli.diff.theirs": ("Theirs", "Их"),
    "cli.diff.whole_book": ("The whole book", "Вся книга"),
}
