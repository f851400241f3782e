"""Reports are read in a process with bounds; what is no report is refused, and what hardly is one is a question."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.intake.importing.proposals import PERSON, REPORT, Known, Proposal
from rapporteur.intake.importing.proposing.report import RECORDED, propose_report
from rapporteur.intake.reading.door import read_report
from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.registry import Registry
from tests.intake.reading.pdf_parts import pdf, stream, upright
from tests.intake.reading.word_parts import p, report, run, word

pytestmark = pytest.mark.bounded

_FEW = Limits(seconds=-1, mebibytes=64)
_HEAD = "Harbour Towns\nPROGRESS REPORT\n\nApril – June 2018\n\nACTIVITIES\n\nFair\nDakar, 5 May 2018\n\n"


@pytest.mark.parametrize("content", [word(report()), pdf(upright()), (_HEAD + "All came.\n").encode()])
def test_report_is_read_through_the_door_as_without(content: bytes) -> None:
    doc, parsed = read_report(content, name="report")
    assert parsed == parse_report(content, name="report")
    assert doc.name == "report"
    assert doc.lines[0].text == "Harbour Towns"


@pytest.mark.usefixtures("unmeasured")
def test_report_that_takes_too_long_is_refused_by_name() -> None:
    with pytest.raises(IntakeRefused, match="more than 1 s of processor time") as refused:
        read_report((_HEAD + "Members\n" + "Dakar, Lima,\n" * 60_000).encode(), name="long.txt", limits=_FEW)
    assert refused.value.where == "long.txt"


@pytest.mark.usefixtures("unmeasured")
def test_report_that_takes_too_much_memory_is_refused_by_name() -> None:
    body = "".join(p(f"Word {n}") for n in range(180_000))
    with pytest.raises(IntakeRefused, match="more than 1 MiB of memory") as refused:
        read_report(word(body), name="large.docx", limits=Limits(seconds=60, mebibytes=1))
    assert refused.value.where == "large.docx"


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "content",
    [
        word(report(p(*[run("a")] * 60_000))),
        word(report(p(*["<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:br/></w:r>"] * 20_000))),
        pdf("", objects={3: stream(b"0 0 l\t" * 500_000 + upright().encode(), packed=True)}),
        (_HEAD + "and goes on. Then it stops without end\n\n" * 6_000).encode(),
        (_HEAD + "a" * 49_000 + "\n").encode(),
        (_HEAD + "1" * 49_000 + "\n").encode(),
    ],
    ids=["runs", "bold and breaks", "paths", "fragments", "one word", "one number"],
)
def test_what_took_minutes_or_gigabytes_is_read_within_a_tenth_of_the_bounds(content: bytes) -> None:
    _, parsed = read_report(content, name="crafted", limits=Limits(seconds=6, mebibytes=300))
    assert parsed.period is not None


# --- is it a report? ---------------------------------------------------------------------------------------

_CLUB = (
    "Sailing Club\n\nIntroduction\n\nThe rules below were agreed in June 2018.\n\n"
    "Jane Example\nSecretary of the club\n"
)


@pytest.mark.parametrize(
    "text",
    [
        _CLUB,
        _CLUB.replace("Sailing Club\n", "Sailing Club\n\nLisbon, 5 June 2018\n"),
        "Conference programme\n\nIntroduction\n\nLisbon, 5 June 2018\n\nDoors open at nine.\n",
        "Curriculum\n\nContents\n\nIntroduction\n\nContact\n\njane@example.org\n",
        "Réglement\n\nÉditorial\n\nLe club est ouvert à tous.\n\nJeanne Exemple\nSecrétaire\n",
        "Reglamento\n\nIntroducción\n\nEl club está abierto a todos.\n\nJuana Ejemplo\nSecretaria\n",
    ],
)
def test_one_heading_makes_no_report(text: str) -> None:
    with pytest.raises(
        IntakeRefused, match=r"too little of a progress report is in it.*expected at least"
    ) as refused:
        parse_report(text.encode(), name="club.txt")
    assert refused.value.where == "club.txt"


@pytest.mark.parametrize("language", ["en", None])
def test_language_that_is_given_makes_no_report_either(language: str | None) -> None:
    with pytest.raises(IntakeRefused, match="too little"):
        parse_report(_CLUB.encode(), language)


_FRAMED = (
    "Harbour Towns\nANNUAL REPORT\n\nJanuary – December 2018\n\nEDITORIAL\n\nIt was a good year for all.\n\n"
    "Jane Example\nPresident\n"
)


def _proposed(text: str) -> dict[str, Proposal]:
    on = date(2018, 12, 31)
    nothing = NameIndex((), on)
    registry = Registry(on, nothing, nothing, nothing, nothing, nothing)
    found, _ = propose_report(parse_report(text.encode()), registry, {kind: Known() for kind in RECORDED})
    return {one.record_type: one for one in found}


def test_editorial_of_what_is_hardly_a_report_is_a_question_and_so_is_its_signature() -> None:
    proposed = _proposed(_FRAMED)
    assert [(one.what, one.text, one.blocking) for one in proposed[REPORT].doubts] == [
        ("UNKNOWN", "editorial “It was a good year for all.”", True)
    ]
    assert [(one.what, one.text) for one in proposed[PERSON].doubts] == [("UNKNOWN", "Jane Example")]


def test_editorial_of_a_report_with_activities_is_none() -> None:
    proposed = _proposed(
        _FRAMED + "\nACTIVITIES\n\nFair\nDakar, 5 May 2018\n\nAll came.\n\nMembers: Dakar, Lima\n"
    )
    assert not proposed[REPORT].doubts
    assert not proposed[PERSON].doubts
