"""Who is who: party roots, the desks they vouch for, and what takes it back.

root         a party's two keys and its name, signed by itself
credential   a root's word that a device belongs to an officer in a role
revocation   a root taking that back, with what it still stands by
sealing_key  a device's short-lived key for what is sealed to it
card         what one desk hands to others
relay_card   what a relay's operator hands to others
numbers      24 digits or twelve words to compare over a voice line
"""
