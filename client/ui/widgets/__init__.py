"""One widget a file, with its look beside it. Messages go up, calls go down.

lines      draws lines that a function makes for its width: what most of these are
strips     what stands over everything: banner and flashbar
small      that the window is too small
banner     an exercise says so, on every screen
topbar     who this is, relays, outbox, the time
side       what needs the officer, channels, what is shared, the record
head       a channel's name, its agreement and whether its record is whole
transcript the statements of a channel
below      that something new stands below what is on screen
caution    above that line: what becomes of what is said
composer   a line to write a message in
secret     a line for a passphrase
column     a thin line between two parts
bar        a scroll bar of whole cells
keybar     the keys that act here, as many as fit
matrix     the risk matrix, with marks in its cells
form/      a kind's form, made from its class
composing  what is being written, to whom, and when it was kept
about      what the field that one is in is for
sentence   what the others will read, as it stands
standing   where an estimate stands in the matrix while it is written
risks      the list of risks, of which one is chosen
code_entry six groups of four digits, typed as they are heard
title      what a screen about a channel is called, and whether its record is whole
report     a long text that is read by scrolling
hits       what a search has found
"""
