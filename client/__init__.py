"""The officer's side: from what an officer types to what leaves for a relay, and back.

text/     cleans what others wrote; the sentences a person reads
station/  say, receive, tick: the officer's side without files, sockets or clock
vault/    the encrypted file that keeps the station's state
links/    ways out: a relay, a courier file
points    named places where a crash would hurt
workers   other processes that compute for this one
undumped  keeps the memory of a process to itself
verifying a transcript file, on all cores
engine/   runs the station on real links and a real clock; lets other processes attach
cli/      the command line, one file a command
main      puts the parts together
"""
