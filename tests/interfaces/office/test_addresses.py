"""Every address under /cms/ that is not one kind of record's, with every role: open where the table says so only."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from rapporteur.base.core.permissions import Actor, Right, Role, can
from rapporteur.interfaces.office.actors import OUTSIDE
from rapporteur.interfaces.office.pages.addresses import INSIDE, OF_RECORDS, OFFICE, OPEN, RIGHT_OF
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import Payment
from tests.factories import make
from tests.support.office import Values, signed_in, superuser
from tests.support.office_cases import HOME, OTHER, OWN, Case, done, organisation_in, send

pytestmark = pytest.mark.django_db
POSTED = {
    "wagtailimages:edit_multiple", "wagtailimages:delete_multiple", "wagtailimages:delete_upload_multiple",
    "wagtaildocs:edit_multiple",
    "wagtailimages:create_multiple_from_uploaded_image", "wagtaildocs:delete_multiple",
    "wagtaildocs:delete_upload_multiple", "wagtaildocs:create_multiple_from_uploaded_document",
}  # fmt: skip
"""What takes nothing but a form."""


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def patterns(resolver: Any, path: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    """Yield route, name and pattern of every address."""
    for one in resolver.url_patterns:
        route = path + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, route, (*spaces, one.namespace) if one.namespace else spaces)
        elif isinstance(one, URLPattern):
            yield route, ":".join((*spaces, one.name or "")), one.pattern


@cache
def of_wagtail() -> dict[str, Any]:
    """Return the pattern of each named address of the back office that is not one kind of record's."""
    return {
        name: pattern
        for route, name, pattern in patterns(get_resolver())
        if route.startswith(OFFICE) and name and not name.startswith(OF_RECORDS)
    }


def shut() -> set[str]:
    """Return the addresses of Wagtail that are not named, but for those that are made of patterns of their own."""
    named = set(OPEN) | set(INSIDE) | set(RIGHT_OF)
    return {one for one in set(of_wagtail()) - named if "api" not in one and not one.endswith("compare")}


def address(name: str, pattern: Any, keys: dict[str, Any]) -> str:
    return reverse(name, kwargs={key: keys.get(key, 1) for key in pattern.converters})


@pytest.fixture
def library() -> tuple[Image, Document]:
    return make.ImageFactory(), Document.objects.create(title="Letter", file=ContentFile(b"x", "letter.txt"))


def everybody(record: Any) -> list[Case]:
    """Return every role before a record that lies in no region."""
    found = []
    for role in Role:
        regions = frozenset({OWN} if role is Role.REGIONAL_SECRETARY else ())
        by = Actor(role.lower().replace("_", "-"), frozenset({role}), regions)
        found.append(Case(by, signed_in(role, region=OWN), record, OWN))
    return found


def test_every_address_that_is_named_is_one_of_wagtails() -> None:
    assert set(OPEN) | set(INSIDE) | set(RIGHT_OF) <= set(of_wagtail())
    assert not set(OPEN) & set(INSIDE) | set(OPEN) & set(RIGHT_OF) | set(INSIDE) & set(RIGHT_OF)


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # files of images that Wagtail leaves open
def test_who_may_enter_what_else_wagtail_has(library: tuple[Image, Document]) -> None:
    image, document = library
    account = make.AccountFactory()
    keys = {
        "image_id": image.pk, "document_id": document.pk, "doc_id": document.pk,
        "app_label": "office", "model_name": "reviewtask", "filter_spec": "original",
    }  # fmt: skip
    own = {
        "wagtailusers_users": account.pk,
        "wagtailimages_chooser": image.pk,
        "wagtaildocs_chooser": document.pk,
    }
    for case in everybody(image):
        for name, pattern in sorted(of_wagtail().items()):
            if name not in RIGHT_OF:
                continue
            key = own.get(name.partition(":")[0], 1)
            expected = case.may(RIGHT_OF[name])
            ask = case.client.post if name in POSTED else case.client.get
            response = ask(address(name, pattern, {**keys, "pk": key}))
            told = f"{name}, {case}: {response.status_code}"
            if expected:  # forms that lack something, and uploads that are not there, are told by the view
                assert response.status_code != 403, told
                assert response.headers.get("Location") != HOME, told
            else:
                assert response.status_code == 403 or not case.inside, told


def test_what_is_not_named_is_not_there_whoever_asks() -> None:
    ana, gone = superuser(), shut()
    assert {one.partition(":")[0] for one in gone} >= {
        "wagtailadmin_pages",
        "wagtailusers_groups",
        "wagtailsites",
    }
    for name in sorted(gone):
        pattern = of_wagtail()[name]
        for client in (ana, Client()):
            assert client.get(address(name, pattern, {})).status_code == 404, name
    for path in ("api/main/pages/", "api/main/images/", "pages/1/revisions/compare/1...2/", "test404/"):
        assert ana.get(f"/cms/{path}").status_code == 404, path


def test_who_enters_at_all() -> None:
    for case in everybody(None):
        for name in ("wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_choose_page"):
            response = case.client.get(reverse(name))
            assert done(response) is (not case.by.roles <= OUTSIDE), f"{name}, {case}"


def test_who_else_edits_is_told_to_whom_the_record_is_within_reach() -> None:
    regions = {slug: make.RegionFactory(slug=slug) for slug in (OWN, OTHER)}
    for record, place, right in (
        (make.PaymentFactory(), OWN, Right.RECORD_DUES),
        (
            make.ActivationFactory(organisation=organisation_in(regions[OTHER])).activity,
            OTHER,
            Right.DRAFT_ACTIVITIES,
        ),
        (
            make.ActivationFactory(organisation=organisation_in(regions[OWN])).activity,
            OWN,
            Right.DRAFT_ACTIVITIES,
        ),
    ):
        lies_in = (place,) if isinstance(record, Activity) else ()
        label, name = record._meta.app_label, record._meta.model_name
        ping = reverse("wagtailadmin_editing_sessions:ping", args=(label, name, record.pk, 999))
        for case in everybody(record):
            expected = not case.by.roles <= OUTSIDE and can(case.by, right, lies_in)
            assert done(case.client.post(ping)) is expected, f"{case}: {label}.{name} in {place}"
        get_user_model().objects.all().delete()
    assert Payment.objects.exists()


def a_picture() -> SimpleUploadedFile:
    """Return a small picture as a browser sends it."""
    content = io.BytesIO()
    Drawing.new("RGB", (20, 10), "#1c6b45").save(content, "PNG")
    return SimpleUploadedFile("green.png", content.getvalue(), "image/png")


def test_who_may_write_in_the_library(library: tuple[Image, Document]) -> None:
    image, document = library
    for case in everybody(image):
        may, may_delete = case.may(Right.RECORD_MEDIA), case.may(Right.DELETE_RECORDS)
        titled: Values = {"title": "Another", "collection": image.collection_id, "tags": ""}
        send(
            case,
            reverse("wagtailimages:edit", args=(image.pk,)),
            titled,
            expected=may,
            what="edit of an image",
        )
        send(
            case,
            reverse("wagtaildocs:edit", args=(document.pk,)),
            titled,
            expected=may,
            what="edit of a document",
        )
        new = {**titled, "file": a_picture()}
        send(case, reverse("wagtailimages:add"), new, expected=may, what="new image")
        new = {**titled, "file": SimpleUploadedFile("more.txt", b"more")}
        send(case, reverse("wagtaildocs:add"), new, expected=may, what="new document")
        for what, name, key in (
            ("deletion of an image", "wagtailimages:delete", image.pk),
            ("deletion of a document", "wagtaildocs:delete", document.pk),
        ):
            send(case, reverse(name, args=(key,)), {}, expected=may_delete, what=what)
        for label, kind, key in (
            ("wagtailimages", "image", image.pk),
            ("wagtaildocs", "document", document.pk),
        ):
            for action, values, right in (
                ("delete", {}, may_delete),
                ("add_tags", {"tags": "green"}, may),
                ("add_to_collection", {"collection": image.collection_id}, may),
            ):
                many = reverse("wagtail_bulk_action", args=(label, kind, action)) + f"?id={key}"
                send(case, many, values, expected=right, what=f"{action} of many: {kind}")


def test_who_may_manage_accounts() -> None:
    account = make.AccountFactory(username="rui", email="rui@example.org")
    edit = reverse("wagtailusers_users:edit", args=(account.pk,))
    page = superuser().get(edit)
    assert page.status_code == 200
    named = {
        "username": "rui",
        "email": "rui@example.org",
        "first_name": "Rui",
        "last_name": "Sá",
        "is_active": "on",
    }
    new = {
        **named,
        "username": "eva",
        "password1": "a long password of hers",
        "password2": "a long password of hers",
    }
    for case in everybody(account):
        may = case.may(Right.MANAGE_ACCOUNTS)
        send(case, edit, named, expected=may, what="edit of an account")
        send(case, reverse("wagtailusers_users:add"), new, expected=may, what="new account")
        send(
            case, reverse("wagtailusers_users:delete", args=(account.pk,)), {}, expected=may, what="deletion"
        )
        for action in ("delete", "set_active_state", "assign_role"):
            many = reverse("wagtail_bulk_action", args=("auth", "user", action)) + f"?id={account.pk}"
            send(case, many, {"mark_as_active": "False"}, expected=False, what=f"{action} of many accounts")
