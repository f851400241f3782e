"""The sections that tell records one by one: agreements, letters and campaigns, what bodies did."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.sections import CHOSEN_ONLY, SECTIONS, USUAL_SECTIONS
from rapporteur.documents.formats import render
from rapporteur.documents.preflight.check import check_renderable
from rapporteur.documents.preflight.gaps import with_gaps_marked
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import EntryView
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.ahead import NextQuarterData
from rapporteur.report.value.parity import ParityData
from rapporteur.report.value.registers import GovernanceData
from tests.support.sample_report import sample_report
from tests.support.views import loose

DATA = sample_report()
KEYS = tuple(key for key in SECTIONS if key in CHOSEN_ONLY)
TITLES = {
    "fr": (
        "Accords", "Lettres et campagnes", "Projets pilotes", "Appels et jurys", "Formation", "Publications",
        "Communication", "Gouvernance", "Femmes et hommes", "Adhésions", "Le prochain trimestre",
    ),
    "en": (
        "Agreements", "Letters and campaigns", "Pilot projects", "Calls and juries", "Training", "Publications",
        "Communication", "Governance", "Women and men", "Admissions", "The next quarter",
    ),
    "es": (
        "Acuerdos", "Cartas y campañas", "Proyectos piloto", "Convocatorias y jurados", "Formación", "Publicaciones",
        "Comunicación", "Gobernanza", "Mujeres y hombres", "Adhesiones", "El próximo trimestre",
    ),
}  # fmt: skip


def entries(key: str, language: str = "en") -> dict[str, EntryView]:
    groups = present(DATA, language).entries[key]
    return {entry.title: entry for group in groups for entry in group.entries}


def test_agreements_stand_under_what_the_period_tells_of_them() -> None:
    groups = present(DATA, "en").entries["agreements"]
    assert [(group.title, group.figure, len(group.entries)) for group in groups] == [
        ("New agreements", "1 agreement", 1),
        ("Renewed agreements", "1 agreement", 1),
        ("Announced, not yet signed", "1 agreement", 1),
        ("Agreements that expire soon", "1 agreement", 1),
        ("Agreements that ended", "1 agreement", 1),
    ]
    announced, new = groups[2].entries[0], groups[0].entries[0]
    assert [(stage.label, stage.reached) for stage in announced.stages] == [
        ("Announced", True),
        ("Signed", False),
    ]
    assert [stage.when for stage in new.stages] == ["February", "9 April", "3 May"]
    assert new.bar
    assert round(new.bar.share, 2) == 0.25  # half a year of two
    assert groups[3].entries[0].facts == ["Renewal or notice is due by 31 July."]


def test_letter_says_how_many_of_the_members_signed() -> None:
    letter = entries("joint_statements")["Letter for clean water"]
    total = DATA.summary.members
    assert letter.bar
    assert (letter.bar.figure, letter.bar.share) == (f"8 of {total} members", 8 / total)
    assert letter.facts == ["Addressed to: The ministers of water.", "1 other organisation signed it."]
    assert any(item.endswith("(Ana Silva, Mayor)") for item in letter.lists[0].items)
    assert len(letter.lists[0].items) == 9


def test_quorum_is_explained_in_sentences() -> None:
    assert isinstance(DATA.governance, GovernanceData)
    met, not_met, planned = present(DATA, "en").entries["governance"][0].entries
    assert met.facts == [
        "Present: 9 of 16 seats, of which 15 were filled.",
        "2 proxies counted, their holders being present.",
        "1 proxy did not count, its holder being absent.",
        "The quorum was met: 11 counted, 8 needed.",
    ]
    assert not_met.facts[-1] == "The quorum was not met: 2 counted, 3 needed."
    assert (planned.facts, planned.mark) == ([], "planned")
    assert met.seats
    assert (met.seats.present, met.seats.proxies, met.seats.absent) == (9, 2, 4)
    unknown = replace(DATA.governance.meetings[0], quorum=None)
    data = replace(DATA, governance=GovernanceData(meetings=(unknown,)))
    assert present(data, "fr").entries["governance"][0].entries[0].facts == [
        "Les présences ne sont pas consignées."
    ]


def test_decision_says_by_which_votes_it_was_carried() -> None:
    found = entries("governance", "fr")
    passed, lost, uncounted = (found[name] for name in ("Budget adopté", "Siège à déplacer", "Calendrier"))
    assert (passed.kicker, passed.mark) == ("Conseil des ports · 2018/3", "adoptée")
    assert passed.bar
    assert passed.bar.figure == "9 pour, 1 contre, 1 abstention"
    assert (lost.mark, lost.facts) == ("rejetée", ["Il fallait les deux tiers des suffrages exprimés."])
    assert (uncounted.mark, uncounted.bar) == ("", None)
    assert uncounted.facts == ["Décision prise par écrit.", "Les voix n’ont pas été comptées."]


def test_accounts_say_who_audited_them_and_before_whom_they_go() -> None:
    audit = entries("governance")["Audit 2017"]
    assert audit.facts == [
        "Audited by Marée & Fils on 20 April.",
        "Nothing to object to.",
        "To be presented on 4 September: Board of Ports.",
    ]
    half = entries("governance")["Half-yearly report 2017/2"]
    assert half.facts == ["Presented on 12 April: Board of Ports.", "Approved on 13 April."]


def test_courses_say_what_is_known_of_who_took_part_and_what_is_not() -> None:
    told = entries("training")
    course = told["Reading rivers"]
    assert course.facts == [
        "5 days.",
        "Given by: Academy of Rivers.",
        "21 people took part.",
        "Of some organisations the number is not recorded.",
        "24 people had registered.",
        "They came from 9 countries.",
        "3 members took part.",
        "20 certificates were given.",
    ]
    assert course.bar
    assert (course.bar.label, course.bar.figure) == ("Women, of those recorded", "12 of 16 (75%)")
    assert len(course.lists[0].items) == 4
    webinar = told["Storms of winter"]
    assert (webinar.place, webinar.bar) == ("Online", None)
    assert webinar.facts[1:3] == ["About 40 people took part.", "How many of them are women is not recorded."]
    assert told["Knots"].facts == ["How many people took part is not recorded."]
    groups = present(DATA, "en").entries["training"]
    assert [(group.title, group.figure) for group in groups] == [
        ("Courses and webinars", "2 courses"),
        ("Training of our own staff", "1 course"),
    ]


def test_communication_says_where_it_was_put_out_and_how_many_it_reached() -> None:
    groups = present(DATA, "en").entries["communication"]
    assert [(group.title, len(group.entries)) for group in groups] == [("New", 1), ("Ongoing", 1)]
    told = entries("communication")
    film, letter = told["Film of the rivers"], told["Letter of the rivers"]
    assert (film.kicker, film.when, film.link) == ("Film", "20 June", "https://example.org/film")
    assert film.facts == [
        "Languages: French and English.",
        "Channels: Vimeo and River TV.",
        "1,200 views on 29 June 2018 (source: Vimeo).",
        "Evidence for L1M1D1 and L1M1D2.",
    ]
    assert (letter.kicker, letter.when, letter.facts, letter.link) == ("Newsletter", "", [], "")
    assert entries("communication", "fr")["Film des fleuves"].facts[2] == (
        "1\u202f200 vues au 29 juin 2018 (source\u00a0: Vimeo)."
    )


def test_publications_say_who_wrote_them_and_who_told_of_them() -> None:
    told = entries("publications")
    paper, guide = told["Living with floods"], told["Guide to dikes"]
    assert (paper.kicker, paper.when, paper.link) == (
        "Quay papers, no. 3",
        "7 May",
        "https://example.org/floods",
    )
    assert paper.facts == [
        "By Ana Silva and Rui Lago.",
        "Languages: French and English.",
        "ISBN 9788437604947.",
        "DOI 10.1000/182.",
    ]
    assert paper.lists[0].items == ["River Post, May", "Delta News, June"]
    assert (guide.kicker, guide.facts, guide.lists, guide.link) == ("Guide", [], [], "")


def test_calls_say_how_many_applied_and_how_the_jury_is_made_up() -> None:
    told = entries("calls")
    call = told["Call of the quays"]
    assert call.facts == [
        "11 applications.",
        "10 organisations lead an application.",
        "9 others are partners.",
        "The jury has 5 members.",
        "What 1 of them says of themselves is not recorded.",
    ]
    assert [(one.label, one.when, one.reached) for one in call.stages] == [
        ("Opened", "2 April", True),
        ("Closed", "31 May", True),
        ("Decided", "June", True),
    ]
    assert call.bar
    assert (call.bar.figure, call.bar.share) == ("2 women, 2 men", 0.5)
    assert call.lists[0].items == ["North", "South"]
    assert told["Jury of the quays"].facts == ["27 candidates."]


def test_pilot_projects_are_strips_of_their_events() -> None:
    told = entries("pilot_projects")
    project = told["Clean rivers"]
    assert (project.mark, len(project.stages), len(project.lists)) == ("running", 2, 2)
    assert project.facts[1:] == ["It began on 1 January 2018.", "It lasts until 31 December 2019."]
    assert told["Night ferries"].facts == ["Nothing of it happened in this period."]
    assert told["Night ferries"].mark == ""


def test_what_lies_ahead_counts_down_to_the_annual_meeting_and_stands_by_days() -> None:
    annual, agenda, deadlines = present(DATA, "en").entries["next_quarter"]
    (meeting,) = annual.entries
    assert meeting.bar
    assert (meeting.bar.figure, round(meeting.bar.share, 2)) == ("50 days to go", 0.86)
    assert {one.label: one.items for one in meeting.lists} == {
        "To be heard": ["Accounts of 2017"],
        "Bodies that meet during it": ["Board of Ports, 21 August"],
        "Candidates to host the next one": ["Delta", "Estuary"],
    }
    assert [(one.title, one.when) for one in agenda.entries] == [
        ("Fair of the dikes", "9 July"),
        ("Board of Ports", "21 August"),
        ("Board of Ports", "12–13 September"),
        ("Walk of the reeds", "September"),  # on a day that is not known: it ends its month
    ]
    assert [one.when for one in deadlines.entries] == [
        "31 July 2018, 17:00 (Europe/Madrid)",
        "1 September 2018",
    ]
    on_the_day = present(replace(DATA, as_of=date(2018, 8, 19)), "en").entries["next_quarter"][0].entries[0]
    assert on_the_day.bar is None


def test_women_and_men_are_told_as_counted_and_what_nobody_counted_as_well() -> None:
    activities, courses, juries, bodies, silent = present(DATA, "en").entries["parity"]
    assert [group.title for group in (activities, courses, juries, bodies, silent)] == [
        "Activities", "Courses", "Juries", "Bodies and staff", "Not recorded",
    ]  # fmt: skip
    mayors, speakers = activities.entries
    assert (mayors.kicker, mayors.facts, mayors.bar) == (
        "Mayors and other elected people",
        ["About 25 people.", "Women and men are not recorded."],
        None,
    )
    assert speakers.facts == ["7 people.", "Women: 3; men: 1; of another gender: 1; not recorded: 2."]
    assert speakers.bar is not None
    assert speakers.bar.figure == "3 of 5 (60%)"
    counted, never = bodies.entries
    assert (counted.when, never.when) == ("counted on 28 May", "")
    assert never.facts == ["9 people.", "Women and men are not recorded."]
    assert isinstance(DATA.parity, ParityData)
    assert silent.figure == f"{DATA.parity.silent} activities"
    assert silent.entries[0].facts == ["Nobody declared or counted how many women and men took part."]


def test_requests_say_who_decides_and_when_and_prospects_how_often_they_were_met() -> None:
    pending, decided, met = present(DATA, "en").entries["admissions"]
    assert [(group.title, group.figure) for group in (pending, decided)] == [
        ("Requests to be decided", "2 requests"),
        ("Requests decided", "3 requests"),
    ]
    waits, unknown = pending.entries
    assert (waits.kicker, waits.title, waits.mark) == ("United Kingdom", "Long Sands", "to be decided")
    assert waits.facts == [
        "Met: 15 June.",
        "The regional secretary is in favour.",
        "To be decided by: Board of Ports, 21 August.",
    ]
    assert [(one.label, one.when, one.reached) for one in waits.stages] == [
        ("Received", "April", True),
        ("Decided", "", False),
    ]
    assert waits.source
    assert (unknown.facts, unknown.stages[0].when) == ([], "2 May")
    admitted, refused, withdrawn = decided.entries
    assert admitted.facts == ["Decided by: Board of Ports.", "Member from 1 July."]
    assert (refused.mark, refused.facts[0]) == ("refused", "The regional secretary is against it.")
    assert (withdrawn.mark, withdrawn.stages[1].label, withdrawn.stages[1].when) == (
        "withdrawn", "Withdrawn", "9 April",
    )  # fmt: skip
    assert isinstance(DATA.admissions, AdmissionsData)
    assert met.figure == f"{len(DATA.admissions.prospects)} prospects"
    names = [name for entry in met.entries for part in entry.lists for name in part.items]
    assert sorted(names) == sorted(one.name["en"] for one in DATA.admissions.prospects)
    assert all(entry.title.startswith("Met ") for entry in met.entries)


def test_section_that_tells_of_nothing_is_left_out() -> None:
    nothing = NextQuarterData(start=DATA.as_of, end=DATA.as_of)
    empty = replace(
        DATA,
        **dict.fromkeys(CHOSEN_ONLY, ())
        | {"governance": GovernanceData(), "admissions": AdmissionsData(), "next_quarter": nothing}
        | {"parity": ParityData()},
    )
    unset = replace(DATA, **dict.fromkeys(CHOSEN_ONLY, UNSET))
    for data in (empty, unset):
        view = present(data, "en")
        assert not CHOSEN_ONLY & set(view.sections)
        assert view.entries == {}
        assert not CHOSEN_ONLY & {entry.key for entry in view.contents}


def test_report_says_nothing_of_what_it_did_not_choose() -> None:
    assert present(replace(DATA, sections=USUAL_SECTIONS), "en").entries == {}


# --- the formats ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TITLES)
def test_page_has_the_sections_with_every_record(language: str) -> None:
    page = BeautifulSoup(render(DATA, language, "html").decode(), "lxml")
    for key, title in zip(KEYS, TITLES[language], strict=True):
        section = page.select_one(f"section.{key}")
        assert section
        assert section.h2
        assert section.h2.text == title
        told = [loose(node.text) for node in section.select("article.entry h4")]
        groups = present(DATA, language).entries[key]
        assert told == [loose(entry.title) for group in groups for entry in group.entries]


def test_page_without_such_sections_has_no_style_for_them() -> None:
    with_them = render(DATA, "fr", "html").decode()
    without = render(replace(DATA, sections=USUAL_SECTIONS), "fr", "html").decode()
    assert ".entry {" in with_them
    assert ".entry {" not in without


@pytest.mark.parametrize("language", TITLES)
def test_word_document_has_a_heading_for_every_record(language: str) -> None:
    document = docx.Document(io.BytesIO(render(DATA, language, "docx")))
    headings = [
        loose(p.text) for p in document.paragraphs if p.style and str(p.style.name).startswith("Heading")
    ]
    for title in TITLES[language]:
        assert title in headings
    view = present(DATA, language)
    told = [e.title for groups in view.entries.values() for group in groups for e in group.entries]
    assert [title for title in told if loose(title) not in headings] == []


def test_text_has_figures_stages_and_lists() -> None:
    text = render(DATA, "en", "txt").decode()
    total = DATA.summary.members
    assert f"Signed by · 8 of {total} members" in text
    assert "Announced June · Signed –" in text
    assert "Agenda\n1. Budget of the dikes (for decision)\n2. Floods of winter" in text
    assert re.search(r"\nGOVERNANCE\n\nMeetings of bodies · 3 meetings\n", text)


def test_workbook_has_a_sheet_for_each_kind() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(DATA, "en", "xlsx")))
    sheets = {page.title: list(page.iter_rows(values_only=True)) for page in book}
    assert [len(sheets[name]) - 1 for name in ("Agreements", "Joint statements", "Signatories")] == [5, 2, 10]
    head, first, *_ = sheets["Meetings of bodies"]
    row = dict(zip(head, first, strict=True))
    assert (row["Present"], row["Proxies"], row["Needed"], row["Quorum met"]) == (9, 2, 8, "yes")
    assert [line[5:9] for line in sheets["Decisions"][1:]] == [
        (9, 1, 1, "yes"),
        (6, 5, 0, "no"),
        (None, None, None, None),
    ]
    assert sheets["Audits and accounts"][1][4] == "Marée & Fils"
    plain = replace(DATA, **dict.fromkeys(CHOSEN_ONLY, UNSET))
    others = openpyxl.load_workbook(io.BytesIO(render(plain, "en", "xlsx"))).sheetnames
    assert set(sheets) - set(others) == {
        "Agreements", "Joint statements", "Signatories", "Meetings of bodies", "Decisions", "Audits and accounts",
        "Pilot projects", "Calls and juries", "Training", "Publications", "Communication",
        "Women and men", "Requests for admission", "Prospects that were met", "Events to come", "Deadlines of calls",
    }  # fmt: skip


# --- what is missing ------------------------------------------------------------------------------


def test_missing_names_are_told_and_marked_in_previews() -> None:
    assert isinstance(DATA.governance, GovernanceData)
    assert isinstance(DATA.agreements, tuple)
    untold = replace(DATA.governance.decisions[0], title=LocalizedText({"fr": "Budget adopté"}))
    nameless = replace(DATA.agreements[0], name=LocalizedText({"fr": "Crues"}))
    data = replace(
        DATA,
        agreements=(nameless, *DATA.agreements[1:]),
        governance=replace(DATA.governance, decisions=(untold,)),
    )
    problems = [(one.record, one.field, one.language) for one in check_renderable(data, ["fr", "en"])]
    assert problems == [
        ("agreement river-academy", "name", "en"),
        ("decision board-2018-3", "title", "en"),
    ]
    assert check_renderable(with_gaps_marked(data, "en"), ["en"]) == ()
