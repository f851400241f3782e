"""What the made-up network agreed, signed and decided: one of each kind that a report tells apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value import data as d
from rapporteur.report.value import programmes as p
from rapporteur.report.value import registers as r

Text = Callable[[str, str, str], LocalizedText]
"""A text given in French, English and Spanish, in the languages of the report."""


def agreements(text: Text, activity: str | None) -> tuple[r.AgreementData, ...]:
    """Return an agreement for everything that a period can tell of one."""
    own = r.PartyData(name=text("RVE", "RVE", "RVE"), own=True)
    academy = r.PartyData(
        name=text("Académie des rivières", "Academy of Rivers", "Academia de los Ríos"),
        commitments=text("Deux cours par an", "Two courses a year", "Dos cursos al año"),
    )
    return (
        r.AgreementData(
            slug="river-academy",
            name=text("Formation aux crues", "Training for floods", "Formación sobre crecidas"),
            kind="TRAINING",
            news="NEW",
            parties=(own, academy),
            talks=r.WhenData("2018-02"),
            announced=r.WhenData("2018-04", date(2018, 4, 9)),
            signed=r.WhenData("2018-05", date(2018, 5, 3)),
            start=date(2018, 1, 1),
            end=date(2019, 12, 31),
            activity=activity,
        ),
        r.AgreementData(
            slug="tide-tables-2018",
            name=text("Tables des marées", "Tide tables", "Tablas de mareas"),
            kind="PROJECT",
            news="RENEWED",
            parties=(own, academy),
            signed=r.WhenData("2018-06"),
            replaces=text("Tables de 2015", "Tables of 2015", "Tablas de 2015"),
        ),
        r.AgreementData(
            slug="port-fund",
            name=text("Fonds des ports", "Fund of the ports", "Fondo de los puertos"),
            kind="FUNDING",
            news="ANNOUNCED",
            parties=(own,),
            announced=r.WhenData("2018-06"),
        ),
        r.AgreementData(
            slug="dredging",
            name=text("Dragages communs", "Dredging together", "Dragados comunes"),
            kind="COLLABORATION",
            news="EXPIRING",
            parties=(own, academy),
            signed=r.WhenData("2015-09", date(2015, 9, 1)),
            start=date(2015, 9, 1),
            end=date(2018, 8, 31),
            notice=date(2018, 7, 31),
        ),
        r.AgreementData(
            slug="lighthouse",
            name=text("Phares", "Lighthouses", "Faros"),
            kind="OTHER",
            news="ENDED",
            signed=r.WhenData("2014-05", date(2014, 5, 5)),
            end=date(2018, 5, 4),
        ),
    )


def statements(
    text: Text, members: Sequence[d.MemberData], activity: str | None
) -> tuple[r.JointStatementData, ...]:
    """Return a letter that seven members and one other organisation signed, and a campaign of one."""
    signed = [r.SignatoryData(name=one.name, member=one.slug) for one in members[:7]]
    first = r.SignatoryData(
        name=members[7].name,
        member=members[7].slug,
        person="Ana Silva",
        office=text("Maire", "Mayor", "Alcaldesa"),
    )
    guest = r.SignatoryData(name=text("Ligue des deltas", "League of Deltas", "Liga de los Deltas"))
    return (
        r.JointStatementData(
            slug="clean-water",
            name=text("Lettre pour l'eau propre", "Letter for clean water", "Carta por el agua limpia"),
            kind="LETTER",
            addressee=text("Les ministres de l'eau", "The ministers of water", "Los ministros del agua"),
            public=r.WhenData("2018-05", date(2018, 5, 22)),
            link="https://example.org/papers",
            signatories=(first, *signed, guest),
            activity=activity,
        ),
        r.JointStatementData(
            slug="swim-again",
            name=text("Nager en ville", "Swim in town", "Nadar en la ciudad"),
            kind="CAMPAIGN",
            public=r.WhenData("2018-06"),
            signatories=(signed[0],),
        ),
    )


def courses(text: Text, members: Sequence[d.MemberData], activity: str | None) -> tuple[p.CourseData, ...]:
    """Return a course of which all is known, a webinar of which little is, and one of the staff."""
    guest = p.InvolvedData(name=text("Ligue des deltas", "League of Deltas", "Liga de los Deltas"))
    took_part = [p.InvolvedData(name=one.name, member=one.slug) for one in members[:3]]
    return (
        p.CourseData(
            slug="reading-rivers",
            title=text("Lire les rivières", "Reading rivers", "Leer los ríos"),
            kind="COURSE",
            provider=text("Académie des rivières", "Academy of Rivers", "Academia de los Ríos"),
            start=date(2018, 5, 14),
            end=date(2018, 5, 18),
            place=text("Quai nord", "North quay", "Muelle norte"),
            capacity=25,
            registered=24,
            people=21,
            incomplete=True,
            women=12,
            recorded=16,
            countries=9,
            certificates=20,
            organisations=(*took_part, guest),
            activity=activity,
        ),
        p.CourseData(
            slug="storm-webinar",
            title=text("Tempêtes d'hiver", "Storms of winter", "Tormentas de invierno"),
            kind="WEBINAR",
            organisers=text("Avec la ligue", "With the league", "Con la liga"),
            start=date(2018, 6, 5),
            end=date(2018, 6, 5),
            online=True,
            people=40,
            about=True,
            certificates=1,
            certificates_about=True,
        ),
        p.CourseData(
            slug="staff-knots",
            title=text("Nœuds marins", "Knots", "Nudos marineros"),
            kind="STAFF",
            start=date(2018, 6, 12),
            end=date(2018, 6, 12),
        ),
    )


def publications(text: Text, activity: str | None) -> tuple[p.PublicationData, ...]:
    """Return a number of a series that was launched and told of, and a guide of which nothing else is known."""
    return (
        p.PublicationData(
            slug="flood-paper",
            title=text("Vivre avec les crues", "Living with floods", "Vivir con las crecidas"),
            kind="PAPER",
            series=text("Cahiers des quais", "Quay papers", "Cuadernos de muelles"),
            number=3,
            authors=("Ana Silva", "Rui Lago"),
            languages=("fr", "en"),
            published=r.WhenData("2018-05", date(2018, 5, 7)),
            isbn="9788437604947",
            doi="10.1000/182",
            link="https://example.org/floods",
            mentions=(p.MentionRef("River Post", "2018-05"), p.MentionRef("Delta News", "2018-06")),
            activity=activity,
        ),
        p.PublicationData(
            slug="dike-guide",
            title=text("Guide des digues", "Guide to dikes", "Guía de los diques"),
            kind="GUIDE",
        ),
    )


def communication(text: Text, activity: str | None) -> tuple[p.CommunicationItemData, ...]:
    """Return a film that was measured, and a newsletter that goes on of which nothing else is known."""
    return (
        p.CommunicationItemData(
            slug="river-film",
            title=text("Film des fleuves", "Film of the rivers", "Vídeo de los ríos"),
            kind="FILM",
            channels=("Vimeo", "River TV"),
            languages=("fr", "en"),
            published=r.WhenData("2018-06", date(2018, 6, 20)),
            link="https://example.org/film",
            reach=p.ReachData(1200, "VIEWS", date(2018, 6, 29), "Vimeo"),
            deliverables=("L1M1D1", "L1M1D2"),
            activity=activity,
        ),
        p.CommunicationItemData(
            slug="river-letter",
            title=text("Lettre des fleuves", "Letter of the rivers", "Carta de los ríos"),
            kind="NEWSLETTER",
            ongoing=True,
        ),
    )


def calls(text: Text, activity: str | None) -> tuple[p.CallData, ...]:
    """Return a call that is decided, with its jury, and one of which little is known."""
    return (
        p.CallData(
            slug="quay-projects",
            name=text("Appel des quais", "Call of the quays", "Convocatoria de los muelles"),
            kind="PROJECTS",
            opens=date(2018, 4, 2),
            closes=date(2018, 5, 31),
            closed=True,
            outcome="DECIDED",
            decided=r.WhenData("2018-06"),
            applications=11,
            leads=10,
            partners=9,
            jury=p.JuryData(
                members=5,
                women=2,
                men=2,
                unrecorded=1,
                regions=(text("Nord", "North", "Norte"), text("Sud", "South", "Sur")),
            ),
            activity=activity,
        ),
        p.CallData(
            slug="quay-jury",
            name=text("Jury des quais", "Jury of the quays", "Jurado de los muelles"),
            kind="JURY",
            closes=date(2018, 4, 10),
            closed=True,
            applications=27,
        ),
    )


def projects(
    text: Text, members: Sequence[d.MemberData], activities: Sequence[d.ActivityData]
) -> tuple[p.ProjectData, ...]:
    """Return a project with two events of the period, and one without any."""
    partners = tuple(p.InvolvedData(name=one.name, member=one.slug) for one in members[1:4])
    events = tuple(p.ProjectEventData(one.slug, one.month, one.start, one.end) for one in activities[:2])
    return (
        p.ProjectData(
            slug="clean-rivers",
            name=text("Rivières propres", "Clean rivers", "Ríos limpios"),
            lead=p.InvolvedData(name=members[0].name, member=members[0].slug),
            partners=partners,
            start=date(2018, 1, 1),
            end=date(2019, 12, 31),
            events=events,
        ),
        p.ProjectData(
            slug="night-ferries",
            name=text("Bacs de nuit", "Night ferries", "Transbordadores nocturnos"),
            partners=partners[:1],
        ),
    )


def governance(text: Text) -> r.GovernanceData:
    """Return a meeting of each kind, decisions that were carried, lost and not counted, and an audit."""
    board = r.BodyRef("board", text("Conseil des ports", "Board of Ports", "Consejo de los puertos"))
    committee = r.BodyRef("dues-committee", text("Comité des quais", "Quay committee", "Comité de muelles"))
    agenda = (
        r.AgendaItemData(1, text("Budget des digues", "Budget of the dikes", "Presupuesto de diques"), True),
        r.AgendaItemData(2, text("Crues de l'hiver", "Floods of winter", "Crecidas de invierno")),
    )
    return r.GovernanceData(
        meetings=(
            r.BodyMeetingData(
                slug="board-2018-04",
                body=board,
                start=date(2018, 4, 12),
                end=date(2018, 4, 13),
                place=text("Porto", "Porto", "Oporto"),
                agenda=agenda,
                quorum=r.QuorumData(seats=16, filled=15, present=9, proxies=2, lost=1, needed=8),
            ),
            r.BodyMeetingData(
                slug="committee-2018-05",
                body=committee,
                start=date(2018, 5, 2),
                end=date(2018, 5, 2),
                online=True,
                quorum=r.QuorumData(seats=5, filled=5, present=2, needed=3),
            ),
            r.BodyMeetingData(
                slug="committee-2018-06",
                body=committee,
                start=date(2018, 6, 21),
                end=date(2018, 6, 21),
                held=False,
                place=text("Rivage", "Shore", "Orilla"),
            ),
        ),
        decisions=(
            r.DecisionData(
                body=board,
                year=2018,
                number=3,
                title=text("Budget adopté", "Budget passed", "Presupuesto aprobado"),
                decided_date=date(2018, 4, 13),
                meeting="board-2018-04",
                item=1,
                votes=r.VotesData(9, 1, 1),
                majority="CAST",
                carried=True,
            ),
            r.DecisionData(
                body=board,
                year=2018,
                number=4,
                title=text("Siège à déplacer", "Seat to be moved", "Sede por trasladar"),
                decided_date=date(2018, 4, 13),
                meeting="board-2018-04",
                votes=r.VotesData(6, 5, 0),
                majority="TWO_THIRDS",
                carried=False,
            ),
            r.DecisionData(
                body=committee,
                year=2018,
                number=1,
                title=text("Calendrier", "Calendar", "Calendario"),
                decided_date=date(2018, 5, 9),
            ),
        ),
        accounts=(
            r.AccountsData(
                kind="AUDIT",
                year=2017,
                stage="AUDITED",
                auditor="Marée & Fils",
                audited=date(2018, 4, 20),
                opinion=text("Rien à redire.", "Nothing to object to.", "Nada que objetar."),
                before=board,
                presented=date(2018, 9, 4),
            ),
            r.AccountsData(
                kind="HALF_YEARLY",
                year=2017,
                half=2,
                stage="APPROVED",
                before=board,
                presented=date(2018, 4, 12),
                approved=date(2018, 4, 13),
            ),
        ),
    )
