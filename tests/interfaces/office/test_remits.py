"""Who is asked for a review: those who read for its region or its line of the plan, else everybody who may approve."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core import editorial
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.outbox.round import write_due
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.interfaces.office.start.lists import lists_for
from rapporteur.interfaces.office.start.rows import Visitor
from rapporteur.records.activities.actions import RIGHTS, set_approvals, set_remits
from rapporteur.records.activities.approvals import ReaderCannotApprove, Remit
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ApprovalRuleShape, RemitsShape
from rapporteur.records.outbox.models import Mail
from tests.factories import make
from tests.support.office import browser_of, shown

pytestmark = pytest.mark.django_db
ANA = operator("ana")
PAGE = "/cms/reviews/remits/"


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory()
    set_up_reviews("en")


def account(name: str, role: Role = Role.REVIEWER, *, region: str = "") -> Any:
    made = make.AccountFactory(username=name, email=f"{name}@example.org")
    make.RoleAssignmentFactory(user=made, role=role, region_code=region)
    return made


def reads(name: str, *, regions: tuple[str, ...] = (), lines: tuple[str, ...] = ()) -> None:
    set_remits(by=ANA, remits=RemitsShape(account=name, regions=regions, lines=lines))


def submitted(by: Any, *, city: Any = None, line: Any = None, **fields: Any) -> Activity:
    activity: Activity = make.ActivityFactory(
        title={"en": "The forum", "fr": "Le forum"}, line=line, **fields
    )
    if city is not None:
        make.ActivationFactory(activity=activity, organisation=city)
    activity.save_revision(clean=False)
    editorial.submit(activity, by=actor_with_roles(by), rights=RIGHTS)
    return activity


def waits_for(client: Client) -> list[str]:
    """Return for whom each review waits, as the page of reviews says it."""
    rows = shown(client, reverse("reviews:index")).xpath("//main//tbody/tr")
    return [" ".join(row[2].text_content().split()) for row in rows]


def told() -> list[tuple[str, str]]:
    write_due(timezone.now())
    mails = Mail.objects.exclude(kind__in=("DIGEST", "REMINDER"))
    return sorted(mails.values_list("account__username", "kind"))


def test_those_who_read_for_its_region_or_its_line_are_asked_and_the_page_names_them() -> None:
    lia, africa, line = account("lia", Role.OFFICER), make.RegionFactory(slug="africa"), make.NodeFactory()
    rui, agnes = account("rui"), account("agnes")
    account("bo")
    reads("rui", regions=("africa",))
    reads("agnes", lines=(line.slug,))
    submitted(lia, city=make.OrganisationFactory(region=africa))
    submitted(lia, line=line)
    submitted(lia)
    assert waits_for(browser_of(lia)) == ["rui", "agnes", "any of administrator, secretary general, reviewer"]
    assert waits_for(browser_of(rui)) == ["you", "agnes", "you"]
    assert waits_for(browser_of(agnes)) == ["rui", "you", "you"]
    assert told() == [("agnes", "WAITING")] * 2 + [("bo", "WAITING")] + [("rui", "WAITING")] * 2


def test_start_page_has_what_is_asked_of_whoever_looks() -> None:
    lia, africa = account("lia", Role.OFFICER), make.RegionFactory(slug="africa")
    rui, agnes = account("rui"), account("agnes")
    reads("rui", regions=("africa",))
    submitted(lia, city=make.OrganisationFactory(region=africa))
    counts = {}
    for one in (rui, agnes):
        visitor = Visitor(one, actor_with_roles(one), "en", timezone.localdate())
        counts[one.username] = {found.name: found.count for found in lists_for(visitor)}["waiting"]
    assert counts == {"rui": 1, "agnes": 0}


def test_region_is_that_of_the_day_on_which_it_took_place() -> None:
    lia = account("lia", Role.OFFICER)
    africa, asia = (make.RegionFactory(slug=one) for one in ("africa", "asia"))
    for name in ("rui", "agnes"):
        account(name)
    reads("rui", regions=("africa",))
    reads("agnes", regions=("asia",))
    city, moved = make.OrganisationFactory(), date(2018, 1, 1)
    make.RegionalAffiliationFactory(organisation=city, region=africa, start=None, end=moved)
    make.RegionalAffiliationFactory(organisation=city, region=asia, start=moved)
    submitted(lia, city=city, start_date=date(2017, 12, 31), end_date=date(2018, 1, 2))
    assert waits_for(browser_of(lia)) == ["rui"]


def test_who_may_approve_no_longer_is_not_asked() -> None:
    lia, rui = account("lia", Role.OFFICER), account("rui")
    africa = make.RegionFactory(slug="africa")
    reads("rui", regions=("africa",))
    rui.roles.update(role=Role.OFFICER)
    submitted(lia, city=make.OrganisationFactory(region=africa))
    assert waits_for(browser_of(lia)) == ["any of administrator, secretary general, reviewer"]


def test_a_regional_secretary_who_reviews_reads_for_that_region() -> None:
    lia, africa = account("lia", Role.OFFICER), make.RegionFactory(slug="africa")
    sena = account("sena", Role.REGIONAL_SECRETARY, region="africa")
    account("rui")
    city = make.OrganisationFactory(region=africa)
    submitted(lia, city=city)
    assert waits_for(browser_of(lia)) == ["any of administrator, secretary general, reviewer"]
    make.RoleAssignmentFactory(user=sena, role=Role.REVIEWER, region_code="")
    assert waits_for(browser_of(lia)) == ["sena"]


def test_who_put_it_to_review_and_who_has_approved_it_are_not_asked_for_it() -> None:
    africa = make.RegionFactory(slug="africa")
    rui, agnes, bo = account("rui"), account("agnes"), account("bo")
    for name in ("rui", "agnes"):
        reads(name, regions=("africa",))
    set_approvals(by=ANA, rule=ApprovalRuleShape(kind="MEETING", approvals=2))
    activity = submitted(rui, city=make.OrganisationFactory(region=africa), kind="MEETING")
    assert waits_for(browser_of(bo)) == ["agnes"]
    editorial.approve(activity, by=actor_with_roles(agnes), rights=RIGHTS)
    assert waits_for(browser_of(agnes)) == ["any of administrator, secretary general, reviewer"]
    assert told() == [("bo", "WAITING")]  # the second step: not again of who has approved it


def test_remits_are_set_on_a_page_and_stand_in_the_trail() -> None:
    make.RegionFactory(slug="africa")
    rui, ana = account("rui"), account("ana", Role.ADMINISTRATOR)
    account("lia", Role.OFFICER)
    client = browser_of(ana)
    page = shown(client, PAGE)
    assert [head.text for head in page.xpath("//main//h2")] == ["ana", "rui"]  # who may approve, nobody else
    client.post(PAGE, {f"account-{rui.pk}-regions": ["africa"]})
    assert [str(one) for one in Remit.objects.all()] == ["rui: africa"]
    ticked = shown(client, PAGE).xpath("//input[@checked]/@value")
    assert ticked == ["africa"]
    client.post(PAGE, {})
    assert not Remit.objects.exists()
    entries = AuditEntry.objects.filter(record_type="activities.remit").order_by("pk")
    assert [(one.by, one.action, one.record) for one in entries] == [
        ("ana", "created", "rui: africa"), ("ana", "deleted", "rui: africa"),
    ]  # fmt: skip


def test_nobody_is_asked_who_may_not_approve() -> None:
    account("lia", Role.OFFICER)
    make.RegionFactory(slug="africa")
    with pytest.raises(ReaderCannotApprove, match="lia may not approve activities"):
        reads("lia", regions=("africa",))
    assert not Remit.objects.exists()


def plan_with(start: date, end: date | None, *lines: tuple[str, str], plan: Any, number: int) -> Any:
    """Return a version of a plan with lines, each a code and a title."""
    version = make.PlanVersionFactory(plan=plan, number=number, start=start, end=end)
    level = make.LevelFactory(version=version, depth=0, key="line")
    for code, title in lines:
        make.NodeFactory(
            level=level, code=code, slug=f"{code.lower()}-{number}", title={"en": title, "fr": title}
        )
    return version


def to_carry(client: Client) -> list[str]:
    rows = shown(client, PAGE).xpath("//section[@aria-labelledby='remits-carry']//li")
    return [" ".join(one.text_content().split()) for one in rows]


def test_a_new_version_of_the_plan_carries_over_who_reads_where_the_code_of_the_line_goes_on() -> None:
    lea, tom = account("lea"), account("tom")
    plan = make.PlanFactory()
    turn = date(2019, 1, 1)
    plan_with(date(2015, 1, 1), turn, ("L1", "Climate"), ("L2", "Housing"), plan=plan, number=1)
    reads("lea", lines=("l1-1", "l2-1"))
    reads("tom", lines=("l2-1",))
    plan_with(turn, date(2100, 1, 1), ("L1", "Climate and water"), ("L3", "Culture"), plan=plan, number=2)
    ana = browser_of(account("bea", Role.ADMINISTRATOR))

    assert "The plan has a new version" in shown(ana, reverse("reviews:index")).text_content()
    assert to_carry(ana) == ["lea: L1 Climate → L1 Climate and water", "lea: L2 Housing", "tom: L2 Housing"]
    answer = ana.post(reverse("reviews:carry"), follow=True)
    assert "1 line is read for as before." in answer.content.decode()
    assert sorted(Remit.objects.filter(account=lea).values_list("line__slug", flat=True)) == [
        "l1-1",
        "l1-2",
        "l2-1",
    ]
    assert list(Remit.objects.filter(account=tom).values_list("line__slug", flat=True)) == ["l2-1"]
    assert AuditEntry.objects.filter(record_type__endswith="emit", by="bea").count() == 1

    assert to_carry(ana) == ["tom: L2 Housing"]  # lea's is settled
    reads("tom", lines=("l3-2",))
    assert "The plan has a new version" not in shown(ana, PAGE).text_content()
    assert "The plan has a new version" not in shown(ana, reverse("reviews:index")).text_content()


def test_who_may_not_change_the_association_carries_nothing_over() -> None:
    somebody = browser_of(account("lea"))
    assert somebody.post(reverse("reviews:carry")).status_code in {302, 403, 404}
    assert "The plan has a new version" not in shown(somebody, reverse("reviews:index")).text_content()
