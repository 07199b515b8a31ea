"""The terminal client in a browser on the same machine, for rooms without terminals.

door      who is let in: an address for one use, then a cookie; and which hosts and origins are answered
pages     what the browser is given: the page, its files, refusals, and the headers on all of it
messages  what the page says
child     the client as a process in a terminal of its own
leader    the first thing that runs in that terminal
recall    what a screen must be told when it is shown anew
tab       the sending half of one tab
session   one client process, and the tab that shows it
server    opens and closes it all; one session after the other
static/   the page itself, and the xterm.js release that draws the screen (see docs/DEPENDENCIES.md)

Not here: the client (`client.ui`). It runs as any program in any terminal; nothing in it knows of a browser.
"""
