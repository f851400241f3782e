"""How near an organisation was to membership, and when."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.members.actions import note_prospect
from rapporteur.members.enums import ProspectStage
from rapporteur.members.models import Prospect
from tests.factories import make

pytestmark = pytest.mark.django_db
NOW = date(2018, 6, 1)
FIRST, LAST = ProspectStage.values[0], ProspectStage.values[-1]


def stages() -> list[tuple[str, date | None, date | None]]:
    return list(Prospect.objects.order_by("pk").values_list("stage", "start", "end"))


def test_next_stage_ends_the_one_before() -> None:
    city = make.OrganisationFactory()
    for stage, start in [(FIRST, None), (LAST, NOW), (LAST, NOW), (FIRST, None)]:
        note_prospect(by="x", organisation=city, stage=stage, start=start)
    assert stages() == [(FIRST, None, NOW), (LAST, NOW, None)]


def test_stage_of_the_same_day_is_corrected() -> None:
    city = make.OrganisationFactory()
    for stage in (FIRST, LAST):
        note_prospect(by="x", organisation=city, stage=stage, start=NOW)
    assert stages() == [(LAST, NOW, None)]
