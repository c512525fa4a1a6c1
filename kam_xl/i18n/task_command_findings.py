"""Findings that commands of the three tasks bring: what to ask, whom to meet, what was signed or not (`….do`)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "finding.dossier_ask": (
        "“{account}”, {whom}: {n} {n:question|questions}: {listed}",
        "«{account}», {whom}: {n} {n:вопрос|вопроса|вопросов}: {listed}",
    ),
    "finding.dossier_ask.do": (
        "Ask at the next visit; write each answer into the dossier with its source and day",
        "Спросите на ближайшем визите; каждый ответ внесите в досье с источником и днём",
    ),
    "finding.center_next_overdue": (
        "“{account}”, {person}: overdue since {date}: {step}",
        "«{account}», {person}: просрочено с {date}: {step}",
    ),
    "finding.center_next_overdue.do": (
        "Do it and write what comes next, or choose a new date",
        "Сделайте и впишите следующий шаг или назначьте новую дату",
    ),
    "finding.center_next_due": (
        "“{account}”, {person}: by {date}: {step}",
        "«{account}», {person}: до {date}: {step}",
    ),
    "finding.center_next_due.do": (
        "Do it this week; then press Contact made and write what comes next",
        "Сделайте на этой неделе; затем нажмите «Контакт состоялся» и впишите следующий шаг",
    ),
    "finding.center_next_proposed": (
        "“{account}”, {person}: no next step with a date. Proposed by {date}: {step}",
        "«{account}», {person}: нет следующего шага с датой. Предлагается до {date}: {step}",
    ),
    "finding.center_next_proposed.do": (
        "Select the row on Buying center and press Next steps to take it over, or write a step of your own",
        "Выделите строку на листе «Закупочный центр» и нажмите «Следующие шаги», чтобы принять его, или впишите свой шаг",
    ),
    "finding.account_plan_forecast": (
        "“{account}”, {year}, {n} {n:month|months} with facts: plan {plan}, fact {fact}, gap {gap}; forecast of the year {forecast} against {whole}",
        "«{account}», {year}, месяцев с фактом — {n}: план {plan}, факт {fact}, отклонение {gap}; прогноз на год {forecast} при плане {whole}",
    ),
    "finding.account_plan_forecast.do": (
        "Look on Periods which months and actions make the difference",
        "Посмотрите на листе «Периоды», какие месяцы и действия дают разницу",
    ),
    "finding.sign_refused": (
        "The plan of {account} was not signed: {n} {n:error stands|errors stand} in the way",
        "План клиента {account} не подписан: мешает ошибок — {n}",
    ),
    "finding.sign_refused.do": (
        "Mend what is listed with it and sign again",
        "Исправьте перечисленное вместе с этим и подпишите ещё раз",
    ),
    "finding.sign_already": (
        "The plan of {account} is signed as it stands, on {date}; no review was added",
        "План клиента {account} в этом виде уже подписан {date}; проверка не добавлена",
    ),
    "finding.sign_already.do": (
        "Sign again once the plan has changed; a review without changes is a row on Reviews that you type",
        "Подпишите снова, когда план изменится; проверку без изменений впишите строкой на листе «Проверки»",
    ),
}
