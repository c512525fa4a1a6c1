"""Findings about dossiers and buying centers: what is wrong (`…`) and what to do (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # lists inside a sentence
    "finding.list.quoted": ("“{text}”", "«{text}»"),
    "finding.list.all": ("{items}", "{items}"),
    "finding.list.and_more": ("{items} and {n} more", "{items} и ещё {n}"),
    "finding.list.blank": ("a blank cell", "пустая ячейка"),
    "finding.list.nameless": ("somebody without a name", "кто-то без имени"),
    # dossier
    "finding.dossier_missing": (
        "“{account}”: {complete:.0%} of the mandatory questions are answered. {n} {n:is|are} not: {listed}",
        "«{account}»: на обязательные вопросы отвечено на {complete:.0%}. Без ответа {n}: {listed}",
    ),
    "finding.dossier_missing.do": (
        "Ask at the next visit (Questions for visit); do not guess, an unknown answer stays blank until then",
        "Спросите на ближайшем визите («Вопросы к визиту»); не додумывайте: неизвестное пока остаётся пустым",
    ),
    "finding.dossier_stale": (
        "“{account}”: {fresh:.0%} of the answers are fresh. {n} {n:question has|questions have} only stale ones: {listed}",
        "«{account}»: свежих ответов {fresh:.0%}. {n} {n:вопрос|вопроса|вопросов} с устаревшим ответом: {listed}",
    ),
    "finding.dossier_stale.do": (
        "Check whether each answer is still true, correct it and write the day on which you learnt it",
        "Проверьте, верен ли ещё каждый ответ, поправьте его и впишите день, когда это узнали",
    ),
    "finding.dossier_future": (
        "“{account}”: {n} {n:answer is|answers are} dated after {date} and {n:counts|count} as stale: {listed}",
        "«{account}»: {n} {n:ответ|ответа|ответов} с датой позже {date}, такие считаются устаревшими: {listed}",
    ),
    "finding.dossier_future.do": (
        "Write the day on which the answer was true",
        "Впишите день, на который ответ был верен",
    ),
    # buying center: gaps
    "finding.center_few": (
        "“{account}”: {n} {n:person is|people are} known in the buying center; fewer than {needed} is seldom everybody",
        "«{account}»: в закупочном центре известно людей: {n}. Меньше {needed} — почти всегда не все",
    ),
    "finding.center_few.do": (
        "Ask those whom you know who else has a say, inside the client and outside",
        "Спросите у знакомых, чьё ещё слово имеет вес — внутри клиента и вне его",
    ),
    "finding.center_role_empty": (
        "“{account}”: nobody is known in {n} required {n:role|roles}: {listed}",
        "«{account}»: нет никого в {n} {n:обязательной роли|обязательных ролях|обязательных ролях}: {listed}",
    ),
    "finding.center_role_empty.do": (
        "Find out who it is and enter the person on Buying center; one person may be the way to the next",
        "Узнайте, кто это, и внесите человека на лист «Закупочный центр»; к одному часто ведёт другой",
    ),
    "finding.center_role_named": (
        "“{account}”: the people are known, but not contacted in time, in {n} required {n:role|roles}: {listed}",
        "«{account}»: люди известны, но контакта в срок не было; обязательных ролей — {n}: {listed}",
    ),
    "finding.center_role_named.do": (
        "Meet or call one person of each of these roles, then write the date of the contact",
        "Встретьтесь или созвонитесь с кем-то из каждой такой роли и впишите дату контакта",
    ),
    "finding.center_single": (
        "“{account}”: {share:.0%} of the contacts of the last {days} {days:day|days} hang on {people}",
        "«{account}»: {share:.0%} контактов за последние {days} {days:день|дня|дней} держится на одном человеке ({people})",
    ),
    "finding.center_single.do": (
        "Let this person introduce you to others; should the contact go, the client would go too",
        "Попросите этого человека познакомить с другими: уйдёт он — уйдёт и клиент",
    ),
    "finding.center_opponent": (
        "“{account}”: {people} ({role}) decides, is against us, and no next step with a date is planned",
        "«{account}»: {people} ({role}) — решает, настроен против нас, а следующего шага с датой нет",
    ),
    "finding.center_opponent.do": (
        "Agree with the head what to do, and write it with a date. Proposed: {direction}",
        "Решите с руководителем, что делать, и впишите шаг с датой. Предлагается: {direction}",
    ),
    "finding.center_out_of_touch": (
        "“{account}”: {n} {n:person was|people were} not contacted in time: {people}",
        "«{account}»: не было контакта в срок; людей — {n}: {people}",
    ),
    "finding.center_out_of_touch.do": (
        "Contact them and write the date, or change the days between contacts where they need fewer",
        "Свяжитесь с ними и впишите дату или измените частоту контакта там, где она не нужна",
    ),
    "finding.center_no_step": (
        "“{account}”: {n} {n:person has|people have} no next step with a date: {people}",
        "«{account}»: нет следующего шага с датой; людей — {n}: {people}",
    ),
    "finding.center_no_step.do": (
        "Write the step and its date; Next steps proposes both",
        "Впишите шаг и дату; команда «Следующие шаги» предложит и то и другое",
    ),
    "finding.center_step_overdue": (
        "“{account}”: the next step is overdue with {n} {n:person|people}: {people}",
        "«{account}»: следующий шаг просрочен; людей — {n}: {people}",
    ),
    "finding.center_step_overdue.do": (
        "Do it and write what comes next, or choose a new date",
        "Сделайте его и впишите следующий или назначьте новую дату",
    ),
    "finding.center_no_role": (
        "“{account}”: {n} {n:person has|people have} no role in the purchase yet: {people}",
        "«{account}»: роль в закупке ещё не указана; людей — {n}: {people}",
    ),
    "finding.center_no_role.do": (
        "Choose the role: what this person can do to the purchase, whatever the position is called",
        "Выберите роль: что человек может сделать с закупкой, как бы ни называлась должность",
    ),
    "finding.center_nobody_meets": (
        "“{account}”: nobody of us is named to meet {n} {n:person|people}: {people}",
        "«{account}»: не указано, кто от нас общается; людей — {n}: {people}",
    ),
    "finding.center_nobody_meets.do": (
        "Write who of us is in contact: you, the head, a specialist",
        "Впишите, кто от нас на связи: вы, руководитель, специалист",
    ),
    # buying center: what was typed
    "finding.center_future": (
        "“{account}”: the last contact lies in the future with {n} {n:person|people}: {people}",
        "«{account}»: последний контакт записан будущим числом; людей — {n}: {people}",
    ),
    "finding.center_future.do": (
        "Write the day of the last contact; what is planned belongs into the next step",
        "Впишите день последнего контакта; запланированное — это следующий шаг",
    ),
    "finding.center_twice": (
        "“{account}”: {n} {n:person stands|people stand} in more than one row and count twice: {people}",
        "«{account}»: внесены не один раз и считаются дважды; людей — {n}: {people}",
    ),
    "finding.center_twice.do": (
        "Keep one row a person; a second one only for a second required role that nobody else holds",
        "Оставьте на человека одну строку; вторая нужна, только если он занимает ещё одну обязательную роль",
    ),
}
