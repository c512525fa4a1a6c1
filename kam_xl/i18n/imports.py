"""What an import says: its report, the evidence of its proposals, and why a file was refused."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "import.currency": ("as in {file}", "как в {file}"),
    "import.currency_per": ("as in {file}, divided by {n}", "как в {file}, делённое на {n}"),
    # words for cells
    "import.nothing": ("nothing", "пусто"),
    "import.yes": ("yes", "да"),
    "import.no": ("no", "нет"),
    "import.share": ("{share:%}", "{share:%}"),
    "import.fact": ("{column} {old} → {new}", "{column} {old} → {new}"),
    # report
    "import.report.read": (
        "{file}: {read} {read:row|rows} read, {used} used, {clients} {clients:client|clients}",
        "{file}: прочитано {read} {read:строка|строки|строк}, использовано {used}, {clients} "
        "{clients:клиент|клиента|клиентов}",
    ),
    "import.report.days": ("History from {first} to {last}", "История с {first} по {last}"),
    "import.report.returned": (
        "{n} of the rows used {n:is a return or cancellation|are returns and cancellations}, taken off the sales",
        "Из использованных строк {n} — возвраты и сторно, они вычтены из продаж",
    ),
    "import.report.skipped": (
        "{n} {n:row|rows} left out: {reason}",
        "Не {n:использована|использованы|использовано} {n} {n:строка|строки|строк}: {reason}",
    ),
    "import.report.skipped_rows": (
        "{n} {n:row|rows} left out: {reason} (rows {rows})",
        "Не {n:использована|использованы|использовано} {n} {n:строка|строки|строк}: {reason} (строки {rows})",
    ),
    "import.report.skipped_row": (
        "{n} {n:row|rows} left out: {reason} (row {row})",
        "Не {n:использована|использованы|использовано} {n} {n:строка|строки|строк}: {reason} (строка {row})",
    ),
    # why rows are left out
    "import.skipped.total": ("a line of totals", "итоговая строка"),
    "import.skipped.no_client": ("no client", "не указан клиент"),
    "import.skipped.bad_client": (
        "the client's name begins like a formula",
        "название клиента начинается как формула",
    ),
    "import.skipped.duplicate": ("the same deal stands above", "та же сделка уже есть выше"),
    "import.skipped.no_stage": ("a deal without a stage", "у сделки нет стадии"),
    "import.skipped.no_date": ("no date", "нет даты"),
    "import.skipped.bad_date": ("the date cannot be read", "дата не читается"),
    "import.skipped.no_amount": ("no amount", "нет суммы"),
    "import.skipped.bad_number": ("a number cannot be read", "число не читается"),
    "import.skipped.no_seller": ("no seller", "не указан менеджер"),
    "import.skipped.other_seller": ("of other sellers", "других менеджеров"),
    "import.skipped.later": ("after the day judged", "позже отчётной даты"),
    # what counts as a product group
    "import.groups.column": ("the column “{column}”", "столбец «{column}»"),
    "import.groups.catalogue": ("the groups of the products file", "группы из файла товаров"),
    "import.groups.product": (
        "each of the {n} products, since they are few",
        "каждый из {n} {n:товара|товаров|товаров}: их немного",
    ),
    "import.groups.code": (
        "the first two digits of the article; articles without digits in front are services",
        "первые две цифры артикула; артикулы, которые начинаются не с цифр, — услуги",
    ),
    "import.groups.word": ("the first word of the product's name", "первое слово названия товара"),
    "import.groups.none": (
        "nothing: the export names no products, so breadth is not shown",
        "ничего: в выгрузке нет товаров, поэтому охват не показан",
    ),
    # why a file is refused
    "import.reason.empty": ("it is empty", "она пуста"),
    "import.reason.binary": (
        "it is neither text nor a workbook",
        "это не текст и не книга Excel",
    ),
    "import.reason.encrypted": (
        "it asks for a password; save it without one",
        "она защищена паролем; сохраните её без пароля",
    ),
    "import.reason.damaged": (
        "the workbook is damaged; open it in Excel and save it anew",
        "книга повреждена; откройте её в Excel и сохраните заново",
    ),
    "import.reason.map": ("the map file is wrong", "в файле соответствий ошибка"),
    "import.reason.columns": ("its columns are not clear", "непонятны её столбцы"),
    "import.reason.several": (
        "the folder holds several files of sales ({files}); import one at a time",
        "в папке несколько файлов продаж ({files}); загружайте по одному",
    ),
    "import.reason.dates": ("its dates can be read in two ways", "её даты можно прочитать двояко"),
    "import.reason.list": (
        "{n} {n:value|values} in the list cannot be read",
        "в списке {n} {n:значение не читается|значения не читаются|значений не читаются}",
    ),
    "import.reason.no_rows": ("no row of it can be used", "ни одна строка не годится"),
    # evidence: what a proposal was derived from
    "evidence.co_large_margin": (
        "Brings {share:.1%} of all margin in the export",
        "Даёт {share:.1%} всей маржи в выгрузке",
    ),
    "evidence.co_large_sales": (
        "Brings {share:.1%} of all sales in the export",
        "Даёт {share:.1%} всех продаж в выгрузке",
    ),
    "evidence.co_loyal": (
        "Has bought for {years} {years:year|years} without a year's break",
        "Покупает {years} {years:год|года|лет} без годового перерыва",
    ),
    "evidence.co_promising_margin": (
        "The margin from the client grew {growth:.0%} in the last 12 months against the 12 before",
        "Маржа с клиента выросла на {growth:.0%} за 12 месяцев к предыдущим 12",
    ),
    "evidence.co_promising_sales": (
        "Sales to the client grew {growth:.0%} in the last 12 months against the 12 before",
        "Продажи клиенту выросли на {growth:.0%} за 12 месяцев к предыдущим 12",
    ),
    "evidence.loss_steady": (
        "Last purchase {last}; buys about every {rhythm} {rhythm:month|months}, no pause beyond that",
        "Последняя покупка {last}; обычный интервал {rhythm} мес., пауза его не превышает",
    ),
    "evidence.loss_silent": (
        "Last purchase {last}: silent for {silent} months, usually buys about every {rhythm} {rhythm:month|months}",
        "Последняя покупка {last}: не покупает {silent} мес. при обычном интервале {rhythm} мес.",
    ),
    "evidence.headroom_none": (
        "The export shows no open potential that could be put in money",
        "Открытого потенциала, который можно оценить в деньгах, в выгрузке не видно",
    ),
    "evidence.headroom_only_deals": (
        "{n} open {n:deal|deals} worth {deals}; {part:.0%} of it taken",
        "{n} {n:открытая сделка|открытые сделки|открытых сделок} на {deals}; взято {part:.0%} суммы",
    ),
    "evidence.headroom": (
        "My other clients usually spend {groups} a year on the product groups that this one does not buy; "
        "{part:.0%} of it taken",
        "На группы, которых этот клиент не покупает, другие мои клиенты обычно тратят {groups} в год; взято {part:.0%}",
    ),
    "evidence.headroom_deals": (
        "{n} open {n:deal|deals} worth {deals}; on the product groups that this client does not buy my others usually "
        "spend {groups} a year; {part:.0%} of both taken",
        "{n} {n:открытая сделка|открытые сделки|открытых сделок} на {deals}; на группы, которых этот клиент не "
        "покупает, другие обычно тратят {groups} в год; взято {part:.0%} суммы",
    ),
    "evidence.large_margin": (
        "A margin of {value} in the last 12 months: {share:.1%} of the margin plan, {of_book:.1%} of what all my clients "
        "bring",
        "Маржа за последние 12 месяцев — {value}: {share:.1%} плана маржи и {of_book:.1%} маржи всех моих клиентов",
    ),
    "evidence.large_sales": (
        "Sales of {value} in the last 12 months: {share:.1%} of the margin plan, {of_book:.1%} of what all my clients buy",
        "Продажи за последние 12 месяцев — {value}: {share:.1%} плана маржи и {of_book:.1%} продаж всем моим клиентам",
    ),
    "evidence.loyal": (
        "Bought in {active} of the last {months} months",
        "Покупки в {active} из последних {months} месяцев",
    ),
    "evidence.loyal_idle": (
        "Bought in {active} of the last {months} months, but there is nothing to defend and little to add",
        "Покупки в {active} из последних {months} месяцев, но защищать нечего и добавить почти нечего",
    ),
    "evidence.promising": (
        "The headroom of {headroom} a year is {share:.1%} of the margin plan",
        "Запас роста {headroom} в год — {share:.1%} плана маржи",
    ),
    "evidence.assortment": (
        "{n} product {n:group|groups} added since {since}: {names}",
        "С {since} {n:добавлена|добавлены|добавлено} {n} {n:товарная группа|товарные группы|товарных групп}: {names}",
    ),
    "evidence.rose_margin": ("rose by {share:.0%}", "выросла на {share:.0%}"),
    "evidence.fell_margin": ("fell by {share:.0%}", "упала на {share:.0%}"),
    "evidence.level_margin": ("did not change", "не изменилась"),
    "evidence.rose_sales": ("rose by {share:.0%}", "выросли на {share:.0%}"),
    "evidence.fell_sales": ("fell by {share:.0%}", "упали на {share:.0%}"),
    "evidence.level_sales": ("did not change", "не изменились"),
    "evidence.volume_margin": (
        "The margin {change} in the last {months} months against the {months} before",
        "Маржа {change} за {months} мес. к предыдущим {months}",
    ),
    "evidence.volume_sales": (
        "Sales {change} in the last {months} months against the {months} before",
        "Продажи {change} за {months} мес. к предыдущим {months}",
    ),
    "evidence.volume_season_margin": (
        "The margin {change} in the last {months} months against the {months} before; "
        "that of all clients together {all}",
        "Маржа {change} за {months} мес. к предыдущим {months}; по всем клиентам вместе она {all}",
    ),
    "evidence.volume_season_sales": (
        "Sales {change} in the last {months} months against the {months} before; those of all clients together {all}",
        "Продажи {change} за {months} мес. к предыдущим {months}; по всем клиентам вместе они {all}",
    ),
    "evidence.defence_back": (
        "Came back after a pause of {months} months; last purchase {last}",
        "Вернулся после паузы в {months} мес.; последняя покупка {last}",
    ),
    "evidence.defence_deals": (
        "{lost} {lost:deal|deals} lost in 12 months; "
        "in {regained} of these cases a later deal in the same group was won",
        "За 12 месяцев {lost:проиграна|проиграны|проиграно} {lost} {lost:сделка|сделки|сделок}; в {regained} из этих "
        "случаев позже выиграна сделка по той же группе",
    ),
    "evidence.terms": (
        "Price conceded on {conceded} of {priced} deals",
        "Цена снижена в {conceded} из {priced} сделок",
    ),
    "evidence.from_history": ("Seen in {file}", "По данным {file}"),
    "evidence.plan_margin": (
        "No plan was given: the margin of all clients in the last {months} {months:month|months}, {value}",
        "План не задан: маржа по всем клиентам за {months} {months:месяц|месяца|месяцев}, {value}",
    ),
    "evidence.plan_sales": (
        "No plan was given: the sales to all clients in the last {months} {months:month|months}, {value}",
        "План не задан: продажи всем клиентам за {months} {months:месяц|месяца|месяцев}, {value}",
    ),
}
