"""Calendars of all makers: names of zones, lines folded and broken, old encodings, answers, pages."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.intake.importing.calendars.zones import zone_named
from rapporteur.intake.reading.sources.refused import IntakeRefused
from tests.intake.importing.written_calendars import MADRID, calendar, events_of, read

LATE = "UID:1\nSUMMARY:A\nDTSTART:20180402T220000Z\nDTEND:20180402T230000Z"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("europe/madrid", "Europe/Madrid"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/softwarestudio.org/Olson_20011030_5/Europe/Paris", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Bogota", "America/Bogota"),
        ("/mozilla.org/20050126_1/America/Argentina/Cordoba", "America/Argentina/Cordoba"),
        ("/citadel.org/20190914_1/Asia/Kolkata", "Asia/Kolkata"),
        ("Romance Standard Time", "Europe/Paris"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("SA Pacific Standard Time", "America/Bogota"),
        ("Central Standard Time (Mexico)", "America/Mexico_City"),
        ("Romance Daylight Time", "Europe/Paris"),
        ("W. Europe", "Europe/Berlin"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Brussels"),
        ("(GMT-05.00) Bogota, Lima, Quito", "America/Bogota"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("UTC+5:30", "UTC+05:30"),
        ("GMT-0300", "UTC-03:00"),
        ('"Europe/Lisbon"', "Europe/Lisbon"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("Customized Time Zone", "None"),
        ("../../etc/passwd", "None"),
        ("", "None"),
    ],
)
def test_zone_is_known_by_the_names_of_all_makers(name: str, zone: str) -> None:
    assert str(zone_named(name)) == zone


@pytest.mark.parametrize(
    "head",
    [
        "X-WR-TIMEZONE:Europe/Madrid",
        "X-WR-TIMEZONE:Romance Standard Time",
        MADRID.format(name="Europe/Madrid"),
        MADRID.format(name="Customized Time Zone"),
        MADRID.format(name="GMT +0100 (Standard) / GMT +0200 (Daylight)"),
        f"X-WR-TIMEZONE:Customized\n{MADRID.format(name='Customized')}",
        "TZ:+0200",
    ],
)
def test_time_in_utc_is_that_of_the_only_zone_of_the_file(head: str) -> None:
    source = read(calendar(LATE, head=head))

    assert [(one.start, one.end) for one in source.events] == [(date(2018, 4, 3), date(2018, 4, 3))]
    assert source.notices == ()


def test_rules_of_a_zone_of_the_file_hold_in_winter_and_summer() -> None:
    found = events_of(
        "UID:1\nSUMMARY:Winter\nDTSTART:20180110T223000Z",
        "UID:2\nSUMMARY:Summer\nDTSTART:20180710T223000Z",
        "UID:3\nSUMMARY:Before the change\nDTSTART:20180324T230000Z",
        "UID:4\nSUMMARY:After the change\nDTSTART:20180325T220000Z",
        head=MADRID.format(name="Somewhere"),
    )

    assert [f"{one.start:%m-%d}" for one in found] == ["01-10", "03-25", "03-26", "07-11"]


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (
            "",
            "a.ics tells times in UTC and not in which time zone (X-WR-TIMEZONE): their days are those of UTC; ",
        ),
        (
            "X-WR-TIMEZONE:Middle-earth/Shire",
            "a.ics: the time zone “Middle-earth/Shire” (X-WR-TIMEZONE) is not known: ",
        ),
    ],
)
def test_time_in_utc_without_a_zone_is_told(head: str, says: str) -> None:
    source = read(calendar(LATE, head=head))

    assert [one.start for one in source.events] == [date(2018, 4, 2)]
    assert source.notices[0].startswith(says)


def test_zone_that_nobody_knows_leaves_the_days_as_they_stand_and_is_told() -> None:
    source = read(calendar("UID:1\nSUMMARY:A\nDTSTART;TZID=Middle-earth/Shire:20180402T230000"))

    assert [one.start for one in source.events] == [date(2018, 4, 2)]
    assert source.notices == (
        "a.ics: the time zone “Middle-earth/Shire” is not known; its days are taken as they stand",
    )


def test_end_in_utc_is_on_the_clock_of_the_begin() -> None:
    [event] = events_of("UID:1\nSUMMARY:A\nDTSTART;TZID=America/Lima:20180402T200000\nDTEND:20180403T040000Z")

    assert (event.start, event.end) == (date(2018, 4, 2), date(2018, 4, 2))


@pytest.mark.parametrize(
    ("times", "end"),
    [
        ("DTSTART;VALUE=DATE:20180101\nDTEND;VALUE=DATE:20210101", date(2020, 12, 31)),
        ("DTSTART:20180101T090000\nDTEND:20191231T180000", date(2019, 12, 31)),
        ("DTSTART;VALUE=DATE:20180101\nDURATION:P400D", date(2019, 2, 4)),
        ("DTSTART;VALUE=DATE:20180101\nDURATION:P53W", date(2019, 1, 6)),
    ],
)
def test_event_longer_than_a_year_ends_when_it_says(times: str, end: date) -> None:
    source = read(calendar(f"UID:1\nSUMMARY:A\n{times}"))

    assert [one.end for one in source.events] == [end]
    assert source.notices == ()


@pytest.mark.parametrize(
    ("times", "says"),
    [
        (
            "DTSTART;VALUE=DATE:20180410\nDTEND;VALUE=DATE:20180401",
            "ends (2018-04-01 00:00) before it begins",
        ),
        ("DTSTART:20180410T100000\nDTEND:20180410T090000", "ends (2018-04-10 09:00) before it begins"),
        ("DTSTART:20180410T100000\nDURATION:-P2D", "ends (2018-04-08 10:00) before it begins"),
        ("DTSTART;VALUE=DATE:20180410\nDTEND;VALUE=DATE:99991231", "ends in the year 9999"),
    ],
)
def test_end_that_cannot_be_is_told(times: str, says: str) -> None:
    source = read(calendar(f"UID:1\nSUMMARY:A\n{times}"))

    assert [(one.start, one.end) for one in source.events] == [(date(2018, 4, 10), date(2018, 4, 10))]
    assert says in source.notices[0]
    assert source.notices[0].endswith("it was taken for the day on which it begins")


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ("DTSTART:20180411T1300", date(2018, 4, 11)),
        ("DTSTART:20180411T1300Z", date(2018, 4, 11)),
        ("DTSTART:2018-04-11T13:00:00", date(2018, 4, 11)),
        ("DTSTART:2018-04-11", date(2018, 4, 11)),
        ("DTSTART:20180411T130000+0200", date(2018, 4, 11)),
        ("DTSTART:20180411T240000", date(2018, 4, 12)),
    ],
)
def test_days_in_a_makers_own_form_are_read(given: str, start: date) -> None:
    [event] = events_of(f"UID:1\nSUMMARY:A\n{given}")

    assert event.start == start


def folded(text: str, width: int) -> bytes:
    """Return a calendar whose title is folded after `width` bytes, in the middle of letters too."""
    line = f"SUMMARY:{text}".encode()
    parts = [line[at : at + width] for at in range(0, len(line), width)]
    return calendar("UID:1\nDTSTART;VALUE=DATE:20180410\nTITLE").replace(b"TITLE", b"\r\n ".join(parts))


@pytest.mark.parametrize("width", [9, 10, 11, 75])
@pytest.mark.parametrize("text", ["é" * 40, "Ñandú, São Paulo, 東京, Łódź 🙂" * 3])
def test_lines_are_unfolded_before_they_are_decoded(text: str, width: int) -> None:
    source = read(folded(text, width))

    assert ([one.title for one in source.events], source.notices) == ([text], ())


@pytest.mark.parametrize("ends", [b"\r\n", b"\n", b"\r"])
def test_line_ends_of_any_machine_are_read(ends: bytes) -> None:
    content = calendar("UID:1\nSUMMARY:Ré\n union\nDTSTART;VALUE=DATE:20180410").replace(b"\r\n", ends)

    assert [one.title for one in read(content).events] == ["Réunion"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings_of_calendars_are_recognised(encoding: str) -> None:
    content = calendar("UID:1\nSUMMARY:Réunion\nDTSTART;VALUE=DATE:20180410").decode().encode(encoding)

    assert [one.title for one in read(content).events] == ["Réunion"]


def test_only_the_lines_that_are_not_utf8_are_read_otherwise() -> None:
    content = calendar(
        "UID:1\nSUMMARY:Réunion\nDTSTART;VALUE=DATE:20180410",
        "UID:2\nSUMMARY:OLD\nDTSTART;VALUE=DATE:20180411",
    )
    source = read(content.replace(b"OLD", "Séance à Córdoba".encode("cp1252")))

    assert [one.title for one in source.events] == ["Réunion", "Séance à Córdoba"]
    assert source.notices == (
        "a.ics is not UTF-8 in line 11; it was read as Windows-1252: look at the accents",
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:R=C3=A9union =C3=A0 Lima", "Réunion à Lima"),
        ("SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:R=E9union", "Réunion"),
        ("SUMMARY;QUOTED-PRINTABLE:R=E9union", "Réunion"),
        ("SUMMARY;ENCODING=QUOTED-PRINTABLE:R=C3=A9u=\nnion", "Réunion"),
        ("SUMMARY;ENCODING=BASE64:UsOpdW5pb24=", "Réunion"),
        ("SUMMARY;LANGUAGE=fr:Réunion\\, suite\\; fin", "Réunion, suite; fin"),
        ('SUMMARY;ALTREP="cid:a;b:c":Réunion', "Réunion"),
        ("summary:Réunion", "Réunion"),
        ("SUMMARY:C:\\\\new", "C:\\new"),
    ],
)
def test_texts_are_decoded_as_their_parameters_say(line: str, title: str) -> None:
    [event] = events_of(f"UID:1\n{line}\nDTSTART;VALUE=DATE:20180410")

    assert event.title == title


def test_text_that_goes_on_unfolded_is_taken_and_told() -> None:
    source = read(
        calendar(
            "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20180410\nDESCRIPTION:one\ntwo\nAgenda: three\nURL:https://a.example"
        )
    )

    assert [(one.description, one.link) for one in source.events] == [
        ("one\ntwo\nAgenda: three", "https://a.example")
    ]
    assert source.notices == (
        "a.ics, line 9: “two” is no property of a calendar; it was taken as the next line of DESCRIPTION (line 8)",
        (
            "a.ics, line 10: “Agenda: three” is no property of a calendar; "
            "it was taken as the next line of DESCRIPTION (line 8)"
        ),
    )


def test_line_that_is_nothing_is_left_out_and_told() -> None:
    source = read(calendar("UID:1\nSUMMARY:A\nlost words\nDTSTART;VALUE=DATE:20180410"))

    assert [one.title for one in source.events] == ["A"]
    assert source.notices == ("a.ics, line 7: “lost words” is no property of a calendar; it was left out",)


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER", "reply"])
def test_answer_to_an_invitation_is_no_activity(method: str) -> None:
    source = read(calendar(LATE, head=f"METHOD:{method}"))

    assert source.events == ()
    assert source.notices == (
        (
            f"a.ics answers an invitation (METHOD:{method.upper()}); its events are left out: "
            "they say who comes, or what somebody proposes"
        ),
    )


def test_what_is_no_event_is_counted() -> None:
    tasks = "BEGIN:VTODO\nUID:t\nSUMMARY:Write\nEND:VTODO\n" * 2 + "BEGIN:VJOURNAL\nUID:j\nEND:VJOURNAL"

    assert read(calendar(head=tasks)).notices == (
        "2 tasks of a.ics were left out: only events become activities",
        "1 journal entry of a.ics was left out: only events become activities",
        "a.ics holds no events",
    )


def test_calendar_that_breaks_off_is_told_and_its_last_event_left_out() -> None:
    content = calendar(
        "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20180410", "UID:2\nSUMMARY:B\nDTSTART;VALUE=DATE:20180411"
    )
    source = read(content[: content.index(b"END:VEVENT", content.index(b"SUMMARY:B"))])

    assert [one.title for one in source.events] == ["A"]
    assert source.notices == (
        "a.ics ends before its VEVENT does (line 9): it was not saved or sent whole; export it again",
        "event 2 of a.ics, line 9 (“B”) has no end: it was left out",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
        (b"\n <html><head>", "a web page"),
        (b'<?xml version="1.0"?><icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"/>', "in XML (xCal)"),
        (b'["vcalendar",[],[]]', "in JSON (jCal)"),
        (b'{"error": "not found"}', "a JSON file"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "an address book (vCard)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "whatever its name says"),
    ],
)
def test_file_that_is_no_calendar_says_what_it_is_and_what_to_do(content: bytes, says: str) -> None:
    with pytest.raises(IntakeRefused) as refused:
        read(content)

    assert says in str(refused.value)
    assert str(refused.value).startswith("a.ics: ")
    assert str(refused.value).endswith("export the calendar as .ics (iCalendar)")


@pytest.mark.parametrize(
    "properties",
    [
        "RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z",
        "RRULE:FREQ=MONTHLY;COUNT=12\nEXDATE:99991231T235959Z\nRDATE:00010101T000000Z",
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_ends_of_the_calendar_are_read_on_every_clock(properties: str, zone: str) -> None:
    event = f"UID:1\nSUMMARY:Rent\nDTSTART:20190105T090000\n{properties}"
    assert len(events_of(event, head=f"X-WR-TIMEZONE:{zone}")) == 12


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [("0001", "+2300", "-2300"), ("0001", "+0100", "+0200"), ("2010", "+9999", "-9999")],
)
def test_zone_that_no_clock_has_leaves_its_events_on_their_days(first: str, before: str, after: str) -> None:
    zone = MADRID.format(name="Nowhere").replace("1970", first)
    zone = zone.replace("+0100", before).replace("+0200", after)
    (found,) = events_of("UID:1\nSUMMARY:Rent\nDTSTART;TZID=Nowhere:20180105T120000", head=zone)
    assert found.start == date(2018, 1, 5)
