"""Who is bound to regions neither takes a record over from another one nor gives one away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import UNSET
from msgspec.structs import replace as with_fields

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.records.activities.actions import record_activity, record_meeting
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivationShape, ActivityShape, PlaceShape
from rapporteur.records.members.actions import record_affiliations, record_organisation
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.shapes import Affiliation
from rapporteur.records.programmes.actions import record_initiative
from tests.factories import make
from tests.records.test_verbs import CITY, INITIATIVE, MEETING
from tests.support.verbs import FORUM, a_network

pytestmark = pytest.mark.django_db
BY = operator("ana")
ROSA = Actor("Rosa", frozenset({Role.REGIONAL_SECRETARY}), frozenset({"north"}))


@pytest.fixture(autouse=True)
def network() -> None:
    a_network("north")


@pytest.fixture
def far() -> None:
    """A city in the south, which is not Rosa's, with a record of each kind that lies there."""
    south = make.RegionFactory(slug="south")
    make.OrganisationFactory(slug="perth", region=south)
    record_activity(by=BY, activity=replaced(FORUM, "perth"), publish=False)
    record_meeting(
        by=BY, meeting=with_fields(MEETING, participants=("perth",), place=PlaceShape(organisation="perth"))
    )
    record_initiative(by=BY, initiative=with_fields(INITIATIVE, lead="perth", partners=()))


def replaced(shape: ActivityShape, organisation: str) -> ActivityShape:
    return with_fields(
        shape,
        places=(PlaceShape(organisation=organisation),),
        activations=(ActivationShape(organisation=organisation),),
    )


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize(
    "do",
    [
        lambda: record_activity(by=ROSA, activity=FORUM, publish=False),
        lambda: record_activity(
            by=ROSA, activity=with_fields(FORUM, places=UNSET, activations=UNSET, note="mine"), publish=False
        ),
        lambda: record_meeting(by=ROSA, meeting=MEETING),
        lambda: record_initiative(by=ROSA, initiative=INITIATIVE),
        lambda: record_initiative(by=ROSA, initiative=with_fields(INITIATIVE, lead=UNSET, partners=UNSET)),
        lambda: record_organisation(by=ROSA, organisation=with_fields(CITY, slug="perth")),
        lambda: record_affiliations(
            by=ROSA,
            organisation=Organisation.objects.get(slug="perth"),
            affiliations=[Affiliation(region="north")],
        ),
    ],
    ids=[
        "activity",
        "activity, silently",
        "meeting",
        "initiative",
        "initiative, silently",
        "city",
        "region of a city",
    ],
)
def test_record_of_another_region_is_not_taken_over(do: Callable[[], object]) -> None:
    entries = AuditEntry.objects.count()
    with pytest.raises(NotAllowed, match=r"^Rosa may not [a-z ]+ in south "):
        do()
    assert AuditEntry.objects.count() == entries


@pytest.mark.usefixtures("far")
def test_record_is_not_given_to_another_region_either() -> None:
    own = with_fields(FORUM, slug="own")
    record_activity(by=ROSA, activity=own, publish=False)
    with pytest.raises(NotAllowed, match=r"^Rosa may not [a-z ]+ in south "):
        record_activity(by=ROSA, activity=replaced(own, "perth"), publish=False)


def test_draft_that_lies_nowhere_yet_is_within_reach() -> None:
    record_activity(by=ROSA, activity=with_fields(FORUM, places=(), activations=()), publish=False)
    assert record_activity(by=ROSA, activity=FORUM, publish=False).changed


def test_where_a_record_lies_is_asked_of_its_own_rows() -> None:
    """Of one record, or of fifty, a database must not put together first all that lie in the region."""
    asked = str(Activity.objects.within({"north"}).filter(pk=1).query)
    assert asked.count("EXISTS") == 4
    assert '"activities_activity"."id" IN (SELECT' not in asked
