"""Sending a book for review: button, command line, mail, Start of the copy, findings and errors."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "command.group.exchange": ("Exchange", "Обмен"),
    "command.send.label": ("Send for review", "Отправить на проверку"),
    "command.send.tip": (
        "Makes a copy of the book without macros for the head, with a draft of the mail; personal facts, pay and notes stay at home.",
        "Делает для руководителя копию книги без макросов и черновик письма; личное, оплата и заметки остаются дома.",
    ),
    "button.send_for_review.label": ("Send for review", "На проверку"),
    "button.send_for_review.tip": (
        "Makes a copy without macros beside the workbook and a mail with it for you to send. Notes, pay and what is personal stay at home.",
        "Делает рядом с книгой копию без макросов и письмо с ней, отправляете его вы. Заметки, оплата и личное остаются дома.",
    ),
    "outcome.send.outlook": (
        "The mail with {file} is open in Outlook: look it over and send it. The files lie in {folder}",
        "Письмо с файлом {file} открыто в Outlook: проверьте и отправьте. Файлы лежат в папке {folder}",
    ),
    "outcome.send.draft": (
        "{file} is ready to be sent: open the draft {draft} and send it. The files lie in {folder}",
        "{file} готов к отправке: откройте черновик {draft} и отправьте. Файлы лежат в папке {folder}",
    ),
    "outcome.send.no_outlook": (
        "{file} is ready, but Outlook opened no mail: open the draft {draft} in {folder}, or attach the file yourself",
        "{file} готов, но Outlook не открыл письмо: откройте черновик {draft} в папке {folder} или вложите файл сами",
    ),
    # the command line
    "cli.send_to": ("Mail address of the head; may be repeated", "Почтовый адрес руководителя; можно повторять"),
    "cli.send_eml": (
        "Write the draft of the mail to this file, and open no mail program",
        "Записать черновик письма в этот файл и не открывать почтовую программу",
    ),
    "cli.send_folder": (
        "Folder for copy, draft and text; else the one beside the book that ends in .sent",
        "Папка для копии, черновика и текста; без неё — папка рядом с книгой на .sent",
    ),
    "cli.send_with": (
        "Send along what else stays at home; may be repeated",
        "Отправить и то, что иначе остаётся дома; можно повторять",
    ),
    "cli.send.examples": (
        "Example: kam send “KAM Anna.xlsx” --to orlov@example.com --with notes",
        "Пример: kam send «КАМ Анна.xlsx» --to orlov@example.com --with notes",
    ),
    "cli.working.send": ("Making a copy of {file} …", "Делаю копию {file} …"),
    "cli.sent.stays": ("Stays at home:", "Осталось дома:"),
    "cli.sent.nothing_stays": ("Everything was sent", "Отправлено всё"),
    # the log
    "send.log.review": ("Copy for review", "Копия на проверку"),
    "send.log.returned": ("Copy returned after review", "Копия возвращена после проверки"),
    "send.log.unaddressed": ("address filled in the mail", "адрес вписан в письме"),
    "send.log.along": ("{to}; sent along: {kinds}", "{to}; отправлено также: {kinds}"),
    # the mail
    "send.subject.review": ("KAM workbook for review: {manager}, {day}", "Книга КАМ на проверку: {manager}, {day}"),
    "send.subject.returned": (
        "KAM workbook after review: {manager}, {day}",
        "Книга КАМ после проверки: {manager}, {day}",
    ),
    "send.hello": ("Hello,", "Здравствуйте!"),
    "send.hello.name": ("Hello {name},", "Здравствуйте, {name}!"),
    "send.whose": (" of {manager}", " ({manager})"),
    "send.what.review": (
        "attached is the workbook on key accounts{whose} for your review: {file}",
        "Во вложении книга по ключевым клиентам{whose} на вашу проверку: {file}",
    ),
    "send.what.returned": (
        "attached is the workbook on key accounts{whose}, reviewed: {file}",
        "Во вложении проверенная книга по ключевым клиентам{whose}: {file}",
    ),
    "send.asked": ("What I ask of you:", "О чём прошу:"),
    "send.asked.open": (
        "Save the attachment, open it in Excel and press Enable Editing. Change what you would have otherwise.",
        "Сохраните вложение, откройте в Excel и нажмите «Разрешить редактирование». Исправьте то, с чем не согласны.",
    ),
    "send.asked.sign": (
        "To sign a plan, type a row on the sheet {sheet}: client, date, what was decided, both names. Leave the version blank: it is filled in when I take your answer over.",
        "Чтобы подписать план, впишите строку на листе «{sheet}»: клиент, дата, что решили, оба имени. Версию не заполняйте: она появится, когда я приму ваш ответ.",
    ),
    "send.asked.reply": (
        "Save the file and reply to this mail with the file attached.",
        "Сохраните файл и ответьте на это письмо, вложив файл.",
    ),
    "send.asked.returned": (
        "Please take it over with Merge returned book (or kam merge): my changes and signatures come into your book, and nothing of yours is lost.",
        "Примите её кнопкой «Слить вернувшуюся книгу» (или kam merge): мои правки и подписи попадут в вашу книгу, ваше не потеряется.",
    ),
    "send.short": ("In short:", "Коротко:"),
    "send.short.keys": (
        "key accounts on record: {n}, at most {limit}",
        "утверждённых ключевых клиентов: {n}, предел {limit}",
    ),
    "send.short.findings": (
        "{n} {n:finding asks|findings ask} for a look, see the sheet {sheet}",
        "замечаний, требующих внимания: {n} (лист «{sheet}»)",
    ),
    "send.short.fine": (
        "no finding asks for a look (sheet {sheet})",
        "замечаний, требующих внимания, нет (лист «{sheet}»)",
    ),
    "send.short.unsigned": (
        "{n} {n:plan waits|plans wait} for a signature: {clients}",
        "{n} {n:план ждёт|плана ждут|планов ждут} подписи: {clients}",
    ),
    "send.short.more": ("and {n} more", "и ещё {n}"),
    "send.short.signed": ("no plan waits for a signature", "планов, ждущих подписи, нет"),
    "send.along": (
        "Sent along, though it usually stays with the sender: {kinds}",
        "Отправлено и то, что обычно остаётся у отправителя: {kinds}",
    ),
    "send.along.notes": ("notes to oneself", "заметки для себя"),
    "send.along.pay": ("pay", "сведения об оплате"),
    "send.along.personal": ("personal facts about people", "личное о людях"),
    "send.along.own": ("columns that the sender added", "столбцы, добавленные отправителем"),
    "send.stays": ("Not sent, stays with the sender:", "Не отправлено, остаётся у отправителя:"),
    "send.stays.notes": ("{n} {n:note|notes} to oneself", "заметки для себя: {n}"),
    "send.stays.pay": ("{n} {n:entry|entries} on pay", "сведения об оплате: {n}"),
    "send.stays.personal": ("{n} personal {n:fact|facts} about people", "личное о людях: {n}"),
    "send.stays.folders": ("{n} {n:way|ways} to clients' folders", "пути к папкам клиентов: {n}"),
    "send.stays.links": (
        "{n} {n:link|links} to places on this computer or network",
        "ссылки на места в компьютере или сети: {n}",
    ),
    "send.stays.paths": ("{n} {n:text|texts} with a path to a file in {n:it|them}", "тексты с путём к файлу: {n}"),
    "send.stays.own": ("{n} {n:column|columns} that the sender added", "столбцы, добавленные отправителем: {n}"),
    "send.stays.comments": ("{n} {n:comment|comments} on cells", "примечания к ячейкам: {n}"),
    "send.safe": (
        "There are no macros in the file, and all answers in it are plain formulas.",
        "Макросов в файле нет, все ответы в нём считают обычные формулы.",
    ),
    # Start of the copy
    "start.section.sent": ("Copy for review", "Копия на проверку"),
    "start.section.sent_back": ("Copy returned after review", "Копия возвращена после проверки"),
    "start.sent.by": ("Sent by", "Отправил"),
    "start.sent.on": ("Sent on", "Отправлено"),
    "start.sent.sign": ("To sign: {sheet}", "Подписать: {sheet}"),
    "start.sent.sign.note": (
        "Type a row for each plan that you agree with: client, date, what was decided, both names. Leave the version blank.",
        "Впишите строку на каждый план, с которым согласны: клиент, дата, что решили, оба имени. Версию не заполняйте.",
    ),
    "start.sent.missing": ("Not sent", "Не отправлено"),
    "start.sent.missing.note": (
        "{columns}; comments and paths to files. They are blank in this copy only.",
        "{columns}; примечания и пути к файлам. Пусто только здесь, у отправителя всё на месте.",
    ),
    "start.sent.missing.rest": ("Comments and paths to files.", "Примечания и пути к файлам."),
    "start.sent.answers": ("answers to personal questions", "ответы на личные вопросы"),
    "start.sent.back": ("To return it", "Как вернуть"),
    "start.sent.back.note": (
        "Save this file and reply to the mail with it attached. Your changes are taken over one by one, nothing is overwritten.",
        "Сохраните этот файл и ответьте на письмо, вложив его. Ваши правки примут по одной, ничего не затрётся.",
    ),
    "start.sent.take": ("To take it over", "Как принять"),
    "start.sent.take.note": (
        "Open your own book and press Merge returned book, or run kam merge. Do not go on working in this copy.",
        "Откройте свою книгу и нажмите «Слить вернувшуюся книгу» или выполните kam merge. В этой копии дальше не работайте.",
    ),
    # findings
    "finding.path_stays_home": (
        "“{column}” was not sent: the text holds a path to a file",
        "«{column}» не отправлено: в тексте есть путь к файлу",
    ),
    "finding.path_stays_home.do": (
        "Take the path out of the text and send again, or tell it the head yourself",
        "Уберите путь из текста и отправьте ещё раз или сообщите это руководителю сами",
    ),
    "finding.link_stays_home": (
        "“{column}” was not sent: the link leads to a place that only you can open",
        "«{column}» не отправлено: ссылка ведёт туда, куда попадёте только вы",
    ),
    "finding.link_stays_home.do": (
        "Put a web address there (https://…) if the head is to open it",
        "Поставьте веб-адрес (https://…), если открывать должен и руководитель",
    ),
    "finding.personal_question_unknown": (
        "The policy keeps answers to “{question}” at home, but no set of questions has it",
        "Правила оставляют дома ответы на вопрос «{question}», но ни в одном наборе его нет",
    ),
    "finding.personal_question_unknown.do": (
        "Ask the methodologist to correct personal_questions in [exchange]; look over the copy for personal answers",
        "Попросите методолога исправить personal_questions в [exchange]; просмотрите копию, нет ли в ней личного",
    ),
    "finding.verdict_differs_in_copy": (
        "{account}: the verdict in the copy is another one, since it rests on what was not sent",
        "{account}: в копии другой вердикт, потому что он опирается на неотправленное",
    ),
    "finding.verdict_differs_in_copy.do": (
        "Tell the head, or mend what stays at home (see the findings beside this one) and send again",
        "Предупредите руководителя или исправьте то, что осталось дома (см. соседние замечания), и отправьте снова",
    ),
    "finding.plan_differs_in_copy": (
        "{account}: the plan in the copy lacks texts that hold a path; a signature there is for the plan without them, and yours will count as changed since signed",
        "{account}: в копии нет текстов плана, в которых есть путь к файлу; подпись там — под планом без них, и ваш будет считаться изменённым после подписи",
    ),
    "finding.plan_differs_in_copy.do": (
        "Take the paths out of the plan's texts and send again before it is signed",
        "Уберите пути из текстов плана и отправьте снова, прежде чем его подпишут",
    ),
    "finding.own_column_stays_home": (
        "Your column “{column}” was not sent: it or its formula holds a path or a function of the add-in",
        "Ваш столбец «{column}» не отправлен: в нём или в его формуле путь к файлу или функция надстройки",
    ),
    "finding.own_column_stays_home.do": (
        "Replace what is local by plain values and send again",
        "Замените местное обычными значениями и отправьте снова",
    ),
    "finding.sent_not_logged": (
        "The book itself was left as it is, so its log does not tell of this sending: {things}",
        "Сама книга не изменена, поэтому в её журнале нет этой отправки: {things}",
    ),
    "finding.sent_not_logged.do": (
        "Move what is yours to a workbook of your own, or send with --drop-foreign",
        "Перенесите своё в отдельную книгу или отправьте с --drop-foreign",
    ),
    # errors
    "error.copy_not_local": (
        "The workbook has no folder of its own: it lies in the cloud, or was never saved",
        "У книги нет своей папки: она лежит в облаке или ещё не сохранена",
    ),
    "error.copy_not_local.do": (
        "Save it on this computer (File › Save As) and send it from there: what it held is kept beside it",
        "Сохраните её на этом компьютере («Файл › Сохранить как») и отправьте оттуда: рядом останется снимок книги",
    ),
    "error.bad_address": ("“{address}” is no mail address", "«{address}» — не почтовый адрес"),
    "error.bad_address.do": ("Write it like orlov@example.com", "Напишите так: orlov@example.com"),
    "error.no_draft_name": (
        "The draft of a mail needs a name that ends in .eml; mail programs open no other",
        "Имя черновика письма должно кончаться на .eml: другого почтовые программы не откроют",
    ),
    "error.no_draft_name.do": (
        "Write for instance --eml mail.eml; nothing was sent",
        "Напишите, например, --eml письмо.eml; пока ничего не отправлено",
    ),
    "error.sent_file_exists": (
        "The file is already there, and a sending replaces nothing",
        "Такой файл уже есть, а отправка ничего не заменяет",
    ),
    "error.sent_file_exists.do": (
        "Give --eml another name, or leave it out: then all names are chosen so that nothing is in the way",
        "Укажите в --eml другое имя или уберите его: тогда имена подберутся так, что ничего не мешает",
    ),
    "error.name_holds_path": (
        "The name “{account}” holds a path to a file, and a name cannot stay at home",
        "В названии «{account}» есть путь к файлу, а название дома не оставить",
    ),
    "error.name_holds_path.do": (
        "Write the client's name without the path, then send; nothing was sent",
        "Напишите название клиента без пути и отправьте; пока ничего не отправлено",
    ),
    "error.policy_holds_path": (
        "A text of the policy, which goes along with each copy, holds a path to a file: {key}",
        "В тексте правил, который едет с каждой копией, есть путь к файлу: {key}",
    ),
    "error.policy_holds_path.do": (
        "Ask the methodologist to put a web address (https://…) there, and have the book upgraded; nothing was sent",
        "Попросите методолога поставить там веб-адрес (https://…) и обновите книгу; пока ничего не отправлено",
    ),
    "error.policy_names_no_column": (
        "The policy keeps “{column}” at home, but the workbook has no such column to fill",
        "Правила оставляют дома «{column}», но такого заполняемого столбца в книге нет",
    ),
    "error.policy_names_no_column.do": (
        "Ask the methodologist to correct the section [exchange] of the policy; nothing was sent, so that nothing leaks",
        "Попросите методолога исправить раздел [exchange] правил; чтобы ничего не ушло лишнего, ничего не отправлено",
    ),
}
