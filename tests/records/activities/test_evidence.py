"""What shows that an activity took place: recorded with it, through its verb, and kept out of what is printed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.refusals import EvidenceRefused
from rapporteur.records.activities.shapes import ActivityShape, EvidenceShape
from rapporteur.report.compile.report import compile_report
from tests.factories import make

pytestmark = pytest.mark.django_db
BY = operator("ana")
DAY = date(2018, 5, 2)
LIST = EvidenceShape(title=LocalizedText({"en": "List"}), link="https://example.org/list", dated=DAY)


def forum(*evidence: EvidenceShape) -> ActivityShape:
    return ActivityShape(
        slug="forum",
        dates=Dates(DAY, DAY),
        title=LocalizedText({"en": "Forum"}),
        kind="MEETING",
        evidence=evidence,
    )


def recorded(*evidence: EvidenceShape) -> Activity:
    return record_activity(by=BY, activity=forum(*evidence)).record


def test_evidence_is_added_and_taken_away_and_the_trail_tells_both() -> None:
    recorded()
    document = make.DocumentFactory()
    sheet = EvidenceShape(title=LocalizedText({"fr": "Liste"}), document=document.pk)
    activity = recorded(LIST, sheet)
    assert [
        (row.title, row.link, row.document, row.dated) for row in activity.evidence.order_by("position")
    ] == [
        ({"en": "List"}, "https://example.org/list", None, DAY),
        ({"fr": "Liste"}, "", document, None),
    ]
    assert recorded(sheet).evidence.count() == 1
    (removed, added) = AuditEntry.objects.filter(record="forum", action="recorded").order_by("-pk")[:2]
    assert (len(added.changes["evidence"][0]), len(added.changes["evidence"][1])) == (0, 2)
    assert [row["link"] for row in removed.changes["evidence"][0]] == ["https://example.org/list", ""]
    assert [row["link"] for row in removed.changes["evidence"][1]] == [""]


def test_what_says_nothing_of_evidence_leaves_it() -> None:
    recorded(LIST)
    shape = ActivityShape(
        slug="forum", dates=Dates(DAY, DAY), title=LocalizedText({"en": "The forum"}), kind="MEETING"
    )
    assert record_activity(by=BY, activity=shape).record.evidence.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        (replace(LIST, link=""), "link", "either an address or a document"),
        (replace(LIST, document=1), "link", "either an address or a document"),
        (replace(LIST, link="javascript:alert(1)"), "link", "is no address of the web"),
        (replace(LIST, link="mailto:ana@example.org"), "link", "is no address of the web"),
        (replace(LIST, link="/cms/documents/1/"), "link", "is no address of the web"),
        (replace(LIST, title=LocalizedText()), "title", "what the evidence is"),
    ],
)
def test_evidence_that_is_none_is_refused_whole(wrong: EvidenceShape, field: str, said: str) -> None:
    with pytest.raises(EvidenceRefused, match=said) as refused:
        recorded(wrong)
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_no_report_says_anything_of_evidence() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    recorded()
    period = Period.parse("2018-Q2")
    before = compile_report(period, date(2018, 7, 1))
    recorded(LIST)
    assert compile_report(period, date(2018, 7, 1)) == before
