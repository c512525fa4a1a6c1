"""What the command line says: help, notes, and the demo's sentences."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "cli.usage": ("Usage:", "Как вызвать:"),
    "cli.options": ("Options", "Ключи"),
    "cli.commands": ("Commands", "Команды"),
    "cli.help_option": ("Show this help.", "Показать эту справку."),
    "cli.version": ("Show the version.", "Показать версию."),
    "cli.debug": ("Show the traceback of an unknown error.", "Показать трассировку неизвестной ошибки."),
    "cli.no_color": ("No colours (also: NO_COLOR).", "Без цвета (также переменная NO_COLOR)."),
    "cli.help": (
        "Key accounts of the single sales manager: which clients are key for him, why, and how many he can carry.\n\n"
        "\b\nStart here:\n"
        "  kam demo                                   make an example team and look around\n"
        '  kam new "KAM Anna.xlsx" --manager "Anna"   an empty workbook\n'
        "  kam new books/ --from sales.csv            a workbook for each seller of an export\n"
        '  kam qualify "KAM Anna.xlsx"                verdicts, reasons, nearest change',
        "Ключевые клиенты отдельного менеджера: кто ключевой именно для него, почему и скольких он потянет.\n\n"
        "\b\nНачните так:\n"
        "  kam demo                                   создать пример команды и осмотреться\n"
        '  kam new "KAM Анна.xlsx" --manager "Анна"   пустая книга\n'
        "  kam new books/ --from sales.csv            книга на каждого продавца из выгрузки\n"
        '  kam qualify "KAM Анна.xlsx"                вердикты, причины, ближайшее изменение',
    ),
    "cli.epilog": (
        "Exit codes: 0 well, 1 findings, 2 usage, 3 input that cannot be read, 4 policy invalid, 70 a fault of the program, 130 interrupted. "
        "KAM_LANG=ru speaks Russian.",
        "Коды завершения: 0 — хорошо, 1 — замечания, 2 — ошибка вызова, 3 — вход не читается, 4 — правила неверны, "
        "70 — сбой программы, 130 — прервано. KAM_LANG=en — английский.",
    ),
    "cli.demo": (
        "Make an example team: three managers of a valve and flange supplier.",
        "Создать пример команды: три менеджера поставщика арматуры и фланцев.",
    ),
    "cli.out": ("Folder for the books.", "Папка для книг."),
    "cli.new": (
        "Make a manager's workbook, empty or from an export.",
        "Создать книгу менеджера: пустую или из выгрузки.",
    ),
    "cli.new.examples": (
        '\b\nExamples:\n  kam new "KAM Anna.xlsx" --manager "Anna" --margin-plan 900 --hours 160\n'
        "  kam new books/ --from sales.csv\n"
        '  kam new "KAM Anna.xlsx" --from sales.xlsx --seller "Anna Snelling"',
        '\b\nПримеры:\n  kam new "KAM Анна.xlsx" --manager "Анна" --margin-plan 900 --hours 160\n'
        "  kam new books/ --from sales.csv\n"
        '  kam new "KAM Анна.xlsx" --from sales.xlsx --seller "Анна Снегова"',
    ),
    "cli.import.examples": (
        '\b\nExample:\n  kam import sales.csv --into "KAM Anna.xlsx"',
        '\b\nПример:\n  kam import sales.csv --into "KAM Анна.xlsx"',
    ),
    "cli.qualify.examples": (
        '\b\nExamples:\n  kam qualify "KAM Anna.xlsx"\n  kam qualify "KAM Anna.xlsx" --account "North Pipe Yard"\n'
        '  kam qualify "KAM Anna.xlsx" --write --leaver "South Trade"',
        '\b\nПримеры:\n  kam qualify "KAM Анна.xlsx"\n  kam qualify "KAM Анна.xlsx" --account "Северный двор"\n'
        '  kam qualify "KAM Анна.xlsx" --write --leaver "Южторг"',
    ),
    "cli.run": (
        "Run a command on tables as JSON: book on stdin, outcome on stdout.",
        "Выполнить команду над таблицами в JSON: книга на вход, результат на выход.",
    ),
    "cli.install": (
        "Install the workbook with its buttons, the add-in and what they start (Windows).",
        "Установить книгу с кнопками, надстройку и то, что они запускают (Windows).",
    ),
    "cli.install.examples": (
        "\b\nExamples:\n  kam install --dry-run\n  kam install --add-in --trust\n  kam install --wheels wheels --add-in --trust\n"
        "  kam install --remove",
        "\b\nПримеры:\n  kam install --dry-run\n  kam install --add-in --trust\n  kam install --wheels wheels --add-in --trust\n"
        "  kam install --remove",
    ),
    "cli.dry_run": (
        "Only print the steps, each with the command that does the same by hand; works on any system.",
        "Только вывести шаги, у каждого — команда, которая делает то же вручную; работает в любой системе.",
    ),
    "cli.remove": (
        "Undo it: environments, add-in, trusted location; workbooks stay.",
        "Отменить: среды, надстройку, надёжное расположение; книги остаются.",
    ),
    "cli.home": (
        "Folder for the environments; KAM.xlsm and the add-in start it, books of kam new the usual one.",
        "Папка для сред; её запускают KAM.xlsm и надстройка, а книги команды kam new — обычную.",
    ),
    "cli.wheels": (
        "Folder of wheels to install from, without any network.",
        "Папка с пакетами (wheel), чтобы установить без сети.",
    ),
    "cli.add_in": (
        "Put the add-in where Excel opens it at each start.",
        "Положить надстройку туда, откуда Excel открывает её при запуске.",
    ),
    "cli.trust": (
        "Make the folder of the workbook a trusted location of Excel.",
        "Сделать папку книги надёжным расположением Excel.",
    ),
    "cli.workbook_folder": (
        "Folder for the workbook (KAM in the documents otherwise).",
        "Папка для книги (иначе KAM в документах).",
    ),
    "cli.doctor": (
        "Check the installation, Excel's macro settings and a book; say what to do.",
        "Проверить установку, настройки макросов Excel и книгу; сказать, что делать.",
    ),
    "cli.policy": ("Show, check or compare the company's rules.", "Показать, проверить или сравнить правила компании."),
    "cli.policy.show": (
        "Print the shipped policy, a file's, or the one a workbook carries.",
        "Вывести правила из поставки, из файла или из книги.",
    ),
    "cli.policy.show.examples": (
        "\b\nExamples:\n  kam policy show -o policy.toml\n"
        "  kam policy show --dossier general --dossier medical --roles legal -o policy.toml\n"
        '  kam policy show "KAM Anna.xlsx"',
        "\b\nПримеры:\n  kam policy show -o policy.toml\n"
        "  kam policy show --dossier general --dossier medical --roles legal -o policy.toml\n"
        '  kam policy show "KAM Анна.xlsx"',
    ),
    "cli.policy.dossier": (
        "With this shipped set of questions, general alone unless given; the first is for every segment that no other names.",
        "С этим готовым набором вопросов, без указания — только general; первый — для всех сегментов, не названных в других.",
    ),
    "cli.policy.roles": (
        "With this shipped set of roles in a buying center, general unless given.",
        "С этим готовым набором ролей закупочного центра, без указания — general.",
    ),
    "cli.policy.check": (
        "Print every mistake of a policy file with its key and line.",
        "Вывести все ошибки файла правил с ключом и строкой.",
    ),
    "cli.policy.diff": (
        "Print what differs between two policies (files or workbooks); one alone is compared with the shipped one.",
        "Вывести различия двух правил (файлов или книг); одни правила сравниваются с поставкой.",
    ),
    "cli.manager": ("Whose book it is.", "Чья это книга."),
    "cli.head": ("The manager's head.", "Руководитель менеджера."),
    "cli.margin_plan": ("Margin plan for the year.", "План маржи на год."),
    "cli.hours": ("Working hours a month.", "Рабочих часов в месяц."),
    "cli.from": (
        "Sales export or list of clients (.csv, .xlsx, or a CRM folder).",
        "Выгрузка продаж или список клиентов (.csv, .xlsx или папка CRM).",
    ),
    "cli.seller": ("Take only this seller of the export.", "Взять из выгрузки только этого продавца."),
    "cli.map": (
        "TOML file that says which column is which.",
        "Файл TOML, указывающий, какой столбец что значит.",
    ),
    "cli.policy_option": ("Judge by this policy file.", "Судить по этому файлу правил."),
    "cli.lang": ("Language of the workbook.", "Язык книги."),
    "cli.as_of": ("Judge as of this day, YYYY-MM-DD.", "Судить на этот день, ГГГГ-ММ-ДД."),
    "cli.json": ("Print data as JSON.", "Вывести данные в JSON."),
    "cli.force": ("Replace a file that is there (kept as .bak).", "Заменить имеющийся файл (останется .bak)."),
    "cli.into": ("The workbook to fill.", "Книга, в которую внести."),
    "cli.account": ("Only this client; may be repeated.", "Только этот клиент; можно повторять."),
    "cli.write": ("Write decisions of record into the workbook.", "Записать решения в книгу."),
    "cli.leaver": ("Who gives up the place for a newcomer.", "Кто уступает место новому клиенту."),
    "cli.who": ("Who decides (the book's manager otherwise).", "Кто решает (иначе менеджер книги)."),
    "cli.root": (
        "Where the folders lie; beside the workbook otherwise.",
        "Где лежат папки; иначе рядом с книгой.",
    ),
    "cli.drop_foreign": (
        "Go on although sheets or pictures of yours are lost.",
        "Продолжить, хотя ваши листы или рисунки пропадут.",
    ),
    "cli.bad_date": (
        "“{value}” is no day between 2000 and 2100; write it as YYYY-MM-DD or DD.MM.YYYY",
        "«{value}» — не день между 2000 и 2100 годом; напишите ГГГГ-ММ-ДД или ДД.ММ.ГГГГ",
    ),
    "cli.bad_number": (
        "“{value}” is no number from {low} to {high}",
        "«{value}» — не число от {low} до {high}",
    ),
    "cli.bad_choice": ("“{value}” is none of: {choices}", "«{value}» — не из списка: {choices}"),
    "cli.too_many": ("“{value}” is one argument too many", "«{value}» — лишний аргумент"),
    "cli.needs_value": ("{option} needs a value", "ключу {option} нужно значение"),
    "cli.required": ("[required]", "[обязательно]"),
    "cli.usage_pieces": ("[OPTIONS]", "[КЛЮЧИ]"),
    "cli.money_per": (
        "Divide the export's money by N: 1000 for a book in thousands.",
        "Делить деньги выгрузки на N: 1000 для книги в тысячах.",
    ),
    "cli.dated": (
        "The book now counts as of {day}, the last day of the export; clear “Count as of this date” on Start to count with today",
        "Книга теперь считает на {day}, последний день выгрузки; очистите «Считать на дату» на листе «Начало», чтобы считать на сегодня",
    ),
    "cli.unchanged": ("Nothing changed; {book} is as it was", "Ничего не изменилось; {book} осталась как была"),
    "cli.leaver_without_write": ("--leaver goes with --write", "--leaver указывают вместе с --write"),
    "cli.output_shipped": (
        "-o writes the shipped policy with its comments; a file is there already, and a book keeps no comments",
        "-o записывает правила из поставки с пояснениями; файл уже есть, а в книге пояснений нет",
    ),
    "cli.choice_shipped": (
        "--dossier and --roles choose from what ships; a file or a book has questions and roles of its own",
        "--dossier и --roles выбирают из поставки; в файле и в книге вопросы и роли уже свои",
    ),
    "cli.output": ("Write the policy into this file.", "Записать правила в этот файл."),
    "cli.decided": (
        "Decided: {entered} became key{who_in}; {left} left{who_out}; {stays} stay key; {not_key} not key",
        "Решено: стали ключевыми {entered}{who_in}; выбыли {left}{who_out}; остались {stays}; не ключевые {not_key}",
    ),
    "cli.names": (" ({names})", " ({names})"),
    "cli.no_such_option": ("There is no option {option}", "Нет ключа {option}"),
    "cli.no_such_command": ("There is no command “{command}”", "Нет команды «{command}»"),
    "cli.missing": ("{name} is missing", "Не указано: {name}"),
    "cli.bad": ("{name}: {value}", "{name}: {value}"),
    "cli.near": ("did you mean {names}?", "может быть, {names}?"),
    "cli.see_help": ("see {path} --help", "см. {path} --help"),
    "cli.switched_off": (
        "the policy has switched off the command {command}",
        "правилами отключена команда {command}",
    ),
    "cli.bad_json": ("the JSON on stdin cannot be read ({detail})", "JSON на входе не читается ({detail})"),
    "cli.manager_needed": ("say whose book it is with --manager NAME", "укажите, чья это книга: --manager ИМЯ"),
    "cli.only_workbooks": (
        "a new workbook is an .xlsx file or, with macros, an .xlsm file; end the name so, or name a folder",
        "новая книга — файл .xlsx или, с макросами, .xlsm; закончите имя так или укажите папку",
    ),
    "cli.working.new": ("Reading {file} …", "Читаю {file} …"),
    "cli.working.import": ("Reading {file} …", "Читаю {file} …"),
    "cli.next.new": (
        "Next: open {book}, check the yellow cells on Start, and grade the clients.",
        "Дальше: откройте {book}, проверьте жёлтые ячейки на листе «Начало» и оцените клиентов.",
    ),
    "cli.next.import": (
        "Next: open {book}, read the sheet Proposals, and fill “Confirmed on” for what you agree with.",
        "Дальше: откройте {book}, прочтите лист «Предложения» и заполните «Подтверждено», с чем согласны.",
    ),
    "cli.over": (
        "More clients qualify than they can carry: {names}",
        "Проходят больше клиентов, чем можно потянуть: {names}",
    ),
    "cli.over.one": ("{name} ({n}, limit {limit})", "{name} ({n}, предел {limit})"),
    "cli.over.none": (
        "Nobody has more qualifying clients than he can carry.",
        "Больше, чем можно потянуть, не проходит ни у кого.",
    ),
    "cli.written": ("{book} was written anew; the old one is kept as .bak", "{book} записана заново; прежняя — .bak"),
    "cli.notes": (
        "{n} {n:note|notes} more, on the sheet Findings or by kam check",
        "Ещё к сведению: {n}, см. лист «Замечания» или kam check",
    ),
    "cli.nearest": ("Nearest change", "Ближайшее изменение"),
    "cli.cap.manager": ("Manager", "Менеджер"),
    "cli.cap.limit": ("Limit", "Предел"),
    "cli.cap.qualifying": ("Qualify", "Проходят"),
    "cli.cap.over": ("Over", "Сверх"),
    "cli.cap.on_record": ("On record", "Утверждено"),
    "cli.cap.record_over": ("Over on record", "Утверждено сверх"),
    "cli.cap.leavers": ("Would leave", "Уступили бы"),
    "cli.cap.candidates": ("Waiting for a place", "Ждут места"),
    "cli.policy.key": ("Key", "Ключ"),
    "cli.policy.old": ("Old", "Было"),
    "cli.policy.new": ("New", "Стало"),
    "cli.policy.fingerprint": ("fingerprint {fingerprint}", "отпечаток {fingerprint}"),
    "cli.policy.right": ("{file}: no mistakes", "{file}: ошибок нет"),
    "cli.policy.wrong": ("{file}: {n} {n:mistake|mistakes}", "{file}: {n} {n:ошибка|ошибки|ошибок}"),
    "cli.policy.same": ("No difference", "Различий нет"),
    "cli.policy.differs": ("{n} {n:difference|differences}", "{n} {n:различие|различия|различий}"),
    "demo.made": (
        "Made {n} books of an example team in {folder}, counted as of {day}:",
        "Создано {n} {n:книга|книги|книг} примера команды в {folder}, расчёт на {day}:",
    ),
    "demo.replaced": (
        "{n} {n:workbook|workbooks} of an earlier demo replaced; the old ones are kept as .bak",
        "Заменено книг прежнего примера: {n}; старые сохранены как .bak",
    ),
    "demo.story": (
        "{manager}: {clients} clients, {keys} key for the manager; {company} key for the company but not for him; "
        "{assumed} proposed and not confirmed; {blank} not graded",
        "{manager}: клиентов {clients}, ключевых для менеджера {keys}; ключевых для компании, но не для него: {company}; "
        "предложено и не подтверждено: {assumed}; не оценено: {blank}",
    ),
    "demo.next": (
        "Open next: {first} (sheet Start), then {fullest} (sheet Portfolio: more clients qualify than one can carry) and {team}.",
        "Откройте сначала {first} (лист «Начало»), затем {fullest} (лист «Портфель»: проходят больше, чем можно потянуть) и {team}.",
    ),
}
