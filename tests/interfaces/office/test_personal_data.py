"""The register of personal data: each field about people once, held against the models; shown to administrators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse

from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.people.personal import REGISTER, registered
from rapporteur.records.contacts.models import Contact
from rapporteur.records.governance.models import Person
from rapporteur.records.juries.models import Juror
from rapporteur.records.training.models import Participant
from tests.factories import make
from tests.support.office import shown, signed_in

ABOUT_PEOPLE = {Person, Juror, Participant, Contact, get_user_model()}
"""Every column of these says something of somebody."""
TELLING = ("consent", "sex", "email", "phone", "contact")
"""What a column is called that does."""
DOING = ("by", "officer", "owner_name")
"""What a column is called that holds the name of who did something."""
NAMES = {"meetings.guest.name", "publications.publicationauthor.name", "training.certificate.code"}
"""Names of people in records that are about something else."""
REASONS = {"juries.tie.reason", "juries.assessment.remark"}
"""What is said of a juror, in words."""
NOT_OF_PEOPLE = {"core.association.email", "core.association.phone"}
"""How to reach the network itself."""
TECHNICAL = {
    "id",
    "search_text",
    "password",
    "is_staff",
    "is_superuser",
    "is_active",
    "groups",
    "user_permissions",
}
"""Of accounts: what is no statement about the person; passwords are kept as hashes."""


def personal_fields() -> Iterator[str]:
    """Yield every field of every model that says something of a person."""
    for model in apps.get_models():
        if not model.__module__.startswith("rapporteur.") and model is not get_user_model():
            continue
        for field in model._meta.get_fields():
            name = f"{model._meta.label_lower}.{field.name}"
            if not getattr(field, "concrete", False) or field.name in TECHNICAL or name in NOT_OF_PEOPLE:
                continue
            if (
                model in ABOUT_PEOPLE
                or field.related_model in ABOUT_PEOPLE
                or isinstance(field, models.EmailField)
                or any(word in field.name.split("_") for word in TELLING)
                or field.name in DOING
                or field.name.endswith("_by")
                or name in NAMES | REASONS
            ):
                yield name


def test_every_personal_field_stands_in_the_register_once() -> None:
    assert Counter(registered()) == Counter(set(personal_fields()))


def test_every_purpose_says_how_long_and_who_may_see_it() -> None:
    for one in REGISTER:
        assert one.fields
        assert one.purpose.text.endswith(".")
        assert one.kept.text.endswith(".")


@pytest.mark.django_db
def test_administrators_read_it_in_their_words_and_nobody_else() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    page = shown(signed_in(Role.ADMINISTRATOR), reverse("office_personal_data"))
    rows = page.xpath("//main//table//tbody/tr")
    assert len(rows) == len(REGISTER)
    text = page.text_content()
    assert "To invite members and write to them" in text
    assert "consent date" in text
    assert signed_in(Role.REVIEWER).get(reverse("office_personal_data")).status_code in {302, 403}
