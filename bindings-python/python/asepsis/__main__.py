"""``python -m asepsis`` and the console script ``asepsis``: the command."""

from __future__ import annotations

import signal
import sys

from asepsis._asepsis import main as run


def main() -> int:
    """Runs the command with the arguments of this process."""
    # Python would handle Ctrl-C only after the command has ended.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["asepsis", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
