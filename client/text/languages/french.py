"""Français: the tables of the folder `fr`, merged; and the terms that they keep to.

    statement          déclaration (feminine: states and standings agree with it)
    channel, line      canal, ligne
    agreement          accord; clause article (art. 4.1), amendment amendement
    party              partie; principal partie principale, mediator médiateur, observer observateur
    officer            officier; duty officer officier de permanence, liaison officier de liaison
    named officer      officier identifié
    exercise control   direction de l'exercice
    desk               poste: where an officer works; device appareil, where keys are meant
    root, credential   clé racine, accréditation
    relay              relais; mailbox boîte, envelope enveloppe
    queued, relayed    en file, au relais: "at a relay" cannot be taken for "arrived"
    delivered, read    remise, lue
    answered           avec réponse; unanswered sans réponse
    acknowledgement    accusé de réception; to acknowledge accuser réception. Never confirmer, which also says
                       that it is true, nor prendre acte, which in diplomacy says more than "received".
    consent            consentement; never accord, which is the agreement
    receipt            récépissé: of a machine
    transcript, record registre
    what desks say     mentions automatiques
    courier, outbox    porteur, envois: courrier would be taken for the mail
    vault              coffre
    obligation         obligation; met remplie, overdue en retard, waived levée
    unreached          sans contact: no sign of life; not hors ligne, which is said of the own desk
    unconfirmed        non prouvée: that it was delivered
    contested          contestable: by the clocks; disputed litigieuse, by two amendments
    conflict           contradiction: two histories of one desk. Never conflit, which is a war.
    late               tardive: under terms that had ended
    sunset             expiration
    held, sealed       retenue, scellée; to file déposer, to release desceller
    verify             vérifier: codes are compared, "code non vérifié"
    confidence, impact confiance, gravité: feminine, as their words faible, modérée, élevée
    exercise           exercice
    precedence         urgence; FLASH, IMMEDIATE, PRIORITY, ROUTINE stay

A number stands after a colon where no form of the noun would be right for all of them. What is inserted, such
as a party's name, gets no article. The tables have plain blanks; before a colon and its like the line must
not break, so these are made unbreakable here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from client.text.languages.fr.agreement import AGREEMENT
from client.text.languages.fr.board import BOARD
from client.text.languages.fr.channel import CHANNEL
from client.text.languages.fr.first import FIRST
from client.text.languages.fr.form import FORM
from client.text.languages.fr.keys import KEYS
from client.text.languages.fr.kinds import KINDS
from client.text.languages.fr.line import LINE
from client.text.languages.fr.record import RECORD
from client.text.languages.fr.refusals import REFUSALS
from client.text.languages.fr.troubles import TROUBLES
from client.text.languages.fr.verify import VERIFY
from client.text.languages.fr.words import WORDS

_TIED = re.compile(r"(?<=\S) (?=[:;?!%»])|(?<=«) ")
_TABLES = (
    WORDS,
    KINDS,
    CHANNEL,
    FORM,
    LINE,
    RECORD,
    AGREEMENT,
    BOARD,
    VERIFY,
    FIRST,
    KEYS,
    REFUSALS,
    TROUBLES,
)

FRENCH: Mapping[str, str] = {
    english: _TIED.sub("\u00a0", said) for table in _TABLES for english, said in table.items()
}
