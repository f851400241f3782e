"""What the made-up network agreed, signed and decided: one of each kind that a report tells apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value import data as d
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
