"""The pages of jurors: ties first, then applications without a name of who applies; nobody else has them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.base.values.search import fold
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.models import Assessment, Juror
from tests.factories import make
from tests.support.office import browser_of, shown, signed_in, url

pytestmark = pytest.mark.django_db
HIDDEN = ("Lyon", "Grand Lyon", "Lugdunum", "Oporto", "Rui Lago", "Eva Sol")


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def a_call(**values: Any) -> Any:
    """Return a blind call with an application of Lyon with Porto, and a juror who signs in as “jo”."""
    call = make.CallForApplicationsFactory(slug="eau", name={"en": "Water"}, blind=True, **values)
    make.CriterionFactory(call=call, number=1)
    make.CallQuestionFactory(call=call, text={"en": "Who keeps it up?"})
    lyon = make.OrganisationFactory(slug="lyon", named=False)
    make.OrganisationNameFactory(organisation=lyon, name={"en": "Lyon", "fr": "Grand Lyon"})
    make.OrganisationAliasFactory(organisation=lyon, text="Lugdunum")
    porto = make.OrganisationFactory(slug="porto", named=False)
    make.OrganisationNameFactory(organisation=porto, name={"en": "Oporto"})
    make.MandateFactory(person=make.PersonFactory(name="Rui Lago"), seat=make.SeatFactory(organisation=porto))
    one = make.ApplicationFactory(
        call=call,
        slug="tides-of-lyon",
        number=1,
        lead=lyon,
        title={"en": "Tides of Lyon"},
        summary={"en": "Seen from Oporto by Rui Lago; write to eva@sol.example"},
        contact="Eva Sol",
    )
    make.ApplicationPartnerFactory(application=one, organisation=porto)
    make.ApplicationAnswerFactory(application=one, text={"en": "Lugdunum, and Eva Sol"})
    account = make.AccountFactory(username="jo")
    make.RoleAssignmentFactory(user=account, role=Role.JUROR)
    make.JurorFactory(call=call, account=account, stage="CHOSEN")
    return call


def jo() -> Client:
    return browser_of(Juror.objects.get().account)


def test_ties_come_first_then_reading_and_points() -> None:
    call = a_call()
    client = jo()
    lima = make.MembershipFactory(organisation__slug="lima").organisation
    assert "Water" in shown(client, reverse("jury")).text_content()
    page, one = reverse("jury_call", args=["eau"]), reverse("jury_application", args=["eau", 1])
    assert "Application 1" not in shown(client, page).text_content()
    assert client.get(one).status_code == 404
    assert client.post(page, {"organisations": ["lima"]}).status_code == 302
    assert Juror.objects.get().ties.get().organisation == lima
    assert "Application 1: Tides of […]" in shown(client, page).text_content()
    read = shown(client, one).text_content()
    assert "Who keeps it up?" in read
    assert client.post(one, {"points-1": "11"}).status_code == 200
    assert not Assessment.objects.exists()
    assert client.post(one, {"points-1": "8", "remark": "Clear"}).status_code == 302
    assert list(call.scores.values_list("points", flat=True)) == [8]
    assert "judged" in shown(client, page).text_content()
    assert set(AuditEntry.objects.values_list("by", flat=True)) == {"jo"}
    assert client.post(one, {"recognise": "on", "tie-reason": "I advised it"}).status_code == 302
    assert Assessment.objects.get().withdrawn
    assert "touches you" in shown(client, page).text_content()
    assert client.get(one).status_code == 404
    assert client.post(one, {"points-1": "8"}).status_code == 404
    assert Juror.objects.get().ties.count() == 2  # the tie to Lima stays


def first_page(client: Client) -> str:
    return " ".join(shown(client, reverse("jury")).xpath("//main")[0].text_content().split())


def test_first_page_says_what_waits_for_a_juror_and_until_when() -> None:
    call = a_call(closes_date=date(2018, 5, 31), judging_ends_date=date(2018, 6, 20))
    make.ApplicationFactory(call=call, slug="quays", number=2, title={"en": "Quays"})
    client = jo()
    assert "a tie. The jury gives its points up to 20 June 2018." in first_page(client)
    client.post(reverse("jury_call", args=["eau"]), {"organisations": []})
    assert "Waits for you: 2 of 2 to be judged." in first_page(client)
    one, two = (reverse("jury_application", args=["eau", number]) for number in (1, 2))
    client.post(two, {"points-1": "7"})
    assert "Waits for you: 1 of 2 to be judged." in first_page(client)  # the others stay in sight
    assert "Application 1: Tides of […]" in shown(client, reverse("jury_call", args=["eau"])).text_content()
    client.post(one, {"recognise": "on", "tie-reason": "I advised it"})
    assert "1 touches you: you do not judge it." in first_page(client)
    assert "Done: you have judged all 1." in first_page(client)
    assert "20 June" not in first_page(client)
    CallForApplications.objects.update(outcome="DECIDED", decision_date=date(2018, 7, 1))
    assert "It has been decided." in first_page(client)


def test_who_does_not_enter_the_office_is_led_to_a_page_of_their_own() -> None:
    contact = signed_in(Role.MEMBER_CONTACT)
    landed = contact.get(reverse("account_login") + "?next=/cms/", follow=True)
    assert landed.request["PATH_INFO"] == reverse("office_welcome")
    said = " ".join(landed.content.decode().split())
    assert "You are here as member contact." in said
    assert "No report is published yet." in said
    assert 'href="/account/factors/"' in said
    a_call()
    assert jo().get(reverse("account_login"), follow=True).request["PATH_INFO"] == reverse("jury")


def places(call: Any) -> list[str]:
    """Return every address at which somebody might look for what is hidden: pages, lists, search, palette, exports."""
    application, juror = Application.objects.get(), Juror.objects.get()
    found = [
        reverse("jury"),
        reverse("jury_call", args=["eau"]),
        reverse("jury_application", args=["eau", 1]),
    ]
    for model, record in ((Application, application), (CallForApplications, call), (Juror, juror)):
        found += [url(model, "list"), f"{url(model, 'list')}?q=Lyon", f"{url(model, 'list')}?export=csv"]
        found += [url(model, view, record.pk) for view in ("inspect", "edit", "history", "usage")]
    found += [
        f"{reverse('office_find')}?q={name}{more}" for name in ("Lyon", "Rui") for more in ("", "&as=json")
    ]
    return [*found, reverse("wagtailadmin_home"), "/account/factors/", reverse("office_deputies")]


def test_no_name_of_who_applies_is_anywhere_for_a_juror() -> None:
    call = a_call()
    client = jo()
    Juror.objects.update(declared_date=date(2018, 6, 1))
    seen = 0
    for address in places(call):
        response = client.get(address)
        body = response.content.decode() if response.status_code == 200 else ""
        seen += response.status_code == 200
        body = body.replace("?q=Lyon", "")
        assert [
            name for name in (*HIDDEN, "tides-of-lyon", "eva@sol") if name.lower() in body.lower()
        ] == [], address
    assert seen >= 3  # the pages of jurors, not refusals alone


WORDS = st.lists(
    st.sampled_from([*HIDDEN, "LYON", "lyonnais", "Grand-Lyon", "tides", "the", "of", "—", "x"]), max_size=9
)


@given(title=WORDS, summary=WORDS, answer=WORDS)
@settings(max_examples=15, deadline=None)
def test_whatever_the_texts_say_no_name_is_left(
    title: list[str], summary: list[str], answer: list[str]
) -> None:
    with transaction.atomic():
        call = a_call()
        Juror.objects.update(declared_date=date(2018, 6, 1))
        one = Application.objects.get()
        one.title, one.summary = {"en": " ".join(title) or "x"}, {"en": " ".join(summary)}
        one.save()
        one.answers.all().delete()
        make.ApplicationAnswerFactory(application=one, text={"en": " ".join(answer) or "x"})
        client = jo()
        for address in (
            reverse("jury_call", args=[call.slug]),
            reverse("jury_application", args=[call.slug, 1]),
        ):
            text = f" {fold(shown(client, address).text_content())} "
            assert [name for name in HIDDEN if f" {fold(name)} " in text] == []
        transaction.set_rollback(True)


def test_a_call_that_is_not_blind_says_who_applies() -> None:
    a_call()
    CallForApplications.objects.update(blind=False)
    Juror.objects.update(declared_date=date(2018, 6, 1))
    page = shown(jo(), reverse("jury_application", args=["eau", 1])).text_content()
    assert re.search(r"Who applies: (Grand )?Lyon, Oporto", page)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.JUROR, Role.MEMBER_CONTACT, Role.BOARD_READER])
def test_nobody_else_has_these_pages(role: Role) -> None:
    a_call()
    Juror.objects.update(declared_date=date(2018, 6, 1))
    other = signed_in(role, name="somebody")
    for address in (reverse("jury_call", args=["eau"]), reverse("jury_application", args=["eau", 1])):
        assert other.get(address).status_code == 404
        assert other.post(address, {"points-1": "8"}).status_code == 404
        assert Client().get(address).status_code == 302
    assert other.get(reverse("jury")).status_code == (200 if role is Role.JUROR else 404)


def test_who_is_not_chosen_reads_nothing() -> None:
    a_call()
    Juror.objects.update(declared_date=date(2018, 6, 1), stage="DECLINED")
    assert "You are not chosen" in shown(jo(), reverse("jury_call", args=["eau"])).text_content()
    assert jo().get(reverse("jury_application", args=["eau", 1])).status_code == 404
