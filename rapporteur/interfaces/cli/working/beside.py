"""The worker beside the web server: begun with it, begun anew where it ends, ended with it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread

PAUSE = 5.0
"""Seconds before another worker takes the place of one that ended: one that cannot begin must not fill the log."""
PATIENCE = 25.0
"""Seconds in which a mail may still be sent: a mail server is given up after 20."""


class Beside:
    """Keeps one worker running in a process of its own, until it is to stop."""

    def __init__(self) -> None:
        self._stop = Event()
        self.process: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Begin. What starts workers goes on as long as this process does: the system ends them with it."""
        self._begin()  # here: while a thread of its own did, the server forks, and would hold its pipe open
        self._keeper.start()

    def stop(self) -> None:
        """Let the worker end, after the mail that it is sending."""
        self._stop.set()
        if self.process is not None:
            with suppress(OSError):
                self.process.terminate()
        self._keeper.join(PATIENCE)

    def _begin(self) -> None:
        words = [sys.executable, "-m", "rapporteur.interfaces.cli.main", "work", "--beside", str(os.getpid())]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL)  # noqa: S603  # our own command

    def _keep(self) -> None:
        while self.process is not None:
            self.process.wait()
            if self._stop.wait(PAUSE):
                return
            self._begin()
            if self._stop.is_set():  # asked for while it began
                self.process.terminate()
