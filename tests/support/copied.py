"""What tests of copies run in them: `python -m tests.support.copied FOLDER PARENT`."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from pathlib import Path

from rapporteur.base.values.files import writing_to
from rapporteur.base.values.periods import Period
from rapporteur.base.values.running import serving


def main(folder: str, parent: str) -> None:
    """Do what the orders say; what they have in common is a text."""
    common: list[str] = []

    def prepare(text: str) -> None:
        common.append("" + text)
        if text == "without the system":
            serving.end_with = lambda parent: None  # type: ignore[attr-defined]  # imported there

    def work(name: str, what: str) -> None:
        place = Path(folder) / name
        if what == "foreseeable":
            Period.parse("then")
        elif what == "mistake":
            raise ZeroDivisionError("division by zero")
        elif what == "unsent":
            error = ValueError("cannot be sent")
            error.held = lambda: None  # type: ignore[attr-defined]  # what no bytes can hold
            raise error
        elif what == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif what == "full":
            with writing_to(place, setting="TMPDIR"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        elif what == "pause":
            time.sleep(0.2)
        else:
            place.write_text(common[0], encoding="utf-8")
        while what == "endless":
            time.sleep(0.1)

    serving.serve(folder, parent, prepare, work)


if __name__ == "__main__":
    main(*sys.argv[1:])
