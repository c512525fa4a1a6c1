"""Findings about the portfolio: the plan, the limit, the record, judgements, and what works against the seller."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.verdict_explained": ("Why: {why}", "Почему: {why}"),
    "finding.verdict_explained.do": ("What would turn it: {change}", "Что изменило бы вердикт: {change}"),
    # the limit
    "finding.cap_over": (
        "{qualifying} clients qualify and {limit} can be carried. Without a place: {accounts}",
        "Проходят: {qualifying}, а потянуть можно {limit}. Без места остаются: {accounts}",
    ),
    "finding.cap_over.do": (
        "Agree with the head who serves them; one enters only in place of another",
        "Согласуйте с руководителем, кто их ведёт; войти можно только вместо другого",
    ),
    "finding.cap_record_over": (
        "{recorded} key accounts are on record and {limit} can be carried: {over} too many",
        "Ключевых по записям: {recorded}, а потянуть можно {limit}; лишних: {over}",
    ),
    "finding.cap_record_over.do": (
        "Name on Portfolio who leaves, one at a time; first to think of: {accounts}",
        "Назовите на листе «Портфель», кто уступает место, по одному; первые на примете: {accounts}",
    ),
    "finding.cap_near": (
        "{keys} key accounts: that is within the limit of {limit}, but above {warn_above} the work wears thin",
        "Ключевых клиентов: {keys}. Это в пределах {limit}, но больше {warn_above} обычно не хватает сил",
    ),
    "finding.cap_near.do": (
        "Look at the lowest ranks: could somebody else serve them?",
        "Посмотрите на последние места: не может ли их вести кто-то другой?",
    ),
    "finding.cap_leaver_unknown": (
        "“{name}” is named to leave but is not a key account on record",
        "«{name}» назван уступающим место, но не записан ключевым",
    ),
    "finding.cap_leaver_unknown.do": (
        "On Portfolio choose a client on record, or clear the cell",
        "Выберите на листе «Портфель» клиента из записанных или очистите ячейку",
    ),
    "finding.cap_needs_leaver": (
        "“{account}” is key, but no place is free: {recorded} on record, limit {limit}",
        "«{account}» — ключевой, но свободного места нет: по записям {recorded}, предел {limit}",
    ),
    "finding.cap_needs_leaver.do": (
        "Name on Portfolio who leaves. Proposed: {leaver} ({points} {points:point|points}), which frees {hours} "
        "{hours:hour|hours} a month",
        "Назовите на листе «Портфель», кто уступает место. Предлагается: {leaver} ({points} "
        "{points:балл|балла|баллов}), это освободит {hours} {hours:час|часа|часов} в месяц",
    ),
    # plan and hours
    "finding.plan_missing": (
        "The margin plan is missing, so no client can pass gate 2",
        "Нет плана маржи, поэтому второй фильтр не пройдёт ни один клиент",
    ),
    "finding.plan_missing.do": (
        "Type the margin plan for the year on Start",
        "Введите план маржи на год на листе «Начало»",
    ),
    "finding.plan_not_confirmed": (
        "Nobody has confirmed the margin plan and the hours",
        "План маржи и часы никем не подтверждены",
    ),
    "finding.plan_not_confirmed.do": (
        "Ask for a look and a date on Start: {head}",
        "Попросите проверить и поставить дату на листе «Начало»: {head}",
    ),
    "finding.plan_hours_missing": (
        "The working hours are not typed; {hours} a month are taken from the policy",
        "Рабочие часы не введены; взяты {hours} в месяц из правил",
    ),
    "finding.plan_hours_missing.do": (
        "Type the real hours a month on Start: the limit depends on them",
        "Введите на листе «Начало» реальные часы в месяц: от них зависит предел",
    ),
    # the record
    "finding.record_pushed_out": (
        "“{account}” is key on record, but better ones have pushed it out: rank {rank}, limit {limit}",
        "«{account}» записан ключевым, но его вытеснили лучшие: ранг {rank}, предел {limit}",
    ),
    "finding.record_pushed_out.do": (
        "Manager and head decide: name it on Portfolio as the one who leaves, or agree to keep it",
        "Решают менеджер и руководитель: назвать его уступающим место на листе «Портфель» или оставить",
    ),
    "finding.record_leaver_due": (
        "“{account}” is key on record, but the verdict is “{verdict}”",
        "«{account}» записан ключевым, но вердикт — «{verdict}»",
    ),
    "finding.record_leaver_due.do": (
        "Check the judgements; if they are right, a decision takes it off the record",
        "Проверьте оценки; если они верны, решение снимет его с записи",
    ),
    "finding.record_low_review": (
        "“{account}” has {points} {points:point|points}, below {needed}: low review {count} of {allowed}, {counted}",
        "У «{account}» {points} {points:балл|балла|баллов}, меньше {needed}: слабая проверка {count} из {allowed}, "
        "{counted}",
    ),
    "finding.record_low_review.do": (
        "Find what lifts the points before the next quarter, or prepare to hand the client over",
        "До следующего квартала найдите, чем поднять баллы, или готовьте передачу клиента",
    ),
    "finding.record_not_graded": (
        "“{account}” is key on record but has no grades or no levers",
        "«{account}» записан ключевым, но у него нет оценок или рычагов",
    ),
    "finding.record_not_graded.do": (
        "Grade it 0 to 3 on Accounts; until then its record stays as it is",
        "Оцените его от 0 до 3 на листе «Клиенты»; до этого запись не меняется",
    ),
    "finding.record_id_twice": (
        "“{account}” has the id of “{other}”: one of the two rows was copied from the other",
        "У «{account}» тот же код, что у «{other}»: одну строку скопировали из другой",
    ),
    "finding.record_id_twice.do": (
        "Check what was copied along, the record of decisions too; the next writing gives “{account}” an id of its own",
        "Проверьте, что скопировалось вместе с ней, в том числе запись решений; при следующей записи «{account}» "
        "получит свой код",
    ),
    # judgements
    "finding.verdict_evidence_ages": (
        "The evidence for the key account “{account}”, of {date}, counts only until {until}",
        "Подтверждение ключевого клиента «{account}» от {date} действует только до {until}",
    ),
    "finding.verdict_evidence_ages.do": (
        "Write down what your work has changed there since, with its date",
        "Запишите, что с тех пор изменила там ваша работа, и дату",
    ),
    "finding.verdict_blanks": (
        "“{account}” has {n} {n:blank|blanks} that {n:counts|count} as 0: {columns}",
        "У «{account}» не заполнено и считается нулём: {columns}",
    ),
    "finding.verdict_blanks.do": (
        "Type a number from 0 to 3; type 0 where it really is none",
        "Введите число от 0 до 3; если действительно нет, введите 0",
    ),
    "finding.verdict_assumed": (
        "The verdict “{verdict}” on “{account}” rests on proposals that nobody has confirmed",
        "Вердикт «{verdict}» по клиенту «{account}» опирается на неподтверждённые предложения",
    ),
    "finding.verdict_assumed.do": (
        "Check grades, levers and evidence and fill “Confirmed on”; no decision is made before",
        "Проверьте оценки, рычаги и подтверждение и заполните «Подтверждено»; до этого решения не будет",
    ),
    "finding.verdict_assumed_rest": (
        "{n} more {n:client|clients} that would not be key {n:waits|wait} with unconfirmed proposals",
        "Ещё {n} {n:клиент, который не стал бы ключевым, ждёт|клиента, которые не стали бы ключевыми, ждут|"
        "клиентов, которые не стали бы ключевыми, ждут} подтверждения предложений",
    ),
    "finding.verdict_assumed_rest.do": (
        "Confirm those that matter to you first; the others can wait",
        "Сначала подтвердите важных для вас; остальные подождут",
    ),
    "finding.verdict_serves_rest": (
        "“{account}” is key for the company but not for the manager, and nobody is named to serve it",
        "«{account}» — ключевой для компании, но не для менеджера, и не указано, кто его обслуживает",
    ),
    "finding.verdict_serves_rest.do": (
        "Agree with the head; proposed: {who}, which frees {hours} {hours:hour|hours} a month",
        "Согласуйте с руководителем; предлагается: {who}, это освободит {hours} {hours:час|часа|часов} в месяц",
    ),
    # what works against the seller
    "finding.against_lower_pay": (
        "The manager is paid less on “{account}” than on other clients",
        "По клиенту «{account}» оплата менеджера ниже, чем по другим",
    ),
    "finding.against_lower_pay.do": (
        "Head: agree on a rate or a bonus for this client, or on who serves it instead",
        "Руководителю: договориться о ставке или премии по этому клиенту либо о том, кто его ведёт",
    ),
    "finding.against_reserved_goods": (
        "Scarce goods are reserved for “{account}” at a reduced price",
        "Под клиента «{account}» резервируется дефицит по льготной цене",
    ),
    "finding.against_reserved_goods.do": (
        "Head: agree on the volume, the price and the end of the reserve, and who bears the lost margin",
        "Руководителю: договориться об объёме, цене и сроке резерва и о том, на кого ляжет потеря маржи",
    ),
    "finding.against_forced_priority": (
        "For “{account}” the manager must drop other clients",
        "Ради клиента «{account}» менеджеру приходится бросать других",
    ),
    "finding.against_forced_priority.do": (
        "Head: agree on which clients wait, who looks after them, and lower the plan if need be",
        "Руководителю: договориться, какие клиенты подождут, кто ими займётся, и при нужде снизить план",
    ),
}
