"""The plan as a tree without a script: shown in the reader's language, moved by buttons, taken back; who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.permissions import Role
from rapporteur.records.plan.models import Node
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
CODES = {"L1": None, "L1M1": "L1", "L1M2": "L1", "L2": None, "L2M1": "L2"}


@pytest.fixture
def nodes() -> dict[str, Node]:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    version = make.PlanVersionFactory(start=date(2018, 1, 1), end=date(2099, 1, 1))
    levels = [make.LevelFactory(version=version, depth=depth) for depth in range(2)]
    made: dict[str, Node] = {}
    for place, (code, parent) in enumerate(CODES.items(), start=1):
        made[code] = make.NodeFactory(
            level=levels[1 if parent else 0], parent=made.get(parent or ""), code=code, position=place,
            title={"fr": f"titre {code}", "en": f"title {code}"},
        )  # fmt: skip
    for code in ("L1M1", "L1M1", "L1M2"):
        make.ActivityDeliverableFactory(activity=make.ActivityFactory(), node=made[code])
    return made


@pytest.fixture
def secretary(nodes: dict[str, Node]) -> Client:
    return signed_in(Role.SECRETARY_GENERAL)


def at(nodes: dict[str, Node], code: str = "") -> str:
    address = reverse("plan_tree:version", args=[nodes["L1"].version_id])
    return f"{address}?node={nodes[code].pk}" if code else address


def take(client: Client, nodes: dict[str, Node], step: str, of: str = "", **values: str) -> tuple[str, Any]:
    """Take a step; return what the page says then, and the page."""
    sent = {"step": step, "node": str(nodes[of].pk) if of else "", **values}
    answer = client.post(at(nodes), sent)
    assert answer.status_code == 302
    page = shown(client, answer.headers["Location"])
    return " ".join(page.get_element_by_id("plan-said").text_content().split()), page


def order() -> str:
    return " ".join(Node.objects.order_by("position").values_list("code", flat=True))


def rows(page: Any) -> list[str]:
    return [" ".join(one.text_content().split()) for one in page.xpath("//a[contains(@class, 'plan-node')]")]


def test_the_tree_says_what_stands_where_and_what_served_it(
    secretary: Client, nodes: dict[str, Node]
) -> None:
    assert secretary.get(reverse("plan_tree:index")).headers["Location"] == at(nodes)
    assert rows(shown(secretary, at(nodes))) == [
        "L1 title L1 3 activities", "L1M1 title L1M1 2 activities", "L1M2 title L1M2 1 activity",
        "L2 title L2 0 activities", "L2M1 title L2M1 0 activities",
    ]  # fmt: skip
    assert (
        at(nodes) in secretary.get("/cms/").content.decode()
        or reverse("plan_tree:index") in secretary.get("/cms/").content.decode()
    )


def test_buttons_move_and_one_click_takes_it_back(secretary: Client, nodes: dict[str, Node]) -> None:
    said, page = take(secretary, nodes, "down", "L1M1")
    assert (said, order()) == ("L1M1 moved after L1M2.", "L1 L1M2 L1M1 L2 L2M1")
    assert page.xpath("//div[@id='plan-undo']//button")
    said, page = take(secretary, nodes, "undo")
    assert (said, order()) == ("L1M1 is back where it was.", " ".join(CODES))
    assert not page.xpath("//div[@id='plan-undo']//button")
    assert secretary.post(at(nodes), {"step": "undo"}).status_code == 404


def test_what_comes_below_another_keeps_its_code_and_is_said_to_count_there(
    secretary: Client, nodes: dict[str, Node]
) -> None:
    page = shown(secretary, at(nodes, "L1M1"))
    assert page.xpath("//select[@id='plan-to']//option/@value") == ["L1|L1M2", "L2|", "L2|L2M1"]
    said, page = take(secretary, nodes, "place", "L1M1", to="L2|L2M1")
    assert said == (
        "L1M1 moved after L2M1. Its code stays as it is; what served it (2 activities) counts under L2 from now on."
    )
    assert rows(page)[2:] == ["L2 title L2 2 activities", *rows(page)[3:]]
    said, _ = take(secretary, nodes, "place", "L1M1", to="L1M2|")
    assert said.startswith("L1M1 cannot stand below L1M2")


def test_a_node_is_added_renamed_ended_and_goes_on(secretary: Client, nodes: dict[str, Node]) -> None:
    page = shown(secretary, at(nodes, "L1"))
    assert page.xpath("//input[@name='code']/@value") == ["L1M3"]
    said, _ = take(secretary, nodes, "add", "L1", code="L1M3", title="New one")
    assert (said, order()) == ("L1M3 is added.", "L1 L1M1 L1M2 L1M3 L2 L2M1")
    take(secretary, nodes, "rename", "L1M2", title="Other")
    assert dict(Node.objects.get(code="L1M2").title) == {"fr": "titre L1M2", "en": "Other"}
    said, page = take(secretary, nodes, "end", "L1", last="30 June 2018")
    assert said == "L1 ends on 30 June 2018, with all that is below it."
    assert rows(page)[1] == "L1M1 title L1M1 2 activities · ended on 30 June 2018"
    assert not page.xpath("//h3")  # nothing is added below what has ended
    take(secretary, nodes, "resume", "L1")
    assert not Node.objects.exclude(end=None).exists()
    refused = secretary.post(at(nodes), {"step": "end", "node": nodes["L1"].pk, "last": "1 May 2017"})
    assert "L1 began on 1 January 2018" in refused.content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BOARD_READER])
def test_who_may_only_see_is_offered_nothing_and_refused(nodes: dict[str, Node], role: Role) -> None:
    client = signed_in(role)
    page = shown(client, at(nodes, "L1M1"))
    assert rows(page)
    assert not page.xpath("//main//button[@name='step']")
    assert not page.xpath("//li[@draggable='true']")
    said, _ = take(client, nodes, "down", "L1M1")
    assert "may not record the action plan" in said
    assert order() == " ".join(CODES)


def test_who_may_not_see_the_plan_is_shown_nothing(nodes: dict[str, Node]) -> None:
    assert signed_in(Role.JUROR).get(at(nodes)).status_code in {302, 403}


def test_the_page_asks_as_often_for_many_nodes_as_for_few(
    secretary: Client, nodes: dict[str, Node], django_assert_max_num_queries: Any
) -> None:
    secretary.get(at(nodes, "L1M1"))
    with django_assert_max_num_queries(200) as few:
        secretary.get(at(nodes, "L1M1"))
    for number in range(20):
        make.NodeFactory(
            level=nodes["L1M1"].level, parent=nodes["L1"], code=f"L1M{number + 10}", position=number + 10
        )
    with django_assert_max_num_queries(len(few)):
        secretary.get(at(nodes, "L1M1"))
