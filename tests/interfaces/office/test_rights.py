"""The page of roles and rights: the table that verbs ask, with who holds each role, for who may see accounts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.permissions import TABLE, Reach, Right, Role
from rapporteur.records.activities.models import MediaMention
from rapporteur.records.plan.models import Node
from tests.factories import make
from tests.support.office import shown, signed_in, url

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


def let(admin: Client, right: Right, role: Role, reach: str) -> None:
    """Send the page of a right with another choice for one role."""
    address = reverse("office_right", args=[right])
    (form,) = [one for one in shown(admin, address).forms if role.value in one.fields]
    sent = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    assert admin.post(address, {**sent, role.value: reach}).status_code == 302


def test_a_changed_cell_rules_pages_forms_choosers_files_and_the_menu_alike() -> None:
    make.AssociationFactory()
    make.NodeFactory()
    make.MediaMentionFactory()
    officer, admin = signed_in(Role.OFFICER), signed_in(Role.ADMINISTRATOR, name="ana")
    wanted = {
        "list": url(Node, "list"),
        "file": url(Node, "list") + "?export=csv",
        "new form": url(Node, "add"),
        "chooser": reverse("wagtailsnippetchoosers_plan_node:choose"),
        "other list": url(MediaMention, "list"),
        "other file": url(MediaMention, "list") + "?export=csv",
    }

    def open_to() -> set[str]:
        return {what for what, address in wanted.items() if officer.get(address).status_code == 200}

    assert open_to() == set(wanted) - {"new form"}
    let(admin, Right.RECORD_PLAN, Role.OFFICER, "A")
    let(admin, Right.RECORD_PRESS, Role.OFFICER, "-")
    let(admin, Right.VIEW_PRESS, Role.OFFICER, "-")
    assert open_to() == set(wanted) - {"other list", "other file"}
    assert url(MediaMention, "list") not in officer.get("/cms/").content.decode()
    let(admin, Right.VIEW_PLAN, Role.BOARD_READER, "-")
    assert signed_in(Role.BOARD_READER).get(wanted["chooser"]).status_code != 200
    marked = shown(admin, reverse("office_rights")).xpath(
        "//span[contains(text(), 'as the table comes')]/text()"
    )
    assert sorted(marked) == ["changed; as the table comes: no", *3 * ["changed; as the table comes: yes"]]
    told = admin.get(reverse("office_right", args=[Right.RECORD_PLAN])).content.decode()
    assert "ana: officer: no → yes" in told
    assert admin.post(reverse("office_reset_rights")).status_code == 302
    assert open_to() == set(wanted) - {"new form"}


def test_what_cannot_be_changed_has_no_box_and_nobody_else_gets_there() -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    page = shown(admin, reverse("office_right", args=[Right.VIEW_DUES]))
    assert set(page.xpath("//main//select/@name")) == {"SECRETARY_GENERAL", "FINANCE"}
    assert admin.get(reverse("office_right", args=["no.right"])).status_code == 404
    other = signed_in(Role.SECRETARY_GENERAL)
    assert other.get(reverse("office_right", args=[Right.VIEW_DUES])).status_code in {302, 403}
    assert other.post(reverse("office_reset_rights")).status_code in {302, 403}
