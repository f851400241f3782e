"""Reports that other hands write: other words, orders and layouts than those of the reports we know."""

from __future__ import annotations

import pytest
import typst

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.dates import read_date_line, resolve
from rapporteur.intake.reading.grammar import load
from rapporteur.intake.reading.parsed import ParsedReport, to_json
from rapporteur.intake.reading.report import parse_report

_HEADS = {
    "en": ("PORTNET\nPROGRESS REPORT", "ACTIVITIES", "July"),
    "fr": ("PORTNET\nRAPPORT DE PROGRÈS", "ACTIVITÉS", "juillet"),
    "es": ("PORTNET\nINFORME DE PROGRESO", "ACTIVIDADES", "julio"),
}
_TEXT = "Delegates of nine ports met to compare their tariffs and the state of their quays."
_BOXES = "Associated results\nL1M1D1\n\nActivated members\nOslo, Porto"
_EVENT = f"Harbour forum\n\nGhent, 3 July\n\n{_BOXES}\n\n{_TEXT}\n\n"
_WHO = ("Captains", "Dockers", "Pilots", "Brokers", "Cooks", "Painters")


def _told(number: int) -> str:
    who = _WHO[number - 1]
    return f"{who} of nine ports met to compare what they pay. {who} stay longer than all the others on the quays."


def read(body: str, language: str | None = None) -> ParsedReport:
    return parse_report(f"PORTNET\nPROGRESS REPORT\n\nJuly – September 2021\n\n{body}".encode(), language)


@pytest.mark.parametrize(
    ("language", "cover", "code"),
    [
        ("en", "Third quarter 2018", "2018-Q3"), ("en", "2018 Q3", "2018-Q3"), ("en", "JUL–SEP 2018", "2018-Q3"),
        ("en", "July, August, September 2018", "2018-Q3"), ("en", "1 July – 30 September 2018", "2018-Q3"),
        ("en", "J U L Y  –  S E P T E M B E R  2018", "2018-Q3"), ("en", "2018\n\nJuly\n–\nSeptember", "2018-Q3"),
        ("en", "No. 7 | July/September 2018", "2018-Q3"), ("en", "Annual report 2018", "2018"),
        ("fr", "T3 2018", "2018-Q3"), ("fr", "3e trimestre 2018", "2018-Q3"), ("fr", "IIIe trimestre 2018", "2018-Q3"),
        ("fr", "Juillet–août–septembre 2018", "2018-Q3"), ("fr", "du 1er juillet au 30 septembre 2018", "2018-Q3"),
        ("fr", "1er semestre 2018", "2018-H1"), ("fr", "JANV.-MARS 2019", "2019-Q1"),
        ("es", "Julio – Septiembre de 2018", "2018-Q3"), ("es", "3.er trimestre de 2018", "2018-Q3"),
        ("es", "3T2018", "2018-Q3"), ("es", "Cuarto trimestre\n2018", "2018-Q4"), ("es", "abr.–jun. 2018", "2018-Q2"),
    ],
)  # fmt: skip
def test_periods_of_all_covers(language: str, cover: str, code: str) -> None:
    head, activities, month = _HEADS[language]
    text = f"{head}\n\n{cover}\n\n{activities}\n\nEvent\n\nGhent, 3 {month}\n\nL1M1D1\n\n{_TEXT}"
    parsed = parse_report(text.encode(), language)
    assert parsed.period is not None and parsed.period.code == code
    assert len(parsed.activities) == 1


@pytest.mark.parametrize(
    ("language", "text", "place", "first", "last"),
    [
        ("en", "Accra, from 4 to 5 April", "Accra", "04-04", "04-05"),
        ("en", "Accra, 4, 5, and 6 April", "Accra", "04-04", "04-06"),
        ("en", "Accra, between 4 and 6 April", "Accra", "04-04", "04-06"),
        ("en", "Accra, Mon. 4 – Wed. 6 June", "Accra", "06-04", "06-06"),
        ("en", "4-5 April 2018, Accra", "Accra", "04-04", "04-05"),
        ("en", "April 4-5, Accra", "Accra", "04-04", "04-05"),
        ("en", "Accra, 24 May 2018, 3 pm", "Accra", "05-24", "05-24"),
        ("en", "Online, 24 May, 10:00–11:30 a.m. (CET)", "Online", "05-24", "05-24"),
        ("en", "Washington, D.C., 4 April", "Washington, D.C.", "04-04", "04-04"),
        ("en", "Accra, 05/24/2018", "Accra", "05-24", "05-24"),
        ("fr", "Lomé, 1er-3 juin", "Lomé", "06-01", "06-03"),
        ("fr", "Lomé, du lundi 4 au mercredi 6 juin 2018", "Lomé", "06-04", "06-06"),
        ("fr", "Lomé, 4 avril 2018, 10h-12h", "Lomé", "04-04", "04-04"),
        ("fr", "Lomé, 2 - 4 ju in", "Lomé", "06-02", "06-04"),
        ("fr", "Du 4 au 5 avril, à Lomé", "Lomé", "04-04", "04-05"),
        ("fr", "À Lomé, le 24/05/18", "Lomé", "05-24", "05-24"),
        ("es", "Lima, los días 4 y 5 de abril", "Lima", "04-04", "04-05"),
        ("es", "Lima, entre el 4 y el 6 de abril", "Lima", "04-04", "04-06"),
        ("es", "Lima, 1.º-3 de junio", "Lima", "06-01", "06-03"),
        ("es", "Lima, primero de junio", "Lima", "06-01", "06-01"),
        ("es", "Lima, 4-abr, a las 16 h", "Lima", "04-04", "04-04"),
    ],
)  # fmt: skip
def test_dates_as_they_are_printed(language: str, text: str, place: str, first: str, last: str) -> None:
    found = read_date_line(text, load(language))
    assert found is not None
    resolved = resolve(found.when, Period.parse("2018-Q2"))
    assert resolved is not None
    assert (found.place, str(resolved.start), str(resolved.end)) == (place, f"2018-{first}", f"2018-{last}")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Accra, mid-May"), ("en", "Accra, end of May"), ("fr", "Lomé, fin mai"),
     ("es", "Lima, a mediados de mayo")],
)  # fmt: skip
def test_parts_of_a_month_are_the_month(language: str, text: str) -> None:
    found = read_date_line(text, load(language))
    assert found is not None and (found.when.month, found.when.day) == (5, None)


def test_sections_in_another_order() -> None:
    parsed = read(
        "OUR MEMBERS\n\nNorth America\n\nBoston\nMontreal\n\nFocal point\n\nRegional Secretary\nAnn Other (Boston)\n\n"
        "From the Secretary General\n\nA quarter of calm seas lies behind us, and the next one will bring storms.\n\n"
        "Ida Holm\nSecretary General\n\nBilateral meetings\n\nJuly\n\nGhent\nMembers:\nOslo\n\n"
        f"ACTIVITIES\n\n{_EVENT}Write to us\nQuay 1, 9000 Ghent\nTel. +32 9 000 00 00\nports@example.org"
    )
    assert [(r.name, r.members, r.secretaries[0].place) for r in parsed.regions] == [
        ("North America", ("Boston", "Montreal"), "Boston")
    ]
    assert parsed.editorial is not None and parsed.editorial.signatory == "Ida Holm"
    assert [(m.month, m.place) for m in parsed.bilateral_meetings] == [("2021-07", "Ghent")]
    assert [activity.members for activity in parsed.activities] == [("Oslo", "Porto")]
    assert parsed.contact is not None and parsed.contact.address == "Quay 1, 9000 Ghent"


def test_headings_of_other_words_are_told_by_what_follows() -> None:
    parsed = read(
        f"WHAT WE DID\n\n{_EVENT}Where the dues stand\n\nAs of 30 September 2021\n\nOf our 40 members, 12 have paid "
        "a total of 9.000 €.\n\nHow far the plan has come\n\nL1\n\nL1M1\nPorts learn from each other.\n\nL1M1D1\n"
        "A forum a year."
    )
    dues = to_json(parsed)["dues"]
    assert (dues["amount"], dues["payers"], dues["members"]) == ("9000", 12, 40)
    assert [node.code for node in parsed.plan_execution[0].measures] == ["L1M1"]
    assert len(parsed.activities) == 1


def test_running_heads_of_section_names_end_nothing() -> None:
    event = _EVENT.replace(_TEXT, _TEXT.replace(" and ", " and\n\nACTIVITIES\n\n"))
    parsed = read(f"ACTIVITIES\n\n{event}")
    assert parsed.activities[0].body == _TEXT


def test_labels_that_nobody_knows_are_learned() -> None:
    event = "{}\n\nGhent, {} July\n\n{}\n\nPlan marks: L1M1D1\nWho was there: Oslo, Porto\n\n"
    parsed = read(
        "ACTIVITIES\n\n" + "".join(event.format(f"Forum {n}", n, _told(n)) for n in (1, 2, 3)), "en"
    )
    assert [a.deliverables for a in parsed.activities] == [("L1M1D1",)] * 3
    assert [a.members for a in parsed.activities] == [("Oslo", "Porto")] * 3
    assert [a.body for a in parsed.activities] == [_told(n) for n in (1, 2, 3)]


def test_captions_and_footnotes_stand_beside_the_text() -> None:
    event = f"Harbour forum*\n\nGhent, 3 July\n\n{_TEXT}\n\nPhoto: the delegates on the quay.\n\n* In English only.\n\n"
    activity = read(f"ACTIVITIES\n\n{event}Associated results\nL1M1D1").activities[0]
    assert (activity.body, activity.notes) == (
        _TEXT,
        ("Photo: the delegates on the quay.", "In English only."),
    )


def test_headings_within_the_text_are_text() -> None:
    more = "The second day belonged to the harbour masters, who had brought their tide tables and their patience."
    event = f"Harbour forum\n\nGhent, 3 July\n\n{_TEXT}\n\nOn the second day\n\n{more}\n\nAssociated results\nL1M1D1"
    assert read(f"ACTIVITIES\n\n{event}").activities[0].body == f"{_TEXT}\n\nOn the second day\n\n{more}"


def test_signs_of_channels_are_explained_by_their_legend() -> None:
    media = "Portnet in the media\n\n[N] Newsletter  [W] Web\n\nJULY\n\nThe Harbour Post\n- Tariffs compared [N] [W]\n"
    parsed = read(f"ACTIVITIES\n\n{_EVENT}{media}\n\nBilateral meetings\n\nJULY\n\nGhent\nMembers: Oslo")
    assert [(m.outlet, m.subject, m.channels) for m in parsed.media] == [
        ("The Harbour Post", "Tariffs compared", ("NEWSLETTER", "WEB"))
    ]


def test_staff_in_columns_or_with_the_function_first() -> None:
    staff = "General Secretariat\n\nAnn Other\tports and quays\nBo Kjær\tfinance officer\nTides: Ida Holm\n"
    parsed = read(f"ACTIVITIES\n\n{_EVENT}WHO WE ARE\n\n{staff}")
    assert [(p.name, p.function) for p in parsed.secretariat_staff] == [
        ("Ann Other", "ports and quays"), ("Bo Kjær", "finance officer"), ("Ida Holm", "Tides"),
    ]  # fmt: skip


def test_a_function_that_looks_like_a_name_is_none() -> None:
    staff = "General Secretariat\n\nAnn Other\nofficer: Northern Harbours\n\nBo Kjær\nfinance officer\n\n"
    parsed = read(f"ACTIVITIES\n\n{_EVENT}WHO WE ARE\n\n{staff}")
    assert [(p.name, p.function) for p in parsed.secretariat_staff] == [
        ("Ann Other", "officer: Northern Harbours"), ("Bo Kjær", "finance officer"),
    ]  # fmt: skip


def test_an_honorary_member_between_the_columns_ends_no_list_of_members() -> None:
    parsed = read(
        f"ACTIVITIES\n\n{_EVENT}WHO WE ARE\n\nEUROPE\n\nOSLO\nGHENT\n\nHonorary member: League of Ports\n\nPORTO\n"
        "VARNA\n\nFocal point\n\nRegional Secretary\nAda Lund\nOslo\n"
    )
    (region,) = parsed.regions
    assert region.members == ("OSLO", "GHENT", "PORTO", "VARNA")
    assert region.honorary == ("League of Ports",)


def test_a_wrapped_function_is_no_region() -> None:
    parsed = read(
        f"ACTIVITIES\n\n{_EVENT}WHO WE ARE\n\nEUROPE\n\nOSLO\nGHENT\n\nFocal point\n\nREGIONAL SECRETARY\nAnn Other\n"
        "Oslo\n\nMembers of the Board\n\nPRESIDENT\nBo Kjær, Mayor of Oslo\n\nSecretariat\n\nIda Holm\nofficer for\n"
        "Europe\n\nLi Tamm\nintern"
    )
    assert [(r.name, r.members) for r in parsed.regions] == [("EUROPE", ("OSLO", "GHENT"))]
    assert [(p.name, p.function) for p in parsed.secretariat_staff] == [
        ("Ida Holm", "officer for Europe"), ("Li Tamm", "intern"),
    ]  # fmt: skip


def test_contents_with_the_page_first() -> None:
    parsed = read(
        f"CONTENTS\np. 2 Activities\np. 9 Progress\n\nACTIVITIES\n\n{_EVENT}PROGRESS\n\nActivated members\n\n"
        "Oslo\tPorto"
    )
    assert parsed.contents is not None and parsed.contents.entries == ("Activities", "Progress")
    assert len(parsed.activities) == 1


def test_a_date_wrapped_onto_a_second_line() -> None:
    activity = read(
        f"ACTIVITIES\n\nHarbour forum\n\nGhent and Antwerp, 30 September – 2 Oc-\ntober\n\nL1M1D1\n\n{_TEXT}"
    ).activities[0]
    assert (activity.place, str(activity.end_date)) == ("Ghent and Antwerp", "2021-10-02")


def test_codes_that_end_with_a_hyphenated_word_keep_it() -> None:
    parsed = read(
        f"ACTIVITIES\n\n{_EVENT}Action Plan\n\nL1\n\nL1M1: Ports are paid for in part by the associ-\nation."
    )
    assert parsed.plan_execution[0].measures[0].text == "Ports are paid for in part by the association."


def _pdf(markup: str, *, tagged: bool) -> bytes:
    page = '#set page(width: 210mm, height: 160mm, margin: 15mm)\n#set text(size: 9pt, lang: "en")\n'
    return bytes(typst.compile((page + markup).encode(), pdf_tags=tagged))


@pytest.mark.parametrize("tagged", [False, True])
def test_records_that_flow_in_columns(tagged: bool) -> None:
    events = "".join(
        f'#text(size: 12pt, weight: "bold")[Forum {n}]\n\nGhent, {n} July\n\n{_told(n)}\n\n'
        f'#text(weight: "bold")[Associated results]\n\nL1M{n}D1\n\n'
        for n in range(1, 7)
    )
    cover = (
        '#text(size: 22pt, weight: "bold")[PORTNET PROGRESS REPORT]\n\nJuly – September 2021\n#pagebreak()\n'
    )
    body = f'#text(size: 18pt, weight: "bold")[ACTIVITIES]\n#columns(2)[{events}]'
    parsed = parse_report(_pdf(cover + body, tagged=tagged))
    assert [(a.title, a.deliverables, a.body) for a in parsed.activities] == [
        (f"Forum {n}", (f"L1M{n}D1",), _told(n)) for n in range(1, 7)
    ]


def test_items_whose_marks_are_drawn_are_items_all_the_same() -> None:
    markup = (
        "#text(size: 22pt)[PORTNET PROGRESS REPORT]\n\nJuly – September 2021\n\n#text(size: 18pt)[ACTIVITIES]\n\n"
        f"#text(size: 12pt)[Forum]\n\nGhent, 3 July\n\n{_TEXT}\n#set list(marker: circle(radius: 1pt, fill: black))\n"
        "- tariffs\n- quays\n\nAssociated results\n\nL1M1D1\n"
    )
    activity = parse_report(_pdf(markup, tagged=True)).activities[0]
    assert activity.body == f"{_TEXT}\n\n- tariffs\n- quays"
