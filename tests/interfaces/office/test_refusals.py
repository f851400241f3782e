"""Refusals name records as people call them: no page of the office tells a key of files or of the database."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from rapporteur.base.core.editorial import AlreadyInReview
from rapporteur.base.core.engine import RecordInUse
from rapporteur.base.core.models import SourceLanguageMissing
from rapporteur.base.core.permissions import Role
from rapporteur.base.values.failures import RecordKey
from rapporteur.interfaces.office.pages.refusals import AlreadyRecorded, sentence
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation, Region
from tests.factories import make
from tests.interfaces.office.test_selection import many
from tests.support.office import send, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def forum() -> Any:
    title = {"en": "The forum", "fr": "Le forum"}
    return make.ActivityFactory(slug="2018-04-forum", title=title, start_date=date(2018, 4, 1))


def test_a_record_is_called_by_its_name_in_the_language_of_whoever_reads() -> None:
    refused = AlreadyInReview(forum())
    with translation.override("en"):
        assert sentence(refused).startswith("activity “The forum” is in review already")
    with translation.override("fr"):
        told = sentence(refused)
    assert "Le forum" in told
    assert "2018-04-forum" not in told
    with translation.override("en"):
        assert sentence(AlreadyRecorded(Activity.objects.get())).startswith(
            "activity “The forum” is on record already"
        )


def test_a_text_that_is_missing_is_called_as_its_box() -> None:
    with translation.override("fr"):
        told = sentence(SourceLanguageMissing(forum(), "fr", ["title"]))
    assert "Le forum" in told
    assert "titre" in told
    assert "français" in told


def test_what_refers_to_a_record_is_named_with_the_record_in_whose_form_it_stands() -> None:
    quito = make.OrganisationFactory(slug="quito-ec", named=False)
    make.OrganisationNameFactory(organisation=quito, name={"en": "Quito", "fr": "Quito"})
    activity = forum()
    make.ActivationFactory(activity=activity, organisation=quito)
    make.MembershipFactory(organisation=quito)
    ana = superuser()
    page = send(ana, url(Organisation, "delete", quito.pk), {"reason": "twice"})
    told = " ".join(page.text_content().split())
    assert "organisation “Quito” cannot be deleted: " in told
    assert "activity “The forum”" in told
    assert "membership “Quito”" in told
    assert "quito-ec" not in told
    assert "2018-04-forum" not in told


def test_a_region_that_somebody_reads_for_says_who_in_words_of_the_reader() -> None:
    region = make.RegionFactory(slug="europe-1", name={"en": "Europe", "fr": "Europe"})
    reader = make.RoleAssignmentFactory(role=Role.REVIEWER).user
    remit = Remit.objects.create(account=reader, region=region)
    with translation.override("fr"):
        told = sentence(RecordInUse(region, [remit]))
    assert f"périmètre de relecture “{reader.get_username()}”" in told.replace("« ", "“").replace(" »", "”")
    assert "remit" not in told
    assert "europe-1" not in told
    page = send(superuser(), url(Region, "delete", region.pk), {"reason": "twice"})
    assert f"remit “{reader.get_username()}” refers to it" in " ".join(page.text_content().split())


def test_what_a_refusal_holds_of_a_record_goes_between_processes_as_a_text() -> None:
    held = RecordKey("2018-04-forum", object())
    again = pickle.loads(pickle.dumps(held))  # noqa: S301  # of our own making
    assert (again, type(again)) == ("2018-04-forum", str)


def test_rows_that_cannot_be_done_are_told_by_name_alone() -> None:
    activity = forum()
    officer = signed_in(Role.REVIEWER)
    page = send(officer, many("approve", activity), {"step": "look"})
    told = " ".join(page.text_content().split())
    assert "The forum" in told
    assert "2018-04-forum" not in told
