"""A small report in which nothing is wrong, and the means to plant a fault in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.admissions.facts import RequestFacts
from rapporteur.proof.rules.finding import Record
from rapporteur.proof.rules.subject import Cover, Fact, Subject
from rapporteur.records.names.name import Name, NameKind

REPORT = Record("reports.report", "2018-q2")
STATEMENT = Record("dues.publishedstatement", "2018/2018-06-30")


def words(en: str, fr: str | None = None) -> LocalizedText:
    """A text in English and French."""
    return LocalizedText({"en": en, "fr": en if fr is None else fr})


def organisation(slug: str, en: str, fr: str | None = None, **values: Any) -> f.OrganisationFacts:
    """A full member since before the records, unless told otherwise."""
    given = {"country": "FR", "region": "europe", "memberships": (f.MembershipFacts(),), **values}
    return f.OrganisationFacts(slug=slug, name=words(en, fr), **given)


LYON = organisation("lyon", "Lyon", other_names=(Name("Grand Lyon", "fr", NameKind.ALIAS),))
BERLIN = organisation("berlin", "Berlin", country="DE")
CORDOBA = organisation("cordoba", "Córdoba", "Cordoue", country="AR")
LA_PAZ = organisation("la-paz", "La Paz", country="BO")
BARCELONA = Name("Barcelona", kind=NameKind.AMBIGUOUS)
CITY = organisation("barcelona-city", "City of Barcelona", other_names=(BARCELONA,), country="ES")
AREA = organisation("barcelona-area", "Barcelona Metropolitan Area", other_names=(BARCELONA,), country="ES")
BRISTOL = organisation("bristol", "Bristol", country="GB", memberships=())
ORGANISATIONS = (LYON, BERLIN, CORDOBA, LA_PAZ, CITY, AREA, BRISTOL)


def place(slug: str | None = None, name: str = "") -> f.Place:
    """A place: an organisation's, or one of its own."""
    own = next((each.name for each in ORGANISATIONS if each.slug == slug), LocalizedText())
    return f.Place(words(name) if name else own, slug)


def activated(*slugs: str) -> tuple[f.ActivationFacts, ...]:
    """Organisations that took part."""
    return tuple(f.ActivationFacts(slug) for slug in slugs)


FORUM = f.ActivityFacts(
    slug="forum",
    title=words("Forum on water"),
    line="L1",
    start=date(2018, 5, 2),
    end=date(2018, 5, 4),
    month="2018-05",
    places=(place("lyon"),),
    codes=("L1M1D1",),
    members=activated("lyon"),
    text=words("The forum on water met in Lyon.", "Le forum sur l'eau s'est réuni à Lyon."),
)
WORKSHOP = f.ActivityFacts(
    slug="workshop",
    title=words("Workshop on air"),
    line="L2",
    start=date(2018, 6, 5),
    end=date(2018, 6, 5),
    month="2018-06",
    places=(place("berlin"),),
    codes=("L2M1D1",),
    members=activated("berlin"),
    text=words("Berlin held a workshop on air.", "Berlin a tenu un atelier sur l'air."),
)
NODES = (
    f.NodeFacts("L1", None, words("Advocacy")),
    f.NodeFacts("L1M1", "L1", words("Be heard")),
    f.NodeFacts("L1M1D1", "L1M1", words("Forums")),
    f.NodeFacts("L2", None, words("Learning")),
    f.NodeFacts("L2M1", "L2", words("Learn together")),
    f.NodeFacts("L2M1D1", "L2M1", words("Workshops")),
)
SEATS = (
    f.SeatFacts(
        "co-presidency",
        "board",
        words("Board"),
        "BOARD",
        words("Mayor"),
        "lyon",
        person="ana",
        person_name="Ana",
    ),
    f.SeatFacts(
        "treasurer", "board", words("Board"), "BOARD", words("Mayor"), "berlin", person="bo", person_name="Bo"
    ),
)
REGION = f.RegionFacts("europe", words("Europe"), secretaries=("Cy",), focal_points=("Di",))
MEETING = f.MeetingFacts("2018-05-lyon", "2018-05", place("lyon"), ("berlin",), ("bristol",), "forum")
AGREEMENT = f.AgreementFacts(
    "water", words("Agreement on water", "Accord sur l'eau"), last_day=date(2020, 12, 31)
)
EVENT = f.EventFacts("tide-days", words("Tide days", "Journées des marées"), Dates(date(2018, 6, 30)))
MENTION = f.MentionFacts("2018-05-001", "2018-05", "The Gazette", words("Water"))
PUBLISHED = f.Statement(STATEMENT, Decimal(900), "EUR", 1, 6, date(2018, 6, 30))
PAID = f.LedgerItem(
    Record("dues.duesitem", "2018/lyon"),
    words("Lyon"),
    Decimal(900),
    Decimal(900),
    Decimal(900),
    Decimal(0),
    "EUR",
)
EDITORIAL = f.Text(
    REPORT, "editorial_text", words("Our 6 members met.", "Nos 6 membres se sont réunis."), prose=True
)
PHOTO = f.Photo(0, words("A bridge", "Un pont"), "Ana Diallo", consent=True)
COVER = Cover(words("A bridge", "Un pont"), "Ana Diallo", "CC BY 4.0", consent=True, pixels=(2480, 1600))

BOARD = f.BodyMeetingFacts(
    "board", words("Board"), date(2018, 5, 28), minutes=date(2018, 6, 20), counted=14, needed=14
)
CALL = f.CallFacts("pilots", words("Call for pilots"), date(2018, 4, 30), decided=True)
APPLICATION = f.ApplicationFacts("tides", words("Tides"), date(2018, 5, 31))
COURSE = f.CourseFacts("water", words("Water"), date(2018, 6, 17), date(2018, 6, 24), people=12)
PAPER = f.PublicationFacts("tides", words("Tides"), launched=True)
DECISION = f.DecisionFacts("dues", words("Dues"), date(2018, 5, 28), asks_follow_up=True, is_followed_up=True)
ACCOUNTS = f.AccountsFacts("audit", "AUDIT", 2017, due=date(2018, 8, 28))

REQUEST = RequestFacts("bristol-2018", "bristol", words("Board"), Dates(date(2018, 4, 9)), meetings=1)

SOUND = Subject(
    record=REPORT,
    knows=frozenset(Fact),
    start=date(2018, 4, 1),
    end=date(2018, 6, 30),
    as_of=date(2018, 6, 30),
    languages=("en", "fr"),
    source_language="fr",
    seat=words("Barcelona", "Barcelone"),
    activities=(FORUM, WORKSHOP),
    organisations=ORGANISATIONS,
    activated=("berlin", "lyon"),
    regions=(REGION,),
    seats=SEATS,
    nodes=NODES,
    meetings=(MEETING,),
    mentions=(MENTION,),
    events=(EVENT,),
    agreements=(AGREEMENT,),
    statement=PUBLISHED,
    ledger=(PAID,),
    body_meetings=(BOARD,),
    decisions=(DECISION,),
    calls=(CALL,),
    applications=(APPLICATION,),
    courses=(COURSE,),
    publications=(PAPER,),
    requests=(REQUEST,),
    accounts=(ACCOUNTS,),
    figures=(f.Figure(STATEMENT, "members", words("Members"), 6, 6),),
    texts=(EDITORIAL, f.Text(FORUM.record, "text", FORUM.text, prose=True)),
    editorial=EDITORIAL,
    counts={"members": frozenset({6, 2}), "activities": frozenset({2, 1}), "meetings": frozenset({1})},
)


def sound(**changes: Any) -> Subject:
    """The sound report with other values."""
    return replace(SOUND, **changes)


def with_forum(**changes: Any) -> Subject:
    """The sound report with another forum; the printed list of the activated follows it."""
    forum = replace(FORUM, **changes)
    listed = {slug for activity in (forum, WORKSHOP) for slug in activity.member_slugs}
    full = tuple(sorted(slug for slug in listed if SOUND.counted(slug)))
    return replace(SOUND, activities=(forum, WORKSHOP), activated=full)
