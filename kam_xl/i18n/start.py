"""What the Start sheet says."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "start.title": ("Key accounts", "Ключевые клиенты"),
    "start.section.book": ("Whose book", "Чья книга"),
    "start.manager": ("Manager", "Менеджер"),
    "start.head": ("Head of sales", "Руководитель"),
    "start.currency": ("Money is in", "Деньги в"),
    "start.margin_plan": ("Margin plan for the year", "План маржи на год"),
    "start.hours": ("Working hours a month", "Рабочих часов в месяц"),
    "start.plan_confirmed": ("Plan and hours confirmed by the head on", "План и часы подтверждены руководителем"),
    "start.as_of_fixed": ("Count as of this date", "Считать на дату"),
    "start.as_of": ("Counted as of", "Посчитано на"),
    "start.leaver": ("Who leaves", "Кто уступает место"),
    "start.note.manager": ("Whose own work is judged here.", "Чья собственная работа оценивается."),
    "start.note.head": (
        "Confirms the plan and the hours, and agrees on decisions.",
        "Подтверждает план и часы, согласует решения.",
    ),
    "start.note.currency": ("Currency and unit of every money column.", "Валюта и единица всех денежных столбцов."),
    "start.note.margin_plan": (
        "Gate 2 compares every stake with it. Without a plan no client can pass.",
        "С ним сравнивается каждая ставка. Без плана ни один клиент не пройдёт второй фильтр.",
    ),
    "start.note.hours": (
        "Sets how many key accounts you can carry. Blank counts as the policy's usual hours.",
        "Определяет, скольких ключевых клиентов вы потянете. Пусто — обычные часы из правил.",
    ),
    "start.note.plan_confirmed": ("The head fills in the date.", "Дату ставит руководитель."),
    "start.note.as_of_fixed": (
        "Leave blank to count with today. An import of old data sets it to the last day of the export.",
        "Оставьте пустым, чтобы считать на сегодня. Импорт старых данных ставит последний день выгрузки.",
    ),
    "start.note.as_of": ("Evidence must be fresh on this day.", "На этот день подтверждения должны быть свежими."),
    # Start: where I stand
    "start.section.standing": ("Where I stand", "Где я сейчас"),
    "start.on_record": ("Key accounts on record", "Утверждено ключевых клиентов"),
    "start.limit": ("Limit: as many as I can carry", "Предел: скольких я потяну"),
    "start.qualifying": ("Clients that qualify now", "Проходят сейчас"),
    "start.clients": ("Clients in the book", "Клиентов в книге"),
    "start.not_graded": ("Clients not graded yet", "Ещё не оценены"),
    "start.proposed": ("Clients with proposals to confirm", "Ждут подтверждения предложений"),
    "start.checks": ("Checks that fail", "Не пройдено проверок"),
    "start.note.over": (
        "! more qualify than you can carry: choose on Portfolio who leaves",
        "! проходят больше, чем вы потянете: выберите на листе «Портфель», кто уступит",
    ),
    "start.note.within": ("✓ within the limit", "✓ в пределах нормы"),
    "start.note.near": (
        "! near the ceiling: the work does not divide further",
        "! близко к потолку: дальше работа не делится",
    ),
    "start.note.to_do": ("! to do on the sheet Accounts", "! сделать на листе «Клиенты»"),
    "start.note.done": ("✓ nothing to do", "✓ ничего не нужно"),
    "start.note.checks": ("! see the checks below", "! смотрите проверки ниже"),
    # Start: checks
    "start.section.why": ("Why is a client key, or not", "Почему клиент ключевой или нет"),
    "start.visit_client": ("Client to visit", "К кому идём"),
    "start.map_client": ("Client in the picture", "Клиент на карте"),
    "start.asked_client": ("Client", "Клиент"),
    "start.note.asked_client": (
        "Choose a client: the cell on the right says why the verdict on him is what it is.",
        "Выберите клиента: ячейка справа скажет, почему вердикт о нём именно такой.",
    ),
    "start.why.points": (": points ", ": баллы "),
    "start.why.needed": (" of at least ", " при нужных "),
    "start.why.influence": ("; influence ", "; влияние "),
    "start.why.evidence": ("; evidence, days old: ", "; подтверждению дней: "),
    "start.why.no_evidence": ("; no dated evidence", "; нет подтверждения с датой"),
    "start.why.of": (" of at most ", " при пределе "),
    "start.why.rank": ("; rank ", "; место "),
    "start.why.stake": ("; stake ", "; на кону "),
    "start.why.unknown": (
        "There is no client of this name on Accounts",
        "На листе «Клиенты» нет клиента с таким именем",
    ),
    "start.section.checks": ("Checks", "Проверки"),
    "start.check.plan": ("The margin plan is typed", "План маржи введён"),
    "start.check.confirmed": ("The head confirmed plan and hours", "Руководитель подтвердил план и часы"),
    "start.check.weights": ("The weights of the policy add up to 100", "Веса правил в сумме дают 100"),
    "start.check.limit": ("Not more on record than the limit", "Утверждено не больше предела"),
    "start.check.names": (
        "Every client has a name, and each name stands once",
        "У каждого клиента есть название, и оно не повторяется",
    ),
    # Start: what to do, colours, help
    "start.section.steps": ("What to do", "Что делать"),
    "start.step.1": (
        "Fill the yellow cells above: your plan and your hours.",
        "Заполните жёлтые ячейки выше: ваш план и часы.",
    ),
    "start.step.2": (
        "List your clients and what they bring, one row each.",
        "Перечислите клиентов и что они приносят, по строке на каждого.",
    ),
    "start.step.3": (
        "Grade each client 0 to 3, and what your own work can move there. Write the evidence and its date.",
        "Оцените каждого клиента от 0 до 3 и то, что меняет там ваша работа. Запишите подтверждение и его дату.",
    ),
    "start.step.4": (
        "See who has a place, who would enter, and who would have to leave.",
        "Посмотрите, у кого есть место, кто вошёл бы и кому пришлось бы уступить.",
    ),
    "start.step.5": (
        "Agree with your head: plan, hours, who stays, and who serves the clients that are not yours.",
        "Согласуйте с руководителем план, часы, кто остаётся и кто обслуживает не ваших клиентов.",
    ),
    "start.step.6": (
        "Write down what you know of each key account, with source and day; Visit lists what to ask next.",
        "Запишите, что знаете о каждом ключевом клиенте, с источником и датой; лист «К визиту» подскажет, что спросить.",
    ),
    "start.step.7": (
        "List the people who decide, how they stand to us, and the next step with each.",
        "Перечислите тех, кто решает, их отношение к нам и следующий шаг с каждым.",
    ),
    "start.step.8": (
        "Plan each key account: goals, actions, risks. Sign the plan with your head and follow it on Periods.",
        "Составьте план по каждому ключевому клиенту: цели, действия, риски. Подпишите с руководителем и следите по периодам.",
    ),
    "start.step.9": (
        "Print one page about a client before you visit it, or take it to the talk with your head.",
        "Перед визитом или разговором с руководителем распечатайте одну страницу о клиенте.",
    ),
    "start.go": ("Go to {sheet}", "Перейти: {sheet}"),
    "start.section.colours": ("Colours", "Цвета"),
    "start.colour.input": ("You fill this in", "Заполняете вы"),
    "start.colour.calculated": ("A formula answers", "Считает формула"),
    "start.colour.record": ("A decision or an import writes this", "Пишет решение или импорт"),
    "start.colour.good": ("✓ passed", "✓ пройдено"),
    "start.colour.bad": ("✗ stops here, or ! asks for a look", "✗ здесь остановка или ! требует внимания"),
    "start.section.about": ("About this workbook", "Об этой книге"),
    "start.about.native": (
        "Everything here is counted by plain formulas: no macros and no Python are needed to get an answer.",
        "Всё здесь считают обычные формулы: чтобы получить ответ, не нужны ни макросы, ни Python.",
    ),
    "start.about.macros": (
        "Buttons grey or macros blocked? Close the file, right-click it › Properties › Unblock, or keep it in Documents\\KAM. The answers are here without them.",
        "Кнопки серые или макросы заблокированы? Закройте файл, правая кнопка › Свойства › Разблокировать, или храните его в Документы\\KAM. Ответы есть и без них.",
    ),
    "start.about.unblock": (
        "Got it by email and it is locked? Press “Enable editing”.",
        "Пришла по почте и не редактируется? Нажмите «Разрешить редактирование».",
    ),
    "start.about.policy": (
        "Policy: {name}, version {version}, fingerprint {fingerprint}",
        "Правила: {name}, версия {version}, отпечаток {fingerprint}",
    ),
    "start.about.contact": (
        "Questions go to the head of sales named above, on rules to the methodologist.",
        "Вопросы — руководителю, указанному выше; по правилам — методисту.",
    ),
    # Portfolio
    "start.section.week": ("This week", "Эта неделя"),
    "start.week.late": ("Overdue at key accounts", "Просрочено у ключевых клиентов"),
    "start.week.soon": ("Due within seven days", "Срок в ближайшие семь дней"),
    "start.week.act": (
        "! Do these first, or give them another date on the sheets Buying center and Actions.",
        "! Начните с них или назначьте другой срок на листах «Закупочный центр» и «Действия».",
    ),
    "start.week.none": ("Nothing is late. The next things to do:", "Просрочек нет. Что делать дальше:"),
    "start.week.state.late": ("! overdue: ", "! просрочено: "),
    "start.week.state.soon": ("this week: ", "на этой неделе: "),
    "start.card_client": ("Client on the card", "Клиент на карточке"),
    # Start: progress over all key accounts
    "start.section.progress": ("All key accounts together", "Все ключевые клиенты вместе"),
    "start.progress.none": ("No client is key on record yet.", "Утверждённых ключевых клиентов пока нет."),
    "start.progress.below": ("! below the target of ", "! ниже цели "),
    "start.progress.reached": ("✓ reaches the target of ", "✓ достигнута цель "),
    "start.progress.complete": ("Dossiers: mandatory questions answered", "Досье: отвечено обязательных вопросов"),
    "start.progress.fresh": ("Dossiers: answers still fresh", "Досье: свежих ответов"),
    "start.progress.to_ask": ("Mandatory questions still to ask", "Осталось задать обязательных вопросов"),
    "start.progress.to_ask.open": (
        "! take them to the next visits; questions still to ask: ",
        "! возьмите их на ближайшие визиты; осталось вопросов: ",
    ),
    "start.progress.to_ask.done": (
        "✓ every mandatory question has an answer",
        "✓ на все обязательные вопросы есть ответы",
    ),
    "start.progress.covered": ("Required roles in touch", "Обязательных ролей на связи"),
    "start.progress.covered.open": (
        "! find people or meet them again; roles nobody keeps in touch with: ",
        "! найдите людей или возобновите контакт; ролей без связи: ",
    ),
    "start.progress.covered.done": (
        "✓ we are in touch with every required role",
        "✓ со всеми обязательными ролями есть связь",
    ),
    "start.progress.signed": ("Plans signed as they stand", "Планов подписано в нынешнем виде"),
    "start.progress.signed.open": (
        "! agree on them with your head; key accounts without a signed plan: ",
        "! согласуйте с руководителем; клиентов без подписанного плана: ",
    ),
    "start.progress.signed.done": (
        "✓ every key account has a signed plan",
        "✓ у каждого ключевого клиента подписан план",
    ),
    "start.progress.plan": ("Planned this year so far", "План этого года на сегодня"),
    "start.progress.year.months": (
        "All plans together, over the months for which each has facts.",
        "Все планы вместе, по месяцам, за которые есть факты.",
    ),
    "start.progress.year.none": ("No plan covers this year.", "Нет планов на этот год."),
    "start.progress.fact": ("Sold this year in those months", "Факт за те же месяцы"),
    "start.progress.gap": ("Fact less plan", "Факт минус план"),
    "start.progress.gap.behind": ("! behind the plan by ", "! отставание от плана на "),
    "start.progress.gap.within": ("✓ not below the plan by more than ", "✓ ниже плана не более чем на "),
    "start.progress.forecast": ("Forecast for the year", "Прогноз на год"),
    "start.progress.forecast.note": (
        "Facts, and the plan of the months to come at the rate reached so far.",
        "Факты плюс план оставшихся месяцев с учётом нынешнего темпа.",
    ),
    "start.progress.own_growth": (
        "Growth of clients since they became key",
        "Рост клиентов с тех пор, как стали ключевыми",
    ),
    "start.progress.others_growth": (
        "Growth of your other clients meanwhile",
        "Рост остальных ваших клиентов за это время",
    ),
    "start.progress.lead": ("Key accounts ahead of the others by", "Ключевые опережают остальных на"),
    "start.progress.effect.early": ("too early", "рано судить"),
    "start.progress.effect.note": (
        "Up to twelve months since the client became key, against the same months of the year before.",
        "До двенадцати месяцев с утверждения клиента ключевым против тех же месяцев годом раньше.",
    ),
    "start.progress.effect.won": (
        "✓ key accounts grow faster than the others, in percentage points",
        "✓ ключевые растут быстрее остальных, в процентных пунктах",
    ),
    "start.progress.effect.lost": (
        "! key accounts do not grow faster than the others (percentage points): look at their plans",
        "! ключевые не растут быстрее остальных (процентные пункты): посмотрите их планы",
    ),
}
