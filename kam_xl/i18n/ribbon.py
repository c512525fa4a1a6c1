"""What the ribbon says: labels and tips of its buttons, and the sentences of VBA and of a click.

Those under `vba.` travel in the macro workbook on a hidden sheet, both languages, since VBA source holds no Cyrillic.
"""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "button.qualify_account.label": ("Qualify account", "Квалифицировать"),
    "button.qualify_account.tip": (
        "Judges the clients of the selected rows on Accounts: writes a decision of record and lists on Findings why and what would turn it.",
        "Оценивает клиентов выделенных строк листа «Клиенты»: записывает решение и показывает на листе «Замечания», почему так и что изменило бы вердикт.",
    ),
    "button.qualify_all.label": ("Qualify all", "Квалифицировать всех"),
    "button.qualify_all.tip": (
        "Judges every client, writes decisions of record where something changed, and lists what could not be decided.",
        "Оценивает всех клиентов, записывает решения там, где что-то изменилось, и перечисляет то, что решить нельзя.",
    ),
    "button.check_cap.label": ("Check cap", "Проверить предел"),
    "button.check_cap.tip": (
        "Compares the clients that qualify with how many you can carry, and names who would enter and who would leave.",
        "Сравнивает число проходящих клиентов с тем, скольких вы потянете, и называет, кто вошёл бы и кто уступил.",
    ),
    "button.import_sales.label": ("Import sales", "Импорт продаж"),
    "button.import_sales.tip": (
        "Reads a sales export that you choose: updates margin and sales by month, proposes grades with the evidence for each. Judgements that you typed stay.",
        "Читает выбранную выгрузку продаж: обновляет маржу и продажи по месяцам, предлагает оценки с основанием для каждой. Введённые вами оценки остаются.",
    ),
    "button.check_workbook.label": ("Check workbook", "Проверить книгу"),
    "button.check_workbook.tip": (
        "Finds what cannot be read, what is missing and what needs a decision, each with its cell and what to do.",
        "Находит, что не читается, чего не хватает и что требует решения: с ячейкой и тем, что делать.",
    ),
    "button.guide.label": ("Guide", "С чего начать"),
    "button.guide.tip": (
        "Leads to the sheet Start with the steps to take, each linked to its sheet.",
        "Ведёт на лист «Начало»: шаги по порядку, каждый со ссылкой на свой лист.",
    ),
    "button.diagnose.label": ("Diagnose", "Диагностика"),
    "button.diagnose.tip": (
        "Tells what of Python, package and workbook is in order and what to do about the rest.",
        "Показывает, что с Python, пакетом и книгой в порядке и что делать с остальным.",
    ),
    "button.about.label": ("About", "О программе"),
    "button.about.tip": (
        "Shows the versions of package, workbook and policy, and where the log of errors is kept.",
        "Показывает версии пакета, книги и правил и место журнала ошибок.",
    ),
    "vba.tab": ("KAM", "КАМ"),
    "vba.title": ("Key accounts", "Ключевые клиенты"),
    "vba.not_kam": (
        "Not available: the active workbook is no KAM workbook. Open one, for example from kam new.",
        "Недоступно: активная книга — не книга КАМ. Откройте её, например созданную командой kam new.",
    ),
    "vba.off": (
        "Not available: the company's policy switches this off. Ask the methodologist.",
        "Недоступно: правила компании это отключили. Обратитесь к методисту.",
    ),
    "vba.no_python": (
        "Python for key accounts was not found — {path} — run kam install, or ask IT to. The workbook itself works without it: all verdicts are formulas.",
        "Не найден Python для ключевых клиентов — {path} — выполните kam install или попросите ИТ. Сама книга работает и без него: все вердикты — формулы.",
    ),
    "vba.other_version": (
        "The workbook and the installed package are of different versions — workbook {version}, folder {path} — run kam install of version {version}, or make the workbook anew with kam upgrade.",
        "Версии книги и установленного пакета различаются — книга {version}, папка {path} — выполните kam install версии {version} или обновите книгу командой kam upgrade.",
    ),
    "vba.died_before": (
        "Python ended before it had written anything — the workbook is as it was — press the button again; if it happens again, press Diagnose.",
        "Python завершился, ничего не успев записать — книга такая, как была — нажмите кнопку ещё раз; если повторится, нажмите «Диагностика».",
    ),
    "vba.died": (
        "Python ended before the command was finished — what it had written was taken back — press the button again; if it happens again, press Diagnose.",
        "Python завершился до конца команды — то, что он успел записать, возвращено — нажмите кнопку ещё раз; если повторится, нажмите «Диагностика».",
    ),
    "vba.died_unrestored": (
        "Python ended before the command was finished — some cells may hold what it wrote — close the workbook without saving, open it again and press Diagnose.",
        "Python завершился до конца команды — в некоторых ячейках может остаться записанное — закройте книгу без сохранения, откройте снова и нажмите «Диагностика».",
    ),
    "vba.working": ("Working…", "Выполняется…"),
    "vba.undo": ("Undo {button}", "Отменить: {button}"),
    "ribbon.undone": (
        "Undone: {n} {n:cell|cells} as before",
        "Отменено: {n} {n:ячейка|ячейки|ячеек} как прежде",
    ),
    "ribbon.undone_partly": (
        "Undone: {n} {n:cell|cells} as before; {kept} {kept:was|were} changed since and stayed",
        "Отменено: {n} {n:ячейка|ячейки|ячеек} как прежде; изменённые позже остались: {kept}",
    ),
    "ribbon.nothing_to_undo": ("There is nothing to undo", "Отменять нечего"),
    "ribbon.cancelled": ("No file was chosen; nothing was changed", "Файл не выбран; ничего не изменено"),
    "ribbon.choose_export": ("Choose a sales export", "Выберите выгрузку продаж"),
    "ribbon.exports": ("Sales exports", "Выгрузки продаж"),
    "ribbon.findings": ("{said}: see the sheet {sheet}", "{said}: смотрите лист «{sheet}»"),
    "ribbon.guide": ("The steps stand under “What to do”", "Шаги — в разделе «Что делать»"),
    "ribbon.about": (
        "kam_xl {version}, xlwings {xlwings}, Python {python}\nWorkbook: {book}\nPolicy: {policy}\nLog of errors: {log}",
        "kam_xl {version}, xlwings {xlwings}, Python {python}\nКнига: {book}\nПравила: {policy}\nЖурнал ошибок: {log}",
    ),
}
