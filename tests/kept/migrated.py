"""The installation that c1f6a42 left behind, migrated once for all tests that go on from it."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

from tests.interfaces.cli.installation import ROOT, Installation
from tests.kept.making_installation import COMMIT
from tests.kept.packing import unpack

HERE = Path(__file__).resolve().parent / f"edition-{COMMIT}"
OLD = HERE / "installation.tar.xz"
TIMEOUT = 600
"""Seconds for the migrations, which take a few: a busy machine is no failure."""


def migrated_installation(common: Path, folder: Path) -> Installation:
    """Return a copy, in `folder`, of the one that lies in the folder `common`.

    That is made by whoever comes first, while the others wait: its database is migrated by the program as it stands, as
    an administrator does it. Nobody ever opens it, so that it can be copied at any moment.
    """
    kept, own = (Installation(place / "var", place / "build") for place in (common / "migrated", folder))
    kept.var.parent.mkdir(parents=True, exist_ok=True)
    made = kept.var.with_name("migrated.txt")
    with kept.var.with_name("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(kept.var, ignore_errors=True)  # of one that failed
            unpack(OLD, kept.var)
            done = subprocess.run(
                [sys.executable, "manage.py", "migrate", "--no-input"],
                cwd=ROOT, env=kept.environment(), capture_output=True, text=True, timeout=TIMEOUT, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            made.write_text(done.stdout)
    shutil.copytree(kept.var, own.var)
    return own
