"""The tests' own footing: the engine that was asked for, and the demonstration data on it."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from rapporteur.activities.models import Activity


@pytest.mark.django_db
def test_engine_is_the_one_asked_for() -> None:
    assert connection.vendor == os.environ.get("RAPPORTEUR_TEST_DATABASE", "sqlite")


@pytest.mark.django_db
def test_database_is_empty_without_the_demonstration_data() -> None:
    assert Activity.objects.count() == 0


class TestDemonstration:
    """With the data of a quarter."""

    pytestmark = pytest.mark.usefixtures("demo_records", "db")

    def test_records_are_there(self) -> None:
        assert Activity.objects.count() == 45

    def test_what_one_test_deletes(self) -> None:
        Activity.objects.all().delete()

        assert Activity.objects.count() == 0

    def test_the_next_one_finds(self) -> None:
        assert Activity.objects.count() == 45
