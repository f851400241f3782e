"""Importing 2,500 members from a workbook, checked and written, and what hostile files cost."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bench.measure import Result, at_most, in_turn, process

MEMBERS = 2500
SECONDS = 10
MEMORY = 300


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures, each of a whole process; the database is a new one per run, under `folder`."""
    path = folder / "members.xlsx"
    path.write_bytes(members(MEMBERS))
    hostile = folder / "hostile.csv"
    hostile.write_bytes(b"Name;Note\n" + b"x;y\n" * 49_000)
    calendar = folder / "hostile.ics"
    calendar.write_bytes(endless(200))
    commands: dict[str, Sequence[str]] = {
        "checked against the registry": (*PROGRAM, "check", str(path), str(folder)),
        "checked, kept and written": (*PROGRAM, "write", str(path), str(folder)),
        "a CSV of 49,000 rows, all of them wrong": (*PROGRAM, "refuse", str(hostile), str(folder)),
        "a calendar of 200 endless recurrences": (*PROGRAM, "calendar", str(calendar), str(folder)),
    }
    process((*PROGRAM, "prepare", str(path), str(folder)))
    timings = in_turn(commands, max(1, runs // 3), warm_up=0)
    for name, timing in timings.items():
        what = f"{MEMBERS:,} members from XLSX, {name}" if name.startswith("checked") else name
        detail = f"{timing.spread} s, a process with its start"
        yield at_most(what, timing.median, SECONDS, " s", detail)
        yield at_most(f"{what}: memory", timing.memory or 0, MEMORY, " MiB")


PROGRAM = (sys.executable, "-m", "bench.importing")


def members(number: int) -> bytes:
    """Return a workbook of that many members."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("members")
    sheet.append(
        [
            "Name (en)",
            "Name (fr)",
            "Country",
            "Kind",
            "Latitude",
            "Longitude",
            "Member since",
            "Other spellings",
        ]
    )
    for n in range(number):
        name = f"{'New ' if n % 3 else 'Old '}Town of {n:04} {'abcdefghij'[n % 10] * 4}"
        sheet.append(
            [
                name,
                f"{name} (fr)",
                "FR",
                "city",
                n % 90,
                n % 180,
                date(2001, 1, 1),
                f"{name} alias; {name} other",
            ]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def endless(number: int) -> bytes:
    """Return a calendar of recurrences that never come true or never end."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for n in range(number):
        rule = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30" if n % 2 else "FREQ=DAILY"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{n}",
            "SUMMARY:A",
            "DTSTART;VALUE=DATE:19000101",
            f"RRULE:{rule}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def main(task: str, file: str, folder: str) -> None:
    """Do one of the tasks in a new database."""
    import os
    import shutil
    import tempfile
    from datetime import UTC, datetime

    own = Path(tempfile.mkdtemp(dir=folder)) / "var"
    if task != "prepare":
        shutil.copytree(Path(folder) / "prepared", own)
    os.environ["RAPPORTEUR_VAR"] = str(own)
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.core.management import call_command
    from django.db import connection

    from rapporteur.base.core.actions import record_association
    from rapporteur.base.core.permissions import operator
    from rapporteur.base.core.shapes import AssociationShape
    from rapporteur.base.values.localized import LocalizedText
    from rapporteur.intake.importing.actions import commit_import, store_plan
    from rapporteur.intake.importing.enums import ImportKind
    from rapporteur.intake.importing.planning import plan_import
    from rapporteur.intake.importing.problems import InvalidFile
    from rapporteur.intake.reading.sources.refused import IntakeRefused

    if task == "prepare":
        own.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        network = AssociationShape(
            slug="network",
            name=LocalizedText({"fr": "Réseau"}),
            short_name="N",
            languages=("fr", "en"),
            source_language="fr",
            report_name=LocalizedText({"fr": "Rapport"}),
        )
        record_association(by=operator("bench"), association=network)
        connection.close()
        shutil.move(own, Path(folder) / "prepared")
        return
    kind = ImportKind.CALENDAR if task == "calendar" else ImportKind.MEMBERS
    now = datetime(2018, 7, 1, tzinfo=UTC)
    path = Path(file)
    try:
        plan = plan_import(kind=kind, name=path.name, content=path.read_bytes(), today=now.date())
    except (InvalidFile, IntakeRefused) as error:
        print(str(error)[:200])
        return
    print(len(plan.changing), plan.blocking)
    if task == "write":
        commit_import(by=operator("bench"), at=now, of=store_plan(plan, by=operator("bench"), at=now))


if __name__ == "__main__":
    main(*sys.argv[1:4])
