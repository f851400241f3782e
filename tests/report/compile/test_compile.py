"""Compiling a period: what counts, as of which day, and in how many queries."""

from __future__ import annotations

import base64
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import UNSET
from PIL import Image

from rapporteur.base.core.permissions import operator
from rapporteur.base.core.queries import NoAssociation
from rapporteur.base.values.base import from_json
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import USUAL_SECTIONS
from rapporteur.records.governance.enums import BodyKind, SeatRole
from rapporteur.records.members.actions import move_to_region
from rapporteur.records.members.enums import MembershipCategory
from rapporteur.report.compile.report import compile_report
from rapporteur.report.value.data import CoverData, ReportData
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
DAY = date(2018, 5, 2)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def slugs(things: Any) -> list[str]:
    return [thing.slug for thing in things]


def compiled(period: Period = QUARTER, as_of: date | None = None) -> ReportData:
    """Compile, and see that what comes out survives being written and read."""
    data = compile_report(period, as_of)
    assert from_json(data.canonical_json(), ReportData) == data
    return data


# --- nothing, and how many queries ----------------------------------------------------------------


def test_an_association_without_records_has_an_empty_report() -> None:
    data = compiled()
    assert (data.activities, data.members, data.regions, data.media, data.bilateral_meetings) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert (data.plan, data.dues, data.editorial) == (None, None, None)
    assert data.sections == USUAL_SECTIONS
    assert data.summary.activities_by_month == {"2018-04": 0, "2018-05": 0, "2018-06": 0}
    assert data.summary.members_activated_share == 0


def test_without_an_association_there_is_nothing_to_compile() -> None:
    from rapporteur.base.core.models import Association

    Association.objects.all().delete()
    with pytest.raises(NoAssociation):
        compile_report(QUARTER)


def test_the_number_of_queries_does_not_depend_on_the_number_of_activities() -> None:
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.2", "1.1.3")
    members = [membership.organisation for membership in make.MembershipFactory.create_batch(20)]
    counts = {}
    total = 0
    for number in (1, 44, 455):
        make.make_activities(
            number,
            nodes=[nodes[code] for code in ("1", "1.1.1", "1.1.2", "1.1.3")],
            members=members,
            start=DAY,
        )
        total += number
        with CaptureQueriesContext(connection) as queries:
            assert len(compile_report(QUARTER).activities) == total
        counts[total] = len(queries)
    assert list(counts) == [1, 45, 500]
    assert len(set(counts.values())) == 1
    assert counts[500] <= 20


# --- which activities -----------------------------------------------------------------------------


def test_drafts_are_not_counted() -> None:
    member = make.MembershipFactory().organisation
    node = make.make_plan("1", "1.1", "1.1.1")["1.1.1"]
    draft = make.ActivityFactory(live=False)
    make.ActivationFactory(activity=draft, organisation=member)
    make.ActivityDeliverableFactory(activity=draft, node=node)
    make.ActivityPlaceFactory(activity=draft)
    make.BilateralMeetingFactory(activity=draft)
    data = compiled()
    assert (data.activities, data.activated_members) == ((), ())
    assert data.summary.deliverables_with_evidence == 0
    assert data.bilateral_meetings[0].activity is None


def test_an_unpublished_change_is_not_printed() -> None:
    activity = make.ActivityFactory(title={"fr": "Avant"})
    activity.title = {"fr": "Après"}
    activity.save_revision()
    assert compiled().activities[0].title == {"fr": "Avant"}


def test_editorial_of_a_draft_is_not_printed() -> None:
    make.ReportFactory(live=False, editorial_text={"fr": "<p>Bonjour</p>"})
    assert compiled().editorial is None


def test_money_received_is_counted_whoever_sent_it() -> None:
    make.PaymentFactory(item=make.DuesItemFactory(call__year=2018))
    dues = compiled().dues
    assert dues is not None
    assert (dues.amount, dues.payers) == (Decimal("1000.00"), 1)


def test_an_activity_belongs_to_the_period_in_which_it_began() -> None:
    make.ActivityFactory(slug="before", start_date=date(2018, 3, 31), end_date=date(2018, 4, 2))
    make.ActivityFactory(slug="first", start_date=date(2018, 4, 1))
    make.ActivityFactory(slug="last", start_date=date(2018, 6, 30), end_date=date(2018, 7, 2))
    make.ActivityFactory(slug="after", start_date=date(2018, 7, 1))
    assert slugs(compiled().activities) == ["first", "last"]


def test_activities_go_by_line_then_day_and_month_only_ones_end_their_month() -> None:
    nodes = make.make_plan("2", "1")
    month = {"start_date": date(2018, 5, 1), "end_date": date(2018, 5, 31), "date_precision": "MONTH"}
    make.ActivityFactory(slug="month", line=nodes["2"], **month)
    make.ActivityFactory(slug="end-of-may", line=nodes["2"], start_date=date(2018, 5, 31))
    make.ActivityFactory(slug="june", line=nodes["2"], start_date=date(2018, 6, 1))
    make.ActivityFactory(slug="other-line", line=nodes["1"], start_date=date(2018, 4, 1))
    make.ActivityFactory(slug="no-line", start_date=date(2018, 4, 1))
    data = compiled()
    assert slugs(data.activities) == ["end-of-may", "month", "june", "other-line", "no-line"]
    only_month = data.activities[1]
    assert (only_month.start, only_month.end, only_month.month) == (None, None, "2018-05")
    assert sum(sum(week.activities_by_line.values()) for week in data.summary.weeks) == 3


def test_an_activity_has_its_place_initiative_and_text() -> None:
    city = make.OrganisationFactory(slug="lyon", latitude=45.8, longitude=4.8)
    activity = make.ActivityFactory(
        initiative=make.InitiativeFactory(slug="platform"), text={"fr": "<p>Le <b>fait</b></p>"}, online=True
    )
    make.ActivityPlaceFactory(activity=activity, position=1)
    make.ActivityPlaceFactory(activity=activity, position=0, organisation=city, name={})
    (found,) = compiled().activities
    assert [place.organisation for place in found.places] == ["lyon", None]
    assert found.places[0].name == {"en": "Lyon", "fr": "lyon"}
    assert found.places[0].latitude == 45.8
    assert found.initiative is not None
    assert (found.initiative.slug, found.online) == ("platform", True)
    assert [run.bold for run in found.text["fr"][0].items[0]] == [False, True]


# --- who was activated ----------------------------------------------------------------------------


def test_a_member_is_activated_once_per_activity_whatever_its_roles() -> None:
    member = make.MembershipFactory(organisation__region=make.RegionFactory(slug="africa")).organisation
    guest = make.OrganisationFactory()
    honorary = make.MembershipFactory(category=MembershipCategory.HONORARY).organisation
    for _ in range(2):
        activity = make.ActivityFactory()
        for role in ("HOST", "SPEAKER"):
            make.ActivationFactory(activity=activity, organisation=member, role=role)
    for other in (guest, honorary):
        make.ActivationFactory(activity=activity, organisation=other)
    data = compiled()
    assert [(row.slug, row.activations) for row in data.activated_members] == [(member.slug, 2)]
    assert (data.summary.activations, data.summary.members, data.summary.members_activated) == (2, 1, 1)
    assert (data.regions[0].activations, data.regions[0].share) == (2, 1.0)
    assert len(data.activities[-1].members) == 4


# --- as of ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "region"), [(None, "asia"), (date(2018, 5, 14), "europe"), (date(2018, 5, 15), "asia")]
)
def test_a_member_that_moved_is_on_the_page_of_its_region_of_the_day(as_of: date | None, region: str) -> None:
    europe, asia = make.RegionFactory(slug="europe"), make.RegionFactory(slug="asia")
    city = make.MembershipFactory(organisation__slug="izmir", organisation__region=europe).organisation
    move_to_region(by=operator("x"), organisation=city, region=asia, on=date(2018, 5, 15))
    data = compiled(as_of=as_of)
    assert {one.slug: one.members for one in data.regions} == {
        "europe": (), "asia": (), region: ("izmir",)
    }  # fmt: skip
    assert [member.region for member in data.members] == [region]


@pytest.mark.parametrize(
    ("as_of", "count"),
    [(date(2018, 4, 30), 0), (DAY, 1), (date(2018, 6, 14), 1), (date(2018, 6, 15), 0)],
)
def test_members_are_those_of_the_day(as_of: date, count: int) -> None:
    make.MembershipFactory(start=date(2018, 5, 1), end=date(2018, 6, 15))
    assert len(compiled(as_of=as_of).members) == count


def test_the_day_is_the_last_of_the_period_unless_another_is_given() -> None:
    make.MembershipFactory(end=date(2018, 7, 1))
    make.MembershipFactory(end=date(2018, 6, 30))
    data = compiled()
    assert data.as_of == date(2018, 6, 30)
    assert len(data.members) == 1


def test_who_is_no_member_on_the_day_is_a_prospect_in_a_meeting() -> None:
    city = make.MembershipFactory(start=date(2018, 6, 1)).organisation
    make.BilateralMeetingFactory().participants.add(city)
    before, after = compiled(as_of=date(2018, 5, 31)), compiled(as_of=date(2018, 6, 1))
    assert (slugs(before.bilateral_meetings[0].prospects), before.bilateral_meetings[0].members) == (
        [city.slug],
        (),
    )
    assert (slugs(after.bilateral_meetings[0].members), after.bilateral_meetings[0].prospects) == (
        [city.slug],
        (),
    )


def test_a_name_is_that_of_the_day() -> None:
    city = make.OrganisationFactory(named=False)
    make.MembershipFactory(organisation=city)
    make.OrganisationNameFactory(organisation=city, name={"en": "Constantinople"}, end=date(2018, 5, 1))
    make.OrganisationNameFactory(organisation=city, name={"en": "Istanbul"}, start=date(2018, 5, 1))
    assert compiled(as_of=date(2018, 4, 30)).members[0].name == {"en": "Constantinople"}
    assert compiled(as_of=date(2018, 5, 1)).members[0].name == {"en": "Istanbul"}


def test_an_organisation_without_a_name_goes_by_its_slug() -> None:
    city = make.MembershipFactory(organisation__named=False).organisation
    assert compiled().members[0].name == {"fr": city.slug, "en": city.slug}


def test_the_holder_of_a_seat_is_that_of_the_day_and_a_seat_may_be_vacant() -> None:
    board = make.BodyFactory(kind=BodyKind.BOARD)
    seat = make.SeatFactory(body=board, role=SeatRole.TREASURER, function={"en": "Treasurer"})
    change, gap = date(2018, 5, 1), date(2018, 6, 1)
    make.MandateFactory(seat=seat, person__slug="first", end=change)
    make.MandateFactory(seat=seat, person__slug="second", start=change, end=gap, acting=True)

    def holder(on: date) -> tuple[str | None, bool]:
        (found,) = compiled(as_of=on).seats
        return found.holder.slug if found.holder else None, found.acting

    assert holder(date(2018, 4, 30)) == ("first", False)
    assert holder(change) == ("second", True)
    assert holder(gap) == (None, False)
    assert compiled(as_of=gap).seats[0].function == {"en": "Treasurer"}


def test_regions_have_their_secretaries_focal_points_and_seats_of_the_day() -> None:
    region, focal = make.RegionFactory(), make.PersonFactory(slug="focal", name="Zoë")
    secretariat = make.BodyFactory(kind=BodyKind.SECRETARIAT)
    regional = make.BodyFactory(kind=BodyKind.REGIONAL_SECRETARIAT)
    make.MandateFactory(
        seat=make.SeatFactory(body=secretariat, role=SeatRole.STAFF), person=focal, function={"en": "Officer"}
    )
    make.MandateFactory(seat=make.SeatFactory(body=regional, region=region), person__slug="secretary")
    make.SeatFactory(body=make.BodyFactory(), region=region)
    make.SeatFactory(body=make.BodyFactory(), region=region, end=DAY)
    make.FocalPointFactory(region=region, person=focal)
    make.FocalPointFactory(region=region, end=DAY)
    (found,) = compiled().regions
    assert (slugs(found.focal_points), slugs(found.secretaries), len(found.seats)) == (
        ["focal"],
        ["secretary"],
        1,
    )
    assert found.focal_points[0].function == {"en": "Officer"}
    assert slugs(compiled().staff) == ["focal"]


# --- dues -----------------------------------------------------------------------------------------


def test_a_ledger_is_counted_and_what_was_published_stands_beside_it() -> None:
    call = make.DuesCallFactory(year=2018)
    items = [
        make.DuesItemFactory(call=call, organisation=make.MembershipFactory().organisation) for _ in range(3)
    ]
    make.PaymentFactory(item=items[0], amount=Decimal("400.10"), paid_date=date(2018, 4, 1))
    make.PaymentFactory(item=items[0], amount=Decimal("599.90"), paid_date=date(2018, 6, 30))
    make.PaymentFactory(item=items[1], amount=Decimal("1000.00"), paid_date=date(2018, 7, 1))
    make.DuesItemFactory(call=make.DuesCallFactory(year=2017))
    make.PublishedStatementFactory(amount=Decimal("1200.00"), payers=2, members=3)
    dues = compiled().dues
    assert dues is not None
    assert (dues.amount, dues.payers, dues.members, dues.source) == (Decimal("1000.00"), 1, 3, "LEDGER")
    assert (dues.year, dues.as_of, dues.share) == (2018, date(2018, 6, 30), round(1 / 3, 4))
    assert dues.published is not None
    assert (dues.published.amount, dues.published.payers) == (Decimal("1200.00"), 2)
    later = compiled(as_of=date(2018, 7, 1)).dues
    assert later is not None
    assert (later.amount, later.payers) == (Decimal("2000.00"), 2)


def test_a_ledger_in_which_nobody_has_paid_says_nothing_was_received() -> None:
    make.DuesItemFactory(call__year=2018, organisation=make.MembershipFactory().organisation)
    make.PublishedStatementFactory()
    dues = compiled().dues
    assert dues is not None
    assert (dues.amount, dues.payers, dues.source) == (Decimal(0), 0, "LEDGER")


def test_a_member_that_paid_and_left_does_not_make_the_share_impossible() -> None:
    call = make.DuesCallFactory(year=2018)
    for end in (None, DAY):
        member = make.MembershipFactory(end=end).organisation
        make.PaymentFactory(
            item=make.DuesItemFactory(call=call, organisation=member), paid_date=date(2018, 4, 2)
        )
    dues = compiled().dues
    assert dues is not None
    assert (dues.payers, dues.members, dues.share) == (2, 2, 1.0)


def test_without_a_ledger_the_newest_statement_of_the_year_up_to_the_day_counts() -> None:
    make.PublishedStatementFactory(as_of_date=date(2018, 3, 31), payers=1)
    make.PublishedStatementFactory(as_of_date=date(2018, 6, 30), payers=2)
    make.PublishedStatementFactory(as_of_date=date(2018, 7, 1), payers=3)
    make.PublishedStatementFactory(year=2017, as_of_date=date(2018, 6, 30), payers=4)
    dues = compiled().dues
    assert dues is not None
    assert (dues.payers, dues.source, dues.published) == (2, "STATEMENT", None)
    assert compiled(Period.parse("2016-Q1")).dues is None


# --- the plan -------------------------------------------------------------------------------------


def test_evidence_rolls_up_and_an_activity_counts_once_per_node() -> None:
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2", "2.1", "2.1.1")
    activity = make.ActivityFactory(slug="one", line=nodes["2"])
    for position, code in enumerate(("1.1.2", "1.1.1", "1.2.1")):
        make.ActivityDeliverableFactory(activity=activity, node=nodes[code], position=position)
    data = compiled()
    assert data.activities[0].deliverables == ("1.1.2", "1.1.1", "1.2.1")
    assert data.plan is not None
    counts = {node.code: len(node.activities) for node in data.plan.nodes}
    assert counts == {
        "1": 1,
        "1.1": 1,
        "1.1.1": 1,
        "1.1.2": 1,
        "1.2": 1,
        "1.2.1": 1,
        "2": 0,
        "2.1": 0,
        "2.1.1": 0,
    }
    first, second = data.plan.execution
    assert (first.measures, first.measures_touched, first.deliverables) == (2, 2, 3)
    assert (first.deliverables_with_evidence, first.activities, first.evidence) == (3, 0, 1)
    assert (second.activities, second.evidence, second.deliverables_with_evidence) == (1, 0, 0)


def test_an_unlisted_deliverable_is_told_and_not_counted() -> None:
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.9")
    type(nodes["1"]).objects.filter(code="1.1.9").update(listed=False)
    make.ActivityDeliverableFactory(node=nodes["1.1.9"])
    plan = compiled().plan
    assert plan is not None
    (line,) = plan.execution
    assert (line.deliverables, line.deliverables_with_evidence, line.unlisted_with_evidence) == (1, 0, 1)


def test_a_plan_of_two_levels_has_no_measures() -> None:
    nodes = make.make_plan("A", "A.1", "A.2", levels=2)
    make.ActivityDeliverableFactory(activity=make.ActivityFactory(line=nodes["A"]), node=nodes["A.2"])
    data = compiled()
    assert data.plan is not None
    (line,) = data.plan.execution
    assert (line.measures, line.measures_touched, line.deliverables, line.deliverables_with_evidence) == (
        0,
        0,
        2,
        1,
    )
    assert data.summary.activities_by_line == {"A": 1}


def test_the_plan_is_the_newest_in_force_on_the_last_day() -> None:
    old = make.make_plan("1", "1.1", end=date(2018, 7, 1), levels=2)
    make.make_plan("N", "N.1", start=date(2018, 7, 1), levels=2)
    activity = make.ActivityFactory(line=old["1"])
    make.ActivityDeliverableFactory(activity=activity, node=old["1.1"])
    before, after = compiled(), compiled(Period.parse("2018"))
    assert before.summary.activities_by_line == {"1": 1}
    assert before.activities[0].deliverables == ("1.1",)
    assert after.summary.activities_by_line == {"N": 0}
    assert (after.activities[0].line, after.activities[0].deliverables) == (None, ())


def test_a_line_of_an_older_plan_is_not_that_of_the_same_code() -> None:
    old = make.make_plan("1", end=date(2018, 6, 1))
    make.make_plan("1", start=date(2018, 6, 1))
    make.ActivityFactory(line=old["1"])
    data = compiled()
    assert data.summary.activities_by_line == {"1": 0}
    assert data.activities[0].line is None


def test_without_a_plan_in_force_activities_have_no_line() -> None:
    node = make.make_plan("1", end=date(2018, 4, 1))["1"]
    make.ActivityFactory(line=node)
    data = compiled()
    assert (data.plan, data.activities[0].line, data.summary.activities_by_line) == (None, None, {})


# --- the report's own words, photographs ----------------------------------------------------------


def test_editorial_and_sections_are_those_of_the_periods_report() -> None:
    person = make.PersonFactory(name="Ana Souza")
    make.ReportFactory(
        editorial_title={"fr": "Bonjour"},
        editorial_text={"fr": "<p>Un mot.</p>"},
        signatory=person,
        signatory_function={"fr": "Secrétaire générale"},
        sections=["cover", "editorial", "back"],
    )
    data = compiled()
    assert data.sections == ("cover", "editorial", "back")
    assert data.editorial is not None
    assert data.editorial.signatory is not None
    assert data.editorial.signatory.name == "Ana Souza"
    assert data.editorial.title == {"fr": "Bonjour"}
    assert compiled(Period.parse("2018-H1")).editorial is None


def _photo_file(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    """A picture that lies on its side, with the place and the camera in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    Image.new("RGB", size, "#8a2445").save(written, "JPEG", exif=exif, comment=b"a secret")
    return SimpleUploadedFile("photo.jpg", written.getvalue(), "image/jpeg")


def test_a_photograph_is_upright_and_nothing_of_its_metadata_is_left() -> None:
    image = make.ImageFactory(file=_photo_file())
    make.ActivityPhotoFactory(image=image, credit="Ana Souza")
    photo = compiled().activities[0].photo
    assert photo is not None
    content = base64.b64decode(photo.content)
    read = Image.open(io.BytesIO(content))
    assert (photo.width, photo.height) == read.size == (40, 60)
    assert dict(read.getexif()) == {}
    assert set(read.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in content
    assert b"secret" not in content
    assert (photo.alt["fr"], photo.credit) == ("Un carré vert", "Ana Souza")


def test_a_photograph_is_no_larger_than_print_needs() -> None:
    make.ActivityPhotoFactory(image=make.ImageFactory(file=_photo_file((3200, 1000))))
    photo = compiled().activities[0].photo
    assert photo is not None
    assert (photo.width, photo.height) == (500, 1600)


def test_only_a_photograph_with_consent_is_printed_and_only_the_first() -> None:
    activity = make.ActivityFactory()
    make.ActivityPhotoFactory(activity=activity, position=0, consent=False, credit="zero")
    make.ActivityPhotoFactory(activity=activity, position=2, credit="two")
    make.ActivityPhotoFactory(activity=activity, position=1, credit="one")
    make.ActivityPhotoFactory(activity=make.ActivityFactory(slug="z"), consent=False)
    first, second = compiled().activities
    assert first.photo is not None
    assert first.photo.credit == "one"
    assert second.photo is None


# --- the cover ------------------------------------------------------------------------------------

COVER = {"cover_alt": {"fr": "Un pont"}, "cover_credit": "Ana Souza", "cover_rights": "CC BY 4.0"}


def test_the_photograph_on_the_cover_is_that_of_the_report_as_wide_as_a_page_needs() -> None:
    image = make.ImageFactory(file=_photo_file((1000, 3200)))
    make.ReportFactory(cover_image=image, cover_consent=True, **COVER)
    cover = compiled().cover
    assert isinstance(cover, CoverData)
    assert (cover.photo.width, cover.photo.height, cover.rights) == (2480, 775, "CC BY 4.0")
    assert (cover.photo.alt["fr"], cover.photo.credit) == ("Un pont", "Ana Souza")
    assert b"Exif" not in base64.b64decode(cover.photo.content)


def test_the_photograph_on_the_cover_tells_the_point_that_stays_in_sight() -> None:
    image = make.ImageFactory(file=_photo_file((1000, 800)))
    make.ReportFactory(cover_image=image, cover_consent=True, **COVER)
    cover = compiled().cover
    assert isinstance(cover, CoverData)
    assert cover.focus is UNSET
    width, height = image.width, image.height
    image.focal_point_x, image.focal_point_y = width // 4, height // 2
    image.focal_point_width = image.focal_point_height = 20
    image.save()
    cover = compiled().cover
    assert isinstance(cover, CoverData)
    assert cover.focus == (0.25, 0.5)


@pytest.mark.parametrize(
    "without",
    [{"cover_image": None}, {"cover_consent": False}, {"sections": ["editorial"]}, {"live": False}],
    ids=["none", "nobody agreed", "no cover", "draft"],
)
def test_without_a_photograph_that_may_be_printed_there_is_none_on_the_cover(without: dict[str, Any]) -> None:
    make.ReportFactory(**{"cover_image": make.ImageFactory(), "cover_consent": True, **COVER, **without})
    report = compiled()
    assert report.cover is UNSET
    assert '"cover":' not in report.canonical_json()
