"""Which files of the program have something to do, in the order of their first call; in copies of the process too.

python -m tests.support.tracing FILE import report old.txt    run a command, and write the order to FILE
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PACKAGE = f"{Path(__file__).resolve().parents[2] / 'rapporteur'}{os.sep}"
IMPORTING = "<frozen importlib._bootstrap>"


def _is_being_imported(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == IMPORTING:
            return True
        frame = frame.f_back
    return False


@contextmanager
def traced(target: Path) -> Iterator[None]:
    """Write each file of the program to `target` when one of its functions is first called.

    What runs while a module is imported is no part of the walk. A copy of this process goes on writing to the same
    file, and may name a file again.
    """
    seen: set[str] = set()
    with target.open("ab", buffering=0) as lines:

        def notice(frame: FrameType, _event: str, _: object) -> None:
            file = frame.f_code.co_filename
            if file not in seen and file.startswith(PACKAGE) and not _is_being_imported(frame):
                seen.add(file)
                lines.write(f"{file.removeprefix(PACKAGE)}\n".encode())

        before = sys.gettrace()  # of what measures coverage
        sys.settrace(
            notice
        )  # returns nothing, so that no line is traced: a profile would be told of calls in C too
        try:
            yield
        finally:
            sys.settrace(before)


def order(target: Path) -> list[str]:
    """Return the files in the order of their first call."""
    return list(dict.fromkeys(target.read_text(encoding="utf-8").splitlines()))


def main(arguments: list[str]) -> None:
    """Run a command of the program under trace."""
    from rapporteur.interfaces.cli.main import main as run

    with traced(Path(arguments[0])):
        run(arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
