"""Whole stories on real processes.

- line.py, tmux.py: the demo's line, and a terminal to type into
- test_demo.py, test_power_cuts.py, test_readme.py, test_terminal.py: as people use it, and when power fails
- proxy.py: what bad wires do; faulty.py: a line behind it; hurried.py: our programs with sooner pings
- stories.py, urgent.py: what is done to that line, and what must be true then
- test_faults.py, soak_faults.py: these stories in a hurry, and with the protocol's own times in `make soak`
"""
