"""What printed reports do to their own grammar: each case is one that a layout or a hand brings about."""

from __future__ import annotations

import pytest

from rapporteur.intake.reading.parsed import ParsedActivity, ParsedReport, to_json
from rapporteur.intake.reading.report import parse_report

_HEAD = "PORTNET **PROGRESS REPORT**\n\nJuly – September\n\n2021\n\nACTIVITIES\n\n"
_TEXT = "Delegates of nine ports met to compare their tariffs and the state of their quays."


def read(body: str, language: str | None = None) -> ParsedReport:
    return parse_report((_HEAD + body).encode(), language)


def only(body: str) -> ParsedActivity:
    parsed = read(body)
    assert len(parsed.activities) == 1
    return parsed.activities[0]


@pytest.mark.parametrize(
    "box",
    [
        "Associated results\nL12M3D1, L1M10D2\n\nActivated members\nOslo, Porto",
        "Associated results:\n**L12M3D1,\nL1M10D2**\n\nActive members:\n\n**Oslo,\nPorto**",
        "Associated\nresults\nL12M3D1,\nL1M10D2\n\nActivated\nmembers\nOslo,\nPorto",
        "Associated results: L12M3D1, L1M10D2\n\nActivated members: Oslo, Porto",
        "Associated results\nL12M3D1 L1M10D2\nActivated members\nOslo\nPorto",
        "Associated results\nL12M3D1, L1M10D2\n\nAssociated results\nOslo, Porto",
        "Activated members\nOslo, Porto\n\nAssociated results\nL12 M3 D1; L1 M10 D2.",
        "ASSOCIATED RESULTS\nL12M3D1\nL1M10D2\n\nACTIVATED MEMBERS\nOslo and Porto",
        "Activated members\nL12M3D1, L1M10D2\n\nAssociated results\nOslo, Porto",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_boxes_are_recognised_by_what_they_hold(box: str, first: bool) -> None:
    parts = [box, _TEXT] if first else [_TEXT, box]
    activity = only("Harbour forum\n\nGhent, 3-4 July\n\n" + "\n\n".join(parts))
    assert activity.deliverables == ("L12M3D1", "L1M10D2")
    assert activity.members == ("Oslo", "Porto")
    assert activity.body == _TEXT


def test_wrapped_and_hyphenated_names() -> None:
    activity = only(
        "Harbour forum\n\nGhent, 3 July\n\nActivated members\nRotter-\ndam, Oslo (port\nauthority), Santiago de\n"
        f"Compostela, Stratford-\nupon-Avon, New Haven –\nPIER\n\n{_TEXT}"
    )
    assert activity.members == (
        "Rotterdam", "Oslo (port authority)", "Santiago de Compostela", "Stratford-upon-Avon", "New Haven – PIER",
    )  # fmt: skip


def test_names_one_a_line_without_commas() -> None:
    activity = only(
        f"Forum\n\nGhent, 3 July\n\nActivated members\nOslo\nSantiago de\nCompostela\nPorto\n\n{_TEXT}"
    )
    assert activity.members == ("Oslo", "Santiago de Compostela", "Porto")


@pytest.mark.parametrize(
    "title", ["A forum of ports that goes\nover two lines", "A forum of ports that goes\n\nover two lines"]
)
def test_titles_over_two_lines(title: str) -> None:
    activity = only(f"{title}\n\nGhent, 3 July\n\nAssociated results\nL1M1D1\n\n{_TEXT}")
    assert activity.title == "A forum of ports that goes over two lines"


def test_text_without_blank_lines() -> None:
    body = (
        f"Harbour forum\nGhent, 3 July\nAssociated results\nL1M1D1\nActivated members\nOslo, Porto\n{_TEXT}\n"
        f"Quay day\nOnline, 9 July\nAssociated results\nL1M1D2\nActivated members\nOslo\n{_TEXT}"
    )
    first, second = read(body).activities
    assert (first.title, first.members, first.body) == ("Harbour forum", ("Oslo", "Porto"), _TEXT)
    assert (second.title, second.online, second.members, second.body) == ("Quay day", True, ("Oslo",), _TEXT)


def test_fragments_in_scrambled_order() -> None:
    activity = only(
        "Forum\n\nGhent, 3 July\n\n"
        "The mayors opened the meeting.\n\nports to lend without a guarantee.\n\nLast came the "
        "vote.\n\nAssociated results\nL1M1D1\n\nThe banks asked for new rules, and for means that would allow"
    )
    assert activity.body == (
        "The mayors opened the meeting.\n\nThe banks asked for new rules, and for means that would allow ports to lend "
        "without a guarantee.\n\nLast came the vote."
    )


def test_lines_without_headings_follow_codes_and_dates() -> None:
    cases = [("1 July", "L1M1D1"), ("20 August", "L2M1D1, L1M2D1"), ("2 July", "L2M1D1"), ("3 September", "L3M1D1"),
             ("5 July", "L3M1D1"), ("9 August", "L2M3D1, L3M2D2")]  # fmt: skip
    body = "\n\n".join(
        f"Event {n}\n\nGhent, {day}\n\nAssociated results\n{codes}\n\n{_TEXT}"
        for n, (day, codes) in enumerate(cases)
    )
    assert [activity.line for activity in read(body).activities] == ["L1", "L1", "L2", "L2", "L3", "L3"]


def test_media_between_activities() -> None:
    event = f"Event {{}}\n\nGhent, {{}} July\n\nAssociated results\nL1M1D1\n\n{_TEXT}\n\n"
    media = (
        "Portnet in the media\n\nJULY\n\nThe Harbour Post\n\n-  Tariffs compared\n\nEl Muelle\n\n"
        "a mention\n\nAUGUST\n\nCity Notes\n- Quays\n\n"
    )
    parsed = read(event.format(1, 1) + media + event.format(2, 9))
    assert [activity.title for activity in parsed.activities] == ["Event 1", "Event 2"]
    assert [(m.month, m.outlet, m.subject) for m in parsed.media] == [
        ("2021-07", "The Harbour Post", "Tariffs compared"),
        ("2021-07", "El Muelle", "a mention"),
        ("2021-08", "City Notes", "Quays"),
    ]


def test_month_only_and_placeless_dates() -> None:
    parsed = read(
        f"Charter signed\n\nAugust\n\nAssociated results:\nL1M1D1\n\n{_TEXT}\n\nCall closed\n\n"
        f"30 September - 2 October\n\n{_TEXT}"
    )
    first, second = parsed.activities
    assert (first.start_date, first.month, first.place) == (None, "2021-08", "")
    assert (str(second.start_date), str(second.end_date)) == ("2021-09-30", "2021-10-02")


def test_region_that_the_grammar_does_not_know() -> None:
    parsed = read(
        f"Event\n\nGhent, 3 July\n\n{_TEXT}\n\nWHO WE ARE\n\nNORTH SEA\n\nOSLO\nGHENT\n\nFocal point\n\n"
        f"REGIONAL SECRETARY\n"
        "Ann Other\nOslo\n\nSECRETARIAT GENERAL\nBo Kjær\n\nMembers of the Board of Directors\n\nCO-PRESIDENCIES\n\n"
        "Ann Other, Mayor of **Oslo**\n\nBALTIC RIM\n\nTALLINN\nRIGA\n\nFocal point\n\nREGIONAL SECRETARY\n"
        "Li Tamm, Riga\n\n"
        "Secretariat General\n\nBo Kjær\nofficer: ports\nand quays\n\nIda Holm\nsecretary general\n\n"
        "Secretariat General\n\n"
        "Quay 1, Ghent\n\nTel. +32 9 000 00 00\n\nports@example.org\n\nexample.org\n\n#Portnet"
    )
    assert [(r.name, r.members) for r in parsed.regions] == [
        ("NORTH SEA", ("OSLO", "GHENT")), ("BALTIC RIM", ("TALLINN", "RIGA")),
    ]  # fmt: skip
    assert [(p.name, p.place) for r in parsed.regions for p in r.secretaries] == [
        ("Ann Other", "Oslo"),
        ("Li Tamm", "Riga"),
    ]
    assert [(s.holder, s.function, s.organisation) for s in parsed.regions[0].board] == [
        ("Ann Other", "Mayor of Oslo", "Oslo")
    ]
    assert [(p.name, p.function) for p in parsed.secretariat_staff] == [
        ("Bo Kjær", "officer: ports and quays"), ("Ida Holm", "secretary general"),
    ]  # fmt: skip
    assert parsed.contact is not None
    assert (parsed.contact.address, parsed.contact.email) == ("Quay 1, Ghent", "ports@example.org")


@pytest.mark.parametrize(
    ("printed", "amount", "currency"),
    [("324.532 €", "324532", "EUR"), ("€324,532.50", "324532.50", "EUR"), ("324 532,5 EUR", "324532.5", "EUR"),
     ("CHF 1'200", "1200", "CHF"), ("US$ 90,000", "90000", "USD"), ("41 €", "41", "EUR")],
)  # fmt: skip
def test_amounts_as_printed(printed: str, amount: str, currency: str) -> None:
    parsed = read(
        f"Event\n\nGhent, 3 July\n\n{_TEXT}\n\nPROGRESS\n\nStatus of payment of membership fees\n\n"
        f"As of 30 September 2021\n\n"
        f"{printed}\n\nof annual fees were paid by\n\n12\n\nof our 40 members"
    )
    dues = to_json(parsed)["dues"]
    assert (dues["amount"], dues["currency"], dues["payers"], dues["members"], dues["as_of"]) == (
        amount, currency, 12, 40, "2021-09-30",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cover", "code"),
    [("April – June\n\n2018", "2018-Q2"), ("April-June 2018", "2018-Q2"), ("2nd quarter 2018", "2018-Q2"),
     ("Q4 2019", "2019-Q4"), ("January to June\n2020", "2020-H1"), ("Second half 2020", "2020-H2"),
     ("December 2018 – February 2019", "2018-12-01..2019-02-28")],
)  # fmt: skip
def test_period_on_the_cover(cover: str, code: str) -> None:
    text = (
        f"PORTNET PROGRESS REPORT\n\n{cover}\n\nACTIVITIES\n\nEvent\n\nGhent, 3 May\n\nAssociated results\n"
        f"L1M1D1\n\n{_TEXT}"
    )
    parsed = parse_report(text.encode(), "en")
    assert parsed.period is not None and parsed.period.code == code


def test_what_no_rule_uses_is_listed_with_its_place() -> None:
    parsed = read(f"Event\n\nGhent, 3 July\n\nAssociated results\nL1M1D1\n\n{_TEXT}\n\nA stray logo")
    assert [(each.line, each.section, each.text) for each in parsed.not_understood] == [
        (18, "activities", "A stray logo")
    ]
    assert 0.8 < parsed.understood_share < 1


def test_json_has_the_agreed_keys() -> None:
    result = to_json(read(f"Event\n\nGhent, 3 July\n\nAssociated results\nL1M1D1\n\n{_TEXT}"))
    keys = "period language editorial activities media bilateral_meetings activated_members dues plan_execution regions"
    assert set(keys.split()) | {"secretariat_staff", "contact", "not_understood", "understood_share"} <= set(
        result
    )
    assert set(result["activities"][0]) == {
        "line", "title", "place", "places", "online", "date_text", "start_date", "end_date", "month", "deliverables",
        "members", "body", "notes", "provenance",
    }  # fmt: skip
    assert result["activities"][0]["provenance"]["title"] == {"lines": [9, 9], "page": 1, "confidence": 0.97}


@pytest.mark.parametrize("digit", ["²", "①", "٣"])
def test_digits_that_are_no_numbers_are_text(digit: str) -> None:
    body = f"{digit}\n\nForum\n\nGhent, 3 July\n\nAssociated results\nL1M1D1\n\n{_TEXT}\n\n{digit}\n\nANNEX {digit}"
    assert [activity.title for activity in read(body).activities] == ["Forum"]
