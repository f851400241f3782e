"""`rapporteur demo`: from an empty folder to the report in a browser."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.cli.progress import Report, progress
from rapporteur.core.files import is_running

if TYPE_CHECKING:
    from rapporteur.intake.dataset import DataSet
    from rapporteur.reports.building import Built

DATA_SET = Path("demo/2018-q2")
BY = "demo"
HOST = "127.0.0.1"
PORT = 8000
BESIDE = ("", "-wal", "-shm")


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop when the documents are built.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=PORT,
    show_default=True,
    help="Port of the web server on localhost.",
)
def command(no_serve: bool, port: int) -> None:
    """Load the demonstration data set into a fresh database, build every document, and show the report.

    The database is var/rapporteur.sqlite3. One in which somebody has worked is moved aside, never overwritten. The
    documents go to build/2018-Q2/; the report is then at http://localhost:8000/ until you press Ctrl-C.
    """
    if os.environ.get("RAPPORTEUR_DATABASE"):
        raise click.UsageError(
            "the demonstration makes a database of its own: unset RAPPORTEUR_DATABASE, "
            "or use `rapporteur load demo/2018-q2` to load the data set into that database"
        )
    if not no_serve:
        _require_free(port)
    from rapporteur.intake.dataset import read_data_set

    data_set = read_data_set(_data_set())
    with progress() as report:
        _fresh_database(data_set, report)
        built = _build(data_set, report)
    from rapporteur.cli.build import show

    show(built)
    if not no_serve:
        serve(port)


def _fresh_database(data: DataSet, report: Report) -> None:
    """Fill a new database beside the old one, and put it in its place when it is whole."""
    from rapporteur.cli.django import setup

    setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from rapporteur.intake.dataset_load import load_data_set

    target = Path(settings.VAR_DIR) / "rapporteur.sqlite3"
    _clear_left_over(target.parent)
    new = target.with_name(f".rapporteur-{os.getpid()}.sqlite3")
    connection.settings_dict["NAME"] = str(new)
    try:
        report("database", 0, 0)
        call_command("migrate", verbosity=0)
        report("database", 1, 1)
        load_data_set(data, by=BY, progress=report)
        connection.close()  # the last connection folds the write-ahead log into the file
        keep_work(target)
        for suffix in BESIDE[1:]:
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        new.replace(target)
        connection.settings_dict["NAME"] = str(target)
    finally:
        for suffix in BESIDE:
            new.with_name(new.name + suffix).unlink(missing_ok=True)


def _clear_left_over(folder: Path) -> None:
    """Remove the unfinished databases of runs that were killed."""
    for left_over in folder.glob(".rapporteur-*.sqlite3*"):
        if not is_running(left_over.name.split("-")[1].split(".")[0]):
            left_over.unlink(missing_ok=True)


def _data_set() -> Path:
    """Return the data set in the working directory, or beside the program."""
    return DATA_SET if DATA_SET.is_dir() else Path(__file__).parents[2] / DATA_SET


def keep_work(database: Path) -> None:
    """Move a database aside in which anybody but this command has worked."""
    if not database.exists() or not _somebody_worked_in(database):
        return
    number = 1
    while (kept := database.with_name(f"{database.stem}-kept-{number}.sqlite3")).exists():
        number += 1
    for suffix in BESIDE:
        source = database.with_name(database.name + suffix)
        if source.exists():
            source.replace(kept.with_name(kept.name + suffix))
    sys.stderr.write(f"rapporteur: the database held other work; it is now {kept}\n")


def _somebody_worked_in(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            if not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]:
                return False  # empty: a command was called before there was anything to read
            query = "SELECT EXISTS (SELECT 1 FROM core_auditentry WHERE by != ?)"
            others = connection.execute(query, (BY,)).fetchone()[0]
            accounts = connection.execute("SELECT EXISTS (SELECT 1 FROM auth_user)").fetchone()[0]
    except sqlite3.Error:
        return True  # not a database of ours, or a broken one: keep it
    return bool(others or accounts)


def _build(data: DataSet, report: Report) -> list[Built]:
    from django.conf import settings

    from rapporteur.core.periods import Period
    from rapporteur.reports.building import build
    from rapporteur.reports.composition import compile_period

    period = Period.parse(data.report.value.period if data.report else "2018-Q2")
    return build(compile_period(period), settings.BUILD_DIR / period.code, progress=report)


def _require_free(port: int) -> None:
    """Refuse a port that cannot be used, before anything slow begins."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise _port_refused(port, error) from error


def _port_refused(port: int, error: OSError) -> click.BadParameter:
    return click.BadParameter(
        f"port {port} cannot be used ({error.strerror}): choose another one, "
        "or build without serving: --no-serve",
        param_hint="'--port'",
    )


def serve(port: int) -> None:
    """Serve the built report on this machine only, until interrupted."""
    from django.conf import settings
    from django.core.servers.basehttp import run
    from django.core.wsgi import get_wsgi_application

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    click.echo(f"The report is at http://localhost:{port}/ (press Ctrl-C to stop)")
    try:
        run(HOST, port, get_wsgi_application(), threading=True)
    except KeyboardInterrupt:
        click.echo("\nStopped.")  # the way it is meant to end
    except OSError as error:
        raise _port_refused(port, error) from error
