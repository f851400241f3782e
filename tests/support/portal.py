"""A network as the portal shows it: much that is public, and secrets that nothing public may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from rapporteur.base.core.content import sha256
from rapporteur.base.values.periods import Period
from rapporteur.proof.editions.composition import compile_period
from rapporteur.proof.editions.models import Edition
from rapporteur.records.members.models import Organisation, OrganisationName, RegionalAffiliation
from tests.factories import make

QUARTER = Period.parse("2018-Q2")
WHEN = datetime(2018, 7, 12, 9, 30, tzinfo=UTC)
CERTIFICATE = "7K3M9QX2TT01"
"""The code of a certificate whose name is a secret."""
LATER = date.today() + timedelta(days=400)  # noqa: DTZ011  # a day on which nothing public has begun


def plain_edition(
    period: Period = QUARTER, number: int = 1, note: str = "", by: str = "somebody", program: str = "0" * 64
) -> Edition:
    """Return an edition of a period as it stands, without documents: what takes time is printing them."""
    snapshot = compile_period(period).canonical_json()
    edition: Edition = Edition.objects.create(
        period_start=period.start, period_end=period.end, number=number, snapshot=snapshot,
        sha256=sha256(snapshot.encode()), as_of=period.last_day, frozen_at=WHEN, by=by, note=note,
        program=program, versions={}, seal="0" * 64,
    )  # fmt: skip
    return edition


def public_network(
    members: int = 3, activities: int = 3, languages: tuple[str, ...] = ("fr", "en", "es")
) -> None:
    """Record a network: a region, members, a plan of three levels, seats, published activities with all their parts."""
    make.AssociationFactory(languages=list(languages), source_language="fr")
    region = make.RegionFactory(slug="south", name={"en": "South", "fr": "Sud", "es": "Sur"})
    line = make.NodeFactory(level__depth=0, code="L1", slug="l1", title={"en": "Plead", "fr": "Plaider"})
    measures = make.LevelFactory(version=line.version, depth=1)
    measure = make.NodeFactory(level=measures, parent=line, code="L1M1", slug="l1m1")
    last = make.LevelFactory(version=line.version, depth=2)
    deliverables = [
        make.NodeFactory(level=last, parent=measure, code=f"L1M1D{n}", slug=f"l1m1d{n}") for n in (1, 2)
    ]
    towns = []
    for number in range(members):
        town = make.OrganisationFactory(
            slug=f"town-{number}", named=False, latitude=40.0 + number % 20, longitude=-4.0 + number % 90
        )
        name = {"en": f"Seville {number}", "fr": f"Séville {number}", "es": f"Sevilla {number}"}
        OrganisationName.objects.create(organisation=town, name=name)
        RegionalAffiliation.objects.create(organisation=town, region=region)
        make.MembershipFactory(organisation=town, start=date(2015, 1, 1))
        towns.append(town)
    seat = make.SeatFactory(body__slug="board", organisation=towns[0], region=region)
    make.MandateFactory(seat=seat, person__name="Ana Ruiz", start=date(2017, 1, 1))
    make.FocalPointFactory(region=region, person__name="Lia Costa")
    for number in range(activities):
        day = date(2018, 4, 1) + timedelta(days=number % 90)
        activity = make.ActivityFactory(
            slug=f"meeting-{number}", start_date=day, line=line, last_published_at=WHEN,
            title={"en": f"Meeting of ports {number}", "fr": f"Réunion des ports {number}"},
            text={"fr": "<p>Tous sont <b>venus</b>.</p>"},
        )  # fmt: skip
        make.ActivityPlaceFactory(activity=activity, organisation=towns[number % members], name={})
        for town in {towns[number % members], towns[(number + 1) % members]}:
            make.ActivationFactory(activity=activity, organisation=town)
        make.ActivityDeliverableFactory(activity=activity, node=deliverables[0])


def public_programmes() -> None:
    """Record, beside a public network: a pilot project, what it published, what lies ahead of it and an open call."""
    from rapporteur.records.activities.models import Activity

    town, meeting = Organisation.objects.get(slug="town-0"), Activity.objects.get(slug="meeting-0")
    pilot = make.InitiativeFactory(
        slug="green-ports", kind="PILOT_PROJECT", name={"en": "Green ports", "fr": "Ports verts"}, lead=town,
        start=date(2018, 1, 1),
    )  # fmt: skip
    make.InitiativePartnerFactory(initiative=pilot, organisation=Organisation.objects.get(slug="town-1"))
    Activity.objects.filter(pk=meeting.pk).update(initiative=pilot)
    paper = make.PublicationFactory(
        slug="quays", title={"en": "Quays for all", "fr": "Des quais pour tous"}, series=pilot, number=4,
        languages=["fr", "en"], published_date=date(2018, 5, 1), published_precision="MONTH", activity=meeting,
        link="https://example.org/quays", isbn="9788437604947",
    )  # fmt: skip
    make.PublicationAuthorFactory(publication=paper, name="Inés Mar")
    make.PublicationMentionFactory(
        publication=paper, mention__outlet="Port Gazette", mention__link="https://example.org/gazette"
    )
    make.PlannedEventFactory(
        slug="harbour-days", title={"en": "Harbour days", "fr": "Journées du port"}, initiative=pilot,
        start_date=LATER, place_organisation=town,
    )  # fmt: skip
    make.CallForApplicationsFactory(
        slug="next-ports", name={"en": "Next ports", "fr": "Prochains ports"}, initiative=pilot,
        eligible={"en": "Every member", "fr": "Tout membre"}, languages=["fr"], closes_date=LATER,
        time_zone="Europe/Madrid",
    )  # fmt: skip


@dataclass
class Secrets:
    """Words that stand in nothing public; each is another, so that a leak names itself."""

    planted: list[str] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def word(self, what: str) -> str:
        """Return a word for something that is kept, and remember it."""
        self.planted.append(f"zqx{what}{next(self._numbers)}")
        return self.planted[-1]

    def text(self, what: str) -> dict[str, str]:
        """Return it as a text in several languages."""
        return dict.fromkeys(("fr", "en", "es"), self.word(what))


def plant(secrets: Secrets) -> None:
    """Record, beside a public network, one of everything that is not public, and notes on all that is."""
    from rapporteur.records.activities.models import Activity
    from rapporteur.records.plan.models import Node, PlanVersion

    town, activity = Organisation.objects.get(slug="town-0"), Activity.objects.get(slug="meeting-0")
    Organisation.objects.update(note=secrets.word("note"))
    Activity.objects.update(note=secrets.word("note"))
    Node.objects.update(note=secrets.word("note"))
    draft = make.ActivityFactory(
        slug=secrets.word("draft"), live=False, title=secrets.text("draft"), text=secrets.text("draft"),
        start_date=date(2018, 5, 2),
    )  # fmt: skip
    make.ActivityPlaceFactory(activity=draft, name=secrets.text("draftplace"))
    make.ActivationFactory(activity=draft, organisation=town)
    make.ActivityDeliverableFactory(activity=draft, node=Node.objects.get(slug="l1m1d2"))
    activity.title = secrets.text("rewritten")
    activity.save_revision()
    make.ActivityPhotoFactory(
        activity=activity, consent=False, alt=secrets.text("photo"), credit=secrets.word("photo")
    )
    make.ActivityEvidenceFactory(
        activity=activity,
        title=secrets.text("evidence"),
        link=f"https://example.org/{secrets.word('evidence')}",
    )
    make.ProspectFactory(organisation=_called(secrets, "prospect"), start=date(2017, 1, 1))
    make.MembershipFactory(organisation=_called(secrets, "admitted"), start=LATER)
    OrganisationName.objects.filter(organisation=town).update(end=LATER)
    make.OrganisationNameFactory(organisation=town, name=secrets.text("renamed"), start=LATER)
    make.BilateralMeetingFactory(slug=secrets.word("meeting"), place_name=secrets.text("meeting"))
    make.MediaMentionFactory(slug=secrets.word("press"), outlet=secrets.word("press"))
    # So many digits in a row stand in no hash by chance: a page has hundreds of digits in its validators.
    item = make.DuesItemFactory(organisation=town, amount="9876543.21")
    secrets.planted += [sign.join(("9", "876", "543")) for sign in ("", ",", ".", " ", "\u202f", "\u00a0")]
    make.PaymentFactory(item=item, reference=secrets.word("payment"))
    make.WaiverFactory(item=item, decision=secrets.word("waiver"))
    make.MandateFactory(
        seat__body__slug="board-to-come", seat__start=LATER, person__name=secrets.word("elected")
    )
    make.SeatFactory(slug=secrets.word("seat"), body__slug="board-of-notes", note=secrets.word("note"))
    make.PersonFactory(name=secrets.word("staff"))
    make.JurorFactory(name=secrets.word("juror"))
    make.ContactFactory(
        organisation=town, slug=secrets.word("contact"), name=secrets.word("contact"),
        office=secrets.word("contact"), email=f"{secrets.word('contact')}@example.org",
        phone=secrets.word("contact"), address=secrets.word("contact"), source=secrets.word("contact"),
        note=secrets.word("contact"), consent_date=date(2018, 5, 2), languages=["fr"],
    )  # fmt: skip
    make.ApplicationFactory(title=secrets.text("application"))
    make.AgreementFactory(slug=secrets.word("agreement"))
    trainee = make.ParticipantFactory(
        slug=secrets.word("trainee"), name=secrets.word("trainee"), note=secrets.word("note"),
        attendance="ATTENDED", consent=True,
    )  # fmt: skip
    make.CertificateFactory(participant=trainee, code=CERTIFICATE)
    version = make.PlanVersionFactory(
        plan__name=secrets.text("plan"), start=LATER, end=LATER + timedelta(days=900)
    )
    make.NodeFactory(level__version=version, level__name=secrets.text("plan"), title=secrets.text("plan"))
    assert PlanVersion.objects.count() == 2
    plant_programmes(secrets, town)
    make.AccountFactory(username=secrets.word("account"), email=f"{secrets.word('mail')}@example.org")
    make.ReportFactory(
        period_start=QUARTER.end,
        period_end=date(2018, 10, 1),
        live=False,
        editorial_text=secrets.text("editorial"),
    )


def plant_programmes(secrets: Secrets, town: Organisation) -> None:
    """Record what is not public of programmes, publications, the agenda and calls, and notes on what is."""
    from rapporteur.records.agenda.models import PlannedEvent
    from rapporteur.records.calls.models import CallForApplications
    from rapporteur.records.programmes.models import Initiative
    from rapporteur.records.publications.models import Publication

    Initiative.objects.update(note=secrets.word("note"))
    Publication.objects.update(note=secrets.word("note"))
    PlannedEvent.objects.update(note=secrets.word("note"), reason=secrets.text("reason"))
    CallForApplications.objects.update(
        note=secrets.word("note"), waived_by=secrets.word("waived"), waived_reason=secrets.word("waived"),
        application_count=97531, stated_women=24681, stated_men=24683,
    )  # fmt: skip
    secrets.planted += ["97531", "24681", "24683"]
    for event in PlannedEvent.objects.all():
        make.EventGoerFactory(event=event, person__name=secrets.word("goer"))
        PlannedEvent.objects.filter(pk=event.pk).update(owner=make.PersonFactory(name=secrets.word("owner")))
    to_come = make.InitiativeFactory(
        slug=secrets.word("programme"), name=secrets.text("programme"), start=LATER
    )
    make.InitiativePartnerFactory(initiative=to_come, organisation=town)
    make.PublicationFactory(
        slug=secrets.word("forthcoming"), title=secrets.text("forthcoming"), published_date=LATER
    )
    make.PublicationFactory(slug=secrets.word("undated"), title=secrets.text("undated"))
    launch = make.ActivityFactory(live=False, title=secrets.text("launch"))
    held_back = make.PublicationFactory(title=secrets.text("launched"), activity=launch)
    make.PublicationAuthorFactory(publication=held_back, name=secrets.word("author"))
    out = Publication.objects.get(slug="quays")
    make.PublicationMentionFactory(
        publication=out, mention__outlet=secrets.word("embargo"), mention__start_date=LATER
    )
    for part in ("NOT_GOING", "UNDECIDED"):
        make.PlannedEventFactory(
            title=secrets.text("event"), part=part, reason=secrets.text("reason"), start_date=LATER
        )
    make.PlannedEventFactory(
        slug="ours-of-a-programme-to-come", initiative=to_come, activity=launch, start_date=LATER
    )
    make.CallForApplicationsFactory(
        name=secrets.text("call"), opens_date=LATER, closes_date=LATER + timedelta(days=9)
    )
    make.CallForApplicationsFactory(name=secrets.text("cancelled"), outcome="CANCELLED", closes_date=LATER)
    make.ApplicationFactory(
        call=CallForApplications.objects.get(slug="next-ports"), title=secrets.text("application"),
        contact=secrets.word("contact"),
    )  # fmt: skip


def _called(secrets: Secrets, what: str) -> Organisation:
    organisation: Organisation = make.OrganisationFactory(slug=secrets.word(what), named=False)
    OrganisationName.objects.create(organisation=organisation, name=secrets.text(what))
    return organisation
