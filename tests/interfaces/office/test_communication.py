"""Communication items in the office: recorded in their form, which says what is not told of their reach."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.communication.models import CommunicationItem
from tests.factories import make
from tests.support.office import form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
WHOLE = {"reach": "1200", "reach_measure": "VIEWS", "reach_date": "9 July 2018", "reach_source": "Vimeo"}


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def added(client: Client, **values: Any) -> Any:
    address, node = url(CommunicationItem, "add"), make.NodeFactory()
    given = {
        "title_fr": "Film", "kind": "FILM", "published_date": "30 June 2018", "published_precision": "DAY",
        "channels": "Vimeo\nRiver TV", "languages": "French (fr)", "deliverables-TOTAL_FORMS": "1",
        "deliverables-0-node": node.pk,
    }  # fmt: skip
    return send(client, address, form_of(shown(client, address)), **given | values)


def test_an_item_is_recorded_in_its_form_and_shown_on_its_page() -> None:
    ana = superuser()
    assert added(ana, **WHOLE) is None
    kept = CommunicationItem.objects.get()
    assert (kept.slug, kept.channels, kept.languages) == ("film", ["Vimeo", "River TV"], ["fr"])
    assert (kept.reach, kept.deliverables.count()) == (1200, 1)
    page = shown(ana, url(CommunicationItem, "inspect", kept.pk)).xpath("string(//main)")
    assert "Vimeo" in page


@pytest.mark.parametrize("missing", list(WHOLE))
def test_a_number_of_those_reached_is_whole(missing: str) -> None:
    page = added(superuser(), **{name: value for name, value in WHOLE.items() if name != missing})
    assert page is not None
    assert "Say how many, what the number counts" in page.text_content()
    assert not CommunicationItem.objects.exists()


def test_communications_record_and_board_readers_only_read() -> None:
    kept = make.CommunicationItemFactory()
    assert added(signed_in(Role.COMMUNICATIONS)) is None
    reader = signed_in(Role.BOARD_READER)
    assert reader.get(url(CommunicationItem, "inspect", kept.pk)).status_code == 200
    assert reader.get(url(CommunicationItem, "add")).status_code in {302, 403}
