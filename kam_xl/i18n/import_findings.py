"""Findings of an import: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # columns and the map file
    "finding.import_column_missing": (
        "No column for “{key}” was found: looked for {looked_for}; the file has {has}",
        "Не найден столбец для «{key}»: искали {looked_for}; в файле есть {has}",
    ),
    "finding.import_column_missing.do": (
        'Rename the column, or write a file columns.toml with the line {key} = "header in your file" and pass it '
        "with --map columns.toml",
        'Переименуйте столбец или создайте файл columns.toml со строкой {key} = "заголовок в вашем файле" и укажите '
        "его: --map columns.toml",
    ),
    "finding.import_column_ambiguous": (
        "Several columns could be “{key}”: {headers}",
        "На роль «{key}» подходят несколько столбцов: {headers}",
    ),
    "finding.import_column_ambiguous.do": (
        'Write a file columns.toml with the line {key} = "{example}" (or another of them) and pass it with '
        "--map columns.toml",
        'Создайте файл columns.toml со строкой {key} = "{example}" (или другим из них) и укажите его: '
        "--map columns.toml",
    ),
    "finding.import_map_unreadable": (
        "The map file is not TOML: {detail}",
        "Файл соответствий — не TOML: {detail}",
    ),
    "finding.import_map_unreadable.do": (
        'Write lines such as client = "Partner name", saved as UTF-8',
        'Пишите строки вида client = "Название партнёра" и сохраните файл в UTF-8',
    ),
    "finding.import_map_key": (
        "The map file has an unknown or wrong entry “{key}”",
        "В файле соответствий неизвестная или неверная запись «{key}»",
    ),
    "finding.import_map_key.do": (
        "Known are client, seller, date, close_date, open_date, stage, amount, margin, cost, quantity, price, list_price, "
        "product, code, group, document, deal, segment, head, the keys of the Accounts sheet, date_order (dmy, mdy, ymd), "
        'decimal ("," or ".") and the table [stages] with won and lost',
        "Известны client, seller, date, close_date, open_date, stage, amount, margin, cost, quantity, price, list_price, "
        "product, code, group, document, deal, segment, head, ключи листа «Клиенты», date_order (dmy, mdy, ymd), "
        'decimal ("," или ".") и таблица [stages] с won и lost',
    ),
    "finding.import_map_column": (
        "The map file says {key} = “{header}”, but the file has only {has}",
        "В файле соответствий {key} = «{header}», но в выгрузке есть только {has}",
    ),
    "finding.import_map_column.do": (
        "Copy the header from the file letter by letter",
        "Скопируйте заголовок из выгрузки буква в букву",
    ),
    # dates and stages
    "finding.import_date_order": (
        "Dates in “{column}” such as {example} can be day-month-year or month-day-year",
        "Даты в столбце «{column}», например {example}, можно прочитать и как день-месяц-год, и как месяц-день-год",
    ),
    "finding.import_date_order.do": (
        'Write a file columns.toml with the line date_order = "dmy" (or "mdy") and pass it with --map columns.toml',
        'Создайте файл columns.toml со строкой date_order = "dmy" (или "mdy") и укажите его: --map columns.toml',
    ),
    "finding.import_stray_day": (
        "The last day, {last}, lies far after the one before it, {before}: is its year mistyped?",
        "Последний день, {last}, намного позже предыдущего, {before}: нет ли опечатки в годе?",
    ),
    "finding.import_stray_day.do": (
        "Mend the row, or import again with --as-of {before}",
        "Исправьте строку или загрузите снова с --as-of и датой {before}",
    ),
    "finding.import_stages_open": (
        "These stages are not known and were taken for open deals: {stages}",
        "Эти стадии неизвестны и приняты за открытые сделки: {stages}",
    ),
    "finding.import_stages_open.do": (
        'If one of them means won or lost, say so in a map file: [stages] won = ["…"], lost = ["…"]',
        "Если какая-то из них значит победу или проигрыш, укажите это в файле соответствий: "
        '[stages] won = ["…"], lost = ["…"]',
    ),
    # what to know when reading the numbers
    "finding.import_sales_for_margin": (
        "The export has no cost, so sales stand in the margin column",
        "В выгрузке нет себестоимости, поэтому в столбце маржи стоят продажи",
    ),
    "finding.import_sales_for_margin.do": (
        "Let the margin plan be in sales too, or export the cost or margin as well",
        "Пусть и план маржи будет в продажах; или выгрузите также себестоимость либо маржу",
    ),
    "finding.import_plan_proposed": (
        "No margin plan was given: {value}, what the clients brought in the last 12 months, is proposed",
        "План маржи не задан: предложена сумма {value}, которую клиенты дали за последние 12 месяцев",
    ),
    "finding.import_plan_proposed.do": (
        "Type the plan on the Start sheet and let the head confirm it",
        "Введите план на листе «Начало», пусть его подтвердит руководитель",
    ),
    "finding.import_short_history": (
        "The history covers only {months} {months:month|months}; figures are not stretched to a year",
        "История охватывает только {months} {months:месяц|месяца|месяцев}; суммы не приведены к году",
    ),
    "finding.import_short_history.do": (
        "Export two years where you can: growth then compares whole years",
        "По возможности выгрузите два года: тогда рост сравнивает целые годы",
    ),
    "finding.import_groups": (
        "Taken for a product group: {rule}",
        "Товарной группой считается: {rule}",
    ),
    "finding.import_groups.do": (
        'If that is wrong, name the right column in a map file: group = "…"',
        'Если это неверно, укажите нужный столбец в файле соответствий: group = "…"',
    ),
    # taking an import into a book
    "finding.import_disagrees": (
        "“{column}” of “{account}”: {kept} in the book, {proposed} by the import",
        "«{column}» у клиента «{account}»: в книге {kept}, по выгрузке {proposed}",
    ),
    "finding.import_disagrees.do": (
        "The book's value stays; change it if the import is right",
        "Осталось значение книги; если права выгрузка, измените его",
    ),
    "finding.import_fact_replaced": (
        "The import replaced what was typed for “{account}”: {changes}",
        "Выгрузка заменила то, что было введено у клиента «{account}»: {changes}",
    ),
    "finding.import_fact_replaced.do": (
        "Nothing needs to be done if the export is right; if not, correct it there, for every import renews these figures",
        "Если выгрузка верна, делать ничего не нужно; если нет, исправьте её: каждая загрузка обновляет эти цифры",
    ),
    "finding.import_month_replaced": (
        "The import replaced monthly sales of “{account}” on Facts in {n} {n:month|months} ({months}): "
        "{old} stood there in all, now {new}",
        "Выгрузка заменила продажи клиента «{account}» на листе «Факты» за {n} {n:месяц|месяца|месяцев} ({months}): "
        "было всего {old}, стало {new}",
    ),
    "finding.import_month_replaced.do": (
        "Nothing needs to be done if the export holds these months whole; if not, export them whole and import again",
        "Если эти месяцы выгружены целиком, делать ничего не нужно; если нет, выгрузите их целиком и загрузите снова",
    ),
    "finding.import_plan_disagrees": (
        "The margin plan in the book is {kept}, the import would say {proposed}: {evidence}",
        "План маржи в книге {kept}, по выгрузке было бы {proposed}: {evidence}",
    ),
    "finding.import_plan_disagrees.do": (
        "The book's plan stays; nothing needs to be done if it is the agreed one",
        "Остался план книги; если он согласован, делать ничего не нужно",
    ),
    "finding.import_absent": (
        "{n} {n:client|clients} of the book {n:is|are} not in the export and {n:stays as it was|stay as they were}: "
        "{names}",
        "{n} {n:клиента|клиентов|клиентов} книги нет в выгрузке, их данные прежние: {names}",
    ),
    "finding.import_absent.do": (
        "Check that the export covers all your clients",
        "Проверьте, что выгрузка охватывает всех ваших клиентов",
    ),
}
