"""The page of roles and rights: the table that verbs ask, with who holds each role, for who may see accounts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from rapporteur.base.core.permissions import TABLE, Reach, Right, Role
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
SIGNS = {Reach.EVERY_REGION: "✓ yes", Reach.OWN_REGION: "◐ in their own region", Reach.NOWHERE: "– no"}


def test_the_page_says_what_the_verbs_ask_and_who_holds_each_role() -> None:
    signed_in(Role.REVIEWER, name="agnes")
    page = shown(signed_in(Role.ADMINISTRATOR, name="ana"), reverse("office_rights"))
    table = page.xpath("//table[contains(@class, 'rights')]")[0]
    heads = [" ".join(one.text_content().split()) for one in table.xpath(".//thead/tr[2]/td")]
    held = dict(zip(Role, heads, strict=True))
    assert (held[Role.REVIEWER], held[Role.ADMINISTRATOR], held[Role.JUROR]) == ("agnes", "ana", "nobody")
    rows = table.xpath(".//tbody/tr")
    assert len(rows) == len(Right)
    for right, row in zip(Right, rows, strict=True):
        told = [" ".join(cell.xpath(".//span/text()")) for cell in row.xpath("./td")]
        assert told == [SIGNS[TABLE[right][role]] for role in Role], right


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_is_shown_who_holds_what(role: Role) -> None:
    region = "north" if role is Role.REGIONAL_SECRETARY else ""
    client = signed_in(role, name="somebody", region=region)
    assert client.get(reverse("office_rights")).status_code in {302, 403}


def test_the_menu_leads_to_it_whom_it_is_open_to() -> None:
    address = reverse("office_rights")
    assert address in signed_in(Role.ADMINISTRATOR).get("/cms/").content.decode()
    assert address not in signed_in(Role.REVIEWER).get("/cms/").content.decode()
