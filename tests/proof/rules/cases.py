"""For every rule a fault that it finds, and the nearest thing that is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.spans import Span
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.admissions.facts import ProspectFacts
from rapporteur.proof.rules.subject import Subject
from tests.proof.rules.subjects import (
    ACCOUNTS,
    AGREEMENT,
    APPLICATION,
    BOARD,
    BRISTOL,
    CALL,
    COURSE,
    COVER,
    DECISION,
    EDITORIAL,
    EVENT,
    FORUM,
    LYON,
    MEETING,
    MENTION,
    NODES,
    ORGANISATIONS,
    PAID,
    PAPER,
    PHOTO,
    PUBLISHED,
    REGION,
    REQUEST,
    SEATS,
    SOUND,
    STATEMENT,
    WORKSHOP,
    activated,
    organisation,
    place,
    sound,
    with_forum,
    words,
)


@dataclass(frozen=True)
class Case:
    """A rule, a subject with its fault, the records and fields that it then names, and a near miss."""

    rule: str
    planted: Subject
    found: tuple[tuple[str, str], ...]
    near: Subject


def _organisations(*changed: f.OrganisationFacts) -> tuple[f.OrganisationFacts, ...]:
    slugs = {each.slug for each in changed}
    return (*(each for each in ORGANISATIONS if each.slug not in slugs), *changed)


MAY = {"start": None, "end": None, "month": "2018-05"}
TWIN = replace(FORUM, slug="twin", title=words("Second forum"))
WEEK = replace(FORUM, start=date(2018, 5, 7), end=date(2018, 5, 11))
WEEK_ELSEWHERE = replace(WORKSHOP, start=date(2018, 5, 7), end=date(2018, 5, 11))
UNLISTED = replace(NODES[2], listed=False)
L1M1D2 = f.NodeFacts("L1M1D2", "L1M1", words("Letters"))

ACTIVITIES = (
    Case("report-no-activity", sound(activities=()), (("2018-q2", "period"),), SOUND),
    Case(
        "activity-no-date",
        with_forum(start=None, end=None, month=None),
        (("forum", "start"),),
        with_forum(**MAY),
    ),
    Case(
        "activity-ends-before-start",
        with_forum(end=date(2018, 5, 1)),
        (("forum", "end"),),
        with_forum(end=date(2018, 5, 2)),
    ),
    Case(
        "activity-outside-period",
        with_forum(start=date(2018, 7, 1), end=date(2018, 7, 1)),
        (("forum", "start"),),
        with_forum(start=date(2018, 6, 30), end=date(2018, 7, 1)),
    ),
    Case(
        "activity-no-text",
        with_forum(text=LocalizedText()),
        (("forum", "text"),),
        with_forum(text=words("Lyon.")),
    ),
    Case(
        "activity-no-line",
        with_forum(line=None),
        (("forum", "line"),),
        replace(with_forum(line=None), nodes=()),
    ),
    Case(
        "activity-no-place", with_forum(places=()), (("forum", "places"),), with_forum(places=(), online=True)
    ),
    Case(
        "activity-no-member",
        with_forum(members=()),
        (("forum", "members"),),
        with_forum(members=(), unresolved=("Barcelona",)),
    ),
    Case(
        "activity-no-deliverable",
        with_forum(codes=()),
        (("forum", "codes"),),
        with_forum(codes=(), unknown_codes=("L9M9D9",)),
    ),
    Case(
        "activity-only-foreign-codes",
        with_forum(codes=("L2M1D1",)),
        (("forum", "line"),),
        with_forum(codes=("L1M1D1", "L2M1D1")),
    ),
    Case(
        "activity-foreign-codes",
        with_forum(codes=("L1M1D1", "L2M1D1")),
        (("forum", "codes"),),
        with_forum(codes=("L1M1D1",)),
    ),
    Case("activity-month-only", with_forum(**MAY), (("forum", "month"),), SOUND),
    Case(
        "activity-same-place-dates",
        sound(activities=(FORUM, TWIN, WORKSHOP)),
        (("forum", "start"),),
        sound(activities=(FORUM, replace(TWIN, end=date(2018, 5, 5)), WORKSHOP)),
    ),
    Case(
        "activity-same-long-dates",
        sound(activities=(WEEK, WEEK_ELSEWHERE)),
        (("forum", "start"),),
        sound(activities=(FORUM, replace(WORKSHOP, start=FORUM.start, end=FORUM.end))),
    ),
    Case(
        "activity-ends-after-period",
        with_forum(start=date(2018, 6, 29), end=date(2018, 7, 1)),
        (("forum", "end"),),
        with_forum(start=date(2018, 6, 29), end=date(2018, 6, 30)),
    ),
    Case(
        "activity-draft",
        sound(drafts=(f.Draft(FORUM.record, live=False),)),
        (("forum", "live"),),
        sound(drafts=(f.Draft(FORUM.record, live=True),)),
    ),
    Case(
        "activity-unpublished-changes",
        sound(drafts=(f.Draft(FORUM.record, live=True),)),
        (("forum", "has_unpublished_changes"),),
        sound(drafts=(f.Draft(FORUM.record, live=False),)),
    ),
)

DRAFTS = (
    Case(
        "draft-left-out",
        sound(left_out=(f.LeftOut(BRISTOL.record, (FORUM.title,)),)),
        (("bristol", "live"),),
        sound(drafts=(f.Draft(FORUM.record, live=False),)),
    ),
)

SANTIAGO = organisation("santiago", "Santiago", country="CL")
NAMING = (
    Case("name-unresolved", with_forum(unresolved=("Barcelona",)), (("forum", "members"),), SOUND),
    Case(
        "name-ambiguous",
        replace(with_forum(text=words("Barcelona spoke in Lyon.")), seat=words("Paris")),
        (("forum", "text"),),
        replace(
            with_forum(text=words("Barcelona spoke in Lyon."), members=activated("lyon", "barcelona-area")),
            seat=words("Paris"),
        ),
    ),
    Case(
        "activity-host-not-activated",
        with_forum(members=activated("berlin")),
        (("forum", "members"),),
        with_forum(members=activated("berlin"), places=(place("bristol"),)),
    ),
    Case(
        "activity-at-seat",
        with_forum(places=(place("barcelona-city"),)),
        (("forum", "members"),),
        with_forum(places=(place("barcelona-city"),), members=activated("lyon", "barcelona-area")),
    ),
    Case(
        "activity-member-named",
        with_forum(text=words("In Lyon, La Paz and Cordoue spoke.", "À Lyon, La Paz et Cordoue ont parlé.")),
        (("forum", "members"), ("forum", "members")),
        with_forum(
            text=words("In Lyon, Barcelona and Bristol spoke of la paz.", "À Lyon, le Grand Lyon a parlé.")
        ),
    ),
    Case(
        "activity-member-unnamed",
        with_forum(members=activated("lyon", "berlin")),
        (("forum", "members"),),
        with_forum(members=activated("lyon", "berlin"), title=words("Forum of Berlin on water")),
    ),
    Case(
        "activity-other-place",
        with_forum(text=words("The forum met in Berlin.", "Le forum s'est réuni à Berlin.")),
        (("forum", "text"),),
        with_forum(text=words("The Lyonnais received Berlin.", "Les Lyonnais ont reçu Berlin.")),
    ),
)

LATE = replace(LYON, memberships=(f.MembershipFacts(date(2018, 6, 1)),))
TIMELY = replace(LYON, memberships=(f.MembershipFacts(date(2018, 5, 3)),))
GONE = replace(LYON, memberships=(f.MembershipFacts(None, date(2018, 6, 1)),))
MEMBERS = (
    Case(
        "activation-out-of-force",
        sound(organisations=_organisations(LATE)),
        (("forum", "members"),),
        sound(organisations=_organisations(TIMELY)),
    ),
    Case(
        "activation-left-since",
        sound(organisations=_organisations(GONE), activated=("berlin",)),
        (("forum", "members"),),
        sound(
            organisations=_organisations(
                replace(LYON, memberships=(f.MembershipFacts(None, date(2018, 7, 1)),))
            )
        ),
    ),
    Case(
        "activation-not-member",
        with_forum(members=activated("lyon", "bristol")),
        (("forum", "members"),),
        sound(organisations=_organisations(GONE)),
    ),
    Case("activated-not-listed", sound(activated=("berlin",)), (("lyon", "activated"),), SOUND),
    Case(
        "listed-not-activated",
        sound(activated=("berlin", "la-paz", "lyon")),
        (("la-paz", "activated"),),
        sound(activated=("lyon", "berlin")),
    ),
    Case(
        "prospect-is-member",
        sound(organisations=_organisations(replace(LYON, prospects=(Span(date(2017, 1, 1)),)))),
        (("lyon", "prospects"),),
        sound(
            organisations=_organisations(replace(LYON, prospects=(Span(date(2017, 1, 1), date(2018, 1, 1)),)))
        ),
    ),
    Case(
        "organisation-twice",
        sound(organisations=_organisations(organisation("grand-lyon", "Greater Lyon", "GRAND-LYON"))),
        (("grand-lyon", "names"),),
        sound(
            organisations=_organisations(organisation("cordoba-spain", "Córdoba", "Cordoue", country="ES"))
        ),
    ),
    Case(
        "count-differs",
        sound(figures=(f.Figure(STATEMENT, "members", words("Members"), 7, 6),)),
        (("2018/2018-06-30", "members"),),
        SOUND,
    ),
    Case(
        "member-no-region",
        sound(organisations=_organisations(replace(LYON, region=None))),
        (("lyon", "region"),),
        sound(organisations=_organisations(replace(BRISTOL, region=None))),
    ),
    Case(
        "person-two-seats",
        sound(seats=(SEATS[0], replace(SEATS[1], person="ana"))),
        (("treasurer", "mandates"),),
        sound(seats=(SEATS[0], replace(SEATS[1], person="ana", body="committee"))),
    ),
    Case(
        "seat-vacant", sound(seats=(replace(SEATS[0], person=None),)), (("co-presidency", "mandates"),), SOUND
    ),
    Case(
        "seat-not-member",
        sound(seats=(replace(SEATS[0], organisation="bristol"),)),
        (("co-presidency", "organisation"),),
        sound(seats=(replace(SEATS[0], organisation=None),)),
    ),
    Case(
        "region-no-focal-point",
        sound(regions=(replace(REGION, focal_points=()),)),
        (("europe", "focal_points"),),
        SOUND,
    ),
    Case(
        "region-no-secretary",
        sound(regions=(replace(REGION, secretaries=()),)),
        (("europe", "secretaries"),),
        SOUND,
    ),
)

QUIET = frozenset({"L2M1D1"})
PLAN = (
    Case("plan-missing", sound(nodes=()), (("2018-q2", "plan"),), sound(nodes=(), activities=())),
    Case(
        "plan-code-unknown",
        with_forum(codes=("L1M1D1", "L9M9D9"), unknown_codes=("L8M8D8",)),
        (("forum", "codes"), ("forum", "codes")),
        SOUND,
    ),
    Case(
        "plan-code-unlisted",
        sound(nodes=(*NODES[:2], UNLISTED, *NODES[3:])),
        (("L1M1D1", "listed"),),
        sound(nodes=(*NODES, replace(L1M1D2, listed=False))),
    ),
    Case(
        "plan-deliverable-no-evidence",
        sound(nodes=(*NODES, L1M1D2)),
        (("L1M1D2", "evidence"),),
        sound(nodes=(*NODES, replace(L1M1D2, listed=False))),
    ),
    Case(
        "plan-parity-unrecorded",
        sound(parity=f.ParityFacts(asked=frozenset({FORUM.codes[0], "L9M9D9"}))),
        (("forum", "headcounts"),),
        sound(parity=f.ParityFacts(asked=frozenset({FORUM.codes[0]}), recorded=frozenset({"forum"}))),
    ),
    Case(
        "plan-same-wording",
        sound(nodes=(*NODES, replace(L1M1D2, title=words("FORUMS", "Des forums")))),
        (("L1M1D2", "title"),),
        sound(nodes=(*NODES, replace(L1M1D2, title=words("Forum")))),
    ),
    Case(
        "plan-measure-silent",
        sound(activities=(WORKSHOP,), previous=(QUIET, QUIET, QUIET, None)),
        (("L1M1", "evidence"),),
        sound(activities=(WORKSHOP,), previous=(QUIET, QUIET, None, QUIET)),
    ),
)

AGAIN = replace(MEETING, slug="2018-06-berlin", month="2018-06", place=place("berlin"), activity="workshop")
CONTACTS = (
    Case(
        "meeting-no-activity",
        sound(meetings=(replace(MEETING, activity=None), replace(AGAIN, activity="elsewhere"))),
        (("2018-05-lyon", "activity"), ("2018-06-berlin", "activity")),
        SOUND,
    ),
    Case(
        "meeting-nobody",
        sound(meetings=(replace(MEETING, members=(), prospects=()),)),
        (("2018-05-lyon", "participants"),),
        sound(meetings=(replace(MEETING, members=()),)),
    ),
    Case(
        "meeting-prospect-is-member",
        sound(meetings=(replace(MEETING, prospects=("bristol", "lyon")),)),
        (("2018-05-lyon", "participants"),),
        sound(meetings=(replace(MEETING, members=("bristol", "lyon")),)),
    ),
    Case(
        "prospect-met-again",
        sound(meetings=(MEETING, AGAIN)),
        (("2018-05-lyon", "participants"),),
        sound(meetings=(MEETING, replace(AGAIN, prospects=()))),
    ),
    Case(
        "body-meeting-no-minutes",
        sound(body_meetings=(replace(BOARD, minutes=None),)),
        (("board", "minutes_date"),),
        sound(body_meetings=(replace(BOARD, end=date(2018, 5, 31), minutes=None),)),
    ),
    Case(
        "body-meeting-no-quorum",
        sound(body_meetings=(replace(BOARD, counted=13),)),
        (("board", "attendance"),),
        sound(body_meetings=(BOARD, replace(BOARD, slug="other", counted=None))),
    ),
    Case(
        "decision-no-follow-up",
        sound(decisions=(replace(DECISION, is_followed_up=False),)),
        (("dues", "asks_follow_up"),),
        sound(decisions=(replace(DECISION, asks_follow_up=False, is_followed_up=False),)),
    ),
    Case(
        "accounts-late",
        sound(accounts=(replace(ACCOUNTS, due=date(2018, 6, 29)),)),
        (("audit", "stage"),),
        sound(
            accounts=(replace(ACCOUNTS, due=date(2018, 6, 29), presented=True), replace(ACCOUNTS, due=None))
        ),
    ),
    Case(
        "media-no-outlet",
        sound(mentions=(replace(MENTION, outlet=" "),)),
        (("2018-05-001", "outlet"),),
        SOUND,
    ),
    Case(
        "dues-no-date",
        sound(statement=replace(PUBLISHED, as_of=None)),
        (("2018/2018-06-30", "as_of_date"),),
        sound(statement=None),
    ),
    Case(
        "dues-old-date",
        sound(statement=replace(PUBLISHED, as_of=date(2018, 3, 31)), ledger=()),
        (("2018/2018-06-30", "as_of_date"),),
        sound(statement=replace(PUBLISHED, as_of=date(2018, 4, 1)), ledger=()),
    ),
    Case("dues-missing", sound(statement=None, ledger=()), (("2018-q2", "dues"),), sound(statement=None)),
    Case(
        "dues-statement-differs",
        sound(statement=replace(PUBLISHED, payers=2)),
        (("2018/2018-06-30", "amount"),),
        sound(ledger=(replace(PAID, paid=Decimal("950.00")),)),
    ),
    Case(
        "dues-paid-more",
        sound(ledger=(replace(PAID, waived=Decimal("0.01")),)),
        (("2018/lyon", "payments"),),
        sound(ledger=(replace(PAID, paid=Decimal(0), waived=Decimal(900)),)),
    ),
)

TITLE = f.Text(FORUM.record, "title", FORUM.title, required=True)


def _texts(en: str, fr: str) -> Subject:
    return sound(texts=(f.Text(FORUM.record, "text", words(en, fr), prose=True),))


def _editorial(en: str, fr: str) -> Subject:
    return sound(editorial=replace(EDITORIAL, texts=words(en, fr)))


TEXTS = (
    Case(
        "not-renderable",
        sound(
            unrenderable=(
                f.Unrenderable(
                    FORUM.record,
                    "title",
                    "fr",
                    LocalizedText({"en": "no font", "fr": "pas de police", "es": "sin fuente"}),
                    LocalizedText({"en": "Leave it out", "fr": "Le retirer", "es": "Quitarlo"}),
                ),
            )
        ),
        (("forum", "title.fr"),),
        SOUND,
    ),
    Case(
        "text-missing",
        sound(
            texts=(
                replace(TITLE, texts=LocalizedText({"en": "Forum"})),
                f.Text(WORKSHOP.record, "title", LocalizedText(), required=True),
            )
        ),
        (("forum", "title"), ("workshop", "title")),
        sound(texts=(TITLE, f.Text(FORUM.record, "purpose", LocalizedText()))),
    ),
    Case(
        "text-stale",
        sound(texts=(replace(TITLE, stale=("en",)),)),
        (("forum", "title"),),
        sound(texts=(TITLE,)),
    ),
    Case(
        "text-codes-differ",
        _texts("It serves L1M1D1.", "L'activité sert L1M1D2."),
        (("forum", "text"),),
        _texts("It serves L1M1D1, of L1, in 2018.", "L'activité sert L1M1D1."),
    ),
    Case(
        "text-names-differ",
        _texts("Lyon met Berlin.", "Lyon a reçu."),
        (("forum", "text"),),
        _texts("Lyon met Córdoba.", "Le Grand Lyon a reçu Cordoue."),
    ),
    Case(
        "editorial-figure",
        _editorial("Our 7 members met.", "Nos 6 membres se sont réunis."),
        (("2018-q2", "editorial_text"),),
        _editorial(
            "Our 6 active members held 2 activities.", "En 2018, 300 personnes et 2 membres sont venus."
        ),
    ),
    Case(
        "editorial-missing",
        sound(editorial=None),
        (("2018-q2", "editorial_text"),),
        sound(editorial=None, activities=()),
    ),
    Case(
        "photo-no-consent",
        with_forum(photos=(PHOTO, replace(PHOTO, consent=False))),
        (("forum", "photos[2].consent"),),
        with_forum(photos=(PHOTO,)),
    ),
    Case(
        "photo-no-alt",
        with_forum(photos=(replace(PHOTO, alt=LocalizedText({"fr": "Un pont"})),)),
        (("forum", "photos[1].alt"),),
        with_forum(photos=(replace(PHOTO, alt=LocalizedText(), consent=False),)),
    ),
    Case(
        "photo-no-credit",
        with_forum(photos=(replace(PHOTO, credit=" "),)),
        (("forum", "photos[1].credit"),),
        with_forum(photos=(replace(PHOTO, credit="", consent=False),)),
    ),
    Case(
        "cover-no-consent",
        sound(cover=replace(COVER, consent=False)),
        (("2018-q2", "cover_consent"),),
        sound(cover=COVER),
    ),
    Case(
        "cover-no-alt",
        sound(cover=replace(COVER, alt=LocalizedText({"fr": "Un pont"}))),
        (("2018-q2", "cover_alt"),),
        sound(cover=replace(COVER, alt=LocalizedText(), consent=False)),
    ),
    Case(
        "cover-no-credit",
        sound(cover=replace(COVER, credit=" ")),
        (("2018-q2", "cover_credit"),),
        sound(cover=replace(COVER, credit="", consent=False)),
    ),
    Case(
        "cover-no-rights",
        sound(cover=replace(COVER, rights=" ")),
        (("2018-q2", "cover_rights"),),
        sound(cover=replace(COVER, rights="CC BY 4.0")),
    ),
    Case(
        "cover-too-small",
        sound(cover=replace(COVER, pixels=(1239, 4000))),
        (("2018-q2", "cover_image"),),
        sound(cover=replace(COVER, pixels=(1240, 800))),
    ),
)

AGENDA = (
    Case(
        "event-not-settled",
        sound(events=(replace(EVENT, dates=Dates(date(2018, 6, 29))),)),
        (("tide-days", "activity"),),
        sound(events=(replace(EVENT, dates=Dates(date(2018, 6, 29), date(2018, 6, 30))),)),
    ),
)

ADMISSIONS = (
    Case(
        "admission-pending",
        sound(requests=(replace(REQUEST, meetings=2),)),
        (("bristol-2018", "outcome"),),
        SOUND,
    ),
    Case(
        "prospect-never-asked",
        sound(prospects=(ProspectFacts("bristol", 2),)),
        (("bristol", "prospects"),),
        sound(prospects=(ProspectFacts("bristol", 1),)),
    ),
)

AGREEMENTS = (
    Case(
        "agreement-expiring",
        sound(agreements=(replace(AGREEMENT, last_day=date(2018, 9, 28)),)),
        (("water", "end"),),
        sound(agreements=(replace(AGREEMENT, last_day=date(2018, 9, 29)),)),
    ),
    Case(
        "agreement-not-signed",
        sound(agreements=(replace(AGREEMENT, last_day=None, announced=Dates(date(2017, 12, 31))),)),
        (("water", "stage"),),
        sound(agreements=(replace(AGREEMENT, last_day=None, announced=Dates(date(2018, 1, 1))),)),
    ),
)

TRAINING = (
    Case(
        "participants-twice",
        sound(courses=(replace(COURSE, named_twice=("Jo Silva",), counted_twice=("lyon",)),)),
        (("water", "participants"), ("water", "numbers")),
        SOUND,
    ),
    Case(
        "course-no-numbers",
        sound(courses=(replace(COURSE, people=None),)),
        (("water", "numbers"),),
        sound(courses=(replace(COURSE, people=None, end=date(2018, 7, 1)),)),
    ),
    Case(
        "publication-nowhere",
        sound(publications=(replace(PAPER, launched=False),)),
        (("tides", "link"),),
        sound(publications=(replace(PAPER, launched=False, can_be_read=True),)),
    ),
)

CALLS = (
    Case(
        "call-not-decided",
        sound(calls=(replace(CALL, decided=False, closed=date(2018, 4, 30)),)),
        (("pilots", "outcome"),),
        sound(calls=(replace(CALL, decided=False, closed=date(2018, 5, 1)),)),
    ),
    Case(
        "jury-short-of-rule",
        sound(calls=(replace(CALL, short_of=(("women", 2, 1), ("regions", 3, 2))),)),
        (("pilots", "jurors"), ("pilots", "jurors")),
        sound(calls=(CALL,)),
    ),
    Case(
        "partner-not-confirmed",
        sound(applications=(replace(APPLICATION, unconfirmed=("lyon",)),)),
        (("tides", "partners"),),
        sound(applications=(replace(APPLICATION, unconfirmed=("lyon",), closed=date(2018, 6, 30)),)),
    ),
)

CASES = (
    *ACTIVITIES,
    *DRAFTS,
    *NAMING,
    *MEMBERS,
    *PLAN,
    *CONTACTS,
    *AGENDA,
    *ADMISSIONS,
    *AGREEMENTS,
    *CALLS,
    *TRAINING,
    *TEXTS,
)
