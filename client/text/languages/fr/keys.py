"""Keys and what they do, help, settings, the lock."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, str] = {
    "Help": "Aide",
    "Quit": "Quitter",
    "Commands": "Commandes",
    "Open the FLASH": "Ouvrir le FLASH",
    "Next": "Suivant",
    "Previous": "Précédent",
    "Lock": "Verrouiller",
    "Release the mouse": "Libérer la souris",
    "Compose": "Rédiger",
    "Acknowledge": "Accuser réception",
    "Reply": "Répondre",
    "First unread": "Première non lue",
    "All seen": "Tout vu",
    "Copy": "Copier",
    "Open": "Ouvrir",
    "What desks say": "Mentions auto",
    "Board": "Tableau",
    "Verify": "Vérifier",
    "Settings": "Réglages",
    "Make this desk": "Créer ce poste",
    "Next field": "Champ suivant",
    "Join": "Rejoindre",
    "Next step": "Étape suivante",
    "Review and send": "Relire et envoyer",
    "Change kind": "Autre type",
    "Matrix": "Matrice",
    "Next panel": "Volet suivant",
    "All channels": "Tous les canaux",
    "Export": "Exporter",
    "Try now": "Réessayer",
    "Import": "Importer",
    "As words": "En mots",
    "QR code": "Code QR",
    "Compare": "Comparer",
    "What the keys do here, and what our words mean": "Ce que font les touches ici, et le sens de nos mots",
    "Back; nothing that was written is lost": "Retour ; rien d'écrit n'est perdu",
    "Leave the terminal": "Quitter le terminal",
    "Everything that can be done here, by its name": "Tout ce que l'on peut faire ici, par son nom",
    "The FLASH that waits": "Le FLASH qui attend",
    "Go to a channel, a party or a number": "Aller à un canal, une partie ou un numéro",
    "The next thing that needs you": "Le point suivant à traiter",
    "The one before": "Le précédent",
    "Lock the desk": "Verrouiller le poste",
    "Leave the mouse to the terminal, and take it back": "Laisser la souris au terminal, et la reprendre",
    "Write a structured statement": "Rédiger une déclaration structurée",
    "Write a message": "Écrire un message",
    "Say that the chosen statement was received; not a consent": (
        "Accuser réception ; ne vaut pas consentement"
    ),
    "Answer the chosen statement": "Répondre à la déclaration choisie",
    "Look for words in all that was said": "Chercher des mots dans tout le registre",
    "The first statement that is unread": "La première déclaration non lue",
    "Copy the chosen statement, or save it to a file": "Copier ou enregistrer la déclaration choisie",
    "Everything about what is chosen": "Tout sur ce qui est choisi",
    "Show what desks say by themselves, or hide it": "Montrer ou cacher les mentions automatiques",
    "The joint board of risk: how far the estimates are apart": (
        "Le tableau commun des risques : l'écart des estimations"
    ),
    "Compare a party's root code over a voice line": "Comparer de vive voix un code racine",
    "How the line stands, and what waits in the outbox": "L'état de la ligne, et les envois qui attendent",
    "What the parties agreed, clause by clause": "L'accord des parties, article par article",
    "Check the record": "Contrôler le registre",
    "Language, colours, shapes, bell and keys": "Langue, couleurs, signes, sonnerie et touches",
    "Read what the others will read, then send it": "Lire ce que liront les autres, puis envoyer",
    "Another kind of statement": "Un autre type de déclaration",
    "Write the record to a file": "Écrire le registre dans un fichier",
    "Try every relay that is down now": "Essayer maintenant tous les relais hors service",
    "Write what waits to a file that is carried by hand": (
        "Écrire ce qui attend dans un fichier porté à la main"
    ),
    "Take in what a courier brought": "Reprendre ce qu'un porteur a apporté",
    "Join the channel of this agreement": "Rejoindre le canal de cet accord",
    "Make this desk's keys and vault": "Créer les clés et le coffre de ce poste",
    "Nothing that stands here is new any more": "Tout ce qui est ici est marqué comme vu",
    "On to the next step": "Passer à l'étape suivante",
    "Search this channel, or all of them": "Chercher dans ce canal, ou dans tous",
    "Take in the file that is named": "Reprendre le fichier indiqué",
    "Test the line with harmless text": "Éprouver la ligne avec un texte anodin",
    "The code as a picture for a camera": "Le code en image pour un appareil photo",
    "The code as words instead of digits": "Le code en mots au lieu de chiffres",
    "The next field": "Le champ suivant",
    "The next part of the screen": "La partie suivante de l'écran",
    "The risk matrix, or the list beside it": "La matrice de risque, ou la liste voisine",
    "The words of another language": "Les mots d'une autre langue",
    "Whether what was typed is their code": "Si ce qui est saisi est bien leur code",
    "The statement before": "La déclaration précédente",
    "The statement after": "La déclaration suivante",
    "The first statement": "La première déclaration",
    "The newest statement": "La déclaration la plus récente",
    "A page back": "Une page en arrière",
    "A page on": "Une page en avant",
    "KEYS HERE": "TOUCHES ICI",
    "KEYS EVERYWHERE": "TOUCHES PARTOUT",
    "HOW FAR A STATEMENT HAS COME": "JUSQU'OÙ EST ALLÉE UNE DÉCLARATION",
    "SHAPES": "SIGNES",
    "a relay that is up": "un relais en service",
    "a relay that is down; a statement that is queued": "un relais hors service ; une déclaration en file",
    "under way: relayed, connecting, not complete": "en route : au relais, connexion, incomplet",
    "done: delivered, read, verified, intact": "accompli : remise, lue, vérifiée, intact",
    "refused, or it does not count; the reason stands beside it": (
        "refusée, ou ne compte pas ; le motif est à côté"
    ),
    "a time runs, or is over": "un délai court, ou est passé",
    "asked of you, or to be looked at": "demandé à vous, ou à examiner",
    "not verified: the root may be another's": "non vérifiée : la clé racine peut être celle d'un autre",
    "it came by courier, or late": "venue par porteur, ou tard",
    "PRIORITY, IMMEDIATE, FLASH beside a statement": "PRIORITY, IMMEDIATE, FLASH à côté d'une déclaration",
    "What do you want to do?": "Que voulez-vous faire ?",
    "Nothing of that name here.": "Rien de ce nom ici.",
    "Press the key for: {word}": "Pressez la touche pour : {word}",
    "ctrl+q always leaves the terminal, and nothing else does.": (
        "ctrl+q quitte toujours le terminal, et lui seul."
    ),
    "This key moves about; it stays as it is.": "Cette touche sert à se déplacer ; elle reste telle quelle.",
    "This is wanted while you write as well: take a function key, or one with ctrl.": (
        "Elle sert aussi pendant la rédaction : prenez une touche de fonction, ou avec ctrl."
    ),
    "left and right change it, enter takes a new key, backspace the usual one": (
        "gauche/droite : changer, Entrée : autre touche, retour arrière : l'habituelle"
    ),
    "No key has that name.": "Aucune touche ne porte ce nom.",
    "Some keys of the settings file stay as they are:": (
        "Certaines touches du fichier de réglages restent telles quelles :"
    ),
    "{key} is taken: {word}.": "{key} est prise : {word}.",
    "This holds until you leave; it cannot be saved: {why}.": (
        "Valable jusqu'à votre départ ; enregistrement impossible : {why}."
    ),
    "after {n} min": "après {n} min",
    "(changed)": "(modifié)",
    "Colours": "Couleurs",
    "Shapes": "Signes",
    "Motion": "Mouvement",
    "Bell": "Sonnerie",
    "Lock when idle": "Verrou si inactif",
    "Of our own sentences; what others wrote stays as it is.": (
        "De nos propres phrases ; ce que les autres ont écrit reste tel quel."
    ),
    "NO_COLOR in the environment takes all colours away.": (
        "NO_COLOR dans l'environnement ôte toutes les couleurs."
    ),
    "Plain ones for terminals in which others are too wide.": (
        "Des signes simples, pour les terminaux où les autres sont trop larges."
    ),
    "Scrolling glides; it costs much on a slow line.": "Défilement fluide ; coûteux sur une ligne lente.",
    "For what is urgent, and again each minute for a FLASH.": (
        "Pour l'urgent, et de nouveau chaque minute pour un FLASH."
    ),
    "Nothing of the record is then left in this program.": (
        "Rien du registre ne reste alors dans ce programme."
    ),
    "calm, dark": "calme, sombre",
    "calm, light": "calme, clair",
    "high contrast": "contraste fort",
    "the terminal's own, dark": "ceux du terminal, sombre",
    "the terminal's own, light": "ceux du terminal, clair",
    "unicode": "unicode",
    "plain": "simples",
    "The desk {name} is locked.": "Le poste {name} est verrouillé.",
    "Since {at}, for {t}.": "Depuis {at}, soit {t}.",
    "Watching {up} of {n} relays for a FLASH.": "Veille FLASH : relais {up} sur {n}.",
    "Nothing is read or answered here while it is locked. What comes waits, and the others see that it was "
    "relayed, not delivered.": (
        "Rien n'est lu ni répondu ici tant qu'il est verrouillé. Ce qui vient attend, et les autres voient "
        "que c'est au relais, non remis."
    ),
    "Marked FLASH, and waiting: {n}. Unlock to read.": (
        "En attente, marqué FLASH : {n}. Déverrouillez pour lire."
    ),
    "Another one is tried in {n} s.": "Nouvel essai possible dans {n} s.",
    "Enter opens it.": "Entrée l'ouvre.",
    "The vault is being closed.": "Le coffre se ferme.",
    "Another process keeps the line of this desk, and goes on: what comes is received, and the others see "
    "that it was delivered. Nothing is shown or said here.": (
        "Un autre processus tient la ligne de ce poste et continue : ce qui vient est reçu, et les autres "
        "voient que c'est remis. Rien n'est montré ni dit ici."
    ),
    "The process that keeps the line of this desk does not answer. Nothing may be received, and a FLASH "
    "may not be told here. Unlock to look.": (
        "Le processus qui tient la ligne de ce poste ne répond pas. Il se peut que rien ne soit reçu, et "
        "qu'un FLASH ne soit pas signalé ici. Déverrouillez pour voir."
    ),
    "This desk was not on its line: nothing is watched, and no FLASH is told here.": (
        "Ce poste n'était pas sur sa ligne : rien n'est veillé, aucun FLASH n'est signalé ici."
    ),
    "Nothing came within {n} s.": "Rien n'est venu en {n} s.",
    "No answer since {at}": "Sans réponse depuis {at}",
    "This desk gives no answer: {why} All that stands here is as of {at}.": (
        "Ce poste ne répond pas : {why} Tout ce qui est affiché date de {at}."
    ),
    "The vault is being opened.": "Le coffre s'ouvre.",
    "Close": "Fermer",
    "The statement on its channel": "La déclaration sur son canal",
    "Send what the others will read": "Envoyer ce que les autres liront",
    "Send a FLASH to who is not verified": "Envoyer un FLASH à qui n'est pas vérifié",
    "Leave though something waits": "Quitter bien que des envois attendent",
    "Back from the help": "Quitter l'aide",
    "The next precedence, of a message": "L'urgence suivante, d'un message",
}
