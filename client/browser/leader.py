"""The first thing that runs in a child's terminal: makes it the child's own, then becomes the program.

So Ctrl-C reaches the program before it has set up its screen, and the program ends when the terminal goes,
even if `hotline serve` was killed. A process of its own, because nothing may run between fork and exec in a
program that has threads.
"""

from __future__ import annotations

import fcntl
import os
import sys
import termios


def main() -> None:
    """Stdin is the terminal, the process leads its session, the arguments are the program's."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
