"""The back office with a browser's eyes: the forms that it shows are filled in and sent back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from lxml import html
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from rapporteur.base.core.models import Association, SourceLanguageMissing
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.plan.models import Node
from tests.factories import make
from tests.support.office import Values, errors, form_of, send, shown, superuser, url, written

pytestmark = pytest.mark.django_db
LISTING = "string(//table[contains(@class, 'listing')])"


@pytest.fixture(autouse=True)
def association() -> Association:
    association: Association = make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    return association


@pytest.fixture
def staff() -> Client:
    return superuser()


PUBLISH = {"action-publish": "action-publish"}
NEW = {
    "slug": "forum", "kind": "MEETING", "start_date": "2018-05-02", "end_date": "2018-05-03",
    "date_precision": "DAY",
}  # fmt: skip


def added(client: Client, **values: Any) -> Activity:
    address = url(Activity, "add")
    rejected = send(client, address, {**form_of(shown(client, address)), **NEW}, **values)
    assert rejected is None, errors(rejected)
    activity: Activity = Activity.objects.get()
    return activity


EVERY = [
    make.AssociationFactory, make.OrganisationFactory, make.MembershipFactory, make.ProspectFactory,
    make.RegionFactory, make.PersonFactory, make.BodyFactory, make.SeatFactory, make.MandateFactory,
    make.FocalPointFactory, make.BodyMeetingFactory, make.PaperFactory, make.BodyRuleFactory, make.DecisionFactory,
    make.FinancialReportFactory, make.DuesCallFactory, make.DuesItemFactory, make.PaymentFactory, make.WaiverFactory,
    make.PublishedStatementFactory, make.NodeFactory, make.PlanFactory, make.PlanVersionFactory, make.LevelFactory,
    make.InitiativeFactory, make.ActivityFactory, make.BilateralMeetingFactory, make.MediaMentionFactory,
    make.AdmissionRequestFactory, make.PlannedEventFactory, make.AnnualMeetingFactory, make.PublicationFactory,
    make.CommunicationItemFactory, make.ContactFactory,
    make.ProviderFactory, make.CourseFactory, make.ParticipantFactory,
    make.AgreementFactory, make.JointStatementFactory,
    make.CallForApplicationsFactory, make.ApplicationFactory,
    make.JurorFactory, make.ReportFactory,
]  # fmt: skip


@pytest.mark.parametrize("factory", EVERY, ids=lambda factory: factory._meta.model.__name__)
def test_every_record_is_listed_and_can_be_opened(factory: Any, staff: Client) -> None:
    model = factory._meta.model
    record = model.objects.first() or factory()
    for address in (url(model, "list"), url(model, "add"), url(model, "edit", record.pk)):
        shown(staff, address)
    shown(staff, url(model, "list") + "?q=a")
    shown(staff, url(model, "history", record.pk))


def test_a_stranger_is_sent_to_the_door() -> None:
    response = Client().get(url(Activity, "list"))
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_the_form_has_a_box_per_language_each_marked_with_it(staff: Client) -> None:
    page = shown(staff, url(Activity, "add"))
    assert [box.get("lang") for box in page.xpath("//input[starts-with(@name, 'title_')]")] == ["fr", "en"]
    groups = page.xpath("//input[@name='title_fr']/ancestor::div[@role='group'][1]")
    assert [group.get("aria-label") for group in groups] == ["French (fr)"]


def test_a_draft_is_added_edited_and_published(staff: Client) -> None:
    activity = added(staff, title_en="Forum")
    assert not activity.live
    assert activity.title == {"en": "Forum"}  # a draft may lack the source language
    address = url(Activity, "edit", activity.pk)
    values = form_of(shown(staff, address))
    assert values["title_en"] == "Forum"
    assert (
        send(staff, address, values, title_fr="Le forum", text_fr=written("Ce qui fut dit"), **PUBLISH)
        is None
    )
    activity.refresh_from_db()
    assert activity.live
    assert activity.title == {"en": "Forum", "fr": "Le forum"}
    assert activity.text == {"fr": "<p>Ce qui fut dit</p>"}
    assert (activity.start_date, activity.end_date) == (date(2018, 5, 2), date(2018, 5, 3))
    assert Activity.objects.matching("FORÚM fut").published().exists()


def test_publishing_without_the_source_language_names_language_and_field(staff: Client) -> None:
    address = url(Activity, "add")
    page = send(staff, address, form_of(shown(staff, address)), **NEW, title_en="Forum", **PUBLISH)
    assert any(
        "French (fr): the text in the source language is needed before this is published." in told
        for told in errors(page)
    )
    section = page.xpath("//input[@name='title_fr']/ancestor::section[1]")[0]
    assert "source language" in section.text_content()
    assert page.xpath("//input[@name='title_en']/@value") == ["Forum"]  # what was typed is kept
    assert not Activity.objects.exists()


def test_approval_of_a_workflow_without_the_source_language_publishes_nothing_and_says_why(
    staff: Client,
) -> None:
    activity = added(staff, title_en="Forum")
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.add(Group.objects.create(name="Reviewers of forums"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(activity, make.AccountFactory(username="bea"))  # nobody approves their own
    state = activity.current_workflow_task_state
    approve = url(Activity, "workflow_action", activity.pk, "approve", state.pk)
    told = staff.post(approve, {"comment": ""}, follow=True).content.decode()
    assert "cannot be published: title is empty in the source language (French)" in str(
        html.fromstring(told).xpath("string()")
    )
    activity.refresh_from_db()
    assert not activity.live
    assert activity.current_workflow_task_state == state
    assert state.status == "in_progress"
    edit = url(Activity, "edit", activity.pk)
    assert send(staff, edit, form_of(shown(staff, edit)), title_fr="Le forum") is None
    staff.post(approve, {"comment": ""})
    activity.refresh_from_db()
    assert not activity.live  # it has no text: asked on the page of its review
    assert send(staff, edit, form_of(shown(staff, edit)), text_fr=written("Ce qui fut dit")) is None
    staff.post(approve, {"comment": ""})
    activity.refresh_from_db()
    assert activity.live


def test_publishing_a_revision_without_the_source_language_is_refused() -> None:
    activity = make.ActivityFactory(slug="forum", live=False, title={"en": "Forum"})
    with pytest.raises(SourceLanguageMissing, match="title is empty in the source language"):
        activity.save_revision(clean=False).publish()
    activity.refresh_from_db()
    assert not activity.live


def test_a_text_that_was_not_touched_is_not_changed(staff: Client) -> None:
    text = {"fr": "<p>L'un &amp; l'autre</p><p>deux</p>", "en": "<p>One <b>or</b> two</p>"}
    activity = make.ActivityFactory(title={"fr": "Le forum"}, text=text)
    address = url(Activity, "edit", activity.pk)
    assert send(staff, address, form_of(shown(staff, address)), **PUBLISH) is None
    activity.refresh_from_db()
    assert activity.text == text


def test_history_and_comparison_show_the_words_that_changed(staff: Client) -> None:
    activity = added(staff, title_fr="Le forum", text_fr=written("Avant"), **PUBLISH)
    address = url(Activity, "edit", activity.pk)
    values = form_of(shown(staff, address))
    assert send(staff, address, values, title_fr="Le grand forum", text_fr=written("Apres")) is None
    assert len(shown(staff, url(Activity, "history", activity.pk)).xpath("//table//tr")) >= 2
    old, new = activity.revisions.order_by("id")
    page = shown(staff, url(Activity, "revisions_compare", activity.pk, old.pk, new.pk))
    assert page.xpath("//dd[@lang='fr']//*[contains(@class, 'addition')]/text()") == [" grand", "Apres"]
    assert page.xpath("//dd[@lang='fr']//*[contains(@class, 'deletion')]/text()") == ["Avant"]
    activity.refresh_from_db()
    assert activity.title == {"fr": "Le forum"}  # the change is a draft


def test_a_language_that_is_given_up_keeps_its_texts(staff: Client, association: Association) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum"})
    association.languages = ["fr", "pt"]
    association.save()
    address = url(Activity, "edit", activity.pk)
    page = shown(staff, address)
    assert [box.get("lang") for box in page.xpath("//input[starts-with(@name, 'title_')]")] == ["fr", "pt"]
    assert send(staff, address, form_of(page), title_fr="", title_pt="O forum") is None
    activity.refresh_from_db()
    draft = activity.get_latest_revision_as_object()
    assert draft.title == {"en": "The forum", "pt": "O forum"}  # emptied where it was offered, else kept


def test_rows_of_an_activity_are_added_in_the_order_of_the_form(staff: Client) -> None:
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.2")
    city = make.OrganisationFactory()
    address = url(Activity, "add")
    rows = {
        "places-TOTAL_FORMS": 2, "places-0-name_fr": "Ici", "places-1-organisation": city.pk,
        "deliverables-TOTAL_FORMS": 2, "deliverables-0-node": nodes["1.1.2"].pk,
        "deliverables-1-node": nodes["1.1.1"].pk,
        "activations-TOTAL_FORMS": 1, "activations-0-organisation": city.pk, "activations-0-role": "HOST",
    }  # fmt: skip
    values = {**form_of(shown(staff, address)), **NEW, **rows, "title_fr": "Le forum"}
    asked = send(staff, address, values, **PUBLISH)
    assert any("is reported under no line of the plan" in told for told in errors(asked))
    assert not Activity.objects.exists()
    page = send(staff, address, values, **{"action-publish": "anyway"})
    assert page is None, errors(page)
    activity = Activity.objects.get()
    assert list(activity.places.order_by("position").values_list("organisation", flat=True)) == [
        None,
        city.pk,
    ]
    codes = activity.deliverables.order_by("position").values_list("node__code", flat=True)
    assert list(codes) == ["1.1.2", "1.1.1"]
    assert activity.activations.get().role == "HOST"


def test_an_activation_given_twice_is_refused_in_the_form(staff: Client) -> None:
    city = make.OrganisationFactory()
    address = url(Activity, "add")
    rows: Values = {"activations-TOTAL_FORMS": 2}
    for n in range(2):
        rows |= {f"activations-{n}-organisation": city.pk, f"activations-{n}-role": "HOST"}
    page = send(
        staff, address, {**form_of(shown(staff, address)), **NEW, **rows}, title_fr="Le forum", **PUBLISH
    )
    assert page is not None
    assert not Activity.objects.exists()


def test_a_place_that_is_nothing_is_refused_in_the_form(staff: Client) -> None:
    address = url(Activity, "add")
    rows = {"places-TOTAL_FORMS": 1, "places-0-country": "FR"}
    page = send(
        staff, address, {**form_of(shown(staff, address)), **NEW, **rows}, title_fr="Le forum", **PUBLISH
    )
    assert page is not None
    assert not Activity.objects.exists()


def test_two_current_names_are_refused_in_the_form(staff: Client) -> None:
    address = url(Organisation, "add")
    values: Values = {**form_of(shown(staff, address)), "slug": "lyon", "kind": "CITY", "country": "FR"}
    values |= {"names-TOTAL_FORMS": 2, "names-0-name_fr": "Lyon", "names-1-name_fr": "Grand Lyon"}
    page = send(staff, address, values, **PUBLISH)
    assert any(
        "Two organisation names overlap: since before the records; since before the records. Let one end before the "
        "other begins." in told
        for told in errors(page)
    )
    values |= {"names-0-end": "2014-12-31", "names-1-start": "2015-01-01"}
    page = send(staff, address, values, **PUBLISH)
    assert page is None, errors(page)
    assert Organisation.objects.get().names.count() == 2


def test_an_organisation_moves_to_another_region_in_the_form(staff: Client) -> None:
    europe, asia = make.RegionFactory(slug="europe"), make.RegionFactory(slug="asia")
    city = make.OrganisationFactory(slug="izmir", region=europe)
    address = url(Organisation, "edit", city.pk)
    values = {**form_of(shown(staff, address)), "affiliations-0-end": "14 May 2018"}
    values |= {
        "affiliations-TOTAL_FORMS": 2, "affiliations-1-region": asia.pk, "affiliations-1-start": "2018-05-15",
        "affiliations-1-end": "", "affiliations-1-id": "",
    }  # fmt: skip
    page = send(staff, address, values, **PUBLISH)
    assert page is None, errors(page)
    assert list(city.affiliations.order_by("pk").values_list("region__slug", "start", "end")) == [
        ("europe", None, date(2018, 5, 15)), ("asia", date(2018, 5, 15), None),
    ]  # fmt: skip


@pytest.mark.parametrize("factory", [make.OrganisationFactory, make.MembershipFactory])
def test_lists_show_and_choose_by_the_region_of_today(factory: Any, staff: Client) -> None:
    europe, asia = make.RegionFactory(slug="europe"), make.RegionFactory(slug="asia")
    of = "organisation__" if factory is make.MembershipFactory else ""
    record = factory(**{f"{of}slug": "izmir"})
    city = getattr(record, "organisation", record)
    make.RegionalAffiliationFactory(organisation=city, region=europe, end=date(2018, 5, 15))
    make.RegionalAffiliationFactory(organisation=city, region=asia, start=date(2018, 5, 15))
    for query, listed in (("", True), (f"?region={asia.pk}", True), (f"?region={europe.pk}", False)):
        table = shown(staff, url(type(record), "list") + query).xpath(LISTING)
        assert (called(city) in table) is listed
        if factory is make.OrganisationFactory:
            assert (called(asia) in table) is listed
            assert called(europe) not in table
    if factory is make.OrganisationFactory:
        shown(staff, url(Organisation, "list") + "?ordering=-region_order")


def test_organisations_are_found_by_another_spelling(staff: Client) -> None:
    city = make.OrganisationFactory(slug="cordoba-argentina")
    make.OrganisationAliasFactory(organisation=city, text="Cordoue")
    other = make.OrganisationFactory(slug="lyon")
    for query in ("CÓRDOBA argentina", "cordoue"):
        page = shown(staff, url(Organisation, "list") + f"?q={query}")
        listed = page.xpath(LISTING)
        assert called(city) in listed
        assert called(other) not in listed


def test_activities_are_found_whatever_the_accents_and_by_filter(staff: Client) -> None:
    line = make.make_plan("1")["1"]
    make.ActivityFactory(slug="one", title={"fr": "Forum métropolitain"}, line=line)
    make.ActivityFactory(slug="two", title={"fr": "Atelier"}, start_date=date(2018, 6, 1))
    for query in (
        "?q=METROPOLITAIN",
        f"?line={line.pk}",
        "?q=forum+métro",
        "?begins_from=2018-05-01&begins_to=2018-05-03",
    ):
        table = shown(staff, url(Activity, "list") + query).xpath(LISTING)
        assert "Forum métropolitain" in table
        assert "Atelier" not in table


def test_an_essential_text_of_a_record_without_drafts_may_be_in_any_language(staff: Client) -> None:
    address = url(Region, "add")
    assert (
        send(
            staff,
            address,
            {**form_of(shown(staff, address)), "slug": "africa", "order": 1, "name_en": "Africa"},
        )
        is None
    )
    assert Region.objects.get().name == {"en": "Africa"}


def test_a_node_needs_its_title_in_the_source_language(staff: Client) -> None:
    node = make.make_plan("1")["1"]
    address = url(Node, "edit", node.pk)
    page = send(staff, address, form_of(shown(staff, address)), title_fr="", **PUBLISH)
    assert any(told.startswith("French (fr):") or "French (fr):" in told for told in errors(page))
