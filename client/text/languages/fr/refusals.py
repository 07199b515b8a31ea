"""What the agreement, the record or a relay does not let through, and why."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    "A {kind} cannot refer to a {other_kind}.": (
        "Le type « {kind} » ne peut renvoyer au type « {other_kind} »."
    ),
    "A {kind} is at least {least}.": "Le type « {kind} » est au moins {least}.",
    "A {kind} must say what it refers to.": "Le type « {kind} » doit indiquer à quoi il renvoie.",
    "Name it with --re.": "Indiquez-la avec --re.",
    "By clause {clause} a {kind} goes to the parties that you name.": (
        "Selon l'art. {clause}, le type « {kind} » va aux parties que vous nommez."
    ),
    "By clause {clause} a {kind} goes to {to}.": "Selon l'art. {clause}, le type « {kind} » va à : {to}.",
    "every party": "toutes les parties",
    "the principals and the mediator": "les parties principales et le médiateur",
    "parties of the agreement, its author's among them": "des parties à l'accord, dont celle de l'auteur",
    "By clause {clause} a {kind} is said by: {functions}; not by: {function}.": (
        "Selon l'art. {clause}, le type « {kind} » revient à : {functions} ; non à : {function}."
    ),
    "By clause {clause} the agreement has ended.": "Selon l'art. {clause}, l'accord a pris fin.",
    "By clause {clause} the agreement takes effect later.": (
        "Selon l'art. {clause}, l'accord n'est pas encore en vigueur."
    ),
    "Comm checks, acknowledgements, incident reports and a renewal still go through.": (
        "Essais de liaison, accusés de réception, comptes rendus d'incident et renouvellement passent encore."
    ),
    "Name them, or all.": "Nommez-les, ou toutes.",
    "Compare their 24 digits over a voice line: `hotline verify PARTY`.": (
        "Comparez leurs 24 chiffres de vive voix : `hotline verify PARTY`."
    ),
    "The roots of {parties} are not verified on this desk.": "Codes non vérifiés à ce poste : {parties}.",
    "The agreement does not let the body of a {kind} be held back.": (
        "L'accord ne permet pas de retenir le texte du type « {kind} »."
    ),
    "The body of a {kind} may not be held back here.": "Le texte du type « {kind} » ne peut être retenu ici.",
    "The agreement has no clause for {kind}.": "L'accord n'a pas d'article pour le type « {kind} ».",
    "The agreement is not signed by {parties}.": "Signatures de l'accord qui manquent : {parties}.",
    "{party} is not a party of the agreement.": "{party} n'est pas partie à l'accord.",
    "Your party is not a party of the agreement in force.": (
        "Votre partie n'est pas partie à l'accord en vigueur."
    ),
    "This desk's credential is not for this kind of channel.": (
        "L'accréditation de ce poste n'est pas pour ce genre de canal."
    ),
    "The credential of {officer} has expired.": "L'accréditation de {officer} a expiré.",
    "The credential of {officer} is not valid yet.": "L'accréditation de {officer} n'est pas encore valable.",
    "Ask the party's root for a new one.": "Demandez-en une nouvelle au gardien de la clé racine.",
    "There are: {kinds}.": "Il y a : {kinds}.",
    "There is no kind {kind}.": "Il n'y a pas de type « {kind} ».",
    "There is no kind {name}.": "Il n'y a pas de type « {name} ».",
    "{precedence} text is at most {most} words; this is {n}.": (
        "Un texte {precedence} a au plus {most} mots ; celui-ci en a {n}."
    ),
    "{precedence} text is at most {most} characters; this is {n}.": (
        "Un texte {precedence} a au plus {most} caractères ; celui-ci en a {n}."
    ),
    "Say the urgent part now, and the rest as a second statement.": (
        "Faites la part urgente maintenant, et le reste dans une seconde déclaration."
    ),
    "Say it in several statements.": "Faites-en plusieurs déclarations.",
    "The statement referred to is not in this transcript.": (
        "La déclaration visée n'est pas dans ce registre."
    ),
    "That statement is not shown on this channel.": "Cette déclaration n'est pas montrée sur ce canal.",
    "An older incarnation of this desk spoke on after a newer one: its vault was copied.": (
        "Une ancienne incarnation de ce poste a continué après une plus récente : son coffre a été copié."
    ),
    "This desk said two different things as its number {seq}.": (
        "Ce poste a dit deux choses différentes sous son numéro {seq}."
    ),
    "Two desks hold different histories.": "Deux postes détiennent des récits différents.",
    "A device announced two sealing keys as one.": (
        "Un appareil a annoncé deux clés de scellement comme une seule."
    ),
    "A relay gave a false key. {why}": "Un relais a donné une fausse clé. {why}",
    "It closes before all who were asked have filed and before the time agreed is over.": (
        "Elle clôt avant le dépôt de toutes les parties consultées et avant la fin du délai convenu."
    ),
    "It does not follow on what its author said before.": (
        "Elle ne fait pas suite à ce que son auteur a dit auparavant."
    ),
    "It is dated after its desk's credential expired.": (
        "Elle est datée d'après l'expiration de l'accréditation de son poste."
    ),
    "It is dated after the agreement's sunset.": "Elle est datée d'après l'expiration de l'accord.",
    "It is dated before its desk's credential begins.": (
        "Elle est datée d'avant le début de l'accréditation de son poste."
    ),
    "It is dated in time, but no other party vouches for that, and time has passed since.": (
        "Elle est datée dans le délai, mais aucune autre partie ne l'atteste, et du temps a passé depuis."
    ),
    "It names other terms than those in force where it was said.": (
        "Elle vise d'autres termes que ceux en vigueur là où elle fut faite."
    ),
    "It refers to a {kind}, which such a statement cannot answer.": (
        "Elle renvoie au type « {kind} », auquel elle ne peut répondre."
    ),
    "It was said under terms that its party had already agreed to amend.": (
        "Faite sous des termes que sa partie avait déjà accepté d'amender."
    ),
    "Its author did not begin by saying who they are.": "Son auteur n'a pas commencé par dire qui il est.",
    "Its catalogue is newer than ours: update to read it.": (
        "Son catalogue est plus récent que le nôtre : mettez à jour pour la lire."
    ),
    "Its desk told two histories: until it has a new credential, this gives its party no right.": (
        "Son poste a tenu deux récits : sans nouvelle accréditation, elle ne donne aucun droit à sa partie."
    ),
    "Its desk's credential is not signed by its party's root, or is another's.": (
        "L'accréditation de son poste n'est pas signée de la clé racine de sa partie, ou est celle d'un "
        "autre."
    ),
    "One of its desk's credential and the channel is for exercises, the other is real.": (
        "L'accréditation du poste ou le canal est pour l'exercice, l'autre est réel."
    ),
    "One of statement and channel is an exercise, the other is real.": (
        "La déclaration ou le canal est un exercice, l'autre est réel."
    ),
    "One of credential and root is for exercises, the other is for real use.": (
        "L'accréditation ou la clé racine est pour l'exercice, l'autre pour l'usage réel."
    ),
    "The body was made for another statement, party or channel.": (
        "Le texte a été fait pour une autre déclaration, partie ou canal."
    ),
    "The document that it carries does not verify.": "Le document qu'elle porte n'est pas valable.",
    "This is not the body that the statement's header promises.": (
        "Ce n'est pas le texte que promet l'en-tête de la déclaration."
    ),
    "Two amendments came into force side by side; what is said under either binds only its author.": (
        "Deux amendements sont entrés en vigueur côte à côte ; ce qui est dit sous l'un ou l'autre "
        "n'engage que son auteur."
    ),
    "{party} revoked this desk, and does not stand by what it said here.": (
        "{party} a révoqué ce poste et ne répond pas de ce qu'il a dit ici."
    ),
    "A statement of a desk that is no member's, as far as is known here, was left.": (
        "Une déclaration d'un poste qui, autant qu'on sache ici, n'est d'aucun membre a été laissée."
    ),
    "If it is a new desk of a member, it says so itself and is heard then.": (
        "Si c'est le nouveau poste d'un membre, il le dira lui-même et sera alors entendu."
    ),
    "Not connected yet.": "Pas encore connecté.",
    "Nothing came from the relay for {n} seconds.": "Rien n'est venu du relais depuis {n} secondes.",
    "The connection broke.": "La connexion s'est rompue.",
    "The connection was closed.": "La connexion a été fermée.",
    "The relay began a message and did not end it in {n} seconds.": (
        "Le relais a commencé un message et ne l'a pas terminé en {n} secondes."
    ),
    "The relay cannot be reached: {why}.": "Le relais est injoignable : {why}.",
    "The relay did not answer.": "Le relais n'a pas répondu.",
    "The relay did not complete the log-in.": "Le relais n'a pas achevé la connexion.",
    "The relay stopped reading, or the connection broke.": (
        "Le relais ne lit plus, ou la connexion s'est rompue."
    ),
    "This relay does not hold the key that the agreement names.": (
        "Ce relais n'a pas la clé que nomme l'accord."
    ),
    "The relay ended the session: {why}": "Le relais a mis fin à la session : {why}",
    "The relay sent a {frame} while {state}.": "Le relais a envoyé « {frame} » hors de propos ({state}).",
    "The relay signed for another certificate than this connection has: someone stands between.": (
        "Le relais a signé pour un autre certificat que celui de cette connexion : quelqu'un s'interpose."
    ),
    "Tell the relay's operator. Another relay is tried.": (
        "Avertissez l'opérateur du relais. Un autre relais est essayé."
    ),
    "The agreement names this relay without TLS, which is for tests on one machine only.": (
        "L'accord nomme ce relais sans TLS, ce qui ne vaut que pour des essais sur une même machine."
    ),
    "Its operator must give it a wss:// address.": "Son opérateur doit lui donner une adresse wss://.",
    "The session was ended here.": "La session a été close ici.",
    "This machine was asleep.": "Cette machine était en veille.",
    "Something broke here; see the log.": "Une erreur est survenue ici ; voyez le journal technique.",
    "Something broke; see the log.": "Une erreur est survenue ; voyez le journal technique.",
    "A session broke: {what}": "Erreur dans une session : {what}",
    "{part} broke: {what}": "Erreur ({part}) : {what}",
    "A round": "un passage",
    "A tick": "une échéance",
    "That desk's mailbox is full.": "La boîte de ce poste est pleine.",
    "Your party has used up what the relay keeps for it.": (
        "Votre partie a épuisé ce que le relais garde pour elle."
    ),
    "It is larger than the relay takes.": "C'est plus que le relais n'accepte.",
    "More is under way than the relay takes at once.": (
        "Plus d'envois en cours que le relais n'en prend à la fois."
    ),
    "Its time was over before it came.": "Son délai était passé avant l'arrivée.",
    "The relay serves no such desk.": "Le relais ne dessert pas ce poste.",
    "The relay does not admit this desk.": "Le relais n'admet pas ce poste.",
    "Your party's root has revoked this device.": "La clé racine de votre partie a révoqué cet appareil.",
    "The relay did not understand it.": "Le relais ne l'a pas compris.",
    "It is too early for that.": "Il est trop tôt pour cela.",
    "The relay is busy.": "Le relais est occupé.",
    "This device has logged in over a newer connection.": (
        "Cet appareil s'est connecté par une liaison plus récente."
    ),
    "The relay is closing.": "Le relais s'arrête.",
    "There is no {thing} {word} here.": "Introuvable ici : {thing} {word}.",
    "More than one fits: {thing} {word}.": "Plusieurs correspondent : {thing} {word}.",
    "Give more of it.": "Donnez-en davantage.",
    "`hotline channels` lists those it is on.": "`hotline channels` donne la liste.",
    "This desk is not on that channel.": "Ce poste n'est pas sur ce canal.",
    "This is your own party.": "C'est votre propre partie.",
    "Verify the others.": "Vérifiez les autres.",
    "{party} is not another party of this channel.": "{party} n'est pas une autre partie de ce canal.",
    "Choose one of the others.": "Choisissez l'une des autres.",
    "Verification needs the name of the person at the other end.": (
        "La vérification exige le nom de la personne à l'autre bout."
    ),
    "These are not the digits of this root.": "Ce ne sont pas les chiffres de cette clé racine.",
    "Read them once more over a number that you know; if they differ again, the root is not theirs.": (
        "Relisez-les par un numéro que vous connaissez ; s'ils diffèrent encore, la clé n'est pas la leur."
    ),
    "Read all six groups of four again.": "Relisez les six groupes de quatre.",
    "The statement belongs to another channel.": "La déclaration appartient à un autre canal.",
    "The statement is not held.": "La déclaration n'est pas détenue.",
    "The statement of this body is not held.": "La déclaration de ce texte n'est pas détenue.",
    "A body without its statement cannot be kept.": "Un texte sans sa déclaration ne peut être gardé.",
    "There is no word list in {language}.": "Il n'y a pas de liste de mots : {language}.",
    "There are: {languages}.": "Il y a : {languages}.",
}
