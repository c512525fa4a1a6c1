"""Findings about cells, rows and the policy inside a workbook: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.at_row": ("{file}, row {row}", "{file}, строка {row}"),
    "finding.cell_text_for_number": (
        "“{value}” in the column “{column}” is text, not a number, and counts as blank",
        "«{value}» в столбце «{column}» — текст, а не число; считается пустым",
    ),
    "finding.cell_text_for_number.do": (
        "Type the number again with digits only; if it was pasted, use Data › Text to Columns",
        "Введите число заново одними цифрами; если оно вставлено, используйте «Данные › Текст по столбцам»",
    ),
    "finding.cell_out_of_range": (
        "{value} in the column “{column}” is outside the scale and counts as blank",
        "{value} в столбце «{column}» вне шкалы и считается пустым",
    ),
    "finding.cell_out_of_range.do": ("Allowed: {allowed}", "Допустимо: {allowed}"),
    "finding.cell_too_large": (
        "The number in the column “{column}” is too large to count with and counts as blank",
        "Число в столбце «{column}» так велико, что с ним не посчитать; считается пустым",
    ),
    "finding.cell_too_large.do": (
        "Type a number of at most 15 digits, in the unit of the book",
        "Введите число не длиннее 15 знаков, в единицах этой книги",
    ),
    "finding.cell_not_whole": (
        "{value} in the column “{column}” lies between two steps of the scale",
        "{value} в столбце «{column}» лежит между делениями шкалы",
    ),
    "finding.cell_not_whole.do": ("Allowed: {allowed}", "Допустимо: {allowed}"),
    "finding.cell_not_a_date": (
        "“{value}” in the column “{column}” is not a date and counts as blank",
        "«{value}» в столбце «{column}» — не дата; считается пустым",
    ),
    "finding.cell_not_a_date.do": (
        "Type the date again, day, month and year",
        "Введите дату заново: день, месяц, год",
    ),
    "finding.cell_unknown_word": (
        "“{value}” in the column “{column}” is not in the list and counts as blank",
        "«{value}» в столбце «{column}» нет в списке; считается пустым",
    ),
    "finding.cell_unknown_word.do": ("Allowed: {allowed}", "Допустимо: {allowed}"),
    "finding.cell_error": (
        "The cell in the column “{column}” shows the error {value}",
        "Ячейка в столбце «{column}» показывает ошибку {value}",
    ),
    "finding.cell_error.do": (
        "Delete the broken formula and type the value",
        "Удалите сломанную формулу и введите значение",
    ),
    "finding.account_without_name": ("A row is filled but has no client", "Строка заполнена, но клиент не указан"),
    "finding.account_without_name.do": (
        "Type the client's name, or clear the row",
        "Введите название клиента или очистите строку",
    ),
    "finding.account_name_is_number": (
        "The client's name is the number {value}: a formula or a bare number",
        "Название клиента — число {value}: формула или просто число",
    ),
    "finding.account_name_is_number.do": (
        "Type the name as text; a name of digits needs an apostrophe in front",
        "Введите название текстом; перед названием из цифр поставьте апостроф",
    ),
    "finding.account_name_formula": (
        "The client's name “{account}” begins like a formula",
        "Название клиента «{account}» начинается как формула",
    ),
    "finding.account_name_formula.do": (
        "Write the name without the equals sign in front",
        "Напишите название без знака равенства в начале",
    ),
    "finding.account_duplicate": (
        "The client “{account}” stands twice, also in {other}",
        "Клиент «{account}» указан дважды, ещё и в {other}",
    ),
    "finding.account_duplicate.do": (
        "Delete one of the two rows, or tell the names apart (town, branch)",
        "Удалите одну из строк или различите названия (город, филиал)",
    ),
    "finding.row_below_table": (
        "The row of “{account}” lies under the table, so its formulas are missing",
        "Строка «{account}» лежит под таблицей, поэтому в ней нет формул",
    ),
    "finding.row_below_table.do": (
        "Drag the table's lower right corner down over the row",
        "Потяните правый нижний угол таблицы вниз, чтобы захватить строку",
    ),
    "finding.policy_cell_changed": (
        "{key} was changed in the workbook from {built} to {now}",
        "Значение {key} изменено в книге с {built} на {now}",
    ),
    "finding.policy_cell_changed.do": (
        "The workbook counts with the new number; ask the methodologist, or put {built} back",
        "Книга считает с новым числом; спросите методиста или верните {built}",
    ),
    "finding.policy_rows_changed": (
        "The sheet {sheet} no longer says what the policy says: {n} {n:cell differs|cells differ}",
        "Лист «{sheet}» больше не совпадает с правилами: {n} {n:ячейка отличается|ячейки отличаются|ячеек отличаются}",
    ),
    "finding.policy_rows_changed.do": (
        "Formulas read the sheet, the rules do not: undo the change there, and ask the methodologist for a new policy",
        "Лист читают формулы, а не сами правила: верните всё как было, а новые правила попросите у методиста",
    ),
    "finding.policy_cell_unreadable": (
        "The policy number {key} is missing or is not a number",
        "Число правил {key} пропало или не является числом",
    ),
    "finding.policy_cell_unreadable.do": ("Put {built} back", "Верните {built}"),
    "finding.policy_cell_out_of_range": (
        "{key} cannot be {now}; the number that the workbook was built with, {built}, counts instead",
        "Значение {key} не может быть {now}; вместо него считается {built}, с которым книга собрана",
    ),
    "finding.policy_cell_out_of_range.do": (
        "Put {built} back; allowed is {allowed}",
        "Верните {built}; допустимо {allowed}",
    ),
    "finding.allowed.range": ("a number from {low} to {high}", "число от {low} до {high}"),
    "finding.allowed.whole": ("a whole number from {low} to {high}", "целое число от {low} до {high}"),
    "finding.allowed.above": ("a number above {low}, at most {high}", "число больше {low}, но не больше {high}"),
    "finding.policy_cells_disagree": (
        "{key} was changed to {now}, which does not fit the other numbers; {built} counts instead: {why}",
        "Значение {key} изменено на {now} и не согласуется с другими числами; вместо него считается {built}: {why}",
    ),
    "finding.policy_cells_disagree.do": (
        "Put {built} back; the policy file is the place to change it",
        "Верните {built}; менять это число нужно в файле правил",
    ),
    "finding.cell_date_for_number": (
        "{value} in the column “{column}” is a date or a time, not a number, and counts as blank",
        "{value} в столбце «{column}» — дата или время, а не число; считается пустым",
    ),
    "finding.cell_date_for_number.do": (
        "Set the cell's format to Number (Home › Number) and type the number again",
        "Задайте ячейке числовой формат («Главная › Число») и введите число заново",
    ),
    "finding.columns_moved": (
        "The column “{column}” was moved or something stands before it, so the formulas count the wrong columns",
        "Столбец «{column}» сдвинут или перед ним вставлен другой, поэтому формулы считают не по тем столбцам",
    ),
    "finding.columns_moved.do": (
        "Put them back side by side in this order: {columns}. Or have the book built anew: kam upgrade",
        "Верните столбцы на место, подряд и в таком порядке: {columns}. Или соберите книгу заново: kam upgrade",
    ),
    "finding.formula_typed_over": (
        "“{value}” was typed over the formula of the column “{column}” and is not used",
        "Поверх формулы в столбце «{column}» введено «{value}»; это значение не учитывается",
    ),
    "finding.formula_typed_over.do": (
        "Nothing needs doing: the formula is put back when the workbook is next written",
        "Ничего делать не нужно: формула вернётся, когда книга будет записана в следующий раз",
    ),
    "finding.folder_elsewhere": (
        "The folder “{folder}” of {account} does not lie in {root}, so nothing was made in it",
        "Папка «{folder}» клиента {account} лежит не в {root}, поэтому в ней ничего не создано",
    ),
    "finding.folder_elsewhere.do": (
        "Clear the cell to get a new folder, or name the place where the old one lies: kam folders BOOK --root DIR",
        "Очистите ячейку, чтобы создать новую папку, или укажите, где лежит прежняя: kam folders BOOK --root DIR",
    ),
    "finding.folder_blocked": (
        "The folder “{folder}” of {account} could not be made: {why}",
        "Не удалось создать папку «{folder}» клиента {account}: {why}",
    ),
    "finding.folder_blocked.do": (
        "See whether a file of that name is in the way and whether you may write there, then press again",
        "Проверьте, нет ли там файла с таким именем и есть ли право на запись, и повторите",
    ),
    "finding.folder_not_relative": (
        "The folder of {account} lies on another drive: {folder}; the link breaks when the workbook moves",
        "Папка клиента {account} лежит на другом диске: {folder}; при переносе книги ссылка перестанет работать",
    ),
    "finding.folder_not_relative.do": (
        "Keep workbook and folders on one drive, best side by side",
        "Держите книгу и папки на одном диске, лучше рядом",
    ),
}
