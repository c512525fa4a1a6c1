"""Why a file that came is not even tried as a workbook, and what to do about it."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "source.not_a_workbook": (
        "This is no workbook; it was left aside",
        "Это не книга Excel, файл отложен",
    ),
    "source.no_attachment": (
        "No workbook is attached to the mail; if one should be, ask the sender for it",
        "К письму не приложена книга; если она должна быть, попросите отправителя прислать её",
    ),
    "source.mailbox_empty": (
        "No mail can be found in the mailbox; export it once more from the mail program",
        "В почтовом ящике нет ни одного письма; выгрузите его из почтовой программы ещё раз",
    ),
    "source.unreadable": (
        "It cannot be read: {why}; see to it that you may open it, then collect again",
        "Не удалось прочитать: {why}; проверьте, что у вас есть право открыть его, и повторите сбор",
    ),
    "source.not_a_file": (
        "This is neither a file nor a folder, so it is not read; move it elsewhere",
        "Это не файл и не папка, поэтому читать его нельзя; уберите его отсюда",
    ),
    "source.link_outside": (
        "This is a link to a file outside of the folder; copy the file itself here, or name it",
        "Это ссылка на файл вне папки; скопируйте сюда сам файл или укажите его",
    ),
    "source.link_broken": (
        "This is a link to something that is not there; delete it, or copy the file itself here",
        "Это ссылка на то, чего нет; удалите её или скопируйте сюда сам файл",
    ),
    "source.link_folder": (
        "This is a link to a folder, which is not followed; name that folder as well, if it is to be collected",
        "Это ссылка на папку, по ней сбор не идёт; если папка нужна, укажите и её",
    ),
    "source.damaged": (
        "It is damaged, and what follows in it could not be read; ask for it again",
        "Файл повреждён, дальше прочитать его не удалось; попросите прислать его ещё раз",
    ),
    "source.too_large": (
        "It is larger than {limit} MB, which no workbook of this kind is; if it is one, put it into the folder by itself",
        "Размер больше {limit} МБ, таких книг не бывает; если это всё же книга, положите её в папку отдельным файлом",
    ),
    "source.too_many": (
        "{n} more {n:file was|files were} left aside, only the first {limit} are looked at; send the workbooks by themselves",
        "Ещё {n} {n:файл отложен|файла отложены|файлов отложены}, просматриваются только первые {limit}; "
        "пришлите книги отдельно",
    ),
    "source.too_many_items": (
        "More than {limit} files lie in it, and what follows was not looked at; divide it and collect the pieces",
        "Внутри больше {limit} {limit:файла|файлов|файлов}, остальное не просмотрено; разделите его и соберите по частям",
    ),
    "source.too_deep": (
        "It lies in more than {limit} archives and mails within one another, and was not opened; save it by itself",
        "Вложенность архивов и писем больше {limit}, дальше файл не открывался; сохраните его отдельно",
    ),
    "source.archive_damaged": (
        "The archive is damaged; ask for it again, or for the workbooks without an archive",
        "Архив повреждён; попросите прислать его ещё раз или прислать книги без архива",
    ),
    "source.archive_encrypted": (
        "It asks for a password; unpack the archive yourself and collect the files, or ask for them without a password",
        "Нужен пароль; распакуйте архив сами и соберите файлы или попросите прислать их без пароля",
    ),
    "source.archive_method": (
        "It is packed in a way that is not read here; unpack the archive and collect the files, or pack it as a plain zip",
        "Способ сжатия не поддерживается; распакуйте архив и соберите файлы или упакуйте их в обычный zip",
    ),
    "source.archive_link": (
        "This is a link in an archive, not a file; ask for the file itself",
        "Это ссылка внутри архива, а не файл; попросите прислать сам файл",
    ),
    "source.other_archive": (
        "Archives of this kind are not opened; unpack it and collect the folder, or ask for a zip",
        "Архивы этого вида не открываются; распакуйте его и соберите папку или попросите прислать zip",
    ),
    "source.member_damaged": (
        "It is damaged within the archive; ask for it again",
        "Файл внутри архива повреждён; попросите прислать его ещё раз",
    ),
    "source.bomb": (
        "It would unpack to hundreds of times its size, as no workbook does; do not open it, and ask the sender what it is",
        "При распаковке файл вырос бы в сотни раз, с книгами такого не бывает; не открывайте его и спросите отправителя, что это",
    ),
    "source.unpacks_too_far": (
        "What came in one file unpacks to more than is allowed, so this was left packed; send the workbooks by themselves",
        "Присланное одним файлом распаковывается в больший объём, чем разрешено, этот файл не распакован; "
        "пришлите книги отдельно",
    ),
    "source.too_much_work": (
        "Opening it would take too long: what came in one file has too many lines, headers and parts; "
        "send the workbooks by themselves",
        "Открывать слишком долго: в присланном одним файлом слишком много строк, заголовков и частей; "
        "пришлите книги отдельно",
    ),
    "source.mail_damaged": (
        "The mail, or this part of it, cannot be read; ask the sender for it again",
        "Письмо или эта его часть не читается; попросите отправителя прислать ещё раз",
    ),
    "source.mail_too_large": (
        "The mail is larger than {limit} MB; save its attachment as a file and collect that",
        "Письмо больше {limit} МБ; сохраните вложение отдельным файлом и соберите его",
    ),
    "source.mail_sealed": (
        "The mail is encrypted or sealed; open it in your mail program and save the attachment as a file",
        "Письмо зашифровано или подписано целиком; откройте его в почтовой программе и сохраните вложение в файл",
    ),
    "source.mail_link": (
        "Only a link is attached, or an object of another program; ask the sender to attach the file itself",
        "Приложена только ссылка или объект другой программы; попросите отправителя приложить сам файл",
    ),
    "source.tnef": (
        "Outlook packed the attachments into winmail.dat; ask the sender to send the mail again as HTML or plain text, "
        "with the workbook as an ordinary attachment",
        "Outlook упаковал вложения в winmail.dat; попросите отправителя послать письмо ещё раз в формате HTML или "
        "обычного текста, с книгой обычным вложением",
    ),
    "source.msg_package": (
        'A mail saved by Outlook (.msg) needs python-oxmsg: pip install "kam-xl[msg]"; '
        "or save the mail's attachment as a file",
        'Для писем, сохранённых из Outlook (.msg), нужен пакет python-oxmsg: pip install "kam-xl[msg]"; '
        "или сохраните вложение письма отдельным файлом",
    ),
}
