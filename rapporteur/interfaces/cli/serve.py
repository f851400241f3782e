"""`rapporteur serve`: the public pages and the back office, from a web server of production quality."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import tell, words
from rapporteur.interfaces.cli.working.beside import Beside

HOST = "127.0.0.1"
PORT = 8000
WORKERS = 2
"""Processes: what one computes does not keep the pages of the other waiting."""
THREADS = 4
"""Requests that a process answers at once; most of their time is the database's."""
PATIENCE = 30
"""Seconds in which requests may still end when the server is asked to."""
CHOOSE_ANOTHER = Message("port {port} cannot be used ({reason}): choose another one")
OR_NONE = Message(
    "port {port} cannot be used ({reason}): choose another one, or do without serving: --no-serve"
)

LOOKED_THROUGH = (20_000, 20, 20)
"""New objects after which Python looks for circles of what nobody holds any more: a page may make 100,000 that form
none, and with Python's own 700 the looking was a fifth of the time of the translation desk."""


@click.command("serve")
@click.option("--host", default=HOST, show_default=True, help="Address to listen on; 0.0.0.0: on every one.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port to listen on."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=WORKERS, show_default=True, help="Processes that answer."
)
@click.option(
    "--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True,
    help="Requests that each of them answers at once.",
)  # fmt: skip
@click.option("--migrate", is_flag=True, help="Bring the tables of an older version up to date first.")
@click.option(
    "--no-work",
    is_flag=True,
    help="Serve alone: mails are sent elsewhere, by `rapporteur work` or not at all.",
)
def command(host: str, port: int, workers: int, threads: int, migrate: bool, no_work: bool) -> None:
    """Serve the public pages and the back office until interrupted.

    A new database gets its tables. One that an older version made is changed with --migrate only: make a backup
    before. What ends a worker does not end the server; another one takes its place. Beside them works one that sends
    mails (`rapporteur work`). Before a network stands a proxy that speaks HTTPS (docs/administration.md).
    """
    require_free(host, port)
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.core.management import call_command

    from rapporteur.base.core.tables import Tables, have_tables, tables

    found = tables()
    with progress() if found is not Tables.CURRENT else nullcontext(_nothing) as report:
        report("database", 0, 0)
        if migrate and found is Tables.BEHIND:
            call_command("migrate", verbosity=0, interactive=False)
        have_tables()
        report("database", 1, 1)
    clear_stores()
    serve(host, port, workers, threads, work=not no_work)


def _nothing(step: str, done: int, total: int) -> None:
    """Tell nothing: the tables are there."""


def clear_stores() -> None:
    """Remove the files of which a killed server wrote no row."""
    from rapporteur.intake.importing import actions
    from rapporteur.interfaces.office.library import rows

    for unsettled in (actions.unsettled, rows.unsettled):
        unsettled().clear()


def serve(host: str, port: int, workers: int, threads: int, *, work: bool = True) -> None:
    """Serve until interrupted; the settings are read already, and the tables are there. `work`: mails are sent too."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
    from rapporteur.interfaces.portal.versions import make_versions

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    make_versions()  # before the application, which looks through them
    application = get_wsgi_application()  # once: the workers are copies of this process
    set_up_reviews(settings.READER_LANGUAGE)
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is imported stays for good: no worker goes through it, or has a copy of its own
    gc.set_threshold(*LOOKED_THROUGH)

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options(host, port, workers, threads, Beside() if work else None).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return application

    try:
        Server().run()
    except SystemExit as end:
        if end.code:
            raise
        sys.stdout.flush()


def options(host: str, port: int, workers: int, threads: int, beside: Beside | None = None) -> dict[str, Any]:
    """Return how the server is set up, and what runs beside it."""
    shown = f"[{host}]" if ":" in host else host
    address = f"{shown}:{port}"
    return {
        "bind": address,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "graceful_timeout": PATIENCE,
        "preload_app": True,
        "loglevel": "warning",  # failures, sign-ins and refusals are in our own log, without addresses of visitors
        "forwarded_allow_ips": "",  # whether a proxy is believed is RAPPORTEUR_PROXIES' to say
        "control_socket_disable": True,
        "when_ready": _do_and_say(
            beside.start if beside else None,
            Message("Served at http://{address}/ (press Ctrl-C to stop)"),
            address,
        ),
        "on_exit": _do_and_say(beside.stop if beside else None, Message("\nStopped.")),
    }


def _do_and_say(do: Callable[[], None] | None, message: Message, address: str = "") -> Callable[[Any], None]:
    def act(server: Any) -> None:
        if do is not None:
            do()
        tell(message, address=address) if address else tell(message)

    return act


def require_free(host: str, port: int, *, refused: Message = CHOOSE_ANOTHER) -> None:
    """Refuse an address that cannot be used, before anything slow begins; `refused` says why, and what to do."""
    try:
        kind = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind[0]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(kind[4])
    except OSError as error:
        raise click.BadParameter(
            words(refused, port=port, reason=error.strerror), param_hint="'--port'"
        ) from error
