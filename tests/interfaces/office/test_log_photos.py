"""Photographs on Log: kept in the library by the form of every other, and with the draft that the page makes."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images.models import Image

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return signed_in(Role.OFFICER, name="ana")


def camera() -> bytes:
    """Return what a camera writes."""
    content = io.BytesIO()
    exif = Pillow.Exif()
    exif[0x010F] = "A camera that tells where it stood"
    Pillow.new("RGB", (60, 40), "#1c6b45").save(content, "JPEG", exif=exif)
    return content.getvalue()


def take(client: Client, content: bytes | None = None, *, name: str = "image.jpg", **values: str) -> Any:
    file = SimpleUploadedFile(name, camera() if content is None else content, "image/jpeg")
    return client.post(reverse("log:photo"), {"file": file, "title": "Forum", **values})


def kept(
    client: Client, key: uuid.UUID, *photos: str, version: str = "0", draft: str = "", **values: str
) -> Any:
    typed = {"title": "Forum", "when": "2 mai 2018", "language": "fr", **values}
    answer = client.post(
        reverse("log:keep"),
        {"key": str(key), "version": version, "draft": draft, **typed, "photo": list(photos)},
    )
    assert answer.status_code == 200
    return answer.json()


def test_a_photograph_is_kept_with_the_draft_and_nothing_but_the_picture_of_it(ana: Client) -> None:
    answer = take(ana).json()
    image = Image.objects.get()
    assert answer == {"value": str(image.pk), "name": "Forum"}
    assert b"A camera that tells" not in image.file.read()
    assert (image.width, image.height, image.uploaded_by_user.username) == (60, 40, "ana")
    assert (
        AuditEntry.objects.filter(record_type="wagtailimages.image", by="ana", action="created").count() == 1
    )
    kept(ana, uuid.uuid4(), answer["value"])
    photo = Activity.objects.get().photos.get()
    assert (photo.image, photo.alt, photo.credit, photo.consent) == (image, {}, "", False)  # asked later


def test_a_page_that_makes_no_draft_yet_keeps_the_photograph_too(ana: Client) -> None:
    value, key = take(ana).json()["value"], uuid.uuid4()
    first = kept(ana, key, value, when="")
    assert not Activity.objects.exists()
    page = shown(ana, reverse("log:page", args=(key,)))
    assert page.xpath("//input[@name='photo']/@value") == [value]
    kept(ana, key, value, version=str(first["version"]), draft=first["draft"])
    assert str(Activity.objects.get().photos.get().image_id) == value


def test_what_is_taken_off_the_page_goes_and_what_the_whole_form_said_of_others_stays(ana: Client) -> None:
    key, values = uuid.uuid4(), [take(ana).json()["value"] for _ in range(2)]
    first = kept(ana, key, *values)
    activity = Activity.objects.get()
    activity.photos.filter(image_id=values[1]).update(credit="Ana Souza")
    activity.latest_revision.delete()
    activity.refresh_from_db()
    draft = activity.save_revision(clean=False)
    version = f"{draft.pk}.{draft.created_at:%Y%m%d%H%M%S%f}"
    kept(ana, key, values[1], version=str(first["version"]), draft=version)
    assert [(str(one.image_id), one.credit) for one in Activity.objects.get().photos.all()] == [
        (values[1], "Ana Souza")
    ]


def test_a_picture_that_is_not_in_the_library_is_left_out(ana: Client) -> None:
    kept(ana, uuid.uuid4(), "987654", "x", "-1")
    assert not Activity.objects.get().photos.exists()


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"\xff\xd8\xff\xe0 half of it"]
)
def test_what_is_no_picture_is_refused_with_a_sentence(ana: Client, content: bytes) -> None:
    answer = take(ana, content)
    assert answer.status_code == 200
    assert answer.json()["refusal"]
    assert not Image.objects.exists()


def test_a_photograph_is_taken_by_whoever_drafts_and_by_nobody_else(ana: Client) -> None:
    assert take(Client()).status_code == 302  # to the sign-in
    assert take(ana, account="bea").status_code == 401  # somebody else has signed in since
    for role in (Role.BOARD_READER, Role.TRANSLATOR, Role.JUROR):
        assert take(signed_in(role)).status_code in (302, 403)
    assert ana.get(reverse("log:photo")).status_code == 405
    assert not Image.objects.exists()


def test_the_telephone_opens_its_camera(ana: Client) -> None:
    (box,) = shown(ana, reverse("log:new")).xpath("//input[@id='log-photo']")
    assert (box.get("type"), box.get("accept"), box.get("capture")) == ("file", "image/*", "environment")
    assert box.get("name") is None  # the form of the page sends no file
