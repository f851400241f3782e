"""The records that chosen sections are compiled from: those that the report has, in eleven queries at most."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rapporteur.base.core.database.together import read_in_rounds
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.agreements.models import Agreement, AgreementParty, Signatory
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings.majority import DecisionOutcome
from rapporteur.records.meetings.models import AgendaItem, BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.quorum import Quorum
from rapporteur.records.programmes.models import Initiative, InitiativePartner
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Course
from rapporteur.records.training.tally import Tally
from rapporteur.report.compile.chosen import programmes_read, registers_read
from rapporteur.report.compile.chosen.admissions import AdmissionRow, read_admissions
from rapporteur.report.compile.chosen.ahead import Ahead, read_ahead
from rapporteur.report.compile.chosen.parity import CountedPeople, read_parity
from rapporteur.report.compile.chosen.reading import Reader

_READERS: dict[str, Callable[[Period, date], Reader]] = {
    "agreements": registers_read.agreements,
    "joint_statements": registers_read.statements,
    "governance": registers_read.bodies,
    "training": programmes_read.courses,
    "publications": programmes_read.publications,
    "communication": programmes_read.items,
    "calls": programmes_read.calls,
    "pilot_projects": programmes_read.projects,
    "next_quarter": read_ahead,
    "admissions": read_admissions,
    "parity": read_parity,
}


@dataclass(frozen=True)
class ChosenRecords:
    """The records of chosen sections; of a section that the report has not there are none.

    `parties` are by the keys of agreements, `offices` by those of signatories; `agenda` and `quorums` by those of
    meetings, `outcomes` by those of decisions; `attended` and `registered` by those of courses; `applications` (how
    many), `took_part` (organisations, and whether they lead) and `jurors` by those of calls; `authors` and `mentions`
    (medium and day) by those of publications; `partners` by those of pilot projects. `items` are what was put out, each
    with the codes that it serves.
    """

    agreements: Sequence[Agreement] = ()
    parties: Mapping[int, Sequence[AgreementParty]] = field(default_factory=dict)
    signatories: Sequence[Signatory] = ()
    offices: Mapping[int, LocalizedText] = field(default_factory=dict)
    meetings: Sequence[BodyMeeting] = ()
    agenda: Mapping[int, Sequence[AgendaItem]] = field(default_factory=dict)
    quorums: Mapping[int, Quorum] = field(default_factory=dict)
    decisions: Sequence[Decision] = ()
    outcomes: Mapping[int, DecisionOutcome] = field(default_factory=dict)
    accounts: Sequence[FinancialReport] = ()
    courses: Sequence[Course] = ()
    attended: Mapping[int, Tally] = field(default_factory=dict)
    registered: Mapping[int, Tally] = field(default_factory=dict)
    publications: Sequence[Publication] = ()
    authors: Mapping[int, Sequence[str]] = field(default_factory=dict)
    mentions: Mapping[int, Sequence[tuple[str, date]]] = field(default_factory=dict)
    items: Sequence[tuple[CommunicationItem, Sequence[str]]] = ()
    calls: Sequence[CallForApplications] = ()
    applications: Mapping[int, int] = field(default_factory=dict)
    took_part: Mapping[int, Sequence[tuple[int, bool]]] = field(default_factory=dict)
    jurors: Mapping[int, Sequence[Juror]] = field(default_factory=dict)
    projects: Sequence[Initiative] = ()
    partners: Mapping[int, Sequence[InitiativePartner]] = field(default_factory=dict)
    ahead: Ahead = field(default_factory=Ahead)
    admissions: Sequence[AdmissionRow] = ()
    counted: CountedPeople = field(default_factory=CountedPeople)

    def organisations(self) -> set[int]:
        """Return the keys of the organisations that the report will name because of them."""
        named = {party.organisation_id for some in self.parties.values() for party in some}
        named |= {row.organisation_id for row in self.signatories}
        named |= {meeting.place_organisation_id for meeting in self.meetings}
        named |= {one.place_organisation_id for one in self.courses}
        named |= {key for one in self.attended.values() for key in one.organisations}
        named |= {one.lead_id for one in self.projects}
        named |= {row.organisation_id for some in self.partners.values() for row in some}
        named |= set(self.ahead.organisations())
        named |= {row.organisation for row in self.admissions}
        return {key for key in named if key is not None}


def fetch_chosen(period: Period, as_of: date, sections: Collection[str]) -> ChosenRecords:
    """Read what the chosen ones of `sections` tell of a period, as it was on the day `as_of`.

    Each section reads its own records, in one query where it has any; what belongs to them is read for all together.
    """
    readers = [reader(period, as_of) for section, reader in _READERS.items() if section in sections]
    found: dict[str, object] = {}
    for of_section in read_in_rounds(readers):
        found |= of_section
    return ChosenRecords(**found)  # type: ignore[arg-type]  # each by the name of its field
