"""Settings from the environment; an unknown or malformed value stops the start, naming what was expected."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.temporary import temporary_file
from rapporteur.base.values.typed.whole import read_whole

ADDRESSES = "sqlite:///file.sqlite3 or postgresql://user:password@host:port/name"
POSTGRESQL_OPTIONS = frozenset(
    {
        "host", "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode",
        "target_session_attrs", "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval",
        "keepalives_count", "application_name", "options", "passfile",
    }
)  # fmt: skip
"""What an address may say after its `?`, in the words of libpq, which is given it as it stands."""
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class InvalidSetting(Foreseeable, ValueError):
    """An environment variable whose value cannot be used."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(
            Message("{place}='{value}' cannot be used: expected {expected}"),
            place=name,
            value=value,
            expected=expected,
        )


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no variable: 1, true, yes, on or 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise InvalidSetting(name, value, "1, true, yes, on or 0, false, no, off")


def one_of(name: str, values: Sequence[str], *, default: str) -> str:
    """Read one of some values."""
    value = os.environ.get(name, "").strip()
    if value and value not in values:
        raise InvalidSetting(name, value, f"one of {', '.join(values)}")
    return value or default


def seconds(name: str, *, default: int) -> int:
    """Read a number of seconds, zero or more."""
    return number(name, default=default, of="seconds")


def number(name: str, *, default: int, of: str) -> int:
    """Read a whole number of something, zero or more."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if (whole := read_whole(value)) is None:
        raise InvalidSetting(name, value, f"a whole number of {of}")
    return whole


def folder(name: str, *, default: Path) -> Path:
    """Read the path of a folder."""
    value = os.environ.get(name, "")
    return Path(value).absolute() if value else default


def named_file(name: str) -> Path | None:
    """Read the path of a file, None without the variable; whether it is there is seen when it is read."""
    value = os.environ.get(name, "").strip()
    return Path(value).absolute() if value else None


def made_folder(name: str, *, default: Path, within: str) -> Path:
    """Read the path of a folder, and make it with the folder `within` it; a new one is its owner's alone."""
    path = folder(name, default=default)
    try:
        if not path.exists():
            path.mkdir(parents=True)
            path.chmod(0o700)
        (path / within).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidSetting(
            name, str(path), f"a folder that can be made and written in ({error.strerror})"
        ) from error
    return path


def log_place(name: str) -> str:
    """Read where the log goes: `stderr` (the default), `off`, or a file that can be written."""
    value = os.environ.get(name, "")
    if value in {"", "stderr", "off"}:
        return value or "stderr"
    file = Path(value).absolute()
    try:
        file.touch(mode=0o600)
        file.open("ab").close()
    except OSError as error:
        expected = f"stderr, off, or a file that can be written ({error.strerror})"
        raise InvalidSetting(name, value, expected) from error
    return str(file)


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, *, default_file: Path) -> dict[str, Any]:
    """Read a database address: `sqlite:///file.sqlite3` or `postgresql://user:password@host:port/name`.

    Without the variable the database is the SQLite file `default_file`. SQLite runs with a write-ahead log and takes
    its write lock when a transaction begins: with the defaults, concurrent writers fail at once. It writes nothing to
    other folders: a disk that is full is that of the database. What stands after a `?` is given to PostgreSQL
    (`sslmode=verify-full`), or refused: raises InvalidSetting.
    """
    value = os.environ.get(name, "")
    if not value:
        return sqlite(default_file)
    scheme = value.partition("://")[0] if "://" in value else ""
    shown = f"{scheme}://…"  # never whole: it may hold a password
    try:
        parts = urlsplit(value)
        port, path = parts.port, unquote(parts.path.removeprefix("/"))
    except ValueError as error:
        raise InvalidSetting(name, shown, ADDRESSES) from error
    if scheme not in {"sqlite", "postgresql", "postgres"} or not path:
        raise InvalidSetting(name, shown, ADDRESSES)
    if scheme == "sqlite":
        if parts.netloc or parts.query or parts.fragment:
            raise InvalidSetting(name, shown, "sqlite:///file.sqlite3, without a host and without options")
        return sqlite(Path(path))
    options = _options(name, shown, parts)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": path,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
    }


def _options(name: str, shown: str, parts: SplitResult) -> dict[str, str]:
    """Return what a PostgreSQL address says after its `?`; nothing of it is dropped: raises InvalidSetting."""
    if parts.fragment:
        raise InvalidSetting(name, shown, "no # in it: in a password it is written %23")
    try:
        given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise InvalidSetting(name, shown, "options as name=value, with & between them") from error
    options = dict(given)
    if unknown := sorted(set(options) - POSTGRESQL_OPTIONS):
        expected = f"options among {', '.join(sorted(POSTGRESQL_OPTIONS))}"
        raise InvalidSetting(name, f"{shown}?{'&'.join(unknown)}", expected)
    if len(options) < len(given) or (parts.hostname and "host" in options):
        raise InvalidSetting(name, shown, "each option once, and one host")
    if options.get("sslmode", SSL_MODES[0]) not in SSL_MODES:
        raise InvalidSetting(
            name, f"{shown}?sslmode={options['sslmode']}", f"sslmode as one of {', '.join(SSL_MODES)}"
        )
    return options


def sqlite(file: Path) -> dict[str, Any]:
    """Return Django's settings for the SQLite database in `file`."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": seconds("RAPPORTEUR_LOCK_SECONDS", default=20),
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                "PRAGMA mmap_size=2147418112; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
            ),
        },
        "TEST": {"NAME": None},
    }


def secret_key(name: str, *, file: Path) -> str:
    """Read the secret key from the environment, else from `file`, which is made on first use (mode 600)."""
    value = os.environ.get(name, "")
    if value:
        return value
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, new = temporary_file(file, file.parent)
        with os.fdopen(descriptor, "w", encoding="ascii") as written:
            written.write(secrets.token_urlsafe(50))
            written.flush()
            with suppress(FileExistsError):  # another process was faster: its key is everybody's
                file.hardlink_to(new)
            new.unlink()
        return file.read_text(encoding="ascii")
