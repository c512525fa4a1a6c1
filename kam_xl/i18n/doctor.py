"""What `kam doctor` says: each check as it was found, and what to do about it."""

from __future__ import annotations

_INSTALL_AGAIN = ("Run kam install again", "Выполните kam install ещё раз")
_CHANGE_BOOK = (
    "Install kam_xl {found} with kam install, or move the data to a book made by {wanted}; until then its buttons refuse",
    "Установите kam_xl {found} командой kam install или перенесите данные в книгу версии {wanted}; до тех пор её кнопки не работают",
)

TEXTS: dict[str, tuple[str, str]] = {
    "doctor.well": ("All well", "Всё в порядке"),
    "doctor.to_do": ("{n} {n:thing|things} to do", "Нужно сделать: {n}"),
    "doctor.python.ok": ("Python {version}, {bits}-bit", "Python {version}, {bits}-разрядный"),
    "doctor.python.store": (
        "Python {version} of Microsoft's Store: Windows hides from Excel what it writes into the profile",
        "Python {version} из магазина Microsoft: то, что он пишет в профиль, Windows прячет от Excel",
    ),
    "doctor.python.store.do": (
        "Install Python from python.org or your firm's own, and run kam install with that",
        "Установите Python с python.org или тот, что распространяет фирма, и выполните kam install из него",
    ),
    "doctor.python.old": ("Python {version} is too old", "Python {version} слишком стар"),
    "doctor.python.old.do": (
        "Install Python 3.11 or newer, and run kam install with that",
        "Установите Python 3.11 или новее и выполните kam install из него",
    ),
    "doctor.python.narrow": (
        "Python {version} is 32-bit, and pandas is not published for it",
        "Python {version} 32-разрядный, а pandas для такого не выпускают",
    ),
    "doctor.python.narrow.do": (
        "Install a 64-bit Python, whatever the bitness of Excel, and run kam install with that",
        "Установите 64-разрядный Python (разрядность Excel не важна) и выполните kam install из него",
    ),
    "doctor.package.ok": ("Package kam_xl {version}", "Пакет kam_xl {version}"),
    "doctor.package.warn": (
        "kam_xl {version} runs, but {installed} is what is noted as installed",
        "Работает kam_xl {version}, а установленной записана версия {installed}",
    ),
    "doctor.package.warn.do": (
        "Install it again with pip, so that the book and the checks before a click see one version",
        "Установите его заново через pip, чтобы книга и проверки перед нажатием видели одну версию",
    ),
    "doctor.xlwings.ok": ("xlwings {version}, as needed", "xlwings {version}, как и нужно"),
    "doctor.xlwings.unknown": (
        "xlwings {version}; which version is needed is not noted here",
        "xlwings {version}; какая версия нужна, здесь не записано",
    ),
    "doctor.xlwings.missing": ("xlwings is not installed", "xlwings не установлен"),
    "doctor.xlwings.missing.do": _INSTALL_AGAIN,
    "doctor.xlwings.fail": (
        "xlwings is {version}, but the workbook carries the code of {wanted}",
        "xlwings версии {version}, а в книге код версии {wanted}",
    ),
    "doctor.xlwings.fail.do": (
        "Run kam install again; elsewhere: pip install xlwings=={wanted}",
        "Выполните kam install ещё раз; в другой среде: pip install xlwings=={wanted}",
    ),
    "doctor.click.ok": (
        "The environment that a click starts: {folder}, kam_xl {version}",
        "Среда, которую запускает кнопка: {folder}, kam_xl {version}",
    ),
    "doctor.click.unknown": (
        "The environment that a click starts: only on Windows",
        "Среда, которую запускает кнопка: только в Windows",
    ),
    "doctor.click.missing": (
        "The environment that a click starts is not there: {folder}",
        "Среды, которую запускает кнопка, нет: {folder}",
    ),
    "doctor.click.missing.do": ("Run kam install", "Выполните kam install"),
    "doctor.click.other": (
        "The environment that a click starts holds kam_xl {found}, not {version}: {folder}",
        "В среде, которую запускает кнопка, kam_xl {found}, а не {version}: {folder}",
    ),
    "doctor.click.other.do": ("Run kam install with kam_xl {version}", "Выполните kam install из kam_xl {version}"),
    "doctor.light.ok": (
        "Neither pandas nor numpy slows a click down",
        "Ни pandas, ни numpy не замедляют кнопку",
    ),
    "doctor.light.warn": (
        "The environment that a click starts holds {heavy}: each click loads it and takes several times as long",
        "В среде, которую запускает кнопка, есть {heavy}: каждое нажатие это загружает и длится в несколько раз дольше",
    ),
    "doctor.light.warn.do": (
        "Run kam install --remove and kam install; what else you need belongs into an environment of your own",
        "Выполните kam install --remove и kam install; прочие нужные пакеты ставьте в свою отдельную среду",
    ),
    "doctor.compiled.ok": ("What a click loads is compiled", "То, что загружает кнопка, скомпилировано"),
    "doctor.compiled.warn": (
        "What a click loads is not compiled: each click does it anew",
        "То, что загружает кнопка, не скомпилировано: это делается заново при каждом нажатии",
    ),
    "doctor.compiled.warn.do": _INSTALL_AGAIN,
    "doctor.dll.ok": (
        "The library for worksheet functions is there: {files}",
        "Библиотека для функций листа на месте: {files}",
    ),
    "doctor.dll.fail": (
        "The library for worksheet functions is missing: {files} in {folder}",
        "Нет библиотеки для функций листа: {files} в {folder}",
    ),
    "doctor.dll.fail.do": (
        "Run kam install --remove and kam install; see whether a virus scanner took the file away",
        "Выполните kam install --remove и kam install; проверьте, не убрал ли файл антивирус",
    ),
    "doctor.full.ok": ("The full environment: {folder}, kam_xl {version}", "Полная среда: {folder}, kam_xl {version}"),
    "doctor.full.unknown": ("The full environment: only on Windows", "Полная среда: только в Windows"),
    "doctor.full.missing": ("The full environment is not there: {folder}", "Полной среды нет: {folder}"),
    "doctor.full.missing.do": ("Run kam install", "Выполните kam install"),
    "doctor.full.other": (
        "The full environment holds kam_xl {found}, not {version}: {folder}",
        "В полной среде kam_xl {found}, а не {version}: {folder}",
    ),
    "doctor.full.other.do": ("Run kam install with kam_xl {version}", "Выполните kam install из kam_xl {version}"),
    "doctor.pandas.ok": ("It has pandas, for imports", "В ней есть pandas, для импорта"),
    "doctor.pandas.fail": (
        "It has no pandas, so sales exports cannot be imported: {folder}",
        "В ней нет pandas, выгрузки продаж не импортировать: {folder}",
    ),
    "doctor.pandas.fail.do": _INSTALL_AGAIN,
    "doctor.trusted.ok": ("{folder} is a trusted location of Excel", "{folder} — надёжное расположение Excel"),
    "doctor.trusted.no": (
        "{folder} is not a trusted location of Excel; kam install --trust would make its own folder one",
        "{folder} не входит в надёжные расположения Excel; папку KAM добавит kam install --trust",
    ),
    "doctor.trusted.policy": (
        "{folder} is not a trusted location of Excel, and group policy lets only its own count",
        "{folder} не входит в надёжные расположения Excel, а групповая политика признаёт только свои",
    ),
    "doctor.trusted.unknown": (
        "Trusted locations of Excel: only on Windows",
        "Надёжные расположения Excel: только в Windows",
    ),
    "doctor.macros.ok": (
        "Macros run after Enable Content, once a book",
        "Макросы работают после «Включить содержимое», один раз для книги",
    ),
    "doctor.macros.trusted": (
        "Macros run without a question, since the folder is trusted",
        "Макросы работают без вопросов: папка надёжная",
    ),
    "doctor.macros.signed": (
        "Excel runs only signed macros, and {folder} is not trusted",
        "Excel выполняет только подписанные макросы, а папка {folder} не надёжная",
    ),
    "doctor.macros.signed.do": (
        "Run kam install --trust, or ask IT for a trusted location by policy or a signed workbook; formulas and the command line work as they are",
        "Выполните kam install --trust или попросите у ИТ надёжное расположение через политику либо подписанную книгу; формулы и командная строка работают и так",
    ),
    "doctor.macros.none": (
        "Excel runs no macros, and {folder} is not trusted",
        "Excel не выполняет макросы, а папка {folder} не надёжная",
    ),
    "doctor.macros.none.do": (
        "Run kam install --trust, or ask IT for a trusted location by policy; formulas and the command line work as they are",
        "Выполните kam install --trust или попросите у ИТ надёжное расположение через политику; формулы и командная строка работают и так",
    ),
    "doctor.macros.unknown": ("Macro settings of Excel: only on Windows", "Настройки макросов Excel: только в Windows"),
    "doctor.internet.policy": (
        "Group policy blocks macros in files that come by mail or from the web; books that are mailed hold none",
        "Групповая политика блокирует макросы в файлах из почты и интернета; в рассылаемых книгах их нет",
    ),
    "doctor.internet.usual": (
        "No policy on macros in files that come by mail or from the web; Office blocks them of itself",
        "Политики о макросах в файлах из почты и интернета нет; Office блокирует их сам",
    ),
    "doctor.book_version.ok": ("The book was made by kam_xl {found}", "Книга создана kam_xl {found}"),
    "doctor.book_version.unknown": (
        "The book does not say which kam_xl made it",
        "В книге не записано, какой kam_xl её создал",
    ),
    "doctor.book_version.fail": (
        "The book was made by kam_xl {found}, this is {wanted}",
        "Книга создана kam_xl {found}, а здесь {wanted}",
    ),
    "doctor.book_version.fail.do": _CHANGE_BOOK,
    "doctor.book_xlwings.ok": (
        "The book carries the code of xlwings {found}",
        "В книге код xlwings {found}",
    ),
    "doctor.book_xlwings.unknown": (
        "The book does not say which xlwings it is for",
        "В книге не записано, для какого она xlwings",
    ),
    "doctor.book_xlwings.fail": (
        "The book carries the code of xlwings {found}, this package needs {wanted}",
        "В книге код xlwings {found}, а этому пакету нужен {wanted}",
    ),
    "doctor.book_xlwings.fail.do": (
        "Install the kam_xl that made the book with kam install, or move the data to a book made by this one",
        "Установите командой kam install тот kam_xl, которым создана книга, или перенесите данные в книгу этой версии",
    ),
    "doctor.book_schema.ok": (
        "The book has the shape that is known here: {found}",
        "Устройство книги здесь известно: {found}",
    ),
    "doctor.book_schema.unknown": ("The book does not say its shape", "В книге не записано её устройство"),
    "doctor.book_schema.fail": (
        "The book has shape {found}, this package builds {wanted}",
        "Устройство книги — {found}, этот пакет строит {wanted}",
    ),
    "doctor.book_schema.fail.do": (
        "Install the kam_xl that made the book with kam install, or move the data to a book made by this one",
        "Установите командой kam install тот kam_xl, которым создана книга, или перенесите данные в книгу этой версии",
    ),
    "doctor.interpreter.ok": ("The book starts {wanted}", "Книга запускает {wanted}"),
    "doctor.interpreter.none": (
        "The book holds no macros and starts nothing",
        "В книге нет макросов, она ничего не запускает",
    ),
    "doctor.interpreter.other": (
        "The book would start {found}, not {wanted}",
        "Книга запустила бы {found}, а не {wanted}",
    ),
    "doctor.interpreter.other.do": (
        "Do not press its buttons; show it to IT, and take a new book from kam install",
        "Не нажимайте её кнопки; покажите её ИТ и возьмите новую книгу из kam install",
    ),
    "doctor.interpreter.missing": (
        "The book starts {wanted}, which is not there",
        "Книга запускает {wanted}, а этого файла нет",
    ),
    "doctor.interpreter.missing.do": ("Run kam install", "Выполните kam install"),
    "doctor.blocked.ok": ("Windows does not block the file", "Windows не блокирует файл"),
    "doctor.blocked.fail": (
        "Windows marks the file as one from the internet, so its macros are blocked: {path}",
        "Windows считает файл полученным из интернета, его макросы заблокированы: {path}",
    ),
    "doctor.blocked.fail.do": (
        "If you know who sent it: in Explorer, Properties › Unblock; else open it only for reading",
        "Если знаете отправителя: в проводнике Свойства › Разблокировать; иначе открывайте только для чтения",
    ),
    "doctor.blocked.unknown": (
        "The mark of blocked files: only on Windows",
        "Метка блокировки файла: только в Windows",
    ),
    "doctor.language.ok": (
        "Language: system {system}, KAM_LANG {kam}, book {book}",
        "Язык: система {system}, KAM_LANG {kam}, книга {book}",
    ),
    "doctor.language.warn": (
        "KAM_LANG is {kam}, which is no language of this program (system {system}, book {book})",
        "KAM_LANG равно {kam}, такого языка в программе нет (система {system}, книга {book})",
    ),
    "doctor.language.warn.do": (
        "Set KAM_LANG to en or ru, or remove it",
        "Задайте KAM_LANG=en или ru либо уберите эту переменную",
    ),
}
