"""The team workbook: its sheets, what Start says, charts and legends."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "team.title": ("Key accounts of the team", "Ключевые клиенты отдела"),
    "team.subject": ("As of {day}", "На {day}"),
    "team.total": ("Total", "Итого"),
    "team.cut": (
        "Shown here: the first {shown} of {all} rows. kam_xl.frames has all of them.",
        "Здесь первые {shown} из {all} строк. Все строки есть в kam_xl.frames.",
    ),
    "team.legend.heat": (
        "Share of mandatory questions answered: from 0 % (orange) to 100 % (blue). Blank: no such questions for this client.",
        "Доля отвеченных обязательных вопросов: от 0 % (оранжевый) до 100 % (синий). Пусто: таких вопросов у клиента нет.",
    ),
    "team.legend.hold": (
        "● somebody holds the role and is met in time; ◐ known by name only; ○ nobody. Blank: the role is not required.",
        "● роль закрыта, контакт в срок; ◐ известно только имя; ○ никого. Пусто: роль не обязательна.",
    ),
    "team.hold.covered": ("● covered", "● закрыта"),
    "team.hold.named": ("◐ named", "◐ названа"),
    "team.hold.empty": ("○ empty", "○ пусто"),
    "list.team_standing.agree": ("✓ key, on record", "✓ ключевой, утверждён"),
    "list.team_standing.leaves": ("! on record, not key now", "! утверждён, но не проходит"),
    "list.team_standing.enters": ("! key, not on record", "! проходит, не утверждён"),
    "list.team_standing.company": ("for the company only", "только для компании"),
    # the sheets
    "team.sheet.start": ("Start", "Начало"),
    "team.sheet.start.purpose": (
        "What the managers' workbooks say together, judged by one policy. Begin with what asks for you; every line leads to its sheet.",
        "Что вместе говорят книги менеджеров, посчитанные по одним правилам. Начните с того, что ждёт вас: каждая строка ведёт на свой лист.",
    ),
    "team.sheet.charts": ("Charts", "Графики"),
    "team.sheet.charts.purpose": (
        "The team in pictures. Each chart is drawn from the cells of another sheet.",
        "Отдел в картинках. Каждый график построен по ячейкам другого листа.",
    ),
    "team.sheet.charts.empty": ("There is nothing to draw yet.", "Рисовать пока нечего."),
    "team.sheet.overview": ("Overview", "Обзор"),
    "team.sheet.overview.purpose": (
        "One row a manager: limit and hours, dossiers, roles, plans. Over the limit and unconfirmed plans come first.",
        "Одна строка на менеджера: предел и часы, досье, роли, планы. Сверху — кто превысил предел и чей план не подтверждён.",
    ),
    "team.sheet.overview.empty": ("No workbook was taken.", "Ни одна книга не принята."),
    "team.sheet.keys": ("Key accounts", "Ключевые клиенты"),
    "team.sheet.keys.purpose": (
        "Clients that are key for the company or for their manager: both statuses side by side, and how far the work is.",
        "Клиенты, ключевые для компании или для менеджера: оба статуса рядом и как далеко продвинулась работа.",
    ),
    "team.sheet.keys.empty": ("No client is key for anybody yet.", "Ключевых клиентов пока нет ни у кого."),
    "team.sheet.claims": ("Disputed", "Спорные"),
    "team.sheet.claims.purpose": (
        "Clients that several managers claim, ranked by who has influence, margin and stake there. The first keeps the client; you decide.",
        "Клиенты, которых считают своими несколько менеджеров; порядок — по влиянию, марже и ставке. Первый оставляет клиента себе, решаете вы.",
    ),
    "team.sheet.claims.empty": (
        "No account is claimed by two managers.",
        "Нет клиентов, на которых претендуют два менеджера.",
    ),
    "team.sheet.against": ("Against the seller", "Против продавца"),
    "team.sheet.against.purpose": (
        "Where rules of the company work against the seller: lower pay, goods reserved for others, a priority that was not his choice.",
        "Где порядки компании работают против продавца: ниже оплата, товар в резерве для других, навязанный приоритет.",
    ),
    "team.sheet.against.empty": (
        "No manager reports that anything works against him.",
        "Ни один менеджер не отметил, что ему что-то мешает.",
    ),
    "team.sheet.served": ("Who serves the rest", "Кто ведёт остальных"),
    "team.sheet.served.purpose": (
        "Clients that are key for the company, or served by others, but not key for their manager: who serves them or could, and the hours a month that this frees.",
        "Клиенты, которые ключевые для компании или которых ведут другие, но не ключевые для менеджера: кто их ведёт или мог бы вести и сколько часов в месяц это освобождает.",
    ),
    "team.sheet.served.empty": (
        "Every client that is key for the company is key for his manager too.",
        "Все ключевые клиенты компании ключевые и для своих менеджеров.",
    ),
    "team.sheet.dossier_managers": ("Dossiers by manager", "Досье по менеджерам"),
    "team.sheet.dossier_managers.purpose": (
        "How much each manager knows of all his key accounts together, by group of questions.",
        "Что каждый менеджер знает обо всех своих ключевых клиентах вместе, по разделам досье.",
    ),
    "team.sheet.dossier_managers.empty": ("No key account has a dossier yet.", "Досье ключевых клиентов пока нет."),
    "team.sheet.dossier": ("Dossier map", "Карта досье"),
    "team.sheet.dossier.purpose": (
        "How much is known of each key account, by group of questions.",
        "Что известно о каждом ключевом клиенте, по разделам досье.",
    ),
    "team.sheet.dossier.empty": ("No key account has a dossier yet.", "Досье ключевых клиентов пока нет."),
    "team.sheet.coverage": ("Coverage map", "Карта ролей"),
    "team.sheet.coverage.purpose": (
        "Who of the people that decide at each key account is reached, by role.",
        "До кого из тех, кто решает у ключевого клиента, мы дошли, по ролям.",
    ),
    "team.sheet.coverage.empty": (
        "No key account has a buying center yet.",
        "Закупочных центров ключевых клиентов пока нет.",
    ),
    "team.sheet.plan_years": ("Plan by year", "План по годам"),
    "team.sheet.plan_years.purpose": (
        "Plans of key accounts added up by manager and year; the first year is the base they start from.",
        "Планы ключевых клиентов, сложенные по менеджерам и годам; первый год — база, от которой они идут.",
    ),
    "team.sheet.plan_years.empty": ("No key account has a plan yet.", "Планов ключевых клиентов пока нет."),
    "team.sheet.plan_months": ("Plan by period", "План по периодам"),
    "team.sheet.plan_months.purpose": (
        "Plan and fact of all key accounts by month, with the quarters of this year on top.",
        "План и факт всех ключевых клиентов по месяцам; сверху кварталы этого года.",
    ),
    "team.sheet.plan_months.empty": ("No plan goes down to months yet.", "По месяцам ничего пока не расписано."),
    "team.sheet.due_months": ("Due by month", "Сроки по месяцам"),
    "team.sheet.due_months.purpose": (
        "How many actions of the plans are due in each month, and their budgets over all years.",
        "Сколько действий планов приходится на каждый месяц и их бюджеты за все годы.",
    ),
    "team.sheet.due_months.empty": ("No action with a date is open.", "Открытых действий со сроком нет."),
    "team.sheet.actions": ("Actions due", "Действия и сроки"),
    "team.sheet.actions.purpose": (
        "Open actions of the plans by date, the overdue first; budget and extra sales over all years.",
        "Открытые действия планов по срокам, сначала просроченные; бюджет и прирост продаж за все годы.",
    ),
    "team.sheet.actions.empty": ("No action is open.", "Открытых действий нет."),
    "team.sheet.effect_managers": ("Effect by manager", "Эффект по менеджерам"),
    "team.sheet.effect_managers.purpose": (
        "Does the work pay? Growth of each manager's key accounts against his other clients over the same months.",
        "Окупается ли работа: рост ключевых клиентов менеджера против остальных его клиентов за те же месяцы.",
    ),
    "team.sheet.effect_managers.empty": (
        "It is too early to compare: no key account has months before and after.",
        "Сравнивать рано: нет ключевых клиентов с месяцами до и после.",
    ),
    "team.sheet.effect": ("Effect", "Эффект"),
    "team.sheet.effect.purpose": (
        "The same for each key account: sales in the months since it became key against the same months a year earlier.",
        "То же по каждому ключевому клиенту: продажи с месяца, когда он стал ключевым, против тех же месяцев годом раньше.",
    ),
    "team.sheet.effect.empty": (
        "It is too early to compare: no key account has months before and after.",
        "Сравнивать рано: нет ключевых клиентов с месяцами до и после.",
    ),
    "team.sheet.decisions": ("Decisions", "Решения"),
    "team.sheet.decisions.purpose": (
        "Every decision of record with the evidence that the client's row holds, the latest first.",
        "Все принятые решения и подтверждения к ним из строк клиентов, сначала последние.",
    ),
    "team.sheet.decisions.empty": ("No decision is on record.", "Принятых решений нет."),
    "team.sheet.changes": ("Changes", "Изменения"),
    "team.sheet.changes.purpose": (
        "What changed in the managers' workbooks since the last collection: what was, what is now.",
        "Что изменилось в книгах менеджеров с прошлого сбора: что было, что стало.",
    ),
    "team.sheet.changes.empty": (
        "Nothing changed since the last collection.",
        "С прошлого сбора ничего не изменилось.",
    ),
    "team.sheet.changes.first": (
        "This is the first collection, there is nothing to compare with.",
        "Это первый сбор, сравнивать не с чем.",
    ),
    "team.sheet.arrivals": ("Files", "Файлы"),
    "team.sheet.arrivals.purpose": (
        "Every file that was found: the refused ones first, with the reason and what to do.",
        "Все найденные файлы: сначала непринятые, с причиной и что делать.",
    ),
    "team.sheet.arrivals.empty": ("No file was found.", "Файлов не найдено."),
    "team.sheet.late": ("Late", "Не прислали"),
    "team.sheet.late.purpose": (
        "Managers who have sent nothing for longer than the policy allows.",
        "Менеджеры, от которых книги нет дольше, чем допускают правила.",
    ),
    "team.sheet.late.empty": ("Every manager has sent his book in time.", "Все менеджеры прислали книги вовремя."),
    "team.sheet.findings": ("Findings", "Замечания"),
    "team.sheet.findings.purpose": (
        "What is wrong or worth a look in the managers' workbooks: what, where, what to do; the weightiest first.",
        "Что в книгах менеджеров не так или требует внимания: что, где, что делать; сначала самое важное.",
    ),
    "team.sheet.findings.empty": ("Nothing is wrong in any workbook.", "Замечаний к книгам нет."),
    # Start
    "team.start.section.facts": ("What this is", "Что это"),
    "team.start.as_of": ("Judged as of", "Посчитано на"),
    "team.start.made": ("Made", "Составлено"),
    "team.start.since": ("Last collection before", "Предыдущий сбор"),
    "team.start.first": ("none, this is the first", "не было, это первый"),
    "team.start.books": ("Made from", "Из чего"),
    "team.start.books.n": (
        "{books} {books:workbook|workbooks} of managers; {files} {files:file|files} found",
        "{books} {books:книга|книги|книг} менеджеров; файлов найдено: {files}",
    ),
    "team.start.accounts": ("Clients", "Клиенты"),
    "team.start.accounts.n": (
        "{n} {n:client|clients}, {keys} on record as key",
        "{n} {n:клиент|клиента|клиентов}, из них утверждено ключевыми: {keys}",
    ),
    "team.start.currency": ("Money is in", "Деньги в"),
    "team.start.none": ("a unit that the books do not name", "единицах, которых книги не называют"),
    "team.start.policy": ("Judged by the policy", "По правилам"),
    "team.start.policy.n": ("{name}, version {version}, print {print}", "{name}, версия {version}, отпечаток {print}"),
    "team.start.section.first": ("What to do first", "С чего начать"),
    "team.start.nothing": ("✓ Nothing asks for you", "✓ Вашего участия ничто не требует"),
    "team.start.ask.nobody": ("No workbook was taken", "Ни одна книга не принята"),
    "team.start.ask.nobody.do": (
        "Look on the sheet Files why, or ask the managers for their books.",
        "Причины — на листе «Файлы»; если он пуст, запросите книги у менеджеров.",
    ),
    "team.start.ask.refused": ("Files refused: {n}", "Файлов не принято: {n}"),
    "team.start.ask.refused.do": (
        "Their books are missing here. Ask for them again as the sheet says, then collect once more.",
        "Этих книг здесь нет. Запросите их, как сказано на листе, и соберите ещё раз.",
    ),
    "team.start.ask.late": ("Managers who are late: {n}", "Не прислали книгу: {n}"),
    "team.start.ask.late.do": (
        "What stands here of them is old. Remind them to send their book.",
        "По ним здесь старые данные. Напомните прислать книгу.",
    ),
    "team.start.ask.claims": ("Clients claimed by several managers: {n}", "Спорных клиентов: {n}"),
    "team.start.ask.claims.do": (
        "Decide whose client each one is; the first in the list has the most influence there.",
        "Решите, чей каждый из них; у первого в списке больше всего влияния.",
    ),
    "team.start.ask.over": ("Managers over their limit: {n}", "Менеджеров сверх предела: {n}"),
    "team.start.ask.over.do": (
        "They cannot carry so many. Agree who leaves, or who serves the client.",
        "Столько клиентов не потянуть. Договоритесь, кто уступит место или кто будет вести клиента.",
    ),
    "team.start.ask.unconfirmed": ("Margin plans not confirmed: {n}", "Планов маржи не подтверждено: {n}"),
    "team.start.ask.unconfirmed.do": (
        "Stake and limit rest on plan and hours: confirm them with a date in the manager's book.",
        "От плана и часов зависят ставка и предел: подтвердите их датой в книге менеджера.",
    ),
    "team.start.ask.unsigned": ("Plans not signed, or changed since: {n}", "Планов без действующей подписи: {n}"),
    "team.start.ask.unsigned.do": (
        "Go through the plan with the manager and sign it in his book.",
        "Пройдите план вместе с менеджером и подпишите в его книге.",
    ),
    "team.start.ask.overdue": ("Actions overdue: {n}", "Действий просрочено: {n}"),
    "team.start.ask.overdue.do": (
        "They stand on top: move the date together, or drop the action.",
        "Они сверху: перенесите срок вместе или отмените действие.",
    ),
    "team.start.ask.against": (
        "Clients where rules work against the seller: {n}",
        "Клиентов, где порядки против продавца: {n}",
    ),
    "team.start.ask.against.do": (
        "As long as they do, he has no reason to work on the client. Change the rule, or the verdict.",
        "Пока это так, у него нет причин заниматься клиентом. Меняйте порядок или решение.",
    ),
    "team.start.ask.drift": ("Books with a policy changed by hand: {n}", "Книг с правилами, изменёнными вручную: {n}"),
    "team.start.ask.drift.do": (
        "Here they are judged by the company's policy. Let the manager rebuild his book with it.",
        "Здесь они посчитаны по правилам компании. Пусть менеджер пересоберёт книгу с ними.",
    ),
    "team.start.ask.errors": ("Cells that cannot be read: {n}", "Ячеек, которые не читаются: {n}"),
    "team.start.ask.errors.do": (
        "They count as blank until mended. Send each manager his lines of the sheet.",
        "Пока не исправлено, они считаются пустыми. Отправьте менеджерам их строки с листа.",
    ),
    "team.start.section.contents": ("All sheets", "Все листы"),
    "team.start.rows": ("{n} {n:row|rows}", "{n} {n:строка|строки|строк}"),
    "team.start.section.colours": ("Colours", "Цвета"),
    "team.start.colour.cell": ("From a manager's book, or counted from it", "Из книги менеджера или посчитано по ней"),
    "team.start.colour.answer": ("A formula of this workbook adds up", "Складывает формула этой книги"),
    "team.start.colour.good": ("✓ as it should be", "✓ как должно быть"),
    "team.start.colour.bad": ("! asks for a look", "! требует внимания"),
    "team.start.section.about": ("About this workbook", "Об этой книге"),
    "team.start.about.traced": (
        "Every row of the lists ends with where it comes from: source, sheet and cell of the manager's book.",
        "Каждая строка списков заканчивается тем, откуда она: источник, лист и ячейка книги менеджера.",
    ),
    "team.start.about.safe": (
        "It reads only: nothing typed here goes back to the managers. It has no macros and no links outside.",
        "Только для чтения: введённое здесь к менеджерам не вернётся. Макросов и внешних ссылок в книге нет.",
    ),
    "team.start.about.frames": (
        "Filter and sort as you like; the totals above the tables count all rows. Analysts get the same from kam_xl.frames.",
        "Фильтруйте и сортируйте как угодно: итоги над таблицами считают все строки. Аналитикам то же даёт kam_xl.frames.",
    ),
    # charts
    "team.chart.first": (", the first {shown} of {all}", ", первые {shown} из {all}"),
    "team.chart.caps": ("Key accounts on record and limit", "Утверждённые ключевые и предел"),
    "team.chart.caps.alt": (
        "Columns by manager: key accounts on record beside the limit",
        "Столбцы по менеджерам: утверждённые ключевые клиенты рядом с пределом",
    ),
    "team.chart.fact": ("Plan and fact of this year to date", "План и факт с начала года"),
    "team.chart.fact.alt": (
        "Columns by manager: plan and fact in the months of this year with facts",
        "Столбцы по менеджерам: план и факт за месяцы этого года, где есть факт",
    ),
    "team.chart.months": ("This year by month: plan and fact", "Этот год по месяцам: план и факт"),
    "team.chart.months.alt": (
        "Facts of each month as columns, the plan as a line",
        "Факт каждого месяца столбцами, план линией",
    ),
    "team.chart.years": ("Plans by year: sales and margin", "Планы по годам: продажи и маржа"),
    "team.chart.years.alt": (
        "Columns by year: planned sales and margin of all key accounts",
        "Столбцы по годам: плановые продажи и маржа всех ключевых клиентов",
    ),
    "team.chart.money": ("Extra margin against budgets", "Прирост маржи против бюджетов"),
    "team.chart.money.alt": (
        "Columns by year: extra margin of the plans beside the budgets of their actions",
        "Столбцы по годам: прирост маржи по планам рядом с бюджетами действий",
    ),
    "team.chart.due": ("Actions due by month", "Сроки действий по месяцам"),
    "team.chart.due.alt": (
        "Columns by month: open actions that are due, and those of them that are overdue",
        "Столбцы по месяцам: открытые действия со сроком и просроченные из них",
    ),
    "team.chart.effect": ("Growth: key accounts and other clients", "Рост: ключевые и остальные клиенты"),
    "team.chart.effect.alt": (
        "Columns by manager: growth of key accounts beside that of the other clients",
        "Столбцы по менеджерам: рост ключевых клиентов рядом с ростом остальных",
    ),
}
