"""Findings about the policy file: what is wrong (`…`) and what to do (`….do`); written for the methodologist."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # The text of the file.
    "finding.policy_not_utf8": (
        "The file is not saved as UTF-8, so its letters cannot be read for sure",
        "Файл сохранён не в UTF-8, поэтому буквы в нём читаются ненадёжно",
    ),
    "finding.policy_not_utf8.do": (
        "In your editor choose Save as, encoding UTF-8",
        "В редакторе выберите «Сохранить как» и кодировку UTF-8",
    ),
    "finding.policy_syntax": ("This line cannot be understood: {line}", "Эту строку не удаётся понять: {line}"),
    "finding.policy_syntax.do": (
        'A line reads key = value: a text stands in straight quotes "…", a number has a point, a list ends with ]',
        'Строка имеет вид ключ = значение: текст — в прямых кавычках "…", число — с точкой, список закрыт скобкой ]',
    ),
    "finding.policy_decimal_comma": ("A number has a decimal comma: {line}", "Число записано с запятой: {line}"),
    "finding.policy_decimal_comma.do": ("Write a point: 0.02", "Поставьте точку: 0.02"),
    "finding.policy_percent": ("A number has a percent sign: {line}", "Число записано со знаком процента: {line}"),
    "finding.policy_percent.do": (
        "Write shares as fractions: 2 % is 0.02; weights need no sign",
        "Доли пишите дробью: 2 % — это 0.02; у весов знак не нужен",
    ),
    "finding.policy_quotes": ("The quotes are not straight ones: {line}", "Кавычки должны быть прямыми: {line}"),
    "finding.policy_quotes.do": (
        'Put the text between straight quotes: "…"; inside it «…» are welcome',
        'Заключите текст в прямые кавычки: "…"; внутри него можно писать «…»',
    ),
    "finding.policy_yes_no_word": (
        "Yes or no is written in another way here: {line}",
        "«Да» и «нет» здесь пишутся иначе: {line}",
    ),
    "finding.policy_yes_no_word.do": (
        "Write true or false, in small letters and without quotes",
        "Напишите true (да) или false (нет), строчными буквами и без кавычек",
    ),
    "finding.policy_twice": ("This stands in the file a second time: {line}", "Это уже есть в файле выше: {line}"),
    "finding.policy_twice.do": ("Keep one of the two and delete the other", "Оставьте одно из двух, второе удалите"),
    # Keys.
    "finding.policy_misspelt_key": ("There is no key {key}", "Ключа {key} не существует"),
    "finding.policy_misspelt_key.do": ("Did you mean {near}?", "Возможно, имелось в виду {near}"),
    "finding.policy_unknown_key": ("There is no key {key}", "Ключа {key} не существует"),
    "finding.policy_unknown_key.do": (
        "Delete it; all keys are in the shipped policy (kam policy show)",
        "Удалите его; все ключи есть в исходных правилах (kam policy show)",
    ),
    "finding.policy_missing_key": ("{key} is missing", "Не хватает {key}"),
    "finding.policy_missing_key.do": (
        "Add it; take the line from the shipped policy (kam policy show) if you have no value of your own",
        "Добавьте; если своего значения нет, возьмите строку из исходных правил (kam policy show)",
    ),
    # Types.
    "finding.policy_not_a_number": ("{key} must be a number, and is {value}", "{key}: нужно число, а стоит {value}"),
    "finding.policy_not_a_number.do": (
        "Write digits, with a point where needed and without quotes",
        "Напишите число цифрами, с точкой, если нужна, и без кавычек",
    ),
    "finding.policy_not_a_text": ("{key} must be a text, and is {value}", "{key}: нужен текст, а стоит {value}"),
    "finding.policy_not_a_text.do": ('Put it in straight quotes: "…"', 'Заключите его в прямые кавычки: "…"'),
    "finding.policy_not_yes_or_no": (
        "{key} must be yes or no, and is {value}",
        "{key}: нужно «да» или «нет», а стоит {value}",
    ),
    "finding.policy_not_yes_or_no.do": (
        "Write true or false, without quotes",
        "Напишите true (да) или false (нет), без кавычек",
    ),
    "finding.policy_not_a_list": ("{key} must be a list, and is {value}", "{key}: нужен список, а стоит {value}"),
    "finding.policy_not_a_list.do": (
        'Write it as [ {{ en = "…", ru = "…" }}, … ]',
        'Запишите его так: [ {{ en = "…", ru = "…" }}, … ]',
    ),
    "finding.policy_not_a_section": ("{key} must be a section, and is {value}", "{key}: нужен раздел, а стоит {value}"),
    "finding.policy_not_a_section.do": (
        "Write [{key}] on a line of its own and its keys below it",
        "Напишите [{key}] отдельной строкой, а под ней — ключи раздела",
    ),
    "finding.policy_not_bilingual": (
        "{key} must be a text in two languages, and is {value}",
        "{key}: нужен текст на двух языках, а стоит {value}",
    ),
    "finding.policy_not_bilingual.do": (
        'Write two lines, {name}.en = "…" and {name}.ru = "…"; in a list {{ en = "…", ru = "…" }}',
        'Напишите две строки, {name}.en = "…" и {name}.ru = "…"; в списке — {{ en = "…", ru = "…" }}',
    ),
    "finding.policy_empty_text": ("The text {key} is empty", "Текст {key} пуст"),
    "finding.policy_empty_text.do": (
        "Write it: people read the workbook in both languages",
        "Заполните его: книгу читают на обоих языках",
    ),
    "finding.policy_scale_length": (
        "{key} does not have {steps} steps",
        "В {key} не {steps} {steps:ступень|ступени|ступеней}",
    ),
    "finding.policy_scale_length.do": (
        "Name exactly {steps} steps: what 0, 1, 2 and 3 mean",
        "Назовите ровно {steps} {steps:ступень|ступени|ступеней}: что значат 0, 1, 2 и 3",
    ),
    # Limits.
    "finding.policy_out_of_range": ("{key} = {value} is out of range", "{key} = {value} вне допустимых границ"),
    "finding.policy_out_of_range.do": ("Write a number from {low} to {high}", "Напишите число от {low} до {high}"),
    "finding.policy_not_above": (
        "{key} = {value}, and must be more than {low}",
        "{key} = {value}, а должно быть больше {low}",
    ),
    "finding.policy_not_above.do": (
        "Write a number above {low}, at most {high}",
        "Напишите число больше {low}, но не больше {high}",
    ),
    "finding.policy_not_whole": ("{key} = {value} is not a whole number", "{key} = {value} — не целое число"),
    "finding.policy_not_whole.do": (
        "Write a whole number from {low} to {high}",
        "Напишите целое число от {low} до {high}",
    ),
    "finding.policy_cap_above_ceiling": (
        "{key} = {value}: nobody can do justice to more than {ceiling} key accounts",
        "{key} = {value}: больше {ceiling} ключевых клиентов одному менеджеру не вытянуть",
    ),
    "finding.policy_cap_above_ceiling.do": (
        "Write {ceiling} or less; the company may lower the cap, not raise it",
        "Напишите {ceiling} или меньше; предел можно понизить, но не повысить",
    ),
    # Numbers that contradict one another.
    "finding.policy_criteria_sum": (
        "The weights of the six criteria add up to {total}, not to 100",
        "Веса шести критериев в сумме дают {total}, а не 100",
    ),
    "finding.policy_criteria_sum.do": (
        "Change the weights under [criteria.…] by {off} in all",
        "Измените веса в разделах [criteria.…] в сумме на {off}",
    ),
    "finding.policy_levers_sum": (
        "The weights of the six levers add up to {total}, not to 100",
        "Веса шести рычагов в сумме дают {total}, а не 100",
    ),
    "finding.policy_levers_sum.do": (
        "Change the weights under [levers.…] by {off} in all",
        "Измените веса в разделах [levers.…] в сумме на {off}",
    ),
    "finding.policy_points_sum": (
        "Points for criteria and for influence add up to {total}, not to 100",
        "Баллы за критерии и за влияние в сумме дают {total}, а не 100",
    ),
    "finding.policy_points_sum.do": (
        "Change scoring.points_criteria or scoring.points_influence so that together they give 100",
        "Измените scoring.points_criteria или scoring.points_influence так, чтобы вместе они давали 100",
    ),
    "finding.policy_no_core_lever": (
        "No lever is a core one, so no account could ever be key",
        "Нет ни одного основного рычага, поэтому ключевым не станет ни один клиент",
    ),
    "finding.policy_no_core_lever.do": (
        "Write core = true at the levers that may open the first gate, usually assortment, volume, order and defence",
        "Поставьте core = true у рычагов, открывающих первый фильтр; обычно это assortment, volume, order и defence",
    ),
    "finding.policy_exit_not_below_entry": (
        "A client enters at {entry} points and would leave below {exit}: the list would flicker",
        "Клиент входит при {entry} и выходил бы ниже {exit} баллов: список будет скакать",
    ),
    "finding.policy_exit_not_below_entry.do": (
        "Make scoring.exit_points smaller than scoring.entry_points",
        "Сделайте scoring.exit_points меньше, чем scoring.entry_points",
    ),
    "finding.policy_warning_never": (
        "The warning above {warn} key accounts never comes, because the cap is {cap}",
        "Предупреждение при числе ключевых клиентов больше {warn} не появится никогда: предел — {cap}",
    ),
    "finding.policy_warning_never.do": (
        "Make capacity.warn_above smaller than capacity.cap",
        "Сделайте capacity.warn_above меньше, чем capacity.cap",
    ),
    "finding.policy_no_place": (
        "There are {free} hours a month for key accounts and one takes {each}, so there is no place for any",
        "На ключевых клиентов есть {free} ч в месяц, а на одного нужно {each}: места нет ни для кого",
    ),
    "finding.policy_no_place.do": (
        "Raise capacity.share_for_key or lower capacity.hours_per_account",
        "Повысьте capacity.share_for_key или понизьте capacity.hours_per_account",
    ),
    # The version.
    "finding.policy_version_missing": ("The policy has no version", "У правил не указана версия"),
    "finding.policy_version_missing.do": (
        'Write version = "{shape}.0" at the top; the number after the point is yours, raise it with every change',
        'Напишите в начале version = "{shape}.0"; число после точки — ваше, увеличивайте его при каждом изменении',
    ),
    "finding.policy_version_unclear": ("The version is {value}", "Версия указана как {value}"),
    "finding.policy_version_unclear.do": (
        'Write it in quotes and beginning with {shape}.: version = "{shape}.0"',
        'Напишите её в кавычках, начиная с {shape}.: version = "{shape}.0"',
    ),
    "finding.policy_version_older": (
        "The policy {value} was written for an older kam_xl",
        "Правила версии {value} написаны для более старой kam_xl",
    ),
    "finding.policy_version_older.do": (
        "Move your numbers and texts into the shipped policy (kam policy show), whose version begins with “{shape}.”",
        "Перенесите свои числа и тексты в исходные правила (kam policy show); их версия начинается с «{shape}.»",
    ),
    "finding.policy_version_newer": (
        "The policy {value} was written for a newer kam_xl",
        "Правила версии {value} написаны для более новой kam_xl",
    ),
    "finding.policy_version_newer.do": (
        "Bring kam_xl up to date, or take a policy whose version begins with “{shape}.”",
        "Обновите kam_xl или возьмите правила, версия которых начинается с «{shape}.»",
    ),
}
