"""Mentions in the media: their channels are those that there are."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.actions import record_mention
from rapporteur.records.activities.models import MediaMention
from rapporteur.records.activities.shapes import MentionShape


@pytest.mark.django_db
def test_a_channel_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    day = date(2018, 5, 2)
    shape = MentionShape(
        slug="new",
        dates=Dates(day, day),
        outlet="Gazette",
        subject=LocalizedText(),
        channels=("WEB", "PIGEON"),
    )
    with pytest.raises(ValidationError, match=r"expected of WEB, NEWSLETTER, .* found PIGEON"):
        record_mention(by=operator("bo"), mention=shape)
    assert not MediaMention.objects.exists()
