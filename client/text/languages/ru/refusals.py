"""What the agreement, the record or a relay does not let through, and why."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    "A {kind} cannot refer to a {other_kind}.": "Вид «{kind}» не может ссылаться на вид «{other_kind}».",
    "A {kind} is at least {least}.": "Вид «{kind}»: не ниже {least}.",
    "A {kind} must say what it refers to.": "Вид «{kind}» должен указывать, на что ссылается.",
    "Name it with --re.": "Укажите через --re.",
    "By clause {clause} a {kind} goes to the parties that you name.": (
        "По п. {clause} вид «{kind}» получают стороны, которых вы назовёте."
    ),
    "By clause {clause} a {kind} goes to {to}.": "По п. {clause} вид «{kind}» получают: {to}.",
    "every party": "все стороны",
    "the principals and the mediator": "основные стороны и посредник",
    "parties of the agreement, its author's among them": "стороны соглашения, среди них сторона автора",
    "By clause {clause} a {kind} is said by: {functions}; not by: {function}.": (
        "По п. {clause} вид «{kind}» могут заявлять: {functions}; не могут: {function}."
    ),
    "By clause {clause} the agreement has ended.": "По п. {clause} срок соглашения истёк.",
    "By clause {clause} the agreement takes effect later.": (
        "По п. {clause} соглашение ещё не вступило в силу."
    ),
    "Comm checks, acknowledgements, incident reports and a renewal still go through.": (
        "Проверки связи, расписки, сообщения о происшествиях и продление ещё проходят."
    ),
    "Name them, or all.": "Назовите их или все стороны.",
    "Compare their 24 digits over a voice line: `hotline verify PARTY`.": (
        "Сверьте их 24 цифры голосом: `hotline verify PARTY`."
    ),
    "The roots of {parties} are not verified on this desk.": "На этом посту не сверены коды: {parties}.",
    "The agreement does not let the body of a {kind} be held back.": (
        "Соглашение не позволяет придерживать текст вида «{kind}»."
    ),
    "The body of a {kind} may not be held back here.": "Текст вида «{kind}» здесь придерживать нельзя.",
    "The agreement has no clause for {kind}.": "В соглашении нет пункта для вида «{kind}».",
    "The agreement is not signed by {parties}.": "Соглашение не подписано: {parties}.",
    "{party} is not a party of the agreement.": "{party}: не сторона соглашения.",
    "Your party is not a party of the agreement in force.": (
        "Ваша сторона не участвует в действующем соглашении."
    ),
    "This desk's credential is not for this kind of channel.": (
        "Удостоверение этого поста не для такого канала."
    ),
    "The credential of {officer} has expired.": "Удостоверение истекло: {officer}.",
    "The credential of {officer} is not valid yet.": "Удостоверение ещё не действует: {officer}.",
    "Ask the party's root for a new one.": "Запросите новое у хранителя корневого ключа.",
    "There are: {kinds}.": "Есть: {kinds}.",
    "There is no kind {kind}.": "Нет вида «{kind}».",
    "There is no kind {name}.": "Нет вида «{name}».",
    "{precedence} text is at most {most} words; this is {n}.": (
        "Текст {precedence}: не больше {most} слов; здесь {n}."
    ),
    "{precedence} text is at most {most} characters; this is {n}.": (
        "Текст {precedence}: не больше {most} знаков; здесь {n}."
    ),
    "Say the urgent part now, and the rest as a second statement.": (
        "Срочное заявите сейчас, остальное вторым заявлением."
    ),
    "Say it in several statements.": "Разделите на несколько заявлений.",
    "The statement referred to is not in this transcript.": "Указанного заявления нет в этом журнале.",
    "That statement is not shown on this channel.": "Это заявление на этом канале не показывается.",
    "An older incarnation of this desk spoke on after a newer one: its vault was copied.": (
        "Прежний запуск этого поста говорил и после нового: хранилище скопировано."
    ),
    "This desk said two different things as its number {seq}.": (
        "Этот пост сделал два разных заявления под номером {seq}."
    ),
    "Two desks hold different histories.": "У двух постов разные истории.",
    "A device announced two sealing keys as one.": "Устройство объявило два ключа запечатывания как один.",
    "A relay gave a false key. {why}": "Узел выдал ложный ключ. {why}",
    "It closes before all who were asked have filed and before the time agreed is over.": (
        "Закрывает раньше, чем подали все опрошенные и истёк согласованный срок."
    ),
    "It does not follow on what its author said before.": "Не продолжает того, что автор заявлял прежде.",
    "It is dated after its desk's credential expired.": "Дата позже срока удостоверения поста.",
    "It is dated after the agreement's sunset.": "Дата позже истечения срока соглашения.",
    "It is dated before its desk's credential begins.": "Дата раньше начала удостоверения поста.",
    "It is dated in time, but no other party vouches for that, and time has passed since.": (
        "Дата в срок, но никакая другая сторона этого не подтверждает, а время прошло."
    ),
    "It names other terms than those in force where it was said.": (
        "Названы не те условия, что действовали, когда оно сделано."
    ),
    "It refers to a {kind}, which such a statement cannot answer.": (
        "Ссылается на вид «{kind}», на который так отвечать нельзя."
    ),
    "It was said under terms that its party had already agreed to amend.": (
        "Сделано по условиям, которые его сторона уже согласилась изменить."
    ),
    "Its author did not begin by saying who they are.": "Автор не начал с того, кто он.",
    "Its catalogue is newer than ours: update to read it.": (
        "Его каталог новее нашего: обновите программу, чтобы прочесть."
    ),
    "Its desk told two histories: until it has a new credential, this gives its party no right.": (
        "Пост вёл две истории: до нового удостоверения оно не даёт стороне прав."
    ),
    "Its desk's credential is not signed by its party's root, or is another's.": (
        "Удостоверение поста не подписано корневым ключом стороны или чужое."
    ),
    "One of its desk's credential and the channel is for exercises, the other is real.": (
        "Из удостоверения поста и канала одно для учений, другое настоящее."
    ),
    "One of statement and channel is an exercise, the other is real.": (
        "Из заявления и канала одно учебное, другое настоящее."
    ),
    "One of credential and root is for exercises, the other is for real use.": (
        "Из удостоверения и корневого ключа одно для учений, другое для реальной работы."
    ),
    "The body was made for another statement, party or channel.": (
        "Текст составлен для другого заявления, стороны или канала."
    ),
    "The document that it carries does not verify.": "Приложенный документ проверки не прошёл.",
    "This is not the body that the statement's header promises.": (
        "Это не тот текст, который обещает заголовок заявления."
    ),
    "Two amendments came into force side by side; what is said under either binds only its author.": (
        "Две поправки вступили в силу рядом; сказанное по любой связывает лишь автора."
    ),
    "{party} revoked this desk, and does not stand by what it said here.": (
        "{party}: пост отозван, за сказанное здесь сторона не отвечает."
    ),
    "A statement of a desk that is no member's, as far as is known here, was left.": (
        "Заявление поста, который, насколько здесь известно, не участвует, оставлено."
    ),
    "If it is a new desk of a member, it says so itself and is heard then.": (
        "Если это новый пост участника, он сам скажет об этом и будет услышан."
    ),
    "Not connected yet.": "Ещё не соединено.",
    "Nothing came from the relay for {n} seconds.": "От узла ничего не было, секунд: {n}.",
    "The connection broke.": "Соединение прервалось.",
    "The connection was closed.": "Соединение закрыто.",
    "The relay began a message and did not end it in {n} seconds.": (
        "Узел начал сообщение и не закончил его, секунд: {n}."
    ),
    "The relay cannot be reached: {why}.": "Узел недоступен: {why}.",
    "The relay did not answer.": "Узел не ответил.",
    "The relay did not complete the log-in.": "Узел не завершил вход.",
    "The relay stopped reading, or the connection broke.": "Узел не читает, или связь прервалась.",
    "This relay does not hold the key that the agreement names.": (
        "У узла нет ключа, названного в соглашении."
    ),
    "The relay ended the session: {why}": "Узел завершил сеанс: {why}",
    "The relay sent a {frame} while {state}.": "Узел прислал «{frame}» не вовремя ({state}).",
    "The relay signed for another certificate than this connection has: someone stands between.": (
        "Узел подписал не тот сертификат, что у этого соединения: между вами кто-то есть."
    ),
    "Tell the relay's operator. Another relay is tried.": "Сообщите оператору узла. Пробуется другой узел.",
    "The agreement names this relay without TLS, which is for tests on one machine only.": (
        "В соглашении этот узел без TLS, что годится лишь для проб на одной машине."
    ),
    "Its operator must give it a wss:// address.": "Оператор должен дать ему адрес wss://.",
    "The session was ended here.": "Сеанс завершён здесь.",
    "This machine was asleep.": "Эта машина спала.",
    "Something broke here; see the log.": "Здесь произошёл сбой; см. технический журнал.",
    "Something broke; see the log.": "Произошёл сбой; см. технический журнал.",
    "A session broke: {what}": "Сбой сеанса: {what}",
    "{part} broke: {what}": "Сбой ({part}): {what}",
    "A round": "проход",
    "A tick": "отсчёт",
    "That desk's mailbox is full.": "Ящик того поста полон.",
    "Your party has used up what the relay keeps for it.": "Ваша сторона исчерпала своё место на узле.",
    "It is larger than the relay takes.": "Больше, чем узел принимает.",
    "More is under way than the relay takes at once.": "Отправляется больше, чем узел берёт за раз.",
    "Its time was over before it came.": "Срок вышел раньше, чем оно пришло.",
    "The relay serves no such desk.": "Узел такого поста не обслуживает.",
    "The relay does not admit this desk.": "Узел не допускает этот пост.",
    "Your party's root has revoked this device.": "Корневой ключ вашей стороны отозвал это устройство.",
    "The relay did not understand it.": "Узел не понял.",
    "It is too early for that.": "Для этого ещё рано.",
    "The relay is busy.": "Узел занят.",
    "This device has logged in over a newer connection.": "Это устройство вошло по более новому соединению.",
    "The relay is closing.": "Узел завершает работу.",
    "There is no {thing} {word} here.": "Здесь не найдено: {thing} {word}.",
    "More than one fits: {thing} {word}.": "Подходит не одно: {thing} {word}.",
    "Give more of it.": "Укажите подробнее.",
    "`hotline channels` lists those it is on.": "Список даёт `hotline channels`.",
    "This desk is not on that channel.": "Этого поста на том канале нет.",
    "This is your own party.": "Это ваша собственная сторона.",
    "Verify the others.": "Сверяйте других.",
    "{party} is not another party of this channel.": "{party}: не другая сторона этого канала.",
    "Choose one of the others.": "Выберите другую.",
    "Verification needs the name of the person at the other end.": "Для сверки нужно имя собеседника.",
    "These are not the digits of this root.": "Это не цифры этого корневого ключа.",
    "Read them once more over a number that you know; if they differ again, the root is not theirs.": (
        "Перечитайте их по известному вам номеру; если снова не совпадут, ключ не их."
    ),
    "Read all six groups of four again.": "Перечитайте все шесть групп по четыре.",
    "The statement belongs to another channel.": "Заявление относится к другому каналу.",
    "The statement is not held.": "Этого заявления здесь нет.",
    "The statement of this body is not held.": "Заявления к этому тексту здесь нет.",
    "A body without its statement cannot be kept.": "Текст без его заявления не хранится.",
    "There is no word list in {language}.": "Списка слов нет: {language}.",
    "There are: {languages}.": "Есть: {languages}.",
}
