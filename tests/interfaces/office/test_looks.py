"""How a report will look in the settings that somebody types: shown without saving, colours checked at the field."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import Role
from tests.factories import make
from tests.interfaces.office.test_constraints_at_fields import at
from tests.support.office import Values, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> Association:
    made: Association = make.AssociationFactory(
        languages=["fr", "en"], source_language="fr", name={"fr": "Le réseau", "en": "The network"}
    )
    make.ReportFactory()
    return made


@pytest.fixture
def ana() -> Client:
    client = superuser()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client


def page_of(client: Client) -> tuple[Any, Values]:
    page = shown(client, url(Association, "edit", Association.objects.get().pk))
    return page, form_of(page)


def previewed(client: Client, values: Values, **changes: str) -> Any:
    return client.post(reverse("looks:preview"), {**values, **changes})


def test_the_newest_report_is_shown_in_what_is_typed_and_nothing_is_saved(ana: Client) -> None:
    page, values = page_of(ana)
    assert page.xpath("//iframe[@name='looks']/@title") == ["Aperçu d’un rapport"]
    assert page.xpath("//select[@id='looks-language']/option/@value") == ["fr", "en"]
    answer = previewed(
        ana, values, name_fr="Réseau des ponts", colour="#7a1f2b", phone="+33 1 23", preview_language="fr"
    )
    told = answer.content.decode()
    for part in ("Réseau des ponts", "--own:#7a1f2b", "+33 1 23", '<html lang="fr"'):
        assert part in told, part
    assert 'style="' not in told  # the page's own sheet alone, by its hash
    policy = answer["Content-Security-Policy"]
    assert "style-src 'sha256-" in policy
    assert "frame-ancestors 'self'" in policy
    assert '<html lang="en"' in previewed(ana, values, preview_language="en").content.decode()
    kept = Association.objects.get()
    assert (kept.name["fr"], kept.colour) == ("Le réseau", "#1d3c5a")


def test_what_is_wrong_in_the_form_is_told_in_place_of_the_preview(ana: Client) -> None:
    _, values = page_of(ana)
    answer = previewed(ana, values, colour="rouge")
    assert answer.status_code == 200
    assert "à corriger" in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        ("colour", "#e8d44d", "un contraste de 1,5 pour 1 avec le papier blanc"),
        ("colour", "#777777", "ni des lettres blanches ni des lettres noires"),
        ("line_colours", "#1d3c5a\n#ffcc00", "#ffcc00"),
        ("line_colours", "bleu", "bleu"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_at_its_field(
    ana: Client, field: str, given: str, told: str
) -> None:
    _, values = page_of(ana)
    page = send(ana, url(Association, "edit", Association.objects.get().pk), values, **{field: given})
    assert page is not None
    assert told in at(page, field)


def test_who_may_not_change_the_association_has_no_preview() -> None:
    officer = signed_in(Role.OFFICER)
    assert officer.post(reverse("looks:preview"), {}).status_code in (302, 403)
    assert superuser().get(reverse("looks:preview")).status_code == 405
