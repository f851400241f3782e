"""Read a data set: a folder of YAML files that holds an association, its records and a report.

Everything is read and checked before anything is written, and all problems are told at once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.intake.importing.datasets import (
    admission_files,
    agenda_files,
    agreement_files,
    call_files,
    communication_files,
    parts,
    publication_files,
    training_files,
)
from rapporteur.intake.importing.datasets import body_files as bodies
from rapporteur.intake.importing.datasets import network_files as network
from rapporteur.intake.importing.datasets import period_files as period
from rapporteur.intake.importing.datasets.contents import DataSet, Placed, S
from rapporteur.intake.importing.datasets.references.checking import check_references
from rapporteur.intake.importing.datasets.yaml_source import Location, YamlDocument, read_yaml
from rapporteur.intake.importing.problems import InvalidFile, Problem

_FIRST = "association.yaml"
"""The file that every data set has."""
_FILES = (
    _FIRST, "regions.yaml", "organisations.yaml", "governance.yaml", "meetings.yaml", "plan.yaml",
    "initiatives.yaml", "calls.yaml", "providers.yaml", "courses.yaml",
    "agreements.yaml", "joint-statements.yaml", "agenda.yaml", "admissions.yaml", "bilateral.yaml", "media.yaml",
    "publications.yaml", "communication.yaml", "dues.yaml", "report.yaml",
)  # fmt: skip
_ACTIVITIES = "activities"
"""The folder with a file for each activity."""


class NoDataSet(Foreseeable, ValueError):
    """A path under which there is no data set at all."""

    def __init__(self, root: Path) -> None:
        if root.is_dir():
            said = Message(
                "'{place}' has no {file}: expected a folder that holds a data set, {file} and its other files"
            )
        elif root.exists():
            said = Message(
                "'{place}' is no folder: expected a folder that holds a data set, {file} and its other files"
            )
        else:
            said = Message(
                "'{place}' does not exist: expected a folder that holds a data set, {file} and its other files"
            )
        super().__init__(said, place=str(root), nearest=str(_nearest_data_set(root) or ""), file=_FIRST)


def _nearest_data_set(root: Path) -> Path | None:
    """Return the data set that `root` lies in or holds, else the one beside it whose name is nearest."""
    if (root.parent / _FIRST).is_file():
        return root.parent
    inside = _data_sets_in(root)
    if inside:
        return inside[0]
    beside = {path.name: path for path in _data_sets_in(root.parent)}
    return beside.get(nearest(root.name, list(beside)))


def _data_sets_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if (path / _FIRST).is_file())
    except OSError:  # it is not there, is no folder or may not be read
        return []


def read_data_set(root: Path) -> DataSet:
    """Read the data set in the folder `root`; raise NoDataSet, or InvalidFile with all its problems."""
    if not (root / _FIRST).is_file():
        raise NoDataSet(root)
    reading = _FolderReading(root)
    reading.refuse_unknown_files()
    data = DataSet(
        association=reading.single(_FIRST, network.AssociationFile),  # type: ignore[arg-type]  # checked below
        regions=reading.many("regions.yaml", network.RegionInFile),
        organisations=reading.many("organisations.yaml", network.OrganisationInFile),
        governance=reading.single("governance.yaml", network.GovernanceFile),
        body_meetings=reading.single("meetings.yaml", bodies.MeetingsFile),
        plan=reading.single("plan.yaml", network.PlanFile),
        initiatives=reading.many("initiatives.yaml", network.InitiativeInFile),
        activities=reading.folder(_ACTIVITIES, period.ActivityFile),
        calls=reading.many("calls.yaml", call_files.ApplicationCallInFile),
        providers=reading.many("providers.yaml", training_files.ProviderInFile),
        courses=reading.many("courses.yaml", training_files.CourseInFile),
        agreements=reading.many("agreements.yaml", agreement_files.AgreementInFile),
        statements=reading.many("joint-statements.yaml", agreement_files.JointStatementInFile),
        agenda=reading.many("agenda.yaml", agenda_files.EventInFile),
        admissions=reading.many("admissions.yaml", admission_files.AdmissionInFile),
        publications=reading.many("publications.yaml", publication_files.PublicationInFile),
        communication=reading.many("communication.yaml", communication_files.ItemInFile),
        meetings=reading.many("bilateral.yaml", period.MeetingInFile),
        mentions=reading.many("media.yaml", period.MentionInFile),
        dues=reading.single("dues.yaml", period.DuesFile),
        report=(report := reading.single("report.yaml", period.ReportFile)),
        cover=reading.beside(report),
    )
    if reading.problems:  # references into what could not be read would only add noise
        raise InvalidFile(reading.problems)
    problems = list(check_references(data))
    if problems:
        raise InvalidFile(problems)
    return data


class _FolderReading:
    """Files of one folder validated against their shapes, problems collected."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def refuse_unknown_files(self) -> None:
        """Refuse files that nothing would read: a mistyped name must not lose what the file says."""
        for path in sorted(self.root.glob("*.y*ml")):
            if path.name not in _FILES:
                self._unknown(path, f"one of {', '.join(_FILES)}", nearest(path.name, _FILES))
        for path in sorted((self.root / _ACTIVITIES).glob("*.yml")):
            self._unknown(path, "a name that ends in .yaml", path.with_suffix(".yaml").name)

    def _unknown(self, path: Path, expected: str, near: str) -> None:
        name = str(path.relative_to(self.root))
        self.problems.append(Problem(name, 1, "file", path.name, expected, near))

    def document(self, path: Path) -> YamlDocument | None:
        try:
            return read_yaml(path, self.root)
        except InvalidFile as invalid:
            self.problems.extend(invalid.problems)
            return None

    def validate(
        self, shape: type[S], document: YamlDocument, location: Location, value: Any
    ) -> Placed[S] | None:
        try:
            return Placed(shape.model_validate(value), document, location)
        except ValidationError as invalid:
            found = (_problem(document, location, error) for error in invalid.errors())
            self.problems.extend(dict.fromkeys(found))
            return None

    def single(self, name: str, shape: type[S]) -> Placed[S] | None:
        path = self.root / name
        document = self.document(path) if path.exists() else None
        return self.validate(shape, document, (), document.value) if document else None

    def beside(self, report: Placed[period.ReportFile] | None) -> Path | None:
        """Return the picture that goes on the cover; one that is not there is a problem."""
        if report is None or report.value.cover is None:
            return None
        name = report.value.cover.file
        path = self.root / name
        if path.is_file() and not path.is_symlink():  # no link leads to what lies elsewhere
            return path
        there = sorted(one.name for one in self.root.iterdir() if one.is_file())
        expected = "the name of a picture that lies beside report.yaml"
        self.problems.append(report.problem(("cover", "file"), name, expected, nearest(name, there)))
        return None

    def many(self, name: str, shape: type[S]) -> tuple[Placed[S], ...]:
        path = self.root / name
        document = self.document(path) if path.exists() else None
        if document is None:
            return ()
        if not isinstance(document.value, list):
            self.problems.append(document.problem((), type(document.value).__name__, "a list"))
            return ()
        found = (self.validate(shape, document, (n,), value) for n, value in enumerate(document.value))
        return tuple(entry for entry in found if entry)

    def folder(self, name: str, shape: type[S]) -> tuple[Placed[S], ...]:
        found = []
        for path in sorted((self.root / name).glob("*.yaml")):
            document = self.document(path)
            entry = self.validate(shape, document, (), document.value) if document else None
            if entry:
                found.append(entry)
        return tuple(found)


_EXPECTED = {
    "missing": "a value here",
    "extra_forbidden": "a key that is known here",
    "date_from_datetime_parsing": "a date such as 2018-04-12",
    "date_parsing": "a date such as 2018-04-12",
    "date_from_datetime_inexact": "a date such as 2018-04-12",
    "date_type": "a date such as 2018-04-12",
    "string_type": "a text (in quotes where YAML would read something else)",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "decimal_parsing": "an amount such as 1234.50",
    "bool_parsing": "true or false",
}


_FORMS = {
    parts.SLUG: "small letters and digits, in words joined by hyphens",
    parts.MONTH: "a month such as 2018-04",
    parts.COUNTRY: "a code of two capitals such as FR",
    parts.COUNTRY_OR_NONE: "a code of two capitals such as FR",
    parts.CURRENCY: "a code of three capitals such as EUR",
    parts.COLOUR: "a colour such as #1b4f8f",
    period.PICTURE: "the name of a picture that lies beside report.yaml, such as cover.jpg",
}
_TEXT = ("is-instance[LocalizedText]", "function-after[LocalizedText()")
"""How pydantic names the two ways to give a text per language; people need not know of them."""
_LEAD = re.compile(r"^(Value error, )?(\w+ (input )?should (be|have) |expected )?")


def _problem(document: YamlDocument, location: Location, error: Any) -> Problem:
    at: Location = tuple(part for part in error["loc"] if not str(part).startswith(_TEXT))
    value, expected = error["input"], _EXPECTED.get(error["type"])
    near = ""
    if error["type"] == "literal_error":
        expected = error["ctx"]["expected"]
        valid = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        near = nearest(str(value), valid)
    elif error["type"] in {"missing", "extra_forbidden"}:
        value = at[-1]
    elif error["type"] == "string_pattern_mismatch":
        expected = _FORMS[error["ctx"]["pattern"]]
    elif any(str(part).startswith(_TEXT) for part in error["loc"]) and not isinstance(value, str | dict):
        expected = "a text (in quotes where YAML would read something else)"
    elif error["loc"] and str(error["loc"][-1]).startswith(_TEXT):
        expected = "a text per language, such as {en: …}"
    if isinstance(value, (dict, list)):
        value = "…"
    message = _LEAD.sub("", error["msg"])
    return document.problem((*location, *at), value, expected or message, near)
