"""`rapporteur demo`: from an empty folder to the report in a browser."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.progress import StepReport, progress
from rapporteur.interfaces.cli.reader import reader_language, tell, words
from rapporteur.interfaces.cli.serve import HOST, OR_NONE, PORT, THREADS, require_free, serve

if TYPE_CHECKING:
    from rapporteur.documents.building.build import Built
    from rapporteur.intake.importing.datasets.contents import DataSet
    from rapporteur.proof.editions.models import Edition

DATA_SET = Path("demo/2018-q2")
BY = "demo"
VISITOR = "visitor@example.org"


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Stop when the report is frozen.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=PORT,
    show_default=True,
    help="Port of the web server on localhost.",
)
def command(no_serve: bool, port: int) -> None:
    """Load the demonstration data set into a fresh database, freeze its report in every format, and show it.

    The database is var/rapporteur.sqlite3. One in which somebody has worked is moved aside, never overwritten. The
    documents go to build/2018-Q2/ as well; the portal with the report is then at http://localhost:8000/ until you press
    Ctrl-C. A link is told that lets you make an account of the back office.
    """
    if os.environ.get("RAPPORTEUR_DATABASE"):
        raise click.UsageError(
            words(
                Message(
                    "the demonstration makes a database of its own: unset RAPPORTEUR_DATABASE, "
                    "or use `rapporteur load demo/2018-q2` to load the data set into that database"
                )
            )
        )
    if not no_serve:
        require_free(HOST, port, refused=OR_NONE)
    from rapporteur.intake.importing.datasets.reading import read_data_set

    data_set = read_data_set(data_set_folder())
    with progress() as report:
        _fresh_database(data_set, report)
        built = _handed_out(freeze_report(data_set, by=BY, report=report))
    from rapporteur.interfaces.cli.build import show

    show(built)
    if not no_serve:
        tell(
            Message("The portal: http://localhost:{port}/\nThe office: {link} (once: it makes your account)"),
            port=port, link=invite_visitor(port),
        )  # fmt: skip
        serve(HOST, port, workers=1, threads=THREADS)


def _fresh_database(data: DataSet, report: StepReport) -> None:
    """Fill a new database beside the old one, and put it in its place when it is whole."""
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.conf import settings
    from django.db import connection

    from rapporteur.base.core.tables import make_tables, new_database
    from rapporteur.base.values.running.temporary import alone_in
    from rapporteur.intake.importing.datasets.loading import load_data_set

    folder = Path(settings.VAR_DIR)
    connection.close()
    with alone_in(folder), new_database(folder / "rapporteur.sqlite3", move_aside=keep_work):
        report("database", 0, 0)
        make_tables()
        report("database", 1, 1)
        load_data_set(data, by=operator(BY), progress=report)


def data_set_folder() -> Path:
    """Return the data set in the working directory, or beside the program."""
    return DATA_SET if DATA_SET.is_dir() else Path(__file__).parents[3] / DATA_SET


def keep_work(database: Path) -> None:
    """Move a database aside in which anybody but this command has worked."""
    from rapporteur.base.core.tables import SUFFIXES

    if not database.exists() or not _somebody_worked_in(database):
        return
    number = 1
    while (kept := database.with_name(f"{database.stem}-kept-{number}.sqlite3")).exists():
        number += 1
    for suffix in SUFFIXES:
        source = database.with_name(database.name + suffix)
        if source.exists():
            source.replace(kept.with_name(kept.name + suffix))
    tell(Message("rapporteur: the database held other work; it is now {kept}"), err=True, kept=kept)


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


def freeze_report(data: DataSet, *, by: str, report: StepReport) -> Edition:
    """Freeze the report of the data set."""
    from django.utils import timezone

    from rapporteur.base.values.periods import Period
    from rapporteur.proof.checks.subject import what_blocks
    from rapporteur.proof.editions.freezing import freeze

    period = Period.parse(data.report.value.period if data.report else "2018-Q2")
    frozen = freeze(
        period=period, by=operator(by), frozen_at=timezone.now(), checks=what_blocks, progress=report
    )
    assert frozen.edition is not None  # noqa: S101  # it is no dry run
    return frozen.edition


def _handed_out(edition: Edition) -> list[Built]:
    """Put the documents of an edition where built ones lie."""
    from django.conf import settings

    from rapporteur.documents.building.build import Built
    from rapporteur.proof.editions.handing_out import hand_out

    folder = Path(settings.BUILD_DIR) / edition.period.code
    hand_out(edition=edition, folder=folder)
    return [Built(folder / one.name, one.language, one.format, one.size) for one in edition.files.all()]


def invite_visitor(port: int) -> str:
    """Invite whoever looks at the demonstration as administrator; return the address that makes their account."""
    from django.urls import reverse
    from django.utils import timezone

    from rapporteur.base.words.catalogues import LANGUAGES
    from rapporteur.records.accounts.actions import invite
    from rapporteur.records.accounts.shapes import InvitationShape

    language = next((one for one in LANGUAGES if one == reader_language()), LANGUAGES[0])
    shape = InvitationShape(email=VISITOR, role=Role.ADMINISTRATOR, language=language)
    token = invite(by=operator(BY), invitation=shape, at=timezone.now()).token
    return f"http://localhost:{port}{reverse('office_take_up', kwargs={'token': token})}"
