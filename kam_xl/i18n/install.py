"""What `kam install` says: its steps, what undoes them, what to do when one fails."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "install.elsewhere": (
        "Note: KAM.xlsm and the add-in made here start the other folder; books that kam new makes start what lies in {folder}: use the add-in with those",
        "Учтите: созданные здесь KAM.xlsm и надстройка запускают другую папку; книги команды kam new — то, что лежит в {folder}: работайте с ними через надстройку",
    ),
    "install.click.make": (
        "Make the environment that a click in Excel starts",
        "Создать среду, которую запускает кнопка в Excel",
    ),
    "install.click.make.undo": (
        "Remove the environment that a click in Excel starts",
        "Удалить среду, которую запускает кнопка в Excel",
    ),
    "install.click.fill": (
        "Install kam_xl into it with xlwings and nothing more, so that a click answers at once",
        "Установить в неё kam_xl с xlwings и ничего больше, чтобы кнопка отвечала сразу",
    ),
    "install.click.check": (
        "Check that xlwings loads there, and that neither pandas nor numpy slows it down",
        "Проверить, что xlwings там загружается и что его не замедляют ни pandas, ни numpy",
    ),
    "install.click.compile": (
        "Compile what a click loads, since Excel starts Python so that it compiles nothing itself",
        "Скомпилировать то, что загружает кнопка: запущенный из Excel Python сам ничего не компилирует",
    ),
    "install.click.ready": (
        "The environment that a click starts holds kam_xl {version} already: {folder}",
        "В среде, которую запускает кнопка, kam_xl {version} уже есть: {folder}",
    ),
    "install.full.make": (
        "Make the full environment, for imports of sales exports and for the command line",
        "Создать полную среду: для импорта выгрузок продаж и для командной строки",
    ),
    "install.full.make.undo": ("Remove the full environment", "Удалить полную среду"),
    "install.full.fill": (
        "Install kam_xl into it with pandas and the libraries for files",
        "Установить в неё kam_xl с pandas и библиотеками для файлов",
    ),
    "install.full.check": (
        "Check that pandas and the command line load there",
        "Проверить, что pandas и командная строка там загружаются",
    ),
    "install.full.compile": ("Compile kam_xl there too", "Скомпилировать kam_xl и там"),
    "install.full.ready": (
        "The full environment holds kam_xl {version} already: {folder}",
        "В полной среде kam_xl {version} уже есть: {folder}",
    ),
    "install.build": (
        "Build the workbook and the add-in",
        "Построить книгу и надстройку",
    ),
    "install.build.undo": (
        "Remove the workbook and the add-in as they were built, not the workbook in use",
        "Удалить построенные образцы книги и надстройки; книга, в которой работают, остаётся",
    ),
    "install.workbook": (
        "Put the workbook into the documents and take away the mark that would block its macros",
        "Положить книгу в документы и снять метку, из-за которой Excel заблокировал бы макросы",
    ),
    "install.workbook.kept": (
        "A workbook is there already and stays as it is: {path}",
        "Книга уже есть и остаётся как была: {path}",
    ),
    "install.add_in": (
        "Put the add-in where Excel opens it at each start, and take the mark away",
        "Положить надстройку туда, откуда Excel открывает её при каждом запуске, и снять метку",
    ),
    "install.add_in.undo": ("Remove the add-in", "Удалить надстройку"),
    "install.trust": (
        "Make the folder of the workbook a trusted location of Excel: macros of books in it run without a question",
        "Сделать папку книги надёжным расположением Excel: макросы всех книг в ней работают без вопросов",
    ),
    "install.trust.undo": (
        "Take the folder off the trusted locations",
        "Убрать папку из надёжных расположений",
    ),
    "install.trust.description": ("KAM: workbooks for key accounts", "KAM: книги по ключевым клиентам"),
    "install.trust.forbidden": (
        "Not done: group policy lets only its own trusted locations count. Ask whoever keeps the policy to add {folder}, or press Enable Content in Excel once a book",
        "Не сделано: групповая политика признаёт только свои надёжные расположения. Попросите того, кто ведёт политику, добавить {folder}, или один раз для каждой книги нажмите в Excel «Включить содержимое»",
    ),
    "install.trust.network": (
        "Not done: {folder} lies on the network, and Excel trusts such folders only where IT allows it. Choose a folder on this machine with --workbook-folder, or ask IT",
        "Не сделано: {folder} лежит в сети, а таким папкам Excel доверяет, только если это разрешили в ИТ. Укажите папку на этом компьютере ключом --workbook-folder или обратитесь в ИТ",
    ),
    "install.kept": (
        "Workbooks stay, since they hold people's data: {folder}",
        "Книги остаются, в них данные людей: {folder}",
    ),
    "install.undone_by": ("undone by:", "отменяется так:"),
    "install.do.files": (
        "Close Excel and whatever else uses these files",
        "Закройте Excel и всё, что ещё использует эти файлы",
    ),
    "install.do.index": (
        "Check that this machine reaches an index of Python packages; where it must not, give a folder of wheels with --wheels (docs/it.md tells how to fill it)",
        "Проверьте, что с этого компьютера доступен каталог пакетов Python; если это запрещено, укажите папку с пакетами ключом --wheels (как её собрать, см. docs/it.ru.md)",
    ),
    "install.do.origin": (
        "Check that {origin}, from where this kam_xl was installed, is still there and that this machine reaches an index of Python packages; or give a folder of wheels with --wheels (docs/it.md tells how to fill it)",
        "Проверьте, что {origin}, откуда установлен этот kam_xl, на месте и что с этого компьютера доступен каталог пакетов Python; или укажите папку с пакетами ключом --wheels (как её собрать, см. docs/it.ru.md)",
    ),
    "install.do.wheels": (
        "Check that {folder} holds kam_xl of this version and every package that it needs, for this Python (docs/it.md tells how to fill it)",
        "Проверьте, что в {folder} есть kam_xl этой версии и все нужные ему пакеты для этой версии Python (как собрать папку, см. docs/it.ru.md)",
    ),
    "install.do.check": (
        "Remove what was made with kam install --remove and install again; if it fails again, send this message to whoever keeps kam_xl",
        "Удалите созданное командой kam install --remove и установите заново; если не поможет, пошлите это сообщение тому, кто поддерживает kam_xl",
    ),
    "install.do.registry": (
        "Ask IT whether you may change your own settings of Excel, or leave --trust out",
        "Узнайте в ИТ, можно ли вам менять свои настройки Excel, или не указывайте --trust",
    ),
    "install.done": ("Done and kept: {steps}", "Сделано и сохранено: {steps}"),
    "install.done.nothing": ("Nothing was changed before it", "До этого ничего не изменено"),
    "install.dry_run": (
        "Nothing is changed. These steps would be taken, each with the command that does the same by hand:",
        "Ничего не меняется. Были бы сделаны такие шаги, у каждого — команда, которая делает то же вручную:",
    ),
    "install.dry_run.elsewhere.remove": (
        "This is not Windows, so the plan is for a Windows machine on which everything is installed.",
        "Это не Windows, поэтому показан план для компьютера с Windows, на котором установлено всё.",
    ),
    "install.dry_run.elsewhere.install": (
        "This is not Windows, so the plan is for a Windows machine on which nothing is installed yet.",
        "Это не Windows, поэтому показан план для компьютера с Windows, на котором ещё ничего не установлено.",
    ),
    "install.finished": (
        "Installed. Open {path}; to see whether all is well later: kam doctor",
        "Установлено. Откройте {path}; проверить позже, всё ли в порядке: kam doctor",
    ),
    "install.finished.attention": (
        "Installed, except for {n} {n:step|steps} marked with ! above",
        "Установлено, кроме отмеченного знаком ! выше (шагов: {n})",
    ),
    "install.removed": ("Removed", "Удалено"),
    "install.removed.nothing": ("Nothing of kam_xl is installed here", "Здесь ничего от kam_xl не установлено"),
}
