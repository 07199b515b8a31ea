"""The kinds of statements: titles, meanings, fields, coded values."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "Message": "Сообщение",
    "A message in your own words, in your own language.": "Сообщение своими словами, на своём языке.",
    "Subject": "Тема",
    "What it is about, in a few words.": "О чём оно, в нескольких словах.",
    "Text": "Текст",
    "What you want to say.": "Что вы хотите сказать.",
    "Language": "Язык",
    "The language of the text, as a tag: en, fr, ru, zh-Hans. und: not said.": (
        "Язык текста, кодом: en, fr, ru, zh-Hans. und: не указан."
    ),
    "Reply by": "Ответ до",
    "Until when you ask for a reply. A wish, not a duty.": (
        "К какому сроку вы просите ответ. Просьба, не обязанность."
    ),
    "UTC": "UTC",
    "Acknowledgement": "Расписка в получении",
    "Says that a named officer has read a statement. Received. Not a consent.": (
        "Говорит, что названный офицер прочитал заявление. Получено. Согласием не является."
    ),
    "Received. Not a consent.": "Получено. Согласием не является.",
    "Who has read it.": "Кто прочитал.",
    "Note": "Пометка",
    "A few words, if need be.": "Несколько слов, если нужно.",
    "Comm check": "Проверка связи",
    "Tests the line with harmless text, by day and by night.": (
        "Проверяет линию безобидным текстом, днём и ночью."
    ),
    "Level": "Уровень",
    "Who is to answer.": "Кто должен ответить.",
    "link": "канал связи",
    "duty": "дежурство",
    "directory": "справочник",
    "a machine answers": "отвечает машина",
    "a named duty officer answers": "отвечает названный дежурный офицер",
    "every listed contact answers": "отвечает каждый из списка",
    "Path": "Путь",
    "The relay or other path under test, or: all.": "Проверяемый узел или иной путь; all: все.",
    "Nonce": "Случайное число",
    "16 random bytes, so that no old answer fits.": "16 случайных байтов, чтобы старый ответ не подошёл.",
    "Test text": "Текст проверки",
    "Harmless text in every script in use; the answer proves that it came through unchanged.": (
        "Безобидный текст на всех письменностях линии; ответ доказывает, что он дошёл без изменений."
    ),
    "State of paths": "Состояние путей",
    "How each path looks from here: up, degraded or down.": (
        "Как путь виден отсюда: работает, с перебоями, не работает."
    ),
    "up": "работает",
    "degraded": "с перебоями",
    "down": "не работает",
    "Who is on duty here.": "Кто здесь дежурит.",
    "Comm check answer": "Ответ на проверку связи",
    "Answers a comm check with the hash of what was received.": (
        "Отвечает на проверку связи хешем того, что получено."
    ),
    "The check was received.": "Проверка получена.",
    "The check's.": "Из самой проверки.",
    "Hash": "Хеш",
    "SHA-256 of nonce and text as received.": "SHA-256 от случайного числа и текста, как они получены.",
    "Who answers; none: a machine.": "Кто отвечает; пусто: машина.",
    "Risk question": "Вопрос о риске",
    "Asks several parties how likely an event is; all estimates open together.": (
        "Спрашивает стороны, насколько вероятно событие; все оценки вскрываются вместе."
    ),
    "Title": "Название",
    "The risk in a few words.": "Риск в нескольких словах.",
    "Event": "Событие",
    "What would be seen if it happened.": "Что было бы видно, если бы оно произошло.",
    "Resolve by": "Решится к",
    "The date by which it happens or does not.": "Дата, к которой событие произойдёт или нет.",
    "Resolution": "Как решится",
    "How people will tell whether it happened.": "Как люди установят, произошло ли оно.",
    "Scale": "Шкала",
    "The words for likelihoods. Empty: the agreement's.": "Слова для вероятностей. Пусто: по соглашению.",
    "icd203": "ICD 203",
    "phia": "PHIA",
    "Asked": "Опрошены",
    "The parties that are to estimate.": "Стороны, которые должны дать оценку.",
    "Deadline": "Срок подачи",
    "Until when estimates are waited for.": "До какого времени ждут оценок.",
    "Round": "Круг",
    "2 after a discussion; then refer to the first.": "2: после обсуждения; тогда сошлитесь на первый.",
    "Risk estimate": "Оценка риска",
    "Your estimate of a risk question; held back until all have filed.": (
        "Ваша оценка по вопросу о риске; придержана, пока не подадут все."
    ),
    "Lowest": "Нижняя",
    "The lowest likelihood that you find plausible.": "Наименьшая вероятность, которую вы допускаете.",
    "Highest": "Верхняя",
    "The highest likelihood that you find plausible.": "Наибольшая вероятность, которую вы допускаете.",
    "Best": "Лучшая",
    "Your best estimate, between the two.": "Ваша лучшая оценка, между ними.",
    "percent": "%",
    "Sure of the range": "Интервал верен на",
    "How sure you are that lowest to highest holds the truth.": (
        "Насколько вы уверены, что истина между нижней и верхней."
    ),
    "Impact": "Воздействие",
    "How grave it would be.": "Насколько тяжело это было бы.",
    "Confidence": "Доверие",
    "How firm the ground is that you stand on.": "Насколько прочны ваши основания.",
    "Reason for the confidence": "Почему такое доверие",
    "Why.": "Почему.",
    "Basis": "Основания",
    "What the estimate rests on.": "На чём держится оценка.",
    "Source": "Источник",
    "Where it comes from, rated by you.": "Откуда это; с вашей оценкой.",
    "What": "Что",
    "The source, in words.": "Источник, словами.",
    "Source grade": "Надёжность источника",
    "How reliable the source is (Admiralty).": "Насколько надёжен источник (шкала Адмиралтейства).",
    "Information grade": "Верность сведений",
    "How credible the information is (Admiralty).": "Насколько достоверны сведения (шкала Адмиралтейства).",
    "Indicator": "Признак",
    "What would change your estimate.": "Что изменило бы вашу оценку.",
    "Risk in the matrix": "Значение в матрице",
    "Risk close": "Закрытие подачи",
    "Said by a filer's desk when all have filed or the time is over; opens its estimate.": (
        "Делает пост подавшей стороны, когда подали все или срок вышел; вскрывает её оценку."
    ),
    "Filing": "Поданное",
    "The own estimate that this opens.": "Своя оценка, которую это вскрывает.",
    "Delivered": "Доставка",
    "A desk of that party has the statement, as its signed receipt shows.": (
        "Заявление есть на посту этой стороны, что видно из её подписанной квитанции."
    ),
    "Statement": "Заявление",
    "What was delivered.": "Что доставлено.",
    "Party": "Сторона",
    "To whom.": "Кому.",
    "Receipt": "Квитанция",
    "That party's signed have.": "Подписанная этой стороной сводка наличия.",
    "Heard": "Признак связи",
    "A desk of that party gave a sign of life, without proof of delivery.": (
        "Пост этой стороны подал признак связи; доставка этим не доказана."
    ),
    "Who was heard.": "От кого признак.",
    "Sign of life": "Признак связи",
    "Lost": "Утрата",
    "Own statements that nobody holds any more: they are not asked for again.": (
        "Свои заявления, которых больше ни у кого нет: их больше не запрашивают."
    ),
    "Incarnation": "Запуск",
    "In which of the author's own lives.": "В каком из запусков самого автора.",
    "The first that is lost.": "Первое из утраченных.",
    "The last that is lost.": "Последнее из утраченных.",
    "First lost": "Первое",
    "Last lost": "Последнее",
    "Desk": "Пост",
    "Who speaks here: the desk's card, with which each incarnation begins.": (
        "Кто здесь говорит: карточка поста, с которой начинается каждый запуск."
    ),
    "Root": "Корневой ключ",
    "The party's root document.": "Документ корневого ключа стороны.",
    "Credential": "Удостоверение",
    "The desk's credential.": "Удостоверение поста.",
    "Agreement": "Соглашение",
    "Puts the text of an amendment into the record; it binds nobody until accepted.": (
        "Вносит текст поправки в журнал; до принятия никого не обязывает."
    ),
    "The amendment, signed by whom it may.": "Поправка; кем бы ни была подписана.",
    "Acceptance": "Принятие поправки",
    "A party's root accepts an amendment, or withdraws.": (
        "Корневым ключом стороны поправка принята или принятие отозвано."
    ),
    "The signed acceptance.": "Подписанное принятие.",
    "Revocation": "Отзыв устройства",
    "A party's root no longer stands for a device; it names what still counts.": (
        "Корневой ключ стороны больше не отвечает за устройство; названо, что ещё имеет силу."
    ),
    "The signed revocation.": "Подписанный отзыв.",
    "Officer": "Офицер",
    "asked names a party twice": "asked называет одну сторону дважды",
    "the deadline for estimates must not be after resolve_by": "deadline не может быть позже, чем resolve_by",
    "best must lie between low and high": "best должна лежать между low и high",
    "from_seq must not be above to_seq": "from_seq не может быть больше, чем to_seq",
}
