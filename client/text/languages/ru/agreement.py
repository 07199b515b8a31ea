"""The agreement in force, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping

AGREEMENT: Mapping[str, str] = {
    "IN FORCE": "В СИЛЕ",
    "Ended": "Срок истёк",
    "Until": "Действует до",
    "Now": "Теперь",
    "After that": "После этого",
    "Review": "Пересмотр",
    "Since": "Действует с",
    "{kinds}, what desks record by themselves, and a renewal still go.": (
        "{kinds}, записи самих постов и продление остаются возможны."
    ),
    "{at}, {t} ago.": "{at}, {t} назад.",
    "{at}, for {t} more.": "{at}, ещё {t}.",
    "It was to be reviewed by {at}.": "Был назначен до {at}.",
    "To be reviewed by {at}, in {t}.": "До {at}, через {t}.",
    "AMENDMENTS IN CONFLICT": "ПОПРАВКИ ПРОТИВОРЕЧАТ",
    "AMENDMENT UNDER WAY, ACCEPTED BY {n} OF {m}": "ПОПРАВКА НА РАССМОТРЕНИИ, ПРИНЯЛИ {n} ИЗ {m}",
    "These came into force side by side. Until one of them is accepted anew, the terms below hold;": (
        "Эти поправки вступили в силу одновременно. Пока одна из них не принята заново, действуют "
        "условия ниже;"
    ),
    "what was said under either binds only its author.": "сделанное по любой из них обязывает только автора.",
    "changes: {parts}": "меняет: {parts}",
    "withdrew": "отозвано",
    "not yet": "ещё нет",
    "accepted": "принято",
    "good until {at}": "годно до {at}",
    "PARTIES": "СТОРОНЫ",
    "signed": "подписано",
    "your party": "своя сторона",
    "run by {operator}": "оператор: {operator}",
    "key {key} …": "ключ {key} …",
    "None: only what is carried by hand gets through.": "Нет: доходит только то, что перевезено.",
    "THIS TEXT": "ЭТОТ ТЕКСТ",
    "The first agreement": "Первое соглашение",
    "Amendment {n}": "Поправка {n}",
    "{which}, signed by every party. Hash ": "{which}, подписано всеми сторонами. Хеш ",
    "Likelihoods are said in the words of {scale}.": "Вероятности называются словами {scale}.",
    "title": "название",
    "kinds of statements": "виды заявлений",
    "words for likelihoods": "слова для вероятностей",
    "parties": "стороны",
    "relays": "узлы",
    "who may say what": "кто что заявляет",
    "how fast": "сроки",
    "comm checks": "проверки связи",
    "delivery": "доставка",
    "keys": "ключи",
    "retention": "хранение",
    "joining later": "вступление позже",
    "verifying": "проверка",
    "voice numbers": "номера для звонков",
    "dates": "даты",
    "WHO MAY SAY WHAT": "КТО ЧТО ЗАЯВЛЯЕТ",
    "HOW FAST": "СРОКИ",
    "THE LINE": "ЛИНИЯ",
    "VOICE NUMBERS": "НОМЕРА ДЛЯ ЗВОНКОВ",
    "Acknowledgements, and what desks record by themselves, are always open to every party.": (
        "Расписки и записи самих постов всегда открыты каждой стороне."
    ),
    "Said by {who}.": "Вправе: {who}.",
    "Every party reads it.": "Читают все стороны.",
    "The principals and the mediator, if there is one, read it.": (
        "Читают основные стороны и посредник, если он есть."
    ),
    "The parties that its author names read it.": "Читают стороны, названные автором.",
    "It may be held back until all who were asked have filed.": (
        "Может быть придержано, пока не подадут все опрошенные."
    ),
    "What is held back goes to the mediator, sealed, when it is filed.": (
        "Придержанное при подаче идёт посреднику под печатью."
    ),
    "What is late is waited for {t} more.": "Опоздавших ждут ещё {t}.",
    "Nobody owes an acknowledgement.": "Расписка не требуется.",
    "A named officer acknowledges within {t}.": "Названный офицер даёт расписку за {t}.",
    "If nobody does: {next}.": "Если нет: {next}.",
    "Delivery": "Доставка",
    "Keys": "Ключи",
    "Retention": "Хранение",
    "Joining later": "Вступление позже",
    "Verifying": "Проверка фактов",
    "Every {t} the line is tested.": "Линия проверяется раз в {t}.",
    "A desk answers within {desk}, a duty officer within {duty}, a directory contact within "
    "{directory}.": "Пост отвечает за {desk}, дежурный офицер за {duty}, лицо из справочника за {directory}.",
    "It is never presumed: only a party's own word shows that it has a statement.": (
        "Не предполагается никогда: что заявление у стороны, показывает только её слово."
    ),
    "It is presumed {t} after a statement, of a party that shows signs of life.": (
        "Предполагается через {t} после заявления, если сторона подаёт признаки связи."
    ),
    "A desk's sealing key changes every {rotate}; the one before is erased after {retain}.": (
        "Ключ конвертов поста меняется раз в {rotate}; прежний стирается через {retain}."
    ),
    "Words are kept for {t}; who said what kind of thing when is kept for good.": (
        "Тексты хранятся {t}; кто, когда и какого вида заявление сделал, хранится всегда."
    ),
    "A party that joins later gets all headers, and the words of what is said from then on.": (
        "Вступившая позже сторона получает все заголовки и тексты сделанного с того времени."
    ),
    "A party that joins later gets everything from the first statement on.": (
        "Вступившая позже сторона получает всё с первого заявления."
    ),
    "{who} verify; one of them is enough.": "{who}: достаточно проверки одного.",
    "{who} verify; {n} of them must agree.": "{who}: сойтись в проверке должны {n}.",
    "to compare codes": "для сверки кодов",
    "when every written way fails": "когда отказали все письменные пути",
}
