"""The terminal: what an officer sees and presses. It knows the desk's verbs, and neither sockets nor SQL.

app        puts the parts, keys and colours together
opening    from the start to the line at work; locking: what goes when it is left, and where the officer was
guide      from one screen to another; places: where each is found
handling   what an officer does with a statement that is there
lookup     what the overview says of the desk and of a channel
alarms     the bell, and FLASH over everything; paging: when it rings
errands    what a screen goes to do while keys are taken
desk       the desk's verbs with their types
start      opens the terminal, without what would leak from it; broken: what is said when it breaks
following  what happens, let in; and how old it is what the screens show
fetching   what the transcript at work shows, asked for
settings   what an officer may choose; settings_file: as YAML in the profile's folder
themes     colours; glyphs: the shapes, and plain ones for fonts that lack them
keys       every key by the name under which it may be remapped; keyboard: one that writes Russian
keystrokes one after the other, though they come together
filter     the last wall against others' text: the terminal's own line filter
drawing    pieces of lines, and how they stand on one
times      moments and durations as an officer reads them
visit      what is new since the officer came back to a channel
writing    from a key to a form: what may be said, and what was picked
begun      a statement that is being written
composed   what its form means on its channel
checking   what a form says so far, and what is wrong with it
drafts     keeps it in the vault while it is written
when       a time as people write it
layout/    statements, needs and tables as lines, at any width; pure
screens/   one screen a file; first/: from nothing to a channel
widgets/   one widget a file
"""
