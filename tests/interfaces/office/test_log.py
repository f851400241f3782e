"""Log: what is typed becomes a draft through the verb, what may mean two things is asked, nothing typed is lost."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.proof.editions.models import Edition
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from rapporteur.records.plan.models import Node
from rapporteur.records.reports.models import Report
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db


def city(slug: str, kind: str = "CITY", *, aliases: tuple[str, ...] = (), **names: str) -> Organisation:
    """Make a member with its names by language."""
    found: Organisation = make.OrganisationFactory(slug=slug, kind=kind, named=False)
    make.OrganisationNameFactory(organisation=found, name=names)
    for text in aliases:
        make.OrganisationAliasFactory(organisation=found, text=text, kind="AMBIGUOUS")
    make.MembershipFactory(organisation=found)
    return found


@pytest.fixture(autouse=True)
def network() -> None:
    """A network that reports on the second quarter of 2018, with a plan of one line and two deliverables."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    city("berlin", en="Berlin", fr="Berlin")
    city("quito", en="Quito", fr="Quito")
    city("kolkata", en="Kolkata", fr="Calcutta")
    city("barcelona-city", en="Barcelona (city)", fr="Barcelone (ville)", aliases=("Barcelone", "Barcelona"))
    city(
        "barcelona-area", "METROPOLITAN_GOVERNMENT", en="Barcelona (area)", aliases=("Barcelone", "Barcelona")
    )
    version = make.PlanVersionFactory(start=date(2018, 1, 1), end=date(2021, 1, 1))
    line = make.NodeFactory(
        version=version, level__version=version, level__depth=0, code="L2", slug="l2", position=1
    )
    level = make.LevelFactory(version=version, depth=1, key="deliverable")
    for n in (1, 2):
        make.NodeFactory(
            version=version, level=level, parent=line, code=f"L2M5D{n}", slug=f"l2m5d{n}", position=n + 1,
            title={"fr": f"Forum {n}", "en": f"Forum {n}"},
        )  # fmt: skip


@pytest.fixture
def officer() -> Client:
    return signed_in(Role.OFFICER, name="octavi")


TYPED: dict[str, Any] = {"language": "fr", "title": "Réunion du comité directeur", "when": "5-6 avril"}


def kept(client: Client, key: str = "", *, status: int = 200, **fields: Any) -> dict[str, Any]:
    """Send the page as its script does; return the answer."""
    sent = {"key": key or str(uuid.uuid4()), "version": 0, "draft": "", **fields}
    response = client.post(reverse("log:keep"), sent, headers={"accept-language": "fr"})
    assert response.status_code == status, response.content[:300]
    answer: dict[str, Any] = response.json()
    return answer | {"key": sent["key"]}


def again(client: Client, answer: dict[str, Any], *, status: int = 200, **fields: Any) -> dict[str, Any]:
    """Send the page once more, from where the last answer left it."""
    return kept(
        client, answer["key"], status=status, version=answer["version"], draft=answer["draft"], **fields
    )


def test_what_is_typed_becomes_a_draft_through_the_verb(officer: Client) -> None:
    answer = kept(
        officer, **TYPED, where="Barcelone (ville)", deliverable=["l2m5d2", "l2m5d1"],
        member=["berlin", "quito"], role=["SPEAKER", "PARTICIPANT"],
    )  # fmt: skip

    activity = Activity.objects.get()
    assert (activity.live, activity.kind, activity.online) == (False, "MEETING", False)
    assert activity.title.as_dict() == {"fr": "Réunion du comité directeur"}
    assert (activity.start_date, activity.end_date) == (date(2018, 4, 5), date(2018, 4, 6))
    assert list(activity.places.values_list("organisation__slug", flat=True)) == ["barcelona-city"]
    assert {(one.organisation.slug, one.role) for one in activity.activations.all()} == {
        ("berlin", "SPEAKER"), ("quito", "PARTICIPANT"), ("barcelona-city", "HOST"),
    }  # fmt: skip
    assert [row.node.code for row in activity.deliverables.order_by("position")] == ["L2M5D2", "L2M5D1"]
    assert activity.line is not None and activity.line.code == "L2"
    assert (answer["is_draft"], answer["refusal"]) == (True, "")
    assert "5 et 6 avril 2018, T2" in answer["parts"]["when"]
    assert list(AuditEntry.objects.values_list("by", "action")) == [("octavi", "created")]


def test_a_page_that_makes_no_draft_yet_is_kept_as_typed(officer: Client) -> None:
    answer = kept(officer, title="Réu", language="fr", when="12 a")

    assert not Activity.objects.exists()
    assert answer["is_draft"] is False
    page = shown(officer, answer["address"])
    assert page.xpath("//input[@name='title']/@value") == ["Réu"]
    assert page.xpath("//input[@name='when']/@value") == ["12 a"]
    assert "Réu" in shown(officer, reverse("log:new")).xpath("string(//section)")


def test_pauses_of_one_sitting_are_one_revision_and_one_entry(officer: Client) -> None:
    answer = kept(officer, **TYPED)
    for title in ("Réunion du comité", "Réunion du comité directeur", "Réunion"):
        answer = again(officer, answer, **{**TYPED, "title": title})

    activity = Activity.objects.get()
    assert activity.revisions.count() == 1
    assert activity.title["fr"] == "Réunion"
    assert AuditEntry.objects.count() == 1


def test_two_windows_do_not_overwrite_each_other(officer: Client) -> None:
    first = kept(officer, **TYPED)
    second = again(officer, first, **{**TYPED, "title": "Réunion, deuxième fenêtre"})

    conflict = again(officer, first, status=409, **{**TYPED, "title": "Réunion, première fenêtre"})

    assert Activity.objects.get().title["fr"] == "Réunion, deuxième fenêtre"
    assert {"Réunion, première fenêtre", "Réunion, deuxième fenêtre"} <= texts(conflict["html"])
    assert (conflict["version"], conflict["draft"]) == (second["version"], second["draft"])
    again(officer, conflict, **{**TYPED, "title": "Réunion, première fenêtre"})
    assert Activity.objects.get().title["fr"] == "Réunion, première fenêtre"


def test_the_second_sees_who_changed_what_in_the_draft(officer: Client) -> None:
    first = kept(officer, **TYPED, where="Quito")
    slug = Activity.objects.get().slug
    agnes = signed_in(Role.REVIEWER, name="agnes")
    page = shown(agnes, agnes.get(reverse("log:activity", args=(slug,))).headers["Location"])
    values = {
        name: page.xpath(f"string(//input[@name='{name}']/@value)") for name in ("key", "version", "draft")
    }
    kept(agnes, **values, **{**TYPED, "title": "Conseil", "when": "7 avril"}, where="Quito", no_host="quito",
         member="quito", role="HOST", kind="MEETING")  # fmt: skip

    conflict = again(officer, first, status=409, **{**TYPED, "title": "Comité"}, where="Quito")

    said = texts(conflict["html"])
    assert any("agnes" in text for text in said)
    assert {"Comité", "Conseil", "5-6 avril", "7 avril 2018"} <= said
    assert conflict["theirs"]["title"] == "Conseil"
    again(officer, conflict, **{**TYPED, "title": "Comité"}, where="Quito")
    assert Activity.objects.get().title["fr"] == "Comité"
    assert [one.by for one in AuditEntry.objects.order_by("pk")] == ["octavi", "agnes", "octavi"]


def parsed(content: Any) -> Any:
    return html.fromstring(content)


def texts(fragment: str) -> set[str]:
    return {" ".join(text.split()) for text in parsed(fragment).itertext()} - {""}


def test_a_place_that_may_be_two_is_asked_and_the_draft_goes_without(officer: Client) -> None:
    answer = kept(officer, **TYPED, where="Barcelone")

    assert not Activity.objects.get().places.exists()
    radios = parsed(answer["parts"]["where"]).xpath("//input[@type='radio']/@value")
    assert sorted(radios) == ["barcelona-area", "barcelona-city"]
    area = Organisation.objects.get(slug="barcelona-area")
    answer = again(officer, answer, **TYPED, where="Barcelone", place="barcelona-area")
    assert [place.organisation_id for place in Activity.objects.get().places.all()] == [area.pk]
    assert [one.organisation.slug for one in Activity.objects.get().activations.all()] == ["barcelona-area"]
    again(officer, answer, **TYPED, where="Barcelone", place="barcelona-area", no_host="barcelona-area")
    assert not Activity.objects.get().activations.exists(), "the host was taken off"


def test_a_place_of_its_own_keeps_its_name_and_online_is_heard(officer: Client) -> None:
    answer = kept(officer, **TYPED, where="Marseille")
    assert Activity.objects.get().places.get().name.as_dict() == {"fr": "Marseille"}
    again(officer, answer, **TYPED, where="en ligne")
    activity = Activity.objects.get()
    assert (activity.online, activity.places.count()) == (True, 0)


def test_a_pasted_list_is_resolved_with_the_doubts_as_choices(officer: Client) -> None:
    answer = kept(officer, **TYPED, names="Berlin (hôte); Calcutta\n- Barcelone\n2. Calcuta (speaker)")

    assert [(one["value"], one["role"]) for one in answer["members"]] == [
        ("berlin", "HOST"), ("kolkata", "PARTICIPANT"),
    ]  # fmt: skip
    assert answer["names"] == "Barcelone; Calcuta (speaker)"
    picks = parsed(answer["parts"]["members"]).xpath("//button[@data-text]")
    assert [(one.get("data-text"), one.get("data-value")) for one in picks] == [
        ("Barcelone", "barcelona-area"), ("Barcelone", "barcelona-city"), ("Calcuta", "kolkata"),
    ]  # fmt: skip
    assert picks[-1].get("data-role") == "SPEAKER"


def test_what_somebody_is_typing_is_left_alone_until_it_is_done(officer: Client) -> None:
    answer = kept(officer, **TYPED, names="Quito; Berlin", typing="Berlin")
    assert [one["value"] for one in answer["members"]] == ["quito"]
    assert answer["names"] == "Berlin"
    page = shown(officer, answer["address"])
    assert page.xpath("//input[@name='member']/@value") == ["quito", "berlin"], "opened again it is taken up"


def test_pasted_codes_are_found_and_unknown_ones_asked(officer: Client) -> None:
    answer = kept(officer, **TYPED, codes="l2 m5-d1; L9M9D9")
    assert [one["value"] for one in answer["deliverables"]] == ["l2m5d1"]
    assert answer["codes"] == "L9M9D9"
    assert "L9M9D9" in answer["parts"]["codes"]


@pytest.mark.parametrize(
    ("typed", "found", "asked"),
    [
        ("L2M5D1 L2M5D2", ["l2m5d1", "l2m5d2"], ""),
        ("l2 m5 d1", ["l2m5d1"], ""),
        ("L2M5D1 L9M9D9", [], "L2M5D1 L9M9D9"),
    ],
)
def test_codes_with_a_space_between_them_are_as_many_codes(
    officer: Client, typed: str, found: list[str], asked: str
) -> None:
    answer = kept(officer, **TYPED, codes=typed)
    assert [one["value"] for one in answer["deliverables"]] == found
    assert answer["codes"] == asked


def test_whoever_goes_on_is_held_by_what_is_undecided(officer: Client) -> None:
    answer = kept(officer, **TYPED, then="next", names="Barcelone")
    assert "next" not in answer
    assert set(answer["errors"]) == {"names"}
    answer = again(officer, answer, **TYPED, then="next")
    assert answer["next"] == f"{reverse('log:new')}?after={Activity.objects.get().slug}"
    assert "Réunion du comité directeur" in shown(officer, answer["next"]).text_content()
    assert not shown(officer, reverse("log:new")).xpath("//section")
    answer = again(officer, answer, **TYPED, then="details")
    assert answer["next"].endswith(f"/edit/{Activity.objects.get().pk}/")


def test_going_back_to_a_page_that_is_done_shows_it_as_it_is_on_record(officer: Client) -> None:
    answer = kept(officer, **TYPED, then="next")
    page = shown(officer, reverse("log:page", args=(answer["key"],)))
    assert page.xpath("//input[@name='title']/@value") == [TYPED["title"]]
    assert page.xpath("//input[@name='version']/@value") == ["1"]
    again(officer, answer, **{**TYPED, "title": "Corrigé"})
    assert [one.title["fr"] for one in Activity.objects.all()] == ["Corrigé"]


def test_who_only_looks_at_an_activity_in_log_has_begun_nothing(officer: Client) -> None:
    kept(officer, **TYPED, then="next")
    agnes, slug = signed_in(Role.REVIEWER, name="agnes"), Activity.objects.get().slug
    page = shown(agnes, agnes.get(reverse("log:activity", args=(slug,))).headers["Location"])
    values = {
        name: page.xpath(f"string(//input[@name='{name}']/@value)") for name in ("key", "version", "draft")
    }
    assert "Not finished" not in shown(agnes, reverse("wagtailadmin_home")).text_content()
    kept(agnes, **values, **{**TYPED, "title": "Conseil"})
    assert "Not finished" in shown(agnes, reverse("wagtailadmin_home")).text_content()


def test_the_same_days_and_place_are_warned_of(officer: Client) -> None:
    kept(officer, **TYPED, where="Berlin")
    alike = kept(officer, title="Comité directeur, réunion", language="fr", when="6 avril")
    same_place = kept(officer, title="Autre chose", language="fr", when="5 avril", where="Berlin")
    other = kept(officer, title="Autre chose", language="fr", when="5 juin", where="Berlin")
    assert TYPED["title"] in alike["parts"]["near"]
    assert TYPED["title"] in same_place["parts"]["near"]
    assert "Au même endroit" in same_place["parts"]["near"]
    assert "Au même endroit" not in alike["parts"]["near"]
    assert other["parts"]["near"] == ""


def test_the_same_days_alone_are_not_warned_of(officer: Client) -> None:
    kept(officer, title="Formation de l’équipe : la stratégie", language="fr", when="12 juin", where="Berlin")
    for title, where in (
        ("Atelier sur l’eau", "Berlin"),  # there and then, but another kind of thing
        ("Formation de la rue", "Quito"),  # a word that any training has
        ("Formation", "Kolkata"),
        ("Réunion de l’équipe", ""),
    ):
        other = kept(officer, title=title, language="fr", when="12-14 juin", where=where)
        assert other["parts"]["near"] == "", title


def test_deliverables_are_found_by_beginnings_of_words_first(officer: Client) -> None:
    for n, title in enumerate(("Hors tableau", "Tableau", "Eau et ville"), 3):
        make.NodeFactory(
            version=Node.objects.get(slug="l2").version, level=Node.objects.get(slug="l2m5d1").level,
            parent=Node.objects.get(slug="l2"), code=f"L2M5D{n}", slug=f"l2m5d{n}", position=n + 9, title={"fr": title},
        )  # fmt: skip
    answer = officer.get(reverse("log:choices"), {"of": "deliverables", "q": "eau"}).json()
    assert [one["value"] for one in answer["choices"]] == ["l2m5d5", "l2m5d3", "l2m5d4"]


def test_what_is_put_to_review_from_the_page_is_in_review_once(officer: Client) -> None:
    assert "review" not in shown(officer, reverse("log:new")).xpath("//button[@name='then']/@value")
    refused = kept(officer, **TYPED, then="review")
    assert "next" not in refused
    assert refused["not_sent"], "no review is set up"
    set_up_reviews("en")
    assert "review" in shown(officer, reverse("log:new")).xpath("//button[@name='then']/@value")
    answer = again(officer, refused, **TYPED, then="review")
    activity = Activity.objects.get()
    assert activity.workflow_in_progress
    assert answer["next"] == f"{reverse('log:new')}?after={activity.slug}"
    assert (
        "Put to review" in shown(officer, answer["next"]).xpath("//p[@class='log-after']")[0].text_content()
    )
    answer = again(officer, answer, **{**TYPED, "title": "Corrigé"}, then="review")
    assert "next" in answer
    assert AuditEntry.objects.filter(action="submitted").count() == 1


def test_without_a_script_the_page_is_put_to_review(officer: Client) -> None:
    (form,) = shown(officer, reverse("log:new")).xpath("//form[@id='log-form']")
    values = dict(form.form_values()) | TYPED | {"then": "review"}
    response = officer.post(form.action, values)
    assert response.status_code == 422
    assert "not put to review" in parsed(response.content).xpath("//*[@id='log-errors']")[0].text_content()
    set_up_reviews("en")
    values["key"] = str(uuid.uuid4())
    assert officer.post(form.action, values).status_code == 302
    assert [one.workflow_in_progress for one in Activity.objects.order_by("pk")] == [False, True]


def test_without_a_script_the_form_is_sent_and_says_at_the_field_what_is_missing(officer: Client) -> None:
    page = shown(officer, reverse("log:new"))
    (form,) = page.xpath("//form[@id='log-form']")
    values = dict(form.form_values()) | {"title": "Réunion", "when": "bientôt", "names": "Berlin"}
    response = officer.post(form.action, values)
    assert response.status_code == 422
    page = parsed(response.content)
    assert page.xpath("//input[@name='title']/@value") == ["Réunion"]
    assert page.xpath("//input[@name='when']/@aria-invalid") == ["true"]
    assert page.xpath("//*[@id='log-errors']//a/@href") == ["#log-when"]
    values = dict(page.xpath("//form[@id='log-form']")[0].form_values()) | {"when": "5 avril 2018"}
    response = officer.post(form.action, values)
    assert response.status_code == 302
    assert [one.organisation.slug for one in Activity.objects.get().activations.all()] == ["berlin"]


@pytest.mark.parametrize(
    ("of", "typed", "expected"),
    [
        ("members", "ber", ["berlin"]),
        ("members", "calcut", ["kolkata"]),
        ("members", "kolk", ["kolkata"]),
        ("members", "barcelon", ["barcelona-area", "barcelona-city"]),
        ("members", "Berlyn", ["berlin"]),
        ("members", "zzz", []),
        ("places", "quit", ["quito"]),
        ("deliverables", "l2m5d2", ["l2m5d2"]),
        ("deliverables", "forum 1", ["l2m5d1"]),
        ("deliverables", "l2", ["l2m5d1", "l2m5d2"]),
    ],
)
def test_records_are_offered_by_what_is_typed(
    officer: Client, of: str, typed: str, expected: list[str]
) -> None:
    answer = officer.get(reverse("log:choices"), {"of": of, "q": typed}).json()
    assert [one["value"] for one in answer["choices"]] == expected
    assert answer["near"] is (typed == "Berlyn"), "what only resembles is taken by nobody"


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("log:choices", {"of": "members", "q": "town"}),
        ("log:choices", {"of": "members", "q": ""}),
        ("log:choices", {"of": "deliverables", "q": "forum"}),
        ("log:new", {}),
    ],
)
def test_many_members_and_activities_cost_no_more_questions(
    officer: Client, address: str, values: dict[str, str]
) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert officer.get(reverse(address), values).status_code == 200
        return len(asked)

    city("town-0", en="Town 0", fr="Ville 0")
    kept(officer, **TYPED, member=["town-0"], role=["PARTICIPANT"], deliverable=["l2m5d1"])
    questions()
    few = questions()
    for n in range(1, 25):
        city(f"town-{n}", en=f"Town {n}", fr=f"Ville {n}")
        kept(
            officer,
            **{**TYPED, "title": f"Réunion {n}"},
            member=[f"town-{n}", "town-0"],
            role=["PARTICIPANT"] * 2,
        )
    assert questions() == few


def test_recent_ones_are_offered_before_anything_is_typed(officer: Client) -> None:
    kept(officer, **TYPED, member=["quito"], role=["PARTICIPANT"], deliverable=["l2m5d2"])
    for of, first in (("members", "quito"), ("deliverables", "l2m5d2")):
        answer = officer.get(reverse("log:choices"), {"of": of, "q": ""}).json()
        assert answer["choices"][0]["value"] == first


def test_a_regional_secretary_drafts_in_the_own_region_only() -> None:
    north, south = make.RegionFactory(slug="north"), make.RegionFactory(slug="south")
    for slug, region in (("berlin", north), ("quito", south)):
        make.RegionalAffiliationFactory(organisation=Organisation.objects.get(slug=slug), region=region)
    ines = signed_in(Role.REGIONAL_SECRETARY, name="ines", region="north")

    refused = kept(ines, **TYPED, member=["quito"], role=["PARTICIPANT"])
    assert "ines" in refused["refusal"]
    assert not Activity.objects.exists()
    assert Jotting.objects.get().typed["title"] == TYPED["title"], "what was typed is kept"
    again(ines, refused, **TYPED, member=["berlin"], role=["PARTICIPANT"])
    assert Activity.objects.get().title["fr"] == TYPED["title"]


def test_an_activity_out_of_reach_is_not_told_of_whatever_the_address_asks() -> None:
    north, south = make.RegionFactory(slug="north"), make.RegionFactory(slug="south")
    for slug, region in (("berlin", north), ("quito", south)):
        make.RegionalAffiliationFactory(organisation=Organisation.objects.get(slug=slug), region=region)
    kept(signed_in(Role.OFFICER, name="octavi"), **TYPED, member=["quito"], role=["PARTICIPANT"])
    activity = Activity.objects.get()

    def title_in(client: Client, address: str) -> bool:
        return TYPED["title"] in client.get(address, follow=True).content.decode()

    asked = [
        f"{reverse('log:new')}?after={activity.slug}",
        f"{reverse('log:new')}?like={activity.slug}",
        reverse("log:activity", args=(activity.slug,)),
    ]
    ines = signed_in(Role.REGIONAL_SECRETARY, name="ines", region="north")
    assert [title_in(ines, address) for address in asked] == [False] * 3
    agnes = signed_in(Role.REVIEWER, name="agnes")
    assert [title_in(agnes, address) for address in asked] == [True] * 3


@pytest.mark.usefixtures("noted_contexts")
def test_a_draft_that_was_moved_to_another_region_is_not_told_to_who_began_it() -> None:
    north, south = make.RegionFactory(slug="north"), make.RegionFactory(slug="south")
    for slug, region in (("berlin", north), ("quito", south)):
        make.RegionalAffiliationFactory(organisation=Organisation.objects.get(slug=slug), region=region)
    ines = signed_in(Role.REGIONAL_SECRETARY, name="ines", region="north")
    mine = kept(ines, **TYPED, member=["berlin"], role=["PARTICIPANT"], then="next")
    agnes, slug = signed_in(Role.REVIEWER, name="agnes"), Activity.objects.get().slug
    page = agnes.get(reverse("log:activity", args=(slug,)), follow=True)
    theirs = page.context["jotting"]
    moved = {**TYPED, "title": "Entretien confidentiel", "member": ["quito"], "role": ["PARTICIPANT"]}
    kept(agnes, str(theirs.key), version=theirs.version, draft=theirs.draft, **moved)

    opened = ines.get(reverse("log:page", args=(mine["key"],))).content.decode()
    answer = again(ines, mine, **TYPED, member=["berlin"], role=["PARTICIPANT"])
    assert TYPED["title"] in opened
    assert "confidentiel" not in opened + str(answer)
    assert "ines" in answer["refusal"]
    assert Activity.objects.get().get_latest_revision_as_object().title["fr"] == moved["title"]


def test_a_page_is_seen_by_nobody_else(officer: Client) -> None:
    answer = kept(officer, **TYPED)
    agnes = signed_in(Role.REVIEWER, name="agnes")
    page = shown(agnes, answer["address"])
    assert page.xpath("//input[@name='title']/@value") == [""]


def test_a_page_is_not_kept_for_another_account_that_has_signed_in_since(officer: Client) -> None:
    answer = kept(officer, **TYPED)
    agnes = signed_in(Role.REVIEWER, name="agnes")
    assert again(agnes, answer, status=401, account="octavi", **TYPED) == {
        "account": "agnes",
        "key": answer["key"],
    }
    response = agnes.post(reverse("log:page", args=(answer["key"],)), {**TYPED, "key": answer["key"]})
    assert response.status_code == 302, "without a script it is a page of theirs"
    assert Jotting.objects.filter(account__username="octavi").get().typed["title"] == TYPED["title"]


def test_who_may_not_draft_has_no_log() -> None:
    translator = signed_in(Role.TRANSLATOR)
    assert translator.get(reverse("log:new")).status_code == 403
    menu = json.loads(shown(translator, "/cms/").get_element_by_id("wagtail-sidebar-props").text)
    assert reverse("log:new") not in json.dumps(menu)
    anybody = Client().post(reverse("log:keep"), {"key": str(uuid.uuid4())})
    assert anybody.status_code == 302, "the script takes it as signed out"


def test_the_open_period_is_that_of_the_newest_report_that_is_not_frozen() -> None:
    today = date(2018, 8, 3)
    assert open_period(today).code == "2018-Q2"
    make.ReportFactory(slug="2018-q1", period_start=date(2018, 1, 1), period_end=date(2018, 4, 1))
    assert open_period(today).code == "2018-Q2"
    Edition.objects.create(
        period_start=date(2018, 4, 1), period_end=date(2018, 7, 1), number=1, snapshot="{}", sha256="0" * 64,
        as_of=today, frozen_at=datetime(2018, 8, 1, tzinfo=UTC), by="ana", program="0" * 64, versions={}, seal="0" * 64,
    )  # fmt: skip
    assert open_period(today).code == "2018-Q1"
    Report.objects.all().delete()
    assert open_period(today).code == "2018-Q3"
