"""Print the line by which the rendering program of this tree is known: for `known-programs.txt` of the next release.

python -m tools.known_program
"""

from __future__ import annotations

import os
import sys

from rapporteur import __version__


def main() -> int:
    """Print fingerprint and name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from rapporteur.proof.editions.archive import archive
    from rapporteur.proof.editions.known_programs import fingerprint

    print(f"{fingerprint(archive())}  Rapporteur {__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
