"""Errors: what is wrong (`error.<code>`) and what to do (`error.<code>.do`); the place stands between them."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "error.internal": (
        "The program met something it does not know: {detail}",
        "Программа встретила неизвестное: {detail}",
    ),
    "error.internal.do": (
        "Your files are as they were. Run the command again with --debug and send what it prints to whoever keeps kam_xl",
        "Ваши файлы не изменены. Повторите команду с --debug и пошлите вывод тому, кто поддерживает kam_xl",
    ),
    "error.usage": ("{reason}", "{reason}"),
    "error.usage.do": ("See kam --help", "См. kam --help"),
    "error.unknown_account": ("There is no client “{account}” in the workbook", "В книге нет клиента «{account}»"),
    "error.unknown_account.do": (
        "Write the name as it stands on the Accounts sheet{near}",
        "Напишите название так, как на листе «Клиенты»{near}",
    ),
    "error.unknown_seller": ("There is no seller “{seller}” in the export", "В выгрузке нет продавца «{seller}»"),
    "error.unknown_seller.do": ("Choose one of: {sellers}", "Выберите одного из: {sellers}"),
    "error.input": ("The input cannot be read: {detail}", "Не удалось прочитать: {detail}"),
    "error.input.do": ("Check the file and try again", "Проверьте файл и попробуйте снова"),
    "error.file_missing": ("There is no such file or folder", "Такого файла или папки нет"),
    "error.file_missing.do": ("Check the name and the folder", "Проверьте имя и папку"),
    "error.file_exists": ("The file is already there", "Такой файл уже есть"),
    "error.file_exists.do": (
        "Choose another name, or add --force to replace it (the old one is kept as .bak)",
        "Выберите другое имя или добавьте --force для замены (старый останется как .bak)",
    ),
    "error.not_a_workbook": ("This is not an Excel workbook (.xlsx or .xlsm)", "Это не книга Excel (.xlsx или .xlsm)"),
    "error.not_a_workbook.do": (
        "Open it in Excel and save it as .xlsx, or name the right file",
        "Откройте файл в Excel и сохраните как .xlsx или укажите нужный файл",
    ),
    "error.encrypted_workbook": ("The workbook asks for a password", "Книга защищена паролем"),
    "error.encrypted_workbook.do": (
        "In Excel, File › Info › Protect Workbook, remove the password and save",
        "В Excel: Файл › Сведения › Защита книги, снимите пароль и сохраните",
    ),
    "error.damaged_workbook": ("The workbook is damaged: {detail}", "Книга повреждена: {detail}"),
    "error.damaged_workbook.do": (
        "Ask for it again, or take the copy beside it that ends in .bak",
        "Попросите прислать её ещё раз или возьмите копию рядом с окончанием .bak",
    ),
    "error.damaged_workbook.cut_off": (
        "the file is cut off or was spoilt on its way",
        "файл обрезан или испорчен при передаче",
    ),
    "error.damaged_workbook.part_unreadable": ("its part {part} cannot be read", "не читается её часть {part}"),
    "error.damaged_workbook.part_missing": ("its part {part} is missing", "в ней нет части {part}"),
    "error.damaged_workbook.settings": ("its hidden settings cannot be read", "не читаются её скрытые настройки"),
    "error.damaged_workbook.values_unreadable": (
        "the values of its sheets cannot be read",
        "не читаются значения на её листах",
    ),
    "error.too_large": ("The workbook is too large to be read", "Книга слишком велика, прочитать её нельзя"),
    "error.too_large.do": (
        "If it is a book of yours, delete pictures and everything far below or right of the tables, "
        "save, and try again; if it came by mail, do not open it",
        "Если это ваша книга, удалите картинки и всё, что стоит далеко под таблицами или справа от них, "
        "сохраните и повторите; если она пришла почтой, не открывайте её",
    ),
    "error.not_a_kam_workbook": (
        "The workbook has no table of accounts that could be recognised",
        "В книге нет узнаваемой таблицы клиентов",
    ),
    "error.not_a_kam_workbook.do": (
        "Name a workbook made with kam new; to start from a list of clients use kam new BOOK --from LIST",
        "Укажите книгу, созданную командой kam new; чтобы начать со списка клиентов: kam new КНИГА --from СПИСОК",
    ),
    "error.missing_column": (
        "The table {table} has no column {columns}",
        "В таблице {table} нет столбца {columns}",
    ),
    "error.missing_column.do": (
        "Put the header back as it was, or undo the deletion; the .bak copy still has it",
        "Верните заголовок или отмените удаление; он есть в копии .bak",
    ),
    "error.unreadable_values": (
        "Nothing was written: {n} {n:cell or row|cells or rows} must be mended first",
        "Ничего не записано: сначала нужно исправить {n} {n:ячейку или строку|ячейки или строки|ячеек или строк}",
    ),
    "error.unreadable_values.do": ("Mend these and try again:", "Исправьте их и попробуйте снова:"),
    "error.no_row_selected": ("No row is selected", "Не выделена ни одна строка"),
    "error.no_row_selected.do": (
        "Select one or more rows of the table on the sheet {sheet} and press the button again",
        "Выделите одну или несколько строк таблицы на листе «{sheet}» и нажмите кнопку ещё раз",
    ),
    "error.libreoffice_needed": (
        "LibreOffice, which makes the PDF, is not installed here",
        "LibreOffice, который делает PDF, здесь не установлен",
    ),
    "error.libreoffice_needed.do": (
        "Install LibreOffice, or ask for a workbook instead: -o card.xlsx, and print it from Excel",
        "Установите LibreOffice или запросите книгу: -o card.xlsx — и напечатайте её из Excel",
    ),
    "error.libreoffice_failed": ("LibreOffice made no PDF: {detail}", "LibreOffice не создал PDF: {detail}"),
    "error.libreoffice_failed.do": (
        "Try again; if it fails once more, ask for a workbook: -o card.xlsx",
        "Повторите; если не получится снова, запросите книгу: -o card.xlsx",
    ),
    "error.book_not_local": (
        "The workbook has no folder of its own: it lies in the cloud, or was never saved",
        "У книги нет своей папки: она лежит в облаке или ещё не сохранена",
    ),
    "error.book_not_local.do": (
        "Save it on this computer (File › Save As), or name a folder: kam folders BOOK --root DIR",
        "Сохраните её на этом компьютере («Файл › Сохранить как») или укажите папку: kam folders BOOK --root DIR",
    ),
    "error.click_failed": (
        "The program met something it does not know: {detail}",
        "Программа встретила то, чего не знает: {detail}",
    ),
    "error.click_failed.do": (
        "Nothing was changed in the workbook. Press Diagnose; if that finds nothing, send the log named here to whoever keeps kam_xl",
        "В книге ничего не изменено. Нажмите «Диагностика»; если она ничего не найдёт, отправьте названный здесь журнал тому, кто ведёт kam_xl",
    ),
    "error.command_failed": ("The command could not go on: {sentence}", "Команда не смогла продолжить: {sentence}"),
    "error.command_failed.do": ("Nothing was changed in the workbook", "В книге ничего не изменено"),
    "error.sheet_protected": (
        "The sheet is protected, nothing was written",
        "Лист защищён, ничего не записано",
    ),
    "error.sheet_protected.do": (
        "Remove the protection (Review › Unprotect sheet) and press the button again",
        "Снимите защиту (Рецензирование › Снять защиту листа) и нажмите кнопку ещё раз",
    ),
    "error.other_version": (
        "The workbook was built by version {book}, the installed package is {package}",
        "Книга собрана версией {book}, установлен пакет версии {package}",
    ),
    "error.other_version.do": (
        "Close it and run kam upgrade on it, or install the package of that version",
        "Закройте книгу и выполните для неё kam upgrade или установите пакет той версии",
    ),
    "error.open_elsewhere": ("The workbook is open in Excel", "Книга открыта в Excel"),
    "error.open_elsewhere.do": (
        "Save and close it there, then try again; if it is not open, delete the file {lock}",
        "Сохраните и закройте её там, затем повторите; если она не открыта, удалите файл {lock}",
    ),
    "error.no_permission": (
        "The file or its folder may not be opened or written",
        "Нет прав открыть или записать файл либо папку",
    ),
    "error.no_permission.do": (
        "Choose another folder, or ask IT for the right to write there; nothing was changed",
        "Выберите другую папку или попросите у ИТ право записи; ничего не изменено",
    ),
    "error.disk_full": ("There is no room on the disk for the new file", "На диске нет места для нового файла"),
    "error.disk_full.do": (
        "Free some room and try again; the old file is whole",
        "Освободите место и повторите; прежний файл цел",
    ),
    "error.foreign_content": (
        "Writing would lose what cannot be carried over: {things}",
        "При записи пропадёт то, что нельзя перенести: {things}",
    ),
    "error.foreign_content.sheet": ("the sheet “{sheet}”", "лист «{sheet}»"),
    "error.foreign_content.chart_sheet": ("a chart on a sheet of its own", "диаграмма на отдельном листе"),
    "error.foreign_content.macros": ("macros", "макросы"),
    "error.foreign_content.macro": ("the macros of the module {name}", "макросы модуля {name}"),
    "error.foreign_content.links": ("links to other workbooks", "связи с другими книгами"),
    "error.foreign_content.table": ("the table {table} on the sheet “{sheet}”", "таблица {table} на листе «{sheet}»"),
    "error.foreign_content.cells": (
        "what is typed outside the table, {sheet}!{cell} and on",
        "то, что записано вне таблицы, начиная с {sheet}!{cell}",
    ),
    "error.foreign_content.typed": ("what is typed in {sheet}!{cell}", "то, что записано в {sheet}!{cell}"),
    "error.foreign_content.typed_more": (
        "{n} more {n:cell|cells} typed on the sheet “{sheet}”",
        "ещё {n} {n:ячейка|ячейки|ячеек} с записями на листе «{sheet}»",
    ),
    "error.foreign_content.name": ("the name {name}", "имя {name}"),
    "error.foreign_content.colouring": (
        "a conditional format of your own on the sheet “{sheet}”",
        "своё условное форматирование на листе «{sheet}»",
    ),
    "error.foreign_content.note": ("a note at {sheet}!{cell}", "примечание в {sheet}!{cell}"),
    "error.foreign_content.formulas": (
        "formulas that name cells by address, in the column “{column}” of the sheet “{sheet}” (their values would stay)",
        "формулы со ссылками на адреса ячеек в столбце «{column}» листа «{sheet}» (значения останутся)",
    ),
    "error.foreign_content.switched_off": (
        "{n} {n:row|rows} of the sheet “{sheet}”, which the policy switches off",
        "{n} {n:строка|строки|строк} листа «{sheet}», который правила выключают",
    ),
    "error.foreign_content.picture": ("a picture on the sheet “{sheet}”", "картинка на листе «{sheet}»"),
    "error.foreign_content.chart": ("a chart on the sheet “{sheet}”", "диаграмма на листе «{sheet}»"),
    "error.foreign_content.shape": ("a drawn shape on the sheet “{sheet}”", "нарисованная фигура на листе «{sheet}»"),
    "error.foreign_content.pivot": ("a pivot table on the sheet “{sheet}”", "сводная таблица на листе «{sheet}»"),
    "error.foreign_content.slicer": ("a slicer on the sheet “{sheet}”", "срез на листе «{sheet}»"),
    "error.foreign_content.object": (
        "an embedded object on the sheet “{sheet}”",
        "встроенный объект на листе «{sheet}»",
    ),
    "error.foreign_content.do": (
        "Move these to a workbook of their own, or add --drop-foreign to go on (the old book is kept as .bak)",
        "Перенесите это в отдельную книгу или добавьте --drop-foreign (прежняя книга останется как .bak)",
    ),
    "error.unreadable_export": ("The export cannot be used: {reason}", "Выгрузку нельзя использовать: {reason}"),
    "error.unreadable_export.do": (
        "Mend the file, or tell the columns in a --map file (see docs/imports.md); nothing was written",
        "Исправьте файл или укажите столбцы в файле --map (см. docs/imports.md); ничего не записано",
    ),
    "error.units_differ": (
        "The clients of the export bring {total} in 12 months, the margin plan in the book is {plan}: "
        "{times} times apart, so the two are probably not in one unit",
        "Клиенты выгрузки дают {total} за 12 месяцев, а план маржи в книге {plan}: разница в {times} "
        "{times:раз|раза|раз}, вероятно, суммы в разных единицах",
    ),
    "error.units_differ.do": (
        "Add --money-per {per} (so many units of the export make one of the book) "
        "or correct the plan on the Start sheet; nothing was written",
        "Добавьте --money-per {per} (столько единиц выгрузки в одной единице книги) "
        "или исправьте план на листе «Начало»; ничего не записано",
    ),
    "error.full_environment_needed": (
        "This needs {package}, which is not installed here",
        "Для этого нужен пакет {package}, здесь он не установлен",
    ),
    "error.full_environment_needed.do": (
        'Install it with: pip install "kam-xl[all]"',
        'Установите: pip install "kam-xl[all]"',
    ),
    "error.only_windows": (
        "kam install is for Windows, where Excel runs the buttons of the workbook",
        "kam install работает только в Windows, где кнопки книги запускает Excel",
    ),
    "error.only_windows.do": (
        "See what it does there with kam install --dry-run; every other command works here, and books with buttons can be made for Windows with kam new",
        "Что она там делает, покажет kam install --dry-run; все прочие команды работают и здесь, а книги с кнопками для Windows создаёт kam new",
    ),
    "error.runs_from_there": (
        "This kam runs from the environment that would be removed or replaced",
        "Эта программа kam запущена из среды, которую пришлось бы удалить или заменить",
    ),
    "error.runs_from_there.do": (
        "Run it with another Python: py -m venv FOLDER, install kam_xl there, and run kam install from FOLDER; nothing was changed",
        "Запустите её из другого Python: py -m venv ПАПКА, установите туда kam_xl и выполните kam install из этой папки; ничего не изменено",
    ),
    "error.store_python": (
        "This is the Python of Microsoft's Store: Windows hides from Excel what it writes into the profile",
        "Это Python из магазина Microsoft: то, что он пишет в профиль, Windows прячет от Excel",
    ),
    "error.store_python.do": (
        "Install Python from python.org or the one that your firm distributes, and run kam install with that; nothing was changed",
        "Установите Python с python.org или тот, что распространяет ваша фирма, и выполните kam install из него; ничего не изменено",
    ),
    "error.foreign_folder": (
        "A folder with things of somebody else's is where an environment of kam_xl should be",
        "На месте среды kam_xl лежит папка с чужим содержимым",
    ),
    "error.foreign_folder.do": (
        "Move or rename it, or choose another place with --home; nothing was changed",
        "Переместите или переименуйте её либо выберите другое место ключом --home; ничего не изменено",
    ),
    "error.step_failed": (
        "This step did not work: {step}: {detail}",
        "Не удался шаг: {step}: {detail}",
    ),
    "error.step_failed.do": (
        "{remedy}; then run the same command again, and it goes on from here. {so_far}",
        "{remedy}; затем повторите ту же команду, она продолжит с этого места. {so_far}",
    ),
    "error.policy": ("The policy file has mistakes", "В файле правил есть ошибки"),
    "error.policy.do": ("Mend these and try again:", "Исправьте их и попробуйте снова:"),
}
