"""A photograph taken while an activity is logged."""

from __future__ import annotations

import io
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from pytest_django.fixtures import Settings
from wagtail.images.models import Image

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))


@pytest.fixture
def lia() -> Client:
    return signed_in(Role.OFFICER, name="lia")


def photo(name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    content = io.BytesIO()
    Picture.new("RGB", (64, 48), "navy").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def kept(client: Client, key: str, **fields: str) -> Any:
    sent = {"key": key, "version": "0", "draft": "", "language": "fr", "title": "Forum", **fields}
    return client.post(reverse("log:keep"), sent).json()


def taken(client: Client, key: str, file: SimpleUploadedFile) -> Any:
    return client.post(reverse("log:photo"), {"key": key, "photo": file})


def test_photographs_go_into_the_library_and_onto_the_draft_which_is_gone_on_with(lia: Client) -> None:
    key = str(uuid.uuid4())
    kept(lia, key, when="12 avril 2018")
    taken(lia, key, photo())
    answer = taken(lia, key, photo("IMG_2.jpg")).json()
    assert answer["said"].startswith("2 photographs on the draft")
    draft: Any = Activity.objects.get().get_latest_revision_as_object()
    assert [(one.position, one.consent) for one in draft.photos.all()] == [(0, False), (1, False)]
    assert {one.title for one in Image.objects.all()} == {"Forum"}
    again = kept(lia, key, when="13 avril 2018", version="1", draft=answer["draft"])
    assert again["refusal"] == ""
    draft = Activity.objects.get().get_latest_revision_as_object()
    assert (draft.start_date, draft.photos.count()) == (date(2018, 4, 13), 2)
    assert AuditEntry.objects.filter(record_type="wagtailimages.image", by="lia").count() == 2


def test_before_there_is_a_draft_a_photograph_waits(lia: Client) -> None:
    key = str(uuid.uuid4())
    kept(lia, key)
    assert "once there is a draft" in taken(lia, key, photo()).json()["refused"]
    assert not Image.objects.exists()


def test_what_is_no_picture_is_refused_in_words(lia: Client) -> None:
    key = str(uuid.uuid4())
    kept(lia, key, when="12 avril 2018")
    answer = taken(lia, key, SimpleUploadedFile("IMG_1.jpg", b"no picture", "image/jpeg")).json()
    assert answer["refused"]
    assert not Image.objects.exists()


def test_nobody_adds_to_the_page_of_another_and_who_drafts_nothing_adds_none(lia: Client) -> None:
    key = str(uuid.uuid4())
    kept(lia, key, when="12 avril 2018")
    assert taken(signed_in(Role.OFFICER, name="octavi"), key, photo()).json()["refused"]
    assert taken(signed_in(Role.TRANSLATOR), key, photo()).status_code in (302, 403, 404)
    assert not Image.objects.exists()


def test_what_somebody_else_wrote_meanwhile_is_seen_after_a_photograph_too(lia: Client) -> None:
    key = str(uuid.uuid4())
    first = kept(lia, key, when="12 avril 2018")
    other = signed_in(Role.OFFICER, name="octavi")
    page = other.get(reverse("log:activity", args=[Activity.objects.get().slug]), follow=True)
    own = page.context["jotting"]
    kept(other, str(own.key), when="14 avril 2018", version=str(own.version), draft=own.draft)
    answer = taken(lia, key, photo()).json()
    assert answer["draft"] == first["draft"]
    sent = {"key": key, "version": "1", "draft": answer["draft"], "title": "Forum", "when": "12 avril 2018"}
    assert lia.post(reverse("log:keep"), sent).status_code == 409
