"""Death at every point: the program ends there, and what is on disk must be enough to go on.

killing    a real process that kills itself at a point; any program of ours can be run so
dying      the same within one process: what is on disk at that moment is kept, and nothing more is done
durable    what a power cut leaves of a folder
story      what happens before, until and after a death, whichever way it comes
files      stories of vaults, roots, backups, courier's files and what is handed out
desks      stories of desks that talk over a relay, or come to their first agreement
relays     stories of a relay's folder, its stores and its blobs
table      every point, and the story that passes it
test_dying every point within one process, and again on the second time round
life       one life of a story as a process
soak_kills the same by kill -9; `make soak` runs it
"""
