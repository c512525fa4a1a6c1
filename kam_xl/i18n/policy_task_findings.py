"""Findings about what the policy file says of the three tasks: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.policy_task_shipped": (
        "The file does not have the section [{key}]: the shipped one counts",
        "В файле нет раздела [{key}]: действует раздел из поставки",
    ),
    "finding.policy_task_shipped.do": (
        "Nothing needs doing; to make it your own, copy the section from kam policy show",
        "Делать ничего не нужно; чтобы задать своё, скопируйте раздел из kam policy show",
    ),
    # Lists of tables.
    "finding.policy_not_tables": (
        "{key} must be a list of tables, and is {value}",
        "{key}: нужен список таблиц, а стоит {value}",
    ),
    "finding.policy_not_tables.do": (
        "Write [[{header}]], in double brackets, on a line of its own before each of them",
        "Перед каждой напишите отдельной строкой [[{header}]], в двойных скобках",
    ),
    "finding.policy_empty_list": ("{key} names nothing", "В {key} ничего не названо"),
    "finding.policy_empty_list.do": (
        "Write at least one [[{header}]], or take the shipped ones (kam policy show)",
        "Напишите хотя бы один [[{header}]] или возьмите готовые (kam policy show)",
    ),
    "finding.policy_bad_id": ("{key} = {value} cannot be an id", "{key} = {value} не годится в качестве id"),
    "finding.policy_bad_id.do": (
        "Begin with a small Latin letter and go on with such letters, digits and _: budget_2",
        "Начните со строчной латинской буквы, дальше — такие же буквы, цифры и знак _: budget_2",
    ),
    "finding.policy_id_twice": (
        "The id {value} is there a second time: {key}",
        "id {value} встречается второй раз: {key}",
    ),
    "finding.policy_id_twice.do": (
        "Give another id to the one that no workbook uses yet: answers and people in workbooks point to it",
        "Дайте другой id тому из двух, на который ещё не ссылаются ответы и люди в книгах",
    ),
    "finding.policy_name_twice": (
        "{value} is there a second time: {key}",
        "«{value}» встречается второй раз: {key}",
    ),
    "finding.policy_name_twice.do": (
        "Name it differently: people choose it from a list by this text",
        "Назовите иначе: люди выбирают из списка по этому тексту",
    ),
    # Dossier.
    "finding.policy_unknown_group": ("{key}: the set has no group {value}", "{key}: в наборе нет группы {value}"),
    "finding.policy_unknown_group.do": ("Write one of: {allowed}", "Напишите одно из: {allowed}"),
    "finding.policy_unknown_role": (
        "{key}: there is no role {value} to ask",
        "{key}: роли {value}, чтобы её спросить, нет",
    ),
    "finding.policy_unknown_role.do": (
        'Write one of: {allowed}; or "" where we find the answer ourselves',
        'Напишите одно из: {allowed}; или "", если ответ находим сами',
    ),
    "finding.policy_no_starter": (
        "{key} has no starter question, so a new key account would begin with an empty dossier",
        "В {key} нет ни одного стартового вопроса: досье нового ключевого клиента начнётся пустым",
    ),
    "finding.policy_no_starter.do": (
        "Write starter = true at the questions to answer first, usually fifteen",
        "Поставьте starter = true у вопросов, на которые отвечают первыми; обычно их пятнадцать",
    ),
    "finding.policy_no_mandatory": (
        "{key} has no mandatory question, so every dossier would count as complete",
        "В {key} нет ни одного обязательного вопроса: любое досье считалось бы полным",
    ),
    "finding.policy_no_mandatory.do": (
        "Write mandatory = true at the questions that must be answered",
        "Поставьте mandatory = true у вопросов, на которые нужно ответить",
    ),
    "finding.policy_starter_optional": (
        "{key}: the question is to be answered first, and is not mandatory",
        "{key}: на вопрос отвечают первым, а он не обязателен",
    ),
    "finding.policy_starter_optional.do": (
        "Write mandatory = true, or starter = false",
        "Поставьте mandatory = true или starter = false",
    ),
    "finding.policy_segment_twice": (
        "The segment {value} has its questions in an earlier set: {key}",
        "У сегмента «{value}» уже есть набор вопросов выше: {key}",
    ),
    "finding.policy_segment_twice.do": (
        "Leave the segment in one of the two sets",
        "Оставьте сегмент в одном из двух наборов",
    ),
    "finding.policy_set_never_used": (
        "{key} is empty, so no client gets this set: only the first one is for all others",
        "{key} пуст, и этот набор не достанется никому: для всех остальных — только первый",
    ),
    "finding.policy_set_never_used.do": (
        "Name its segments as the column Segment has them, or put the set first",
        "Назовите сегменты так, как они стоят в столбце «Сегмент», или поставьте набор первым",
    ),
    # Buying center.
    "finding.policy_no_required_role": (
        "No role is required, so every buying center would count as covered",
        "Нет ни одной обязательной роли: любой закупочный центр считался бы охваченным",
    ),
    "finding.policy_no_required_role.do": (
        "Write required = true at the roles without whom nothing is decided",
        "Поставьте required = true у ролей, без которых ничего не решается",
    ),
    "finding.policy_no_deciding_role": (
        "No role decides, so an opponent with the last word would not be noticed",
        "Ни одна роль не решает: противник с правом последнего слова останется незамеченным",
    ),
    "finding.policy_no_deciding_role.do": (
        "Write deciding = true at the roles that can say yes or no to the purchase",
        "Поставьте deciding = true у ролей, от которых зависит «да» или «нет»",
    ),
}
