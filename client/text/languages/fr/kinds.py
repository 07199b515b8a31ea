"""The kinds of statements: titles, meanings, fields, coded values."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "Message": "Message",
    "A message in your own words, in your own language.": (
        "Un message dans vos propres mots, dans votre langue."
    ),
    "Subject": "Objet",
    "What it is about, in a few words.": "De quoi il s'agit, en quelques mots.",
    "Text": "Texte",
    "What you want to say.": "Ce que vous voulez dire.",
    "Language": "Langue",
    "The language of the text, as a tag: en, fr, ru, zh-Hans. und: not said.": (
        "La langue du texte, par son code : en, fr, ru, zh-Hans. und : non précisée."
    ),
    "Reply by": "Réponse avant",
    "Until when you ask for a reply. A wish, not a duty.": (
        "Jusqu'à quand vous souhaitez une réponse. Un souhait, non une obligation."
    ),
    "UTC": "UTC",
    "Acknowledgement": "Accusé de réception",
    "Says that a named officer has read a statement. Received. Not a consent.": (
        "Dit qu'un officier identifié a lu une déclaration. Reçu. Ne vaut pas consentement."
    ),
    "Received. Not a consent.": "Reçu. Ne vaut pas consentement.",
    "Who has read it.": "Qui l'a lue.",
    "Note": "Note",
    "A few words, if need be.": "Quelques mots, au besoin.",
    "Comm check": "Essai de liaison",
    "Tests the line with harmless text, by day and by night.": (
        "Éprouve la ligne avec un texte anodin, de jour comme de nuit."
    ),
    "Level": "Niveau",
    "Who is to answer.": "Qui doit répondre.",
    "link": "liaison",
    "duty": "permanence",
    "directory": "annuaire",
    "a machine answers": "une machine répond",
    "a named duty officer answers": "un officier de permanence identifié répond",
    "every listed contact answers": "chaque contact de la liste répond",
    "Path": "Voie",
    "The relay or other path under test, or: all.": "Le relais ou l'autre voie à l'essai ; all : toutes.",
    "Nonce": "Nombre aléatoire",
    "16 random bytes, so that no old answer fits.": (
        "16 octets aléatoires, pour qu'aucune réponse ancienne ne convienne."
    ),
    "Test text": "Texte d'essai",
    "Harmless text in every script in use; the answer proves that it came through unchanged.": (
        "Texte anodin dans chaque écriture en usage ; la réponse prouve qu'il est arrivé inchangé."
    ),
    "State of paths": "État des voies",
    "How each path looks from here: up, degraded or down.": (
        "Comment chaque voie est vue d'ici : en service, dégradée ou coupée."
    ),
    "up": "en service",
    "degraded": "dégradée",
    "down": "hors service",
    "Who is on duty here.": "Qui est de permanence ici.",
    "Comm check answer": "Réponse à l'essai",
    "Answers a comm check with the hash of what was received.": (
        "Répond à un essai de liaison par l'empreinte de ce qui a été reçu."
    ),
    "The check was received.": "L'essai a été reçu.",
    "The check's.": "Celui de l'essai.",
    "Hash": "Empreinte",
    "SHA-256 of nonce and text as received.": "SHA-256 du nombre aléatoire et du texte, tels que reçus.",
    "Who answers; none: a machine.": "Qui répond ; vide : une machine.",
    "Risk question": "Question de risque",
    "Asks several parties how likely an event is; all estimates open together.": (
        "Demande à plusieurs parties la probabilité d'un événement ; toutes les estimations s'ouvrent "
        "ensemble."
    ),
    "Title": "Titre",
    "The risk in a few words.": "Le risque en quelques mots.",
    "Event": "Événement",
    "What would be seen if it happened.": "Ce que l'on verrait s'il se produisait.",
    "Resolve by": "Tranché le",
    "The date by which it happens or does not.": "La date à laquelle il se sera produit ou non.",
    "Resolution": "Constat",
    "How people will tell whether it happened.": "Comment on saura s'il s'est produit.",
    "Scale": "Échelle",
    "The words for likelihoods. Empty: the agreement's.": "Les mots de probabilité. Vide : ceux de l'accord.",
    "icd203": "icd203",
    "phia": "phia",
    "Asked": "Consultées",
    "The parties that are to estimate.": "Les parties qui doivent estimer.",
    "Deadline": "Date limite",
    "Until when estimates are waited for.": "Jusqu'à quand les estimations sont attendues.",
    "Round": "Tour",
    "2 after a discussion; then refer to the first.": (
        "2 après une discussion ; renvoyez alors à la première."
    ),
    "Risk estimate": "Estimation de risque",
    "Your estimate of a risk question; held back until all have filed.": (
        "Votre estimation pour une question de risque ; retenue jusqu'au dépôt de tous."
    ),
    "Lowest": "Minimale",
    "The lowest likelihood that you find plausible.": "La plus faible probabilité que vous jugez plausible.",
    "Highest": "Maximale",
    "The highest likelihood that you find plausible.": "La plus forte probabilité que vous jugez plausible.",
    "Best": "Centrale",
    "Your best estimate, between the two.": "Votre meilleure estimation, entre les deux.",
    "percent": "%",
    "Sure of the range": "Intervalle sûr à",
    "How sure you are that lowest to highest holds the truth.": (
        "À quel point vous êtes sûr que l'intervalle contient la vérité."
    ),
    "Impact": "Gravité",
    "How grave it would be.": "À quel point ce serait grave.",
    "Confidence": "Confiance",
    "How firm the ground is that you stand on.": "Ce que valent les bases de votre estimation.",
    "Reason for the confidence": "Motif de la confiance",
    "Why.": "Pourquoi.",
    "Basis": "Fondements",
    "What the estimate rests on.": "Sur quoi repose l'estimation.",
    "Source": "Source",
    "Where it comes from, rated by you.": "D'où cela vient, avec votre cotation.",
    "What": "Nature",
    "The source, in words.": "La source, en quelques mots.",
    "Source grade": "Fiabilité de la source",
    "How reliable the source is (Admiralty).": "À quel point la source est fiable (cotation de l'Amirauté).",
    "Information grade": "Crédibilité",
    "How credible the information is (Admiralty).": (
        "À quel point l'information est crédible (cotation de l'Amirauté)."
    ),
    "Indicator": "Indice",
    "What would change your estimate.": "Ce qui changerait votre estimation.",
    "Risk in the matrix": "Cote dans la matrice",
    "Risk close": "Clôture des dépôts",
    "Said by a filer's desk when all have filed or the time is over; opens its estimate.": (
        "Faite par le poste d'un déposant quand tous ont déposé ou que le délai est passé ; descelle son "
        "estimation."
    ),
    "Filing": "Dépôt",
    "The own estimate that this opens.": "L'estimation propre que ceci descelle.",
    "Delivered": "Remise",
    "A desk of that party has the statement, as its signed receipt shows.": (
        "Un poste de cette partie a la déclaration, comme le montre son récépissé signé."
    ),
    "Statement": "Déclaration",
    "What was delivered.": "Ce qui a été remis.",
    "Party": "Partie",
    "To whom.": "À qui.",
    "Receipt": "Récépissé",
    "That party's signed have.": "L'état signé de ce que détient cette partie.",
    "Heard": "Signe de vie reçu",
    "A desk of that party gave a sign of life, without proof of delivery.": (
        "Un poste de cette partie a donné signe de vie, sans preuve de remise."
    ),
    "Who was heard.": "Qui a donné signe de vie.",
    "Sign of life": "Signe de vie",
    "Lost": "Perte",
    "Own statements that nobody holds any more: they are not asked for again.": (
        "Déclarations propres que plus personne ne détient : elles ne sont plus redemandées."
    ),
    "Incarnation": "Incarnation",
    "In which of the author's own lives.": "Dans laquelle des incarnations de l'auteur.",
    "The first that is lost.": "La première qui est perdue.",
    "The last that is lost.": "La dernière qui est perdue.",
    "First lost": "Première perdue",
    "Last lost": "Dernière perdue",
    "Desk": "Poste",
    "Who speaks here: the desk's card, with which each incarnation begins.": (
        "Qui parle ici : la fiche du poste, par laquelle commence chaque incarnation."
    ),
    "Root": "Clé racine",
    "The party's root document.": "Le document de la clé racine de la partie.",
    "Credential": "Accréditation",
    "The desk's credential.": "L'accréditation du poste.",
    "Agreement": "Accord",
    "Puts the text of an amendment into the record; it binds nobody until accepted.": (
        "Porte le texte d'un amendement au registre ; il n'engage personne avant d'être accepté."
    ),
    "The amendment, signed by whom it may.": "L'amendement, quels qu'en soient les signataires.",
    "Acceptance": "Acceptation",
    "A party's root accepts an amendment, or withdraws.": (
        "La clé racine d'une partie accepte un amendement, ou se rétracte."
    ),
    "The signed acceptance.": "L'acceptation signée.",
    "Revocation": "Révocation",
    "A party's root no longer stands for a device; it names what still counts.": (
        "La clé racine d'une partie ne répond plus d'un appareil ; elle nomme ce qui compte encore."
    ),
    "The signed revocation.": "La révocation signée.",
    "Officer": "Officier",
    "asked names a party twice": "asked nomme deux fois la même partie",
    "the deadline for estimates must not be after resolve_by": (
        "deadline ne doit pas être postérieur à resolve_by"
    ),
    "best must lie between low and high": "best doit être compris entre low et high",
    "from_seq must not be above to_seq": "from_seq ne doit pas dépasser to_seq",
}
