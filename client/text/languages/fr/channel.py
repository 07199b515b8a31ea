"""The main screen: what needs the officer, channels, the transcript, FLASH."""

from __future__ import annotations

from collections.abc import Mapping

CHANNEL: Mapping[str, str] = {
    "NEEDS YOU": "À TRAITER",
    "Nothing.": "Rien.",
    "  and {n} more: n": "  et {n} de plus : n",
    "CHANNELS": "CANAUX",
    "SHARED": "COMMUN",
    "RECORD": "REGISTRE",
    "Joint risk": "Risque commun",
    "Transcript": "Registre",
    "Connection": "Liaison",
    "None yet.": "Aucun pour l'instant.",
    "intact": "intact",
    "conflict": "contradiction",
    "{n} missing": "manque : {n}",
    "not proven": "non attesté",
    "not proven current by {who}": "non attesté par {who}",
    "{n} to file": "{n} à déposer",
    "{n} sealed": "scellées : {n}",
    "1 risk": "1 risque",
    "{n} risks": "risques : {n}",
    "Transcript conflict": "Registre contradictoire",
    "Overdue": "Accusé en retard",
    "Estimate asked": "Estimation demandée",
    "Reply asked": "Réponse souhaitée",
    "Unanswered": "Sans réponse",
    "Unreached": "Sans contact",
    "Unconfirmed": "Remise non prouvée",
    "Clocks contradict": "Horloges discordantes",
    "Not sent yet": "Pas encore partie",
    "Offline": "Hors ligne",
    "History incomplete": "Historique incomplet",
    "Sunset": "Expiration",
    "Unverified": "Code non vérifié",
    "Vault cannot be written": "Coffre non inscriptible",
    "{n} statements have not come": "déclarations non arrivées : {n}",
    "1 needs you: {what}": "À traiter (1) : {what}",
    "{n} need you: {what}": "À traiter ({n}) : {what}",
    "Nothing needs you now.": "Rien à traiter pour l'instant.",
    "The record is being opened.": "Ouverture du registre.",
    "{up} of {n} relays": "relais : {up} sur {n}",
    "{n} waiting": "en file : {n}",
    "Offline {t}": "Hors ligne {t}",
    "no relay yet": "aucun relais",
    "Outbox empty": "Aucun envoi en file",
    "oldest {t}": "la plus ancienne {t}",
    "No channel yet.": "Aucun canal pour l'instant.",
    "{n} statements": "déclarations : {n}",
    "The agreement has ended; the line itself goes on": "L'accord a expiré ; la ligne, elle, continue",
    "Agreement signed by all {n} parties, sunset in {t}": "Accord signé par les {n} parties, expire dans {t}",
    "{who} not verified": "{who} : code non vérifié",
    "all parties verified": "toutes parties vérifiées",
    "unverified": "non vérifiée",
    "verified": "vérifiée",
    "NOT REAL EVENTS": "FAITS FICTIFS",
    "{who} not verified: on this desk nothing can be said here before. {key} compares the codes.": (
        "{who} : code non vérifié ; d'ici là, ce poste ne peut rien déclarer ici. {key} : comparer les codes."
    ),
    "The vault cannot be written: {why}": "Impossible d'écrire dans le coffre : {why}",
    "No relay can be reached: what you say is signed, saved and queued.": (
        "Aucun relais joignable : toute déclaration est signée, gardée, mise en file."
    ),
    "Write a message, or press {key} for a structured statement": (
        "Écrivez un message, ou {key} : déclaration structurée"
    ),
    "Ended by clause {clause}: comm checks, acknowledgements, incidents and a renewal still go.": (
        "Expiré selon l'art. {clause} : essais de liaison, accusés, incidents et renouvellement restent "
        "possibles."
    ),
    "New since {at}": "Nouveau depuis {at}",
    "All is marked as seen.": "Tout est marqué comme vu.",
    "{n} new below": "nouveau plus bas : {n}",
    "{n} unread": "non lu : {n}",
    "Nothing is unread.": "Tout est lu.",
    "There is nothing to send.": "Il n'y a rien à envoyer.",
    "What desks say by themselves is shown.": "Les mentions automatiques des postes sont affichées.",
    "Only what officers say is shown.": "Seules les déclarations des officiers sont affichées.",
    "unknown desk": "poste inconnu",
    "read by {who} {at}": "lue par {who} {at}",
    "Acknowledge by {at}, in {left}": "Accuser réception avant {at}, dans {left}",
    "Acknowledgement overdue since {at}": "Accusé de réception en retard depuis {at}",
    "Acknowledgement asked": "Accusé demandé",
    "acknowledge": "accuser réception",
    "acknowledged": "accusé de réception donné",
    "FLASH {number} acknowledged {at}.": "FLASH {number} : accusé de réception donné {at}.",
    "acknowledged late": "accusé de réception en retard",
    "Reply asked for by {at}, in {left}": "Réponse souhaitée avant {at}, dans {left}",
    "due {at}": "attendu {at}",
    "history incomplete: something it comes after has not come": (
        "historique incomplet : ce qui la précède n'est pas arrivé"
    ),
    "from courier, imported {at}": "par porteur, reçue {at}",
    "arrived late, at {at}": "arrivée tard, à {at}",
    "Choose a statement of another party to acknowledge it.": (
        "Choisissez une déclaration d'une autre partie pour en accuser réception."
    ),
    "Your party has acknowledged this already.": "Votre partie en a déjà accusé réception.",
    "Saved: {path}": "Enregistré : {path}",
    "The mouse is the terminal's now: mark text as anywhere. {key} takes it back.": (
        "La souris est au terminal : sélectionnez comme ailleurs. {key} la reprend."
    ),
    "Clicks come here again.": "La souris agit de nouveau ici.",
    "Something broke that should not ({kind}). What you said is kept: start again and go on.": (
        "Défaut du programme ({kind}). Vos déclarations sont gardées : relancez et poursuivez."
    ),
    "Something broke that should not ({kind}), and this exercise ends with it.": (
        "Défaut du programme ({kind}) ; cet exercice prend fin."
    ),
    "HOTLINE_DEBUG=1 shows where.": "HOTLINE_DEBUG=1 montre où.",
    "{kind}, received {at} by way of {relay}, signature good.": (
        "{kind}, réception {at}, par {relay}, signature valable."
    ),
    "{n} more lines: {key} opens them": "lignes de plus : {n} ; {key} les ouvre",
    "Acknowledge by {at}: {left} left.": "Accuser réception avant {at} : reste {left}.",
    "Acknowledgement overdue since {at}.": "Accusé de réception en retard depuis {at}.",
    "Acknowledging says “received”. It does not say “agreed”.": (
        "L'accusé de réception dit « reçu ». Il ne dit pas « d'accord »."
    ),
    "Acknowledge receipt": "Accuser réception",
    "Open channel": "Ouvrir le canal",
    "Keep as a bar": "En bandeau",
    "Make the window at least {size}": "Agrandir la fenêtre : au moins {size}",
    "Amendments in conflict": "Amendements incompatibles",
}
