"""Keys and what they do, help, settings, the lock."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "Help": "Справка",
    "Quit": "Выход",
    "Commands": "Команды",
    "Open the FLASH": "Открыть FLASH",
    "Next": "Следующее",
    "Previous": "Предыдущее",
    "Lock": "Запереть",
    "Release the mouse": "Отдать мышь",
    "Compose": "Составить",
    "Acknowledge": "Расписаться",
    "Reply": "Ответить",
    "First unread": "Непрочитанное",
    "All seen": "Всё просмотрено",
    "Copy": "Копия",
    "Open": "Открыть",
    "What desks say": "Записи постов",
    "Board": "Доска",
    "Verify": "Сверка",
    "Settings": "Настройки",
    "Make this desk": "Создать пост",
    "Next field": "След. поле",
    "Join": "Вступить",
    "Next step": "Дальше",
    "Review and send": "Просмотреть и отправить",
    "Change kind": "Другой вид",
    "Matrix": "Матрица",
    "Next panel": "След. панель",
    "All channels": "Все каналы",
    "Export": "Выгрузить",
    "Try now": "Пробовать",
    "Import": "Принять файл",
    "As words": "Словами",
    "QR code": "QR-код",
    "Compare": "Сверить",
    "What the keys do here, and what our words mean": "Что делают клавиши и что значат наши слова",
    "Back; nothing that was written is lost": "Назад; написанное не пропадает",
    "Leave the terminal": "Выйти из терминала",
    "Everything that can be done here, by its name": "Всё, что здесь можно, по названиям",
    "The FLASH that waits": "FLASH, который ждёт",
    "Go to a channel, a party or a number": "Перейти к каналу, стороне или номеру",
    "The next thing that needs you": "Следующее, что ждёт вас",
    "The one before": "Предыдущее",
    "Lock the desk": "Запереть пост",
    "Leave the mouse to the terminal, and take it back": "Отдать мышь терминалу и вернуть",
    "Write a structured statement": "Составить заявление по форме",
    "Write a message": "Написать сообщение",
    "Say that the chosen statement was received; not a consent": (
        "Расписаться в получении выбранного; это не согласие"
    ),
    "Answer the chosen statement": "Ответить на выбранное заявление",
    "Look for words in all that was said": "Искать слова во всём, что заявлено",
    "The first statement that is unread": "Первое непрочитанное заявление",
    "Copy the chosen statement, or save it to a file": "Копировать выбранное или сохранить в файл",
    "Everything about what is chosen": "Всё о выбранном",
    "Show what desks say by themselves, or hide it": "Показать или скрыть записи самих постов",
    "The joint board of risk: how far the estimates are apart": (
        "Общая доска рисков: насколько расходятся оценки"
    ),
    "Compare a party's root code over a voice line": "Сверить код стороны голосом",
    "How the line stands, and what waits in the outbox": "Состояние линии и исходящие",
    "What the parties agreed, clause by clause": "О чём договорились стороны, по пунктам",
    "Check the record": "Проверить журнал",
    "Language, colours, shapes, bell and keys": "Язык, цвета, знаки, звонок и клавиши",
    "Read what the others will read, then send it": "Прочесть то, что прочтут другие, и отправить",
    "Another kind of statement": "Другой вид заявления",
    "Write the record to a file": "Записать журнал в файл",
    "Try every relay that is down now": "Попробовать все молчащие узлы сейчас",
    "Write what waits to a file that is carried by hand": "Записать ждущее в файл для курьера",
    "Take in what a courier brought": "Принять привезённое курьером",
    "Join the channel of this agreement": "Вступить в канал этого соглашения",
    "Make this desk's keys and vault": "Создать ключи и хранилище поста",
    "Nothing that stands here is new any more": "Всё показанное больше не новое",
    "On to the next step": "К следующему шагу",
    "Search this channel, or all of them": "Искать на этом канале или на всех",
    "Take in the file that is named": "Принять названный файл",
    "Test the line with harmless text": "Проверить линию безобидным текстом",
    "The code as a picture for a camera": "Код картинкой для камеры",
    "The code as words instead of digits": "Код словами вместо цифр",
    "The next field": "Следующее поле",
    "The next part of the screen": "Следующая часть экрана",
    "The risk matrix, or the list beside it": "Матрица рисков или список рядом",
    "The words of another language": "Слова другого языка",
    "Whether what was typed is their code": "Их ли это код, что набран",
    "The statement before": "Предыдущее заявление",
    "The statement after": "Следующее заявление",
    "The first statement": "Первое заявление",
    "The newest statement": "Самое новое заявление",
    "A page back": "Страница назад",
    "A page on": "Страница вперёд",
    "KEYS HERE": "КЛАВИШИ ЗДЕСЬ",
    "KEYS EVERYWHERE": "КЛАВИШИ ВЕЗДЕ",
    "HOW FAR A STATEMENT HAS COME": "КУДА ДОШЛО ЗАЯВЛЕНИЕ",
    "SHAPES": "ЗНАКИ",
    "a relay that is up": "узел работает",
    "a relay that is down; a statement that is queued": "узел не работает; заявление в очереди",
    "under way: relayed, connecting, not complete": "в пути: на узле, соединение, не всё пришло",
    "done: delivered, read, verified, intact": "исполнено: доставлено, прочитано, сверено, цело",
    "refused, or it does not count; the reason stands beside it": "отказ или не имеет силы; причина рядом",
    "a time runs, or is over": "срок идёт или вышел",
    "asked of you, or to be looked at": "нужны ваше действие или внимание",
    "not verified: the root may be another's": "не сверено: корневой ключ может быть чужим",
    "it came by courier, or late": "пришло с курьером или поздно",
    "PRIORITY, IMMEDIATE, FLASH beside a statement": "PRIORITY, IMMEDIATE, FLASH у заявления",
    "What do you want to do?": "Что сделать?",
    "Nothing of that name here.": "Такого здесь нет.",
    "Press the key for: {word}": "Нажмите клавишу для: {word}",
    "ctrl+q always leaves the terminal, and nothing else does.": (
        "Выход из терминала всегда ctrl+q, и только он."
    ),
    "This key moves about; it stays as it is.": "Эта клавиша для перемещения; она не меняется.",
    "This is wanted while you write as well: take a function key, or one with ctrl.": (
        "Это нужно и при письме: возьмите функциональную клавишу или с ctrl."
    ),
    "left and right change it, enter takes a new key, backspace the usual one": (
        "влево и вправо меняют, enter: другая клавиша, backspace: обычная"
    ),
    "No key has that name.": "Клавиши с таким именем нет.",
    "Some keys of the settings file stay as they are:": (
        "Некоторые клавиши из файла настроек остаются прежними:"
    ),
    "{key} is taken: {word}.": "{key} занята: {word}.",
    "This holds until you leave; it cannot be saved: {why}.": "Действует до выхода; сохранить нельзя: {why}.",
    "after {n} min": "через {n} мин",
    "(changed)": "(изменено)",
    "Colours": "Цвета",
    "Shapes": "Знаки",
    "Motion": "Движение",
    "Bell": "Звонок",
    "Lock when idle": "Запирать при простое",
    "Of our own sentences; what others wrote stays as it is.": (
        "Только наших фраз; чужой текст не переводится."
    ),
    "NO_COLOR in the environment takes all colours away.": "NO_COLOR в окружении убирает все цвета.",
    "Plain ones for terminals in which others are too wide.": (
        "Простые, если в терминале другие слишком широки."
    ),
    "Scrolling glides; it costs much on a slow line.": "Плавная прокрутка; дорога на медленной линии.",
    "For what is urgent, and again each minute for a FLASH.": "О срочном; о FLASH снова каждую минуту.",
    "Nothing of the record is then left in this program.": "Тогда в программе ничего из журнала не остаётся.",
    "calm, dark": "спокойная, тёмная",
    "calm, light": "спокойная, светлая",
    "high contrast": "контрастная",
    "the terminal's own, dark": "терминала, тёмная",
    "the terminal's own, light": "терминала, светлая",
    "unicode": "юникод",
    "plain": "простые",
    "The desk {name} is locked.": "Пост {name} заперт.",
    "Since {at}, for {t}.": "С {at}, уже {t}.",
    "Watching {up} of {n} relays for a FLASH.": "Слежение за FLASH: узлов {up} из {n}.",
    "Nothing is read or answered here while it is locked. What comes waits, and the others see that "
    "it was relayed, not delivered.": (
        "Пока пост заперт, здесь не читают и не отвечают. Пришедшее ждёт, другие видят: на узле, не "
        "доставлено."
    ),
    "Marked FLASH, and waiting: {n}. Unlock to read.": (
        "Ждёт с пометкой FLASH: {n}. Отоприте, чтобы прочесть."
    ),
    "Another one is tried in {n} s.": "Другой пароль можно через {n} с.",
    "Enter opens it.": "Enter откроет.",
    "The vault is being closed.": "Хранилище закрывается.",
    "Another process keeps the line of this desk, and goes on: what comes is received, and the others see "
    "that it was delivered. Nothing is shown or said here.": (
        "Линию этого поста держит другой процесс, и он работает: пришедшее принимается, другие видят: "
        "доставлено. Здесь ничего не показывают и не говорят."
    ),
    "The process that keeps the line of this desk does not answer. Nothing may be received, and a FLASH "
    "may not be told here. Unlock to look.": (
        "Процесс, который держит линию этого поста, не отвечает. Возможно, ничего не принимается и о "
        "FLASH здесь не сообщат. Отоприте, чтобы проверить."
    ),
    "This desk was not on its line: nothing is watched, and no FLASH is told here.": (
        "Пост не был на линии: слежения нет, о FLASH здесь не сообщат."
    ),
    "Nothing came within {n} s.": "За {n} с ничего не пришло.",
    "No answer since {at}": "Нет ответа с {at}",
    "This desk gives no answer: {why} All that stands here is as of {at}.": (
        "Пост не отвечает: {why} Всё, что здесь показано, — на {at}."
    ),
    "The vault is being opened.": "Хранилище открывается.",
    "Close": "Закрыть",
    "The statement on its channel": "Заявление на его канале",
    "Send what the others will read": "Отправить то, что прочтут другие",
    "Send a FLASH to who is not verified": "Послать FLASH тому, кто не сверен",
    "Leave though something waits": "Выйти, хотя есть очередь",
    "Back from the help": "Закрыть справку",
    "The next precedence, of a message": "Следующая срочность сообщения",
}
