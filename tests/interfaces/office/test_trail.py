"""One trail: the history of a record reads it, the library and accounts stand in it, Wagtail's log holds nothing."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, ModelLogEntry

from rapporteur.base.core.audit import audit
from rapporteur.base.core.models import Association, AuditEntry
from rapporteur.base.core.permissions import Actor, Right, Role, can, operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.dues.models import Payment
from rapporteur.records.members.actions import record_region
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.members.shapes import RegionShape
from rapporteur.records.reports.actions import keep_picture
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url
from tests.support.sample_counts import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association(settings: Any, tmp_path: Any) -> Association:
    settings.MEDIA_ROOT = tmp_path
    association: Association = make.AssociationFactory()
    return association


@pytest.fixture
def ana() -> Client:
    return superuser()


@pytest.fixture
def connie() -> Client:
    return signed_in(Role.COMMUNICATIONS, name="connie")


def trail() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("by", "action", "record_type"))


def test_the_history_of_a_record_shows_what_was_before_and_after_who_and_when(ana: Client) -> None:
    for name in ("Europe", "L’Europe"):
        shape = RegionShape(slug="europe", name=LocalizedText({"fr": name}), order=1)
        region = record_region(by=operator("rui"), region=shape).record
    page = shown(ana, url(Region, "history", region.pk))
    rows = [
        " ".join(row.text_content().split())
        for row in page.xpath("//table[contains(@class, 'listing')]/tbody/tr")
    ]
    assert [("rui" in row, "changed" in row, "recorded for the first time" in row) for row in rows] == [
        (True, True, False),
        (True, False, True),
    ]
    assert [one.text_content() for one in page.xpath("//del")] == ["French: Europe"]
    assert [one.text_content() for one in page.xpath("//ins")] == ["French: L’Europe"]


def test_rows_of_lists_are_shown_one_by_one(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir")
    AuditEntry.objects.create(
        by="rui",
        action="recorded",
        record_type="members.organisation",
        record="izmir",
        changes={"aliases": [[], [{"text": "Smyrna", "language": "en"}, {"text": "<b>", "language": "und"}]]},
    )
    page = shown(ana, url(Organisation, "history", city.pk))
    assert page.xpath("//ins//li/text()") == ["text: Smyrna; language: English", "text: <b>; language: –"]


def upload(client: Client, **values: Any) -> Image:
    file = get_test_image_file(filename="forum.png")
    sent = SimpleUploadedFile("forum.png", file.file.getvalue(), content_type="image/png")
    response = client.post(reverse("wagtailimages:add"), {"title": "The forum", "file": sent, **values})
    assert response.status_code == 302
    image: Image = Image.objects.get()
    return image


def test_what_is_done_to_an_image_stands_in_the_trail(connie: Client, ana: Client) -> None:
    image = upload(connie, collection=Collection.get_first_root_node().pk, tags="")
    edit = {"title": "The great forum", "tags": "lyon", "collection": image.collection_id}
    assert connie.post(reverse("wagtailimages:edit", args=[image.pk]), edit).status_code == 302
    assert connie.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 403
    assert ana.post(reverse("wagtailimages:delete", args=[image.pk])).status_code == 302
    assert [(by, action) for by, action, _ in trail()] == [
        ("connie", "created"), ("connie", "recorded"), ("connie", "recorded"), ("ana", "deleted"),
    ]  # fmt: skip
    changes = list(AuditEntry.objects.order_by("pk").values_list("changes", flat=True))
    assert changes[0]["held"]["title"] == "The forum"
    assert {"title": ["The forum", "The great forum"]} in changes
    assert {"tags added": ["lyon"]} in changes
    assert changes[-1]["held"]["title"] == "The great forum"
    assert not Image.objects.exists()
    assert not ModelLogEntry.objects.exists()


def test_many_images_at_once_stand_in_the_trail_one_by_one(connie: Client, ana: Client) -> None:
    images = [make.ImageFactory(), make.ImageFactory()]
    AuditEntry.objects.all().delete()
    shelf = Collection.get_first_root_node().add_child(name="Shelf")
    ids = "&".join(f"id={one.pk}" for one in images)
    address = "/cms/bulk/wagtailimages/image"
    assert connie.post(f"{address}/add_to_collection/?{ids}", {"collection": shelf.pk}).status_code == 302
    assert connie.post(f"{address}/add_tags/?{ids}", {"tags": "lyon"}).status_code == 302
    assert ana.post(f"{address}/delete/?{ids}").status_code == 302
    told = [(one.by, one.action, set(one.changes)) for one in AuditEntry.objects.order_by("pk")]
    assert told == [
        *[("connie", "recorded", {"collection"})] * 2,
        *[("connie", "recorded", {"tags added"})] * 2,
        *[("ana", "deleted", {"held"})] * 2,
    ]


def test_what_is_done_to_a_document_stands_in_the_trail(connie: Client, ana: Client) -> None:
    sent = SimpleUploadedFile("minutes.txt", b"We met.")
    root = Collection.get_first_root_node().pk
    values = {"title": "Minutes", "file": sent, "collection": root, "tags": ""}
    assert connie.post(reverse("wagtaildocs:add"), values).status_code == 302
    document = Document.objects.get()
    edit = {"title": "The minutes", "collection": root, "tags": ""}
    assert connie.post(reverse("wagtaildocs:edit", args=[document.pk]), edit).status_code == 302
    assert ana.post(reverse("wagtaildocs:delete", args=[document.pk])).status_code == 302
    assert [(by, action) for by, action, _ in trail()] == [
        ("connie", "created"),
        ("connie", "recorded"),
        ("ana", "deleted"),
    ]


LIBRARY = {
    "wagtailimages:index": Right.RECORD_MEDIA,  # who only looks chooses from it
    "wagtailimages_chooser:choose": Right.VIEW_MEDIA,
    "wagtailimages:add_multiple": Right.RECORD_MEDIA,
    "wagtaildocs:index": Right.RECORD_MEDIA,
    "wagtaildocs_chooser:choose": Right.VIEW_MEDIA,
    "wagtaildocs:add_multiple": Right.RECORD_MEDIA,
}


@pytest.mark.parametrize("role", Role)
def test_the_library_is_shown_and_filled_by_whom_the_table_names(role: Role) -> None:
    client = signed_in(role, region="africa")
    for name, right in LIBRARY.items():
        assert (client.get(reverse(name)).status_code == 200) is can(Actor("x", frozenset({role})), right), (
            name
        )


def test_what_wagtail_alone_writes_stands_in_our_trail_and_in_no_log_of_its_own(ana: Client) -> None:
    values = {
        "username": "bo", "email": "bo@example.org", "first_name": "Bo", "last_name": "Li", "is_active": "on",
        "password1": "a long enough password", "password2": "a long enough password",
    }  # fmt: skip
    assert ana.post(reverse("wagtailusers_users:add"), values).status_code == 302
    bo = get_user_model().objects.get(username="bo")
    assert AuditEntry.objects.get(record_type="auth.user").record == str(bo.pk)
    assert trail() == [("ana", "create", "auth.user")]
    edit = reverse("wagtailusers_users:edit", args=[bo.pk])
    again = {"password1": "quite another password", "password2": "quite another password"}
    assert ana.post(edit, {**values, "last_name": "Lin", **again}).status_code == 302
    changes = AuditEntry.objects.latest("pk").changes
    assert changes == {"last_name": ["Li", "Lin"], "password": ["(not told)", "(not told)"]}
    assert not ModelLogEntry.objects.exists()


def test_usage_tells_nothing_of_dues_to_whom_dues_are_not_shown(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir")
    item = make.DuesItemFactory(organisation=city)
    make.MembershipFactory(organisation=city)
    told = {}
    for role in (Role.OFFICER, Role.ADMINISTRATOR):
        page = shown(signed_in(role), url(Organisation, "usage", city.pk))
        told[role] = page.xpath("string(//table[contains(@class, 'listing')])")
    assert "dues item" not in told[Role.OFFICER].lower()
    assert "dues item" in told[Role.ADMINISTRATOR].lower()
    assert "membership" in told[Role.OFFICER].lower()
    assert item.organisation == city
    assert not Payment.objects.exists()


def test_what_somebody_changes_in_their_own_account_stands_in_the_trail(connie: Client) -> None:
    account = get_user_model().objects.get(username="connie")
    page = shown(connie, reverse("wagtailadmin_account"))
    (form,) = [form for form in page.forms if form.xpath(".//input[@name='name_email-first_name']")]
    typed = {name: value for name, value in form.form_values() if "password" not in name}
    before = {**typed, "name_email-first_name": "Connie", "name_email-last_name": "Sá"}
    before["name_email-email"] = "connie@example.org"
    assert connie.post(reverse("wagtailadmin_account"), before).status_code == 302
    AuditEntry.objects.all().delete()

    changed = {**before, "name_email-first_name": "Conceição", "locale-preferred_language": "fr"}
    assert connie.post(reverse("wagtailadmin_account"), changed).status_code == 302

    (entry,) = AuditEntry.objects.all()
    assert (entry.by, entry.action, entry.record_type, entry.record) == (
        "connie", "recorded", "auth.user", str(account.pk),
    )  # fmt: skip
    assert entry.changes == {"first_name": ["Connie", "Conceição"], "preferred_language": ["", "fr"]}
    assert connie.post(reverse("wagtailadmin_account"), changed).status_code == 302
    assert AuditEntry.objects.count() == 1  # nothing was changed, so nothing happened


def test_what_is_wrong_in_ones_own_account_is_shown_and_nothing_is_written(connie: Client) -> None:
    sent = {"name_email-first_name": "Connie", "name_email-last_name": "", "name_email-email": "connie"}
    page = connie.post(reverse("wagtailadmin_account"), sent)
    assert page.status_code == 200
    assert not get_user_model().objects.filter(first_name="Connie").exists()
    assert not AuditEntry.objects.exists()


def test_an_account_has_a_history_for_whoever_manages_accounts(ana: Client, connie: Client) -> None:
    account = get_user_model().objects.get(username="connie")
    audit(by=operator("rui"), action="recorded", record=account, changes={"email": ["", "c@example.org"]})
    history = reverse("wagtailusers_users:history", args=(account.pk,))
    assert "c@example.org" in shown(ana, history).text_content()
    assert connie.get(history).status_code == 403


def test_a_picture_that_is_kept_for_a_cover_stands_in_the_trail_once_under_who_kept_it(db: None) -> None:
    by = operator("ana")
    content = b64decode(picture(8, 8).content)
    image = keep_picture(by=by, name="river.png", content=content)
    assert keep_picture(by=by, name="again.png", content=content) == image
    (entry,) = AuditEntry.objects.filter(record_type="wagtailimages.image")
    assert (entry.by, entry.action) == ("ana", "created")
    assert entry.changes["held"]["title"] == "river"
    image.title = "The river"
    image.save()  # in the library, by whoever is signed in there
    assert AuditEntry.objects.filter(record_type="wagtailimages.image").count() == 2
