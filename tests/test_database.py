"""The tests' own footing: the engine that was asked for, and the demonstration data on it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from rapporteur.records.activities.models import Activity
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.juries.models import Juror
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Course
from tests.support.databases import Templates, files_behind, fingerprint, renew_empty

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.django_db
def test_engine_is_the_one_asked_for() -> None:
    assert connection.vendor == os.environ.get("RAPPORTEUR_TEST_DATABASE", "sqlite")


@pytest.mark.django_db
def test_database_is_empty_without_the_demonstration_data() -> None:
    assert Activity.objects.count() == 0


@pytest.mark.django_db
def test_database_is_what_the_migrations_of_today_make() -> None:
    executor = MigrationExecutor(connection)

    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db(transaction=True)
def test_what_the_migrations_wrote_is_there_again_after_the_tables_were_emptied(
    django_db_setup: Templates,
) -> None:
    call_command("flush", verbosity=0, interactive=False)
    assert not Page.objects.exists()
    renew_empty(django_db_setup)
    assert Page.objects.exists()


def test_template_is_named_for_the_migrations_and_for_what_they_import() -> None:
    migrations = set((ROOT / "rapporteur").rglob("migrations/*.py"))

    files = files_behind(migrations)

    assert migrations < files
    assert {"frozen.py", "overlaps.py", "fields.py"} <= {path.name for path in files}


def test_template_has_another_name_when_a_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "0001_initial.py"
    file.write_text("operations = []")
    before = fingerprint([file])

    file.write_text("operations = [1]")

    assert fingerprint([file]) != before


class TestDemonstration:
    """With the data of a quarter."""

    pytestmark = pytest.mark.usefixtures("demo_records", "db")

    def test_records_are_there(self) -> None:
        assert Activity.objects.count() == 45

    def test_what_one_test_deletes(self) -> None:
        CallForApplications.objects.update(
            jury_call=None
        )  # which keeps a call as long as another leads to it
        for model in (
            Agreement, JointStatement, Juror, CallForApplications, Course, Publication, CommunicationItem,
            AdmissionRequest, Activity,
        ):  # fmt: skip
            model.objects.all().delete()

        assert Activity.objects.count() == 0

    def test_the_next_one_finds(self) -> None:
        assert Activity.objects.count() == 45
