"""Sentences in which a verdict explains itself: the verdict, why, and the smallest change that would turn it."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # the verdict, with points and rank
    "verdict.key": (
        "Key account: {points} {points:point|points}, rank {rank} of {qualifying}, with room for {limit}.",
        "Ключевой: {points} {points:балл|балла|баллов}, место {rank} из {qualifying} при пределе {limit}.",
    ),
    "verdict.over_cap": (
        "It qualifies with {points} {points:point|points} but has no place: rank {rank}, with room for {limit}.",
        "Проходит, набрав {points} {points:балл|балла|баллов}, но места нет: ранг {rank} при пределе {limit}.",
    ),
    "verdict.low_points": (
        "Not key: {points} {points:point|points} where {needed} are needed.",
        "Не ключевой: {points} {points:балл|балла|баллов} при необходимых {needed}.",
    ),
    "verdict.no_stake": (
        "Not key: too little to win or to lose. It has {points} {points:point|points}.",
        "Не ключевой: слишком мало можно выиграть или потерять. Набрано {points} {points:балл|балла|баллов}.",
    ),
    "verdict.stale_evidence": (
        "Not key: the influence lacks fresh dated evidence. It has {points} {points:point|points}.",
        "Не ключевой: у влияния нет свежего подтверждения с датой. Набрано {points} {points:балл|балла|баллов}.",
    ),
    "verdict.no_influence": (
        "Not key: the manager's work moves neither what is bought, nor how much, nor when, and has nothing to defend. "
        "It has {points} {points:point|points}.",
        "Не ключевой: работа менеджера не меняет состав, объём и порядок закупок, и защищать нечего. "
        "Набрано {points} {points:балл|балла|баллов}.",
    ),
    "verdict.not_graded": ("Not judged yet: {what}.", "Ещё не оценён: {what}."),
    "why.no_grades": ("no grade is typed", "не введено ни одной оценки"),
    "why.no_levers": ("no lever is typed", "не введено ни одного рычага"),
    "why.nothing_typed": ("neither grades nor levers are typed", "не введены ни оценки, ни рычаги"),
    # what the work can move
    "why.moves": ("The manager's work moves {levers}.", "Работа менеджера меняет: {levers}."),
    "why.lever": ("{name} ({score} of 3)", "{name} ({score} из 3)"),
    "why.best_lever": (
        "The strongest core lever is {lever}; {needed} is needed.",
        "Самый сильный основной рычаг — {lever}; нужно {needed}.",
    ),
    "why.no_core_lever": (
        "No core lever stands above nought; {needed} is needed.",
        "Ни один основной рычаг не выше нуля; нужно {needed}.",
    ),
    "why.evidence": ("Evidence of {date}: “{evidence}”.", "Подтверждение от {date}: «{evidence}»."),
    "why.evidence_none": ("Nothing is written down to prove it.", "Письменного подтверждения этому нет."),
    "why.evidence_undated": ("The evidence “{evidence}” has no date.", "У подтверждения «{evidence}» нет даты."),
    "why.evidence_unwritten": (
        "There is the date {date}, but no word on what happened.",
        "Есть дата {date}, но не сказано, что произошло.",
    ),
    "why.evidence_future": (
        "The evidence bears the date {date}, which is still to come.",
        "Подтверждение помечено датой {date}, она ещё не наступила.",
    ),
    "why.evidence_old": (
        "The evidence of {date} is {days} {days:day|days} old; it counts for {allowed}.",
        "Подтверждению от {date} уже {days} {days:день|дня|дней}; оно действует {allowed}.",
    ),
    # what is at stake
    "why.stake": (
        "At stake in a year{unit}: {stake}, of which {win} to win and {lose} to lose (margin {margin}, risk {risk:%}).",
        "Ставка в год{unit}: {stake}, из них {win} можно выиграть и {lose} потерять (маржа {margin}, риск {risk:%}).",
    ),
    "why.stake_win": (
        "At stake in a year{unit}: {stake}, all of it still to win.",
        "Ставка в год{unit}: {stake}, всё это ещё предстоит выиграть.",
    ),
    "why.stake_none": (
        "Nothing is at stake: nothing to win, nothing to lose.",
        "Ставки нет: нечего выигрывать и нечего терять.",
    ),
    "why.unit": (" ({currency})", " ({currency})"),
    "why.no_unit": ("", ""),
    "why.stake_enough": (
        "That is enough: {threshold} is asked for, {share:%} of the margin plan of {plan}.",
        "Этого достаточно: порог {threshold}, это {share:%} плана маржи {plan}.",
    ),
    "why.stake_short": (
        "That is too little: {threshold} is asked for, {share:%} of the margin plan of {plan}.",
        "Этого мало: порог {threshold}, это {share:%} плана маржи {plan}.",
    ),
    "why.no_plan": (
        "No margin plan is typed on Start, so no stake can be enough.",
        "На листе «Начало» не введён план маржи, поэтому никакой ставки не хватит.",
    ),
    # points by parts
    "why.points": (
        "Points: {criteria} for the grades and {levers} for the influence of {influence}; it takes {needed} {purpose}.",
        "Баллы: {criteria} за оценки и {levers} за влияние {influence}; {purpose} нужно {needed}.",
    ),
    "why.to_enter": ("to enter", "чтобы войти,"),
    "why.to_stay": ("to stay", "чтобы остаться,"),
    "why.low_review": (
        "Points are below {needed}: low review {count} of {allowed}; at {allowed} it leaves.",
        "Баллов меньше {needed}: слабая проверка {count} из {allowed}; на {allowed}-й клиент выбывает.",
    ),
    # the company's status and who serves the client
    "why.company_key": ("Key for the company: {criteria}.", "Для компании ключевой: {criteria}."),
    "why.company_not": ("Not key for the company.", "Для компании не ключевой."),
    "why.served_by": (
        "Served by: {who}. That leaves the manager {hours} {hours:hour|hours} a month for his own key accounts.",
        "Обслуживает: {who}. У менеджера остаётся {hours} {hours:час|часа|часов} в месяц на своих ключевых.",
    ),
    "why.serve_proposal": (
        "Could be served by: {who}. That would free {hours} {hours:hour|hours} a month.",
        "Мог бы обслуживать: {who}. Это освободило бы {hours} {hours:час|часа|часов} в месяц.",
    ),
    # the record
    "why.on_record": ("On record as key since {since}.", "Записан ключевым с {since}."),
    "why.on_record_low": (
        "On record as key since {since}, with {count} low {count:review|reviews} running.",
        "Записан ключевым с {since}, слабых проверок подряд: {count}.",
    ),
    "why.not_on_record": (
        "Not on record yet: a decision lets it in.",
        "Ещё не записан ключевым: для этого нужно решение.",
    ),
    # what works against the seller
    "why.against": ("Works against the seller: {what}.", "Работает против продавца: {what}."),
    "why.lower_pay": ("lower pay on this client", "ниже оплата по этому клиенту"),
    "why.reserved_goods": ("scarce goods reserved for it", "резерв дефицитного товара под него"),
    "why.forced_priority": ("other clients dropped for it", "ради него приходится бросать других"),
    "why.assumed": (
        "All this was proposed by an import on {date}; the manager has not confirmed it.",
        "Всё это предложил импорт {date}; менеджер ещё не подтвердил.",
    ),
    # phrases within findings
    "why.the_head": ("the head of sales", "руководитель"),
    "why.review_counted": ("it is counted", "она учтена"),
    "why.review_to_count": ("a decision will count it", "решение её учтёт"),
    # decisions of record
    "why.takes_place": ("Takes the place of {account}.", "Занимает место клиента {account}."),
    "why.gives_place": ("Gives up its place to {account}.", "Уступает место клиенту {account}."),
    "why.gives_up": (
        "Named to leave, since more are on record than can be carried.",
        "Назван выбывающим: записано больше, чем можно потянуть.",
    ),
    # the smallest change that would turn the verdict
    "change.grading": (
        "Give six grades and six levers, and there will be a verdict.",
        "Поставьте шесть оценок и шесть рычагов, и вердикт появится.",
    ),
    "change.none": (
        "No single change would turn this.",
        "Одним изменением этого не повернуть.",
    ),
    "change.gains.grade": (
        "It becomes key if the grade “{name}” rises from {before} to {after}.",
        "Станет ключевым, если оценка «{name}» вырастет с {before} до {after}.",
    ),
    "change.gains.lever": (
        "It becomes key if the lever “{name}” rises from {before} to {after}.",
        "Станет ключевым, если рычаг «{name}» вырастет с {before} до {after}.",
    ),
    "change.gains.stake": (
        "It becomes key with {amount} more at stake a year, {edge} in all.",
        "Станет ключевым, если ставка вырастет на {amount} в год, до {edge}.",
    ),
    "change.gains.evidence": (
        "It becomes key once fresh evidence is written down with its date.",
        "Станет ключевым, как только записано свежее подтверждение с датой.",
    ),
    "change.moves.grade": (
        "First raise the grade “{name}” from {before} to {after}; the next obstacle is then “{then}”.",
        "Сначала поднимите оценку «{name}» с {before} до {after}; следующее препятствие — «{then}».",
    ),
    "change.moves.lever": (
        "First raise the lever “{name}” from {before} to {after}; the next obstacle is then “{then}”.",
        "Сначала поднимите рычаг «{name}» с {before} до {after}; следующее препятствие — «{then}».",
    ),
    "change.moves.stake": (
        "First find {amount} more at stake a year, {edge} in all; the next obstacle is then “{then}”.",
        "Сначала нужно ещё {amount} ставки в год, всего {edge}; следующее препятствие — «{then}».",
    ),
    "change.moves.evidence": (
        "First write down fresh evidence with its date; the next obstacle is then “{then}”.",
        "Сначала запишите свежее подтверждение с датой; следующее препятствие — «{then}».",
    ),
    "change.loses.grade": (
        "The key status falls if the grade “{name}” drops from {before} to {after}: “{then}”.",
        "Статус ключевого пропадёт, если оценка «{name}» упадёт с {before} до {after}: «{then}».",
    ),
    "change.loses.lever": (
        "The key status falls if the lever “{name}” drops from {before} to {after}: “{then}”.",
        "Статус ключевого пропадёт, если рычаг «{name}» упадёт с {before} до {after}: «{then}».",
    ),
    "change.loses.stake": (
        "The key status falls if the stake drops by more than {amount} a year, below {edge}: “{then}”.",
        "Статус ключевого пропадёт, если ставка упадёт больше чем на {amount} в год, ниже {edge}: «{then}».",
    ),
}
