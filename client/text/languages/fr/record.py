"""The record: its check, conflicts, one statement with everything about it, search."""

from __future__ import annotations

from collections.abc import Mapping

RECORD: Mapping[str, str] = {
    "Transcript check": "État du registre",
    "HELD": "DÉTENU",
    "{n} statements, and the words of {m} of them": "Déclarations : {n}, dont avec leur texte : {m}",
    "Every signature and every hash verified again just now": (
        "Chaque signature et chaque empreinte vérifiées de nouveau à l'instant"
    ),
    "Verifying every signature again: {n} of {m}": "Nouvelle vérification des signatures : {n} sur {m}",
    "No desk has told two histories": "Aucun poste n'a tenu deux récits",
    "Nothing is known to be missing": "Aucun manque connu",
    "DESK": "POSTE",
    "NUMBERS": "NUMÉROS",
    "LAST SAID": "DERNIÈRE",
    "VOUCHED FOR IT": "ATTESTÉ",
    "nothing yet": "rien encore",
    "this desk": "ce poste",
    "not yet heard": "pas encore entendu",
    "{t} ago: not current": "il y a {t} : plus à jour",
    "{t} ago: holds more than is here": "il y a {t} : en détient plus",
    "Each desk says every {t} what it holds. A word older than {w} proves nothing of now.": (
        "Chaque poste dit toutes les {t} ce qu'il détient. Au-delà de {w}, sa parole ne prouve plus rien du "
        "présent."
    ),
    "The record ends with {numbers}.": "Le registre finit par {numbers}.",
    "SET ASIDE": "MIS DE CÔTÉ",
    "Envelope {id}, {n} bytes": "Enveloppe {id}, {n} octets",
    "They could not be taken in and are kept whole. What was in them is sent again by those who hold it.": (
        "Elles n'ont pu être reprises et sont gardées entières. Leur contenu est renvoyé par ceux qui le "
        "détiennent."
    ),
    "DAMAGED": "ENDOMMAGÉ",
    "These are not the bytes that were signed: {numbers}.": (
        "Ce ne sont pas les octets qui ont été signés : {numbers}."
    ),
    "The vault is damaged. Keep it; the others hold the same record.": (
        "Le coffre est endommagé. Gardez-le ; les autres détiennent le même registre."
    ),
    "NOT HERE YET": "PAS ENCORE ICI",
    "LOST": "PERDUES",
    "Their author's desk was restored, and nobody holds them. Nobody is asked for them any more.": (
        "Le poste de leur auteur a été restauré ; plus personne ne les détient ni n'est sollicité."
    ),
    "Since {at}. ": "Depuis {at}. ",
    "Asked of {who}. ": "Demandé à {who}. ",
    "{n} times so far. ": "Demandes : {n}. ",
    "Asked again at {at}.": "Prochaine demande à {at}.",
    "Statements that those of {desks} come after: {n}": "Déclarations que suivent celles de {desks} : {n}",
    "The words of statements that are for you: {n}": "Textes de déclarations qui vous sont destinées : {n}",
    "Shown before their history has come: {n}": "Montrées avant l'arrivée de leur historique : {n}",
    "DOES NOT COUNT": "NE COMPTE PAS",
    "because of {number}": "à cause de {number}",
    "hash {begun} …": "empreinte {begun} …",
    "{desk} spoke on in an older life after a newer one.": (
        "{desk} a continué dans une ancienne incarnation après une plus récente."
    ),
    "Two different statements carry the number {number}.": (
        "Deux déclarations différentes portent le numéro {number}."
    ),
    "Both are signed with the key of this very desk: its vault was copied, and the copy speaks too.": (
        "Les deux sont signées de la clé de ce poste même : son coffre a été copié, et la copie parle aussi."
    ),
    "Both signatures are good. The vault of {who} was restored or copied, and both are in use.": (
        "Les deux signatures sont valables. Le coffre de {who} a été restauré ou copié, et les deux servent."
    ),
    "Both signatures are good: {who} signed two versions, or somebody else uses its key.": (
        "Les deux signatures sont valables : {who} a signé deux versions, ou un autre use de sa clé."
    ),
    "{desk} of {party}": "{desk} ({party})",
    "UNTIL THIS IS EXPLAINED": "TANT QUE CE N'EST PAS ÉCLAIRCI",
    "NEXT STEP": "À FAIRE",
    "You can still read. Nothing is deleted; both copies are kept as proof.": (
        "Vous pouvez toujours lire. Rien n'est effacé ; les deux copies sont gardées comme preuve."
    ),
    "You can still read and send. Nothing is deleted; both copies are kept as proof.": (
        "Vous pouvez toujours lire et envoyer. Rien n'est effacé ; les deux copies sont gardées comme preuve."
    ),
    "These give {party} no right: {numbers}.": "Celles-ci ne donnent aucun droit à {party} : {numbers}.",
    "From {number} on its statements give {party} no right.": (
        "À partir de {number}, ses déclarations ne donnent aucun droit à {party}."
    ),
    "What {party} owes because of them stays owed.": "Ce que {party} doit à cause d'elles reste dû.",
    "This lasts until the root of {party} gives the desk a new credential.": (
        "Cela dure jusqu'à ce que la clé racine de {party} donne au poste une nouvelle accréditation."
    ),
    "Say nothing more from this desk. ": "Ne déclarez plus rien depuis ce poste. ",
    "Tell the others over the voice line, ": "Avertissez les autres de vive voix, ",
    "and let your party's root take this desk back and give another a credential.": (
        "et faites révoquer ce poste par la clé racine de votre partie, qui en accréditera un autre."
    ),
    "Ask which of the two they said, ": "Demandez laquelle des deux est la leur, ",
    "and whether somebody else may hold a copy of that desk's vault.": (
        "et si quelqu'un d'autre peut détenir une copie du coffre de ce poste."
    ),
    "writes both signed copies and the record to files.": (
        "écrit les deux copies signées et le registre dans des fichiers."
    ),
    "Call {party} on {number} ": "Appelez {party} au {number} ",
    "(clause {clause}) and read both hashes aloud.": (
        "(art. {clause}) et lisez les deux empreintes à voix haute."
    ),
    "Call {party} ": "Appelez {party} ",
    "on a number that you know already, and read both hashes aloud.": (
        "à un numéro que vous connaissez déjà, et lisez les deux empreintes à voix haute."
    ),
    "Copy {n}": "Copie {n}",
    "by any relay": "par un relais",
    "relay {name}": "relais {name}",
    "from courier": "par porteur",
    "said here": "faite ici",
    "hash": "empreinte",
    "said ": "faite ",
    "came {at}": "arrivée {at}",
    "HOW FAR IT CAME": "JUSQU'OÙ ELLE EST ALLÉE",
    "WHAT IS OWED": "CE QUI EST DÛ",
    "WHAT REFERS TO IT": "CE QUI Y RENVOIE",
    "LINKS": "LIENS",
    "HEADER": "EN-TÊTE",
    "read by {officer} of {party} at {at}": "lue par {officer} ({party}) à {at}",
    "in {n} of {of} mailboxes": "dans {n} boîtes sur {of}",
    "by courier": "par porteur",
    "by way of {relay}": "par {relay}",
    "received {at}": "reçue {at}",
    "refers to": "renvoie à",
    "its author's before": "sa précédente",
    "said after": "faite après",
    "it has not come": "non arrivée",
    "all parties": "toutes les parties",
    "audience": "destinataires",
    "said under": "au titre de",
    "context": "contexte",
    "id": "empreinte",
    "body": "texte",
    "held back until all who were asked have filed": (
        "retenue jusqu'au dépôt de toutes les parties consultées"
    ),
    "incarnation": "incarnation",
    "{desk}, its statement {seq}": "{desk}, sa déclaration {seq}",
    "This is the newest.": "C'est la plus récente.",
    "This is the first.": "C'est la première.",
    "Export evidence": "Exporter les preuves",
    "It is not encrypted: whoever has it can read what this desk can read.": (
        "Non chiffré : qui l'a peut lire ce que ce poste peut lire."
    ),
    "The record of {title} and both signed copies of each conflict, in a new folder.": (
        "Le registre de « {title} » et les deux copies signées de chaque contradiction, dans un nouveau "
        "dossier."
    ),
    "The record of {title}, in a new folder.": "Le registre de « {title} », dans un nouveau dossier.",
    "Write": "Écrire",
    "Written: {path}": "Écrit : {path}",
    "Search": "Recherche",
    "words, a number, a code, a kind": "mots, numéro, code, type",
    "all channels": "tous les canaux",
    "this channel": "ce canal",
    "In {where}. from:{code} and kind:message narrow it down.": (
        "Dans : {where}. from:{code} et kind:message précisent."
    ),
    "{n} found so far, {looked} of {total} statements looked at": (
        "Trouvé : {n}, déclarations parcourues : {looked} sur {total}"
    ),
    "Nothing found in {where}.": "Rien de trouvé ({where}).",
    "the newest {n}": "les {n} plus récentes",
    "{place} of {n} found in {where}, the newest first": "{place} sur {n} ({where}), la plus récente d'abord",
    "Nothing fits.": "Rien ne correspond.",
    "channel, party, screen, or a number like {number}": "canal, partie, écran, ou numéro tel que {number}",
    "Go to": "Aller à",
    "its newest on {title}": "sa plus récente sur {title}",
}
