"""What a data set says, each value with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from rapporteur.intake.importing.datasets import (
    admission_files,
    agenda_files,
    agreement_files,
    call_files,
    communication_files,
    publication_files,
    training_files,
)
from rapporteur.intake.importing.datasets import body_files as bodies
from rapporteur.intake.importing.datasets import network_files as network
from rapporteur.intake.importing.datasets import period_files as period
from rapporteur.intake.importing.datasets.yaml_source import Location, YamlDocument
from rapporteur.intake.importing.problems import Problem

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[S]):
    """A validated value and where it stands."""

    value: S
    document: YamlDocument
    location: Location = ()

    def problem(self, at: Location, value: Any, expected: str, near: str = "") -> Problem:
        """Return a problem with what stands `at` a place within this entry."""
        return self.document.problem((*self.location, *at), value, expected, near)


@dataclass(frozen=True)
class DataSet:
    """Everything that a data set says, its references checked."""

    association: Placed[network.AssociationFile]
    regions: tuple[Placed[network.RegionInFile], ...]
    organisations: tuple[Placed[network.OrganisationInFile], ...]
    governance: Placed[network.GovernanceFile] | None
    body_meetings: Placed[bodies.MeetingsFile] | None
    plan: Placed[network.PlanFile] | None
    initiatives: tuple[Placed[network.InitiativeInFile], ...]
    activities: tuple[Placed[period.ActivityFile], ...]
    calls: tuple[Placed[call_files.ApplicationCallInFile], ...]
    providers: tuple[Placed[training_files.ProviderInFile], ...]
    courses: tuple[Placed[training_files.CourseInFile], ...]
    agreements: tuple[Placed[agreement_files.AgreementInFile], ...]
    statements: tuple[Placed[agreement_files.JointStatementInFile], ...]
    agenda: tuple[Placed[agenda_files.EventInFile], ...]
    admissions: tuple[Placed[admission_files.AdmissionInFile], ...]
    publications: tuple[Placed[publication_files.PublicationInFile], ...]
    communication: tuple[Placed[communication_files.ItemInFile], ...]
    meetings: tuple[Placed[period.MeetingInFile], ...]
    mentions: tuple[Placed[period.MentionInFile], ...]
    dues: Placed[period.DuesFile] | None
    report: Placed[period.ReportFile] | None
    cover: Path | None = None
    """The picture beside report.yaml that goes on the cover."""

    def entries(self) -> Iterator[Placed[Any]]:
        """Yield every entry."""
        for part in fields(self):
            value = getattr(self, part.name)
            if not isinstance(value, Path):
                yield from value if isinstance(value, tuple) else ([value] if value else [])
