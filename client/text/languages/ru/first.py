"""The first run, step by step."""

from __future__ import annotations

from collections.abc import Mapping

FIRST: Mapping[str, str] = {
    "FIRST RUN": "ПЕРВЫЙ ЗАПУСК",
    "First run, step {n} of {m}: {what}": "Первый запуск, шаг {n} из {m}: {what}",
    "You can leave at any point. `hotline` goes on where you left.": (
        "Выйти можно в любой момент. `hotline` продолжит с того же места."
    ),
    "This desk": "Этот пост",
    "Its credential": "Удостоверение",
    "The agreement": "Соглашение",
    "The relays": "Узлы",
    "The parties": "Стороны",
    "A new desk on this machine": "Новый пост на этой машине",
    "A desk is for exercises or for real use, for life. Its key is made here and never leaves; a "
    "party's root never comes to this machine.": (
        "Пост навсегда либо для учений, либо для реальной работы. Его ключ создаётся здесь и отсюда не "
        "уходит; корневой ключ стороны на эту машину не попадает."
    ),
    "Use": "Назначение",
    "Role": "Роль",
    "Passphrase": "Пароль",
    "Once more": "Ещё раз",
    "Name, as the others will read it": "Имя, как его прочтут другие",
    "It opens the vault on this machine. Nobody can restore it: write it down, keep it apart.": (
        "Он открывает хранилище на этой машине. Восстановить его нельзя: запишите и храните отдельно."
    ),
    "The two differ.": "Они различаются.",
    "The key and its vault are being made.": "Создаются ключ и хранилище.",
    "The vault is kept in {folder}": "Хранилище: {folder}",
    "Choose what this desk is for; it cannot be changed later.": (
        "Выберите назначение поста; изменить его потом нельзя."
    ),
    "Type the name of the officer who works here.": "Впишите имя офицера, который здесь работает.",
    "Choose as what the officer acts.": "Выберите роль офицера.",
    "Type a passphrase for the vault.": "Впишите пароль хранилища.",
    "The two passphrases differ: type the same once more.": "Пароли различаются: впишите тот же ещё раз.",
    "Its party lets this desk speak": "Сторона разрешает этому посту говорить",
    "Hand this file to whoever keeps your party's root.": (
        "Передайте этот файл хранителю корневого ключа вашей стороны."
    ),
    "This desk asks for {officer}, {role}.": "Пост просит удостоверение: {officer}, {role}.",
    "They sign it where the root is, never on this machine:": (
        "Его подписывают там, где корневой ключ, и никогда не на этой машине:"
    ),
    "Read to them how this desk's key begins, so that they sign yours:": (
        "Прочтите им начало ключа этого поста, чтобы подписали именно ваш:"
    ),
    "Put what comes back into the same folder, or type where it is.": (
        "Положите полученный ответ в ту же папку или впишите, где он."
    ),
    "Nothing for this desk has come yet. Looking into": "Для этого поста пока ничего нет. Просматривается",
    "Path of a file or folder; empty: this folder": "Путь к файлу или папке; пусто: эта папка",
    "Good until {day} {year}, for {t}.": "Годно до {day} {year}, ещё {t}.",
    "takes it in": "принять",
    "The request of this desk is not in {folder} any more.": "Запроса этого поста больше нет в {folder}.",
    "Whom this desk knows, and what the parties agreed": "Кого знает этот пост и о чём договорились стороны",
    "Hand this desk's card to every other desk.": "Передайте карточку этого поста всем другим постам.",
    "Put their cards and the agreement that all have signed into the same folder, or type a path.": (
        "Положите их карточки и подписанное всеми соглашение в ту же папку или впишите путь."
    ),
    "No card and no agreement has come yet. Looking into": "Карточек и соглашения пока нет. Просматривается",
    "KNOWN HERE": "ИЗВЕСТНЫ ЗДЕСЬ",
    "It is being made.": "Создаётся.",
    "takes in what is new": "принять новое",
    "“{title}” waits for the signature of {who}.": "«{title}» ждёт подписи: {who}.",
    "Path of a file or folder; empty: all that is new below": "Путь к файлу или папке; пусто: всё новое ниже",
    "until {day} {year}, for {t}": "до {day} {year}, ещё {t}",
    "an exercise": "учение",
    "for real use": "реальная работа",
    "Not signed yet by {who}. Enter keeps this copy; the channel opens once all have signed.": (
        "Ещё не подписали: {who}. Enter сохранит эту копию; канал откроется, когда подпишут все."
    ),
    "All have signed. Enter puts this desk on the channel.": "Подписали все. Enter введёт этот пост в канал.",
    "not signed": "не подписано",
    "your own party": "своя сторона",
    "card missing": "нет карточки",
    "Your party is not a party of this agreement.": "Ваша сторона не входит в это соглашение.",
    "This desk is for exercises, for life, and this agreement is not.": (
        "Этот пост навсегда для учений, а соглашение нет."
    ),
    "This desk is for real use, for life, and this agreement is not.": (
        "Этот пост навсегда для реальной работы, а соглашение нет."
    ),
    "The relays of the agreement": "Узлы соглашения",
    "This desk logs in to each of them. The relay proves the key that the agreement names, and this "
    "desk its own; a relay can read nothing of what it carries.": (
        "Пост входит на каждый из них. Узел доказывает ключ, названный в соглашении, пост доказывает "
        "свой; прочесть то, что пересылает, узел не может."
    ),
    "The agreement names no relay: what is said goes by courier files.": (
        "Соглашение не называет узлов: заявленное идёт с курьером."
    ),
    "logged in": "вход выполнен",
    "refused": "отказ",
    "not reached": "нет ответа",
    "since {at}": "с {at}",
    "All answer. Go on.": "Отвечают все. Дальше.",
    "One that answers is enough; the others are tried again and again.": (
        "Достаточно одного; остальные пробуются снова и снова."
    ),
    "None answers yet. You can go on: what you say is kept, and leaves when one answers.": (
        "Пока не отвечает ни один. Можно идти дальше: заявленное сохраняется и уйдёт, когда ответит хоть "
        "один."
    ),
    "The others, and the line itself": "Другие стороны и сама линия",
    "Call each party on a number of the agreement, read your code out and type theirs. Until then "
    "nothing shows that their root is theirs.": (
        "Позвоните каждой стороне по номеру из соглашения, прочтите свой код и наберите их. До этого "
        "ничто не показывает, что их корневой ключ действительно их."
    ),
    "In an exercise this may come later; the screen goes on saying so.": (
        "На учении это можно сделать позже; экран будет напоминать."
    ),
    "Until it is done, this desk can say nothing on the channel.": (
        "Пока это не сделано, пост ничего не может заявить на канале."
    ),
    "leads there": "ведёт туда",
    "Send a comm check: every desk that is open answers by itself.": (
        "Пошлите проверку связи: каждый открытый пост ответит сам."
    ),
    "sends one": "послать",
    "answered after {n} s": "ответ через {n} с",
    "Nobody has answered yet. A desk answers while it is open and has a relay.": (
        "Пока никто не ответил. Пост отвечает, пока открыт и видит узел."
    ),
    "{onward} or {back}: to the channel. It is all still there with {verify} and {compose}.": (
        "{onward} или {back}: на канал. Всё это доступно и там: {verify} и {compose}."
    ),
}
