"""A report that is not whole yet, made fit to be looked at: a mark stands where a text is missing.

For previews alone. What is frozen or built lacks nothing: there :func:`require_renderable` refuses what this fills.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import Language, say
from rapporteur.report.value.admissions import AdmissionData, ProspectMetData
from rapporteur.report.value.ahead import DeadlineData, PlannedEventData
from rapporteur.report.value.data import (
    ActivityData,
    AssociationData,
    LevelData,
    MediaMentionData,
    MemberData,
    NodeData,
    PhotoData,
    PlaceData,
    RegionData,
    ReportData,
)
from rapporteur.report.value.parity import ParityCountData
from rapporteur.report.value.programmes import (
    CallData,
    CommunicationItemData,
    CourseData,
    InvolvedData,
    ProjectData,
    PublicationData,
)
from rapporteur.report.value.registers import (
    AgendaItemData,
    AgreementData,
    BodyRef,
    DecisionData,
    JointStatementData,
    PartyData,
    SignatoryData,
)

_NEEDED: dict[type[Value], tuple[str, ...]] = {
    AssociationData: ("name", "report_name"),
    ActivityData: ("title",),
    PlaceData: ("name",),
    LevelData: ("name",),
    NodeData: ("title",),
    RegionData: ("name",),
    MemberData: ("name",),
    MediaMentionData: ("subject",),
    PhotoData: ("alt",),
    AgreementData: ("name",),
    PartyData: ("name",),
    JointStatementData: ("name",),
    SignatoryData: ("name",),
    BodyRef: ("name",),
    AgendaItemData: ("title",),
    DecisionData: ("title",),
    CourseData: ("title",),
    ProjectData: ("name",),
    CallData: ("name",),
    PublicationData: ("title",),
    CommunicationItemData: ("title",),
    InvolvedData: ("name",),
    AdmissionData: ("name",),
    ProspectMetData: ("name",),
    ParityCountData: ("name",),
    PlannedEventData: ("title",),
    DeadlineData: ("name",),
}
"""The texts that no layout can do without, by what they belong to; a test holds them to what preflight asks for."""
_UNTRANSLATED = Message("{text} [not in {language} yet]", context="preview of a report")
_UNWRITTEN = Message("[not written yet]", context="preview of a report")
_NO_CREDIT = Message("[no credit yet]", context="preview of a report")


def with_gaps_marked(data: ReportData, language: str) -> ReportData:
    """Return the report with a mark, in `language`, at each text that printing it in that language would miss."""
    return cast(ReportData, _marked(data, language))


def _marked(value: Any, language: str) -> Any:
    """Return a value, or what it is made of, with marks; one that lacks nothing is returned itself."""
    changed: dict[str, object] = {}
    if isinstance(value, tuple):
        parts = tuple(_marked(part, language) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts
    if not isinstance(value, Value):
        return value
    needed = _NEEDED.get(type(value), ())
    for name in value.__struct_fields__:
        part = getattr(value, name)
        other = _filled(part, language) if name in needed else _marked(part, language)
        if other is not part:
            changed[name] = other
    if isinstance(value, PhotoData) and not value.credit.strip():
        changed["credit"] = say(_NO_CREDIT, language)
    return msgspec.structs.replace(value, **changed) if changed else value


def _filled(text: LocalizedText, language: str) -> LocalizedText:
    """Return a text that has something to print in `language`."""
    if language in text:
        return text
    if not text:
        return text.merged({language: say(_UNWRITTEN, language)})
    mark = say(_UNTRANSLATED, language, text=text.best((language,)), language=Language(language))
    return text.merged({language: mark})
