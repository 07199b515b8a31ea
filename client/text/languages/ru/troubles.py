"""What is wrong with files, vaults, credentials, envelopes and documents."""

from __future__ import annotations

from collections.abc import Mapping

TROUBLES: Mapping[str, str] = {
    "A desk is known here whose party is not.": "Здесь известен пост, чья сторона неизвестна.",
    "A device belongs to one party: ask both parties whose it is.": (
        "Устройство принадлежит одной стороне: спросите обе, чьё оно."
    ),
    "This card names a device that another party's root has stood for.": (
        "В карточке названо устройство, за которое ручался ключ другой стороны."
    ),
    "This root of {party} has the keys of one known here, and says other things.": (
        "У этого корневого ключа ({party}) известные здесь ключи, но иное содержание."
    ),
    "Ask the party which document is right.": "Спросите сторону, какой документ верен.",
    "The root of this party is not known here.": "Корневой ключ этой стороны здесь неизвестен.",
    "Import one of its cards first.": "Сначала примите одну из её карточек.",
    "Import its root as well.": "Примите и её корневой ключ.",
    "Import the one that its party's root issued.": "Примите то, что выдал корневой ключ стороны.",
    "Import the parties' roots first.": "Сначала примите корневые ключи сторон.",
    "No party that is known here has signed this.": "Ни одна известная здесь сторона этого не подписала.",
    "This credential is another party's than the one this desk speaks for.": (
        "Удостоверение другой стороны, не той, за которую говорит пост."
    ),
    "This credential is of a party that is not known here.": (
        "Удостоверение стороны, которая здесь неизвестна."
    ),
    "This credential is older than the one this desk has.": "Удостоверение старше того, что у поста есть.",
    "This desk has no credential yet.": "У этого поста ещё нет удостоверения.",
    "The acceptance is signed by another party than the one that it names.": (
        "Принятие подписано не той стороной, что в нём названа."
    ),
    "The credential names another party than the one that signed it.": (
        "В удостоверении названа не та сторона, что его подписала."
    ),
    "The revocation names another party than the one that signed it.": (
        "В отзыве названа не та сторона, что его подписала."
    ),
    "The receipt names another relay than the one that signed it.": (
        "В квитанции назван не тот узел, что её подписал."
    ),
    "The card's sealing key is another device's.": "Ключ запечатывания в карточке от другого устройства.",
    "It is not signed by the device that it names.": "Подписано не тем устройством, что названо.",
    "It was signed as {one}, not as {other}.": "Подписано как {one}, а не как {other}.",
    "One of the two root signatures is missing.": "Нет одной из двух подписей корневого ключа.",
    "The signature does not fit.": "Подпись не подходит.",
    "The post-quantum signature does not fit.": "Постквантовая подпись не подходит.",
    "The envelope names a pair that is not held here.": "В конверте названа пара, которой здесь нет.",
    "The envelope was sealed to a key that is no longer held here.": (
        "Конверт запечатан ключом, которого здесь уже нет."
    ),
    "The seal is broken or the key is another.": "Печать сломана или ключ другой.",
    "The secret was not sealed to this key.": "Секрет запечатан не этим ключом.",
    "The slot holds another key than the one that the envelope commits to.": (
        "В гнезде другой ключ, чем обещан конвертом."
    ),
    "The slot names another pair.": "В гнезде названа другая пара.",
    "The slot was made for another sealing key.": "Гнездо сделано для другого ключа запечатывания.",
    "Taking it in failed again and again ({what}).": "Принять не удалось много раз подряд ({what}).",
    "What came could not be taken in: {arrival}, {what}": "Пришедшее принять не удалось: {arrival}, {what}",
    "A request for a credential: for the keeper of the party's root.": (
        "Запрос удостоверения: для хранителя корневого ключа."
    ),
    "A relay's card: for whoever drafts an agreement.": "Карточка узла: для составителя соглашения.",
    "A revocation of a desk.": "Отзыв поста.",
    "An acceptance of an amendment.": "Принятие поправки.",
    "An amendment of “{title}”.": "Поправка к «{title}».",
    "None of our files.": "Не наш файл.",
    "The agreement “{title}”, signed by {n} of {m}, as far as roots are known here.": (
        "Соглашение «{title}», подписали {n} из {m}, насколько ключи здесь известны."
    ),
    "The agreement “{title}”, signed by {n} of {m}.": "Соглашение «{title}», подписали {n} из {m}.",
    "The agreement “{title}”, which nobody has signed yet.": "Соглашение «{title}», ещё никем не подписано.",
    "The desk {desk}: {officer}, {role}.": "Пост {desk}: {officer}, {role}.",
    "This very desk {desk}: {officer}, {role}.": "Этот самый пост {desk}: {officer}, {role}.",
    "The root of {party}, {name}.": "Корневой ключ: {party}, {name}.",
    "There is no credential for this desk among these files.": (
        "Среди этих файлов нет удостоверения для этого поста."
    ),
    "Ask the keeper of the root for the file that `hotline party credential` wrote.": (
        "Попросите у хранителя ключа файл, записанный `hotline party credential`."
    ),
    "There is nothing new to take in.": "Нового для приёма нет.",
    "Nothing for this desk has come yet.": "Для этого поста пока ничего нет.",
    "Type where the file is.": "Впишите, где файл.",
    "This is a courier file: it belongs to a channel.": "Это файл курьера: он относится к каналу.",
    "Join the channel first.": "Сначала войдите в канал.",
    "The courier file cannot be read: {why}.": "Файл курьера не читается: {why}.",
    "The courier file could not be written: {why}.": "Файл курьера не записан: {why}.",
    "The medium did not keep what was written.": "Носитель не сохранил записанное.",
    "Use another one.": "Возьмите другой.",
    "Ask for the file again.": "Запросите файл снова.",
    "Copy the file again from where it was made.": "Скопируйте файл снова оттуда, где он создан.",
    "{path} cannot be read: {why}.": "{path} не читается: {why}.",
    "{path} is there already.": "{path} уже есть.",
    "{path} is too large to be one of our files.": "{path}: слишком велик для нашего файла.",
    "{folder} cannot be written: {why}.": "{folder} не записывается: {why}.",
    "{path} cannot be written: {why}.": "{path} не записывается: {why}.",
    "{folder} is there already.": "{folder} уже есть.",
    "{folder} could not be closed to others: {why}.": "{folder} не закрыть от других: {why}.",
    "Nothing was overwritten; choose another name.": "Ничего не перезаписано; выберите другое имя.",
    "{file} cannot be read: {why}.": "{file} не читается: {why}.",
    "{file} is not UTF-8 text.": "{file}: не текст UTF-8.",
    "is a directory": "это папка",
    "not a directory": "это не папка",
    "no such file or directory": "нет такого файла или папки",
    "no space left on device": "на носителе нет места",
    "permission denied": "доступ запрещён",
    "read-only file system": "носитель только для чтения",
    "Another command holds this desk's vault.": "Хранилище поста занято другой командой.",
    "Try again when it has ended.": "Повторите, когда она кончит.",
    "Another process has {file} open ({who}).": "{file} открыт другим процессом ({who}).",
    "Another process of this profile is running.": "Работает другой процесс этого профиля.",
    "Use that one, or end it first.": "Используйте его или сперва завершите.",
    "A profile's name is made of letters, digits, dots and dashes.": (
        "Имя профиля: буквы, цифры, точки и дефисы."
    ),
    "A path needs a slash.": "В пути нужна косая черта.",
    "A path over the socket must be whole.": "Путь через сокет должен быть полным.",
    "Use a profile folder with a shorter path.": "Возьмите папку профиля с путём короче.",
    "The socket {path} cannot be made: {why}.": "Сокет {path} не создать: {why}.",
    "A transaction of the vault is under way: they do not nest.": (
        "Транзакция хранилища уже идёт: вкладывать нельзя."
    ),
    "The vault is written in a transaction only.": "В хранилище пишут только в транзакции.",
    "A vault in memory has no backup.": "У хранилища в памяти нет копии.",
    "A vault in memory has no passphrase.": "У хранилища в памяти нет пароля.",
    "Begin with `hotline init`.": "Начните с `hotline init`.",
    "Check the path.": "Проверьте путь.",
    "Check the path, or restore a backup.": "Проверьте путь или восстановите копию.",
    "This is not a vault, or its first bytes are damaged.": "Это не хранилище, или его начало повреждено.",
    "This vault has no identity yet.": "В этом хранилище ещё нет личности.",
    "The vault could not be written: {why}.": "Хранилище не записано: {why}.",
    "The vault's file could not be used: {why}.": "Файл хранилища не использовать: {why}.",
    "Make room on it.": "Освободите на нём место.",
    "Make room on the disk, or check it.": "Освободите место на диске или проверьте его.",
    "The vault did not open: wrong passphrase.": "Хранилище не открылось: пароль неверен.",
    "Try again. If you are sure of it, the file's first bytes are damaged: restore a backup.": (
        "Повторите. Если уверены в пароле, начало файла повреждено: восстановите копию."
    ),
    "The vault is locked.": "Хранилище заперто.",
    "The vault is not open here.": "Хранилище здесь не открыто.",
    "There is no vault at {path}.": "Хранилища нет: {path}.",
    "The passphrase is empty.": "Пароль пуст.",
    "The passphrase could not be read from {path}: {why}.": "Пароль не прочитан из {path}: {why}.",
    "Others on this machine may read {path}.": "Другие на этой машине могут читать {path}.",
    "Run `chmod 600 {path}` first.": "Сначала выполните `chmod 600 {path}`.",
    "{file} could not be opened: {why}.": "{file} не открыть: {why}.",
    "{file} could not be read: {why}.": "{file} не прочитан: {why}.",
    "{file} could not be written: {why}.": "{file} не записан: {why}.",
    "{file} is damaged.": "{file} повреждён.",
    "{file} is damaged: it is cut off.": "{file} повреждён: он обрезан.",
    "{file} is damaged: some of its rows are gone.": "{file} повреждён: часть строк пропала.",
    "It was set aside as {aside}. Restore a backup.": "Он отложен: {aside}. Восстановите копию.",
    "{file} is not {what}.": "{file}: это не {what}.",
    "a desk's vault": "хранилище поста",
    "{file} was written by another version of this program.": "{file} записан другой версией этой программы.",
    "Open it with the version that wrote it.": "Откройте его той версией, что его записала.",
    "Is it an older version?": "Это старая версия?",
    "The engine is not running.": "Движок не работает.",
    "The running process does not know `{verb}`.": "Работающий процесс не знает `{verb}`.",
    "The running process ended before it answered.": "Работающий процесс завершился, не ответив.",
    "It may have been done: look, before you do it again.": (
        "Возможно, это сделано: проверьте, прежде чем повторять."
    ),
    "The running process has gone.": "Работающий процесс исчез.",
    "Try again.": "Повторите.",
    "{what} {advice}": "{what} {advice}",
    "{where}: {why}.": "{where}: {why}.",
    "has more after its signature": "после подписи есть ещё что-то",
    "holds no fields: write `field: value`, one a line": (
        "полей нет: пишите `поле: значение`, по одному в строке"
    ),
    "holds text that is not Unicode, or a number that is none": "содержит текст не в Юникоде или не число",
    "is another document: only signatures on one payload merge": (
        "другой документ: сводятся лишь подписи под одним содержанием"
    ),
    "is another kind of document": "документ другого вида",
    "is cut short": "обрезан",
    "is damaged": "повреждён",
    "is for other parts than these": "для других частей",
    "is missing or has an impossible length": "нет или невозможная длина",
    "is missing or no whole number": "нет или не целое число",
    "is nested too deep": "слишком глубокая вложенность",
    "has a character that no file's name has": "содержит знак, которого в имени файла быть не может",
    "begins in a folder that is not known here": "начинается с папки, которой здесь нет",
    "is none of our files: {ours}": "не наш файл: {ours}",
    "is none of {names}": "нет среди: {names}",
    "is not JSON at line {line}, column {column}": "не JSON в строке {line}, столбце {column}",
    "is not UTF-8": "не UTF-8",
    "is not a payload type of this protocol": "не вид содержания этого протокола",
    "is not an Ed25519 key that can be trusted": "не ключ Ed25519, которому можно верить",
    "is not an X-Wing public key": "не открытый ключ X-Wing",
    "is not padded as the protocol has it": "дополнено не по протоколу",
    "is {n} bytes, at most {most} are allowed": "{n} Б, допускается не больше {most}",
    "is {n} bytes, at most {most} are read": "{n} Б, читается не больше {most}",
    "names another agreement: an amendment constitutes no channel": (
        "названо другое соглашение: поправка канала не создаёт"
    ),
    "needs 1 to {most} signatures of different keys": "нужно от 1 до {most} подписей разных ключей",
    "needs a list": "нужен список",
    "needs {n} digits": "нужно цифр: {n}",
    "holds more than {most} bytes": "больше {most} Б",
    "names {n} slots, at most {most} are allowed": "гнёзд {n}, допускается не больше {most}",
    "agreement": "соглашение",
    "card": "карточка",
    "courier file": "файл курьера",
    "credential": "удостоверение",
    "envelope": "конверт",
    "path": "путь",
    "file": "файл",
    "precedence": "срочность",
    "receipt": "квитанция",
    "relay card": "карточка узла",
    "revocation": "отзыв",
    "root code": "код",
    "root document": "корневой ключ",
    "sealing key": "ключ запечатывания",
    "signed document": "подписанный документ",
    "slot": "гнездо",
    "statement body": "текст заявления",
    "statement header": "заголовок заявления",
    "it is not text": "это не текст",
}
