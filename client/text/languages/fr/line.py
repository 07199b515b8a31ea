"""The line itself: relays, the outbox, the courier, if this lasts."""

from __future__ import annotations

from collections.abc import Mapping

LINE: Mapping[str, str] = {
    "Connection and outbox": "Liaison et envois",
    "Empty.": "Vide.",
    "next try in {t}": "nouvel essai dans {t}",
    "No agreement names a relay.": "Aucun accord ne nomme de relais.",
    "No relay can be reached.": "Aucun relais joignable.",
    "{up} of {n} relays can be reached.": "Relais joignables : {up} sur {n}.",
    "The relay is up.": "Le relais est en service.",
    "All {n} relays are up.": "Les {n} relais sont en service.",
    "What you say goes by courier file.": "Vos déclarations partent par fichier confié à un porteur.",
    "You can keep working; all you say is signed, saved and queued.": (
        "Vous pouvez continuer ; toute déclaration est signée, gardée et mise en file."
    ),
    "What waits goes out as soon as there is a way to its readers.": (
        "Ce qui attend part dès qu'une voie s'ouvre vers ses lecteurs."
    ),
    "What you say goes by the others.": "Vos déclarations passent par les autres.",
    "Nothing waits here.": "Rien n'attend ici.",
    "Last statement received: {number} from {who} at {at}.": (
        "Dernière déclaration reçue : {number}, de {who}, à {at}."
    ),
    "RELAYS": "RELAIS",
    "STATE": "ÉTAT",
    "LAST SEEN": "VU",
    "TRY": "N°",
    "connection refused": "connexion refusée",
    "connection reset by peer": "connexion coupée en face",
    "no route to host": "pas de route vers l'hôte",
    "network is unreachable": "réseau inaccessible",
    "name or service not known": "nom inconnu du réseau",
    "temporary failure in name resolution": "nom introuvable pour l'instant",
    "up, retired: it is still read": "en service, retiré : encore relevé",
    "connecting": "connexion",
    "OUTBOX": "ENVOIS",
    "TO": "À",
    "STATEMENT": "DÉCLARATION",
    "NO.": "N°",
    "WAITING": "ATTENTE",
    "a key of their desk is not known yet: it goes out when a relay gives it": (
        "une clé de leur poste manque encore : départ dès qu'un relais la donne"
    ),
    "If this lasts": "Si cela dure",
    "any time": "à tout moment",
    "{precedence} {number} not acknowledged (clause {clause}): {next}.": (
        "{precedence} {number} sans accusé de réception (art. {clause}) : {next}."
    ),
    "A {precedence} not acknowledged within {t} (clause {clause}): {next}.": (
        "Un {precedence} sans accusé de réception sous {t} (art. {clause}) : {next}."
    ),
    "Until then what is sealed now can be opened (clause {clause}).": (
        "Jusque-là, ce qui est scellé maintenant peut être ouvert (art. {clause})."
    ),
    "no number is agreed": "aucun numéro convenu",
    "Send the courier {clause}.": "Envoyer le porteur {clause}.",
    "writes {n} envelopes, sealed, to a file: {size}.": (
        "écrit les enveloppes scellées dans un fichier : {n}, {size}."
    ),
    "Nothing is sealed yet.": "Rien n'est encore scellé.",
    "Every relay that is down is tried now.": "Tous les relais hors service sont essayés maintenant.",
    "Courier export": "Fichier pour porteur",
    "Courier import": "Fichier reçu par porteur",
    "Every envelope that some desk may still lack, sealed, in one file. It stays queued for the relays as "
    "well; whoever carries the file can read nothing.": (
        "Toute enveloppe qui peut encore manquer à un poste, scellée, dans un seul fichier. Elle reste aussi "
        "en file pour les relais ; le porteur ne peut rien lire."
    ),
    "What a courier file brings for this desk is taken in. Twice does no harm.": (
        "Ce qu'un fichier de porteur contient pour ce poste est repris. Deux fois ne nuit pas."
    ),
    "Taken in: {n} envelopes for this desk, {m} for others only.": (
        "Enveloppes reprises : {n} pour ce poste, {m} pour d'autres seulement."
    ),
    "Write the file": "Écrire le fichier",
    "Take it in": "Reprendre",
    "Written: {path}, {n} envelopes.": "Écrit : {path}, enveloppes : {n}.",
    "Back": "Retour",
    "Path of the file": "Chemin du fichier",
    "Waiting for a relay: {n}. All of it is signed and kept, and goes out when this desk runs again: in "
    "the terminal, or as `hotline run`.": (
        "En attente d'un relais : {n}. Tout est signé et gardé, et partira quand ce poste tournera de "
        "nouveau : dans le terminal, ou par `hotline run`."
    ),
    "The outbox is not empty": "Des envois attendent encore",
    "Stay": "Rester",
    "Leave": "Quitter",
    "Set aside, as they could not be taken in: {n}. The transcript check shows them.": (
        "Mises de côté, faute de pouvoir être reprises : {n}. L'état du registre les montre."
    ),
}
