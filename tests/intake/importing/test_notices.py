"""What is said of a file beside its records: in the language of who reads, kept in English."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

from rapporteur.base.values.base import to_plain
from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.intake.importing.calendars.notices import MOST, Notices
from rapporteur.intake.importing.calendars.source import read_calendar
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.planning import ImportPlan
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.reading.recognition.recognising import check_is_report
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.interfaces.cli.importing.showing import plan_summary

YEAR = Period(date(2018, 1, 1), date(2019, 1, 1))
CALENDAR = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTODO
SUMMARY:Write
END:VTODO
BEGIN:VEVENT
UID:1
SUMMARY:Forum
DTSTART:yesterday
END:VEVENT
END:VCALENDAR
"""


def summary(notices: tuple[str, ...]) -> list[str]:
    plan = ImportPlan(ImportKind.CALENDAR, "a.ics", b"", "en", [], None, notices)
    return [
        line.replace("\u202f", " ").replace("\u00a0", " ") for line in plan_summary(plan).splitlines()[1:]
    ]


def test_notices_of_a_calendar_are_said_in_french_with_the_reason_within(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notices = read_calendar(CALENDAR, "a.ics", YEAR).notices
    assert notices == (
        "1 task of a.ics was left out: only events become activities",
        (
            "event 1 of a.ics, line 6 (“Forum”) has no date that can be read ('yesterday' is no day and no time: "
            "expected 20180405 or 20180405T090000): it was left out"
        ),
    )

    monkeypatch.setenv("RAPPORTEUR_LANGUAGE", "fr")

    assert summary(notices)[0] == (
        "  remarque : 1 tâche de a.ics a été laissée de côté : seuls les événements deviennent des activités"
    )
    assert summary(notices)[1].startswith(
        "  remarque : événement 1 de a.ics, ligne 6 (« Forum ») n’a pas de date"
    )
    assert "no day" not in summary(notices)[1]


def test_a_notice_of_a_table_is_said_in_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    notices = read_table("Name,Début;Fin\nMálaga,2018;2019\n".encode("cp1252"), "m.csv").notices
    assert notices[0] == "m.csv is not UTF-8; it was read as Windows-1252: look at the accents"

    monkeypatch.setenv("RAPPORTEUR_LANGUAGE", "es")

    spoken = summary(notices)
    assert spoken[0].endswith("m.csv no está en UTF-8; se leyó como Windows-1252: revise los acentos")
    assert spoken[1].endswith("aunque sus encabezados contienen comas") or spoken[1].endswith(
        "puntos y comas"
    )


def test_what_is_kept_of_a_notice_is_its_english_text() -> None:
    notice = Notice(Message("{file} holds no events"), file="a.ics")

    assert notice == "a.ics holds no events"
    assert to_plain([notice]) == ["a.ics holds no events"]
    for copied in (copy.deepcopy(notice), pickle.loads(pickle.dumps(notice))):  # noqa: S301  # made here
        assert copied == notice
        assert copied.fault == notice.fault


def test_more_notices_than_are_shown_are_counted() -> None:
    notices = Notices("a.ics")
    notices.extend(f"{number}" for number in range(MOST + 1_200))

    assert notices.all()[-1] == "1,200 more of a.ics are not told here"


def test_what_a_report_would_have_is_named_in_french() -> None:
    with pytest.raises(IntakeRefused, match="only 3 headings of such reports") as refused:
        check_is_report({"headings"}, "x.txt")

    spoken = say_failure(refused.value, "fr")
    assert "seulement 3 titres de tels rapports" in spoken
    assert spoken.endswith("un montant de cotisations, une table des matières")
