"""Siblings of inputs that once were read wrongly: the same kinds in other clothes, with the right value."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from rapporteur.intake.importing.tables.cells import Unreadable, read_cell, read_day
from rapporteur.intake.importing.tables.workbook import read_table
from tests.intake.importing.written_calendars import days_of, events_of

LIMA = "DTSTART;TZID=America/Lima:20180403T190000\nDTEND;TZID=America/Lima:20180403T210000"
SYDNEY = "DTSTART;TZID=Australia/Sydney:20180330T080000\nDTEND;TZID=Australia/Sydney:20180330T090000"
APRIL = datetime(2018, 4, 5, tzinfo=UTC).replace(tzinfo=None)
ALL_DAY = "DTSTART;VALUE=DATE:20180402\nDTEND;VALUE=DATE:20180404"


@pytest.mark.parametrize(
    ("event", "days"),
    [
        (f"{LIMA}\nRRULE:FREQ=WEEKLY;COUNT=3", ["04-03", "04-10", "04-17"]),
        (f"{LIMA}\nRRULE:FREQ=WEEKLY;UNTIL=20180411T000000Z", ["04-03", "04-10"]),
        (f"{LIMA}\nRRULE:FREQ=WEEKLY;UNTIL=20180410T235959Z", ["04-03"]),
        (f"{LIMA}\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20180405T000000Z", ["04-03", "04-05", "04-06"]),
        (f"{LIMA}\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=America/Lima:20180404T190000", ["04-03", "04-05"]),
        (f"{LIMA}\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20180404", ["04-03", "04-05"]),
        (f"{LIMA}\nRDATE;TZID=America/Lima:20180412T190000", ["04-03", "04-12"]),
        (f"{LIMA}\nRDATE:20180413T000000Z", ["04-03", "04-12"]),
        (f"{LIMA}\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20180404T000000Z", ["04-03", "04-04"]),
        (f"{SYDNEY}\nRRULE:FREQ=DAILY;COUNT=4", ["03-30", "03-31", "04-01", "04-02"]),
        (f"{SYDNEY}\nRRULE:FREQ=DAILY;UNTIL=20180401T220000Z", ["03-30", "03-31", "04-01", "04-02"]),
        (f"{SYDNEY}\nRRULE:FREQ=DAILY;UNTIL=20180401T215959Z", ["03-30", "03-31", "04-01"]),
        (f"{ALL_DAY}\nRRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3", ["04-02", "05-07", "06-04"]),
        (f"{ALL_DAY}\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", ["04-02", "04-30"]),
        (f"{ALL_DAY}\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;WKST=SU", ["04-02", "04-16", "04-30"]),
        (f"{ALL_DAY}\nRRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20180422", ["04-02", "04-12", "04-22"]),
        (f"{ALL_DAY}\nRDATE;VALUE=DATE:20180409,20180416\nEXDATE;VALUE=DATE:20180416", ["04-02", "04-09"]),
    ],
)  # fmt: skip
def test_days_of_a_series_are_those_of_its_clock(event: str, days: list[str]) -> None:
    assert days_of(f"UID:1\nSUMMARY:A\n{event}") == days


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("DTSTART:20180403\nDTEND:20180405", date(2018, 4, 3), date(2018, 4, 4)),
        ("DTSTART;VALUE=DATE:20180403", date(2018, 4, 3), date(2018, 4, 3)),
        ("DTSTART;VALUE=DATE:20180403\nDURATION:P2D", date(2018, 4, 3), date(2018, 4, 4)),
        ("DTSTART;VALUE=DATE:20180403\nDURATION:P1W", date(2018, 4, 3), date(2018, 4, 9)),
        ("DTSTART;TZID=Europe/Paris:20180403T220000\nDURATION:PT4H", date(2018, 4, 3), date(2018, 4, 4)),
        ("DTSTART;TZID=Europe/Paris:20180403T220000\nDURATION:PT2H", date(2018, 4, 3), date(2018, 4, 3)),
    ],
)  # fmt: skip
def test_days_of_an_event_are_those_that_it_takes(times: str, start: date, end: date) -> None:
    (event,) = events_of(f"UID:1\nSUMMARY:A\n{times}")
    assert (event.start, event.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500,00 €", "1500.00"), ("€ 1,500.00", "1500.00"), ("1 500,00 EUR", "1500.00"), ("EUR 1500", "1500.00"),
        ("1.234.567,89", "1234567.89"), ("1\u00a0234,5", "1234.50"), ("1’234.50", "1234.50"), ("12,34", "12.34"),
        ("0,5", "0.50"), ("2500,-", "2500.00"), ("-250,00", "-250.00"), ("−250,00", "-250.00"), ("(250,00)", "-250.00"),
    ],
)  # fmt: skip
def test_amount_is_read_in_any_clothes_or_refused(text: str, amount: str) -> None:
    assert _amount(text) in (amount, "refused")  # never another amount


def _amount(text: str) -> str:
    try:
        return str(read_cell("amount", text))
    except Unreadable:
        return "refused"


@pytest.mark.parametrize("text", ["1.500", "1,500", "12.345"])
def test_amount_that_may_be_two_things_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_cell("amount", text)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2018-04-05", "fr", "2018-04-05"), ("05/04/2018", "fr", "2018-04-05"), ("5.4.2018", "fr", "2018-04-05"),
        ("5 avril 2018", "fr", "2018-04-05"), ("1er avril 2018", "fr", "2018-04-01"),
        ("5 de abril de 2018", "es", "2018-04-05"),
        ("April 5, 2018", "en", "2018-04-05"),
        ("5 April 2018", "en", "2018-04-05"),
        ("25/04/2018", "en", "2018-04-25"),
        ("04/25/2018", "en", "2018-04-25"),
        ("2018-04-05T00:00:00", "en", "2018-04-05"), ("05-04-2018", "es", "2018-04-05"),
    ],
)  # fmt: skip
def test_day_is_read_as_its_language_writes_it(text: str, language: str, day: str) -> None:
    assert read_day(text, language) == day


@pytest.mark.parametrize(
    "text", ["31 avril 2018", "5 avrile 2018", "avril 2018", "5 avril", "5 avril 18", "32 April 2018"]
)
def test_words_that_are_no_day_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text, "fr")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-8"])
@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_text_of_any_encoding_and_separator_is_one_table(encoding: str, sign: str) -> None:
    rows = [
        ["Nom", "Pays", "Note"],
        ["Montréal", "CA", f'dit "la {sign} ville"'],
        ["Orléans", "FR", "né à l’été"],
    ]
    text = "\r\n".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in each) for each in rows)
    found = [cells for _, cells in read_table(text.encode(encoding), "a.csv").rows]
    assert found == [tuple(each) for each in rows]


def workbook(rows: list[list[Any]], **how: Any) -> bytes:
    book = Workbook()
    book.epoch = how.get("epoch", book.epoch)
    sheet = book.active
    assert sheet is not None
    for each in rows:
        sheet.append(each)
    for cells in how.get("merged", ()):
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("rows", "how", "first"),
    [
        ([["Nom", "Jour"], ["Accra", APRIL]], {}, ("Accra", "2018-04-05")),
        ([["Nom", "Jour"], ["Accra", APRIL]], {"epoch": CALENDAR_MAC_1904}, ("Accra", "2018-04-05")),
        ([["Nom", "Jour"], ["Accra", "05/04/2018"]], {}, ("Accra", "05/04/2018")),
        ([["Nom", "Somme"], ["Accra", 1500.5]], {}, ("Accra", "1500.5")),
        ([["Nom", "Somme"], ["Accra", 1500]], {}, ("Accra", "1500")),
        ([["Nom", "Vrai"], ["Accra", True]], {}, None),
        ([["Nom", "Pays"], ["  Accra  ", "GH"]], {}, ("Accra", "GH")),
    ],
)  # fmt: skip
def test_cells_of_a_workbook_are_what_is_seen(rows: list[list[Any]], how: dict[str, Any], first: Any) -> None:
    table = read_table(workbook(rows, **how), "a.xlsx")
    _, cells = (found for _, found in table.rows)
    assert first is None or tuple(str(cell) for cell in cells) == first
