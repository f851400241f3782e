"""Calls in the office: recorded in their forms, a jury that is counted before it is chosen, partners that confirm."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.models import Juror
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 1)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


def do(client: Client, record: Any, verb: str, **values: Any) -> Any:
    """Fill in the form of a verb; return the page that comes back, nothing where it was done."""
    response = client.post(url(type(record), "do", record.pk, verb), values)
    if response.status_code == 302:
        return None
    assert response.status_code == 200
    return html.fromstring(response.content)


def page_of(client: Client, record: Any) -> str:
    text: str = " ".join(
        shown(client, url(type(record), "inspect", record.pk)).xpath("string(//main)").split()
    )
    return text


def added(client: Client, **values: Any) -> Any:
    """Fill in the form of a new call."""
    address, lyon = url(CallForApplications, "add"), make.OrganisationFactory()
    rows = {
        "criteria-TOTAL_FORMS": "1",
        "criteria-0-number": "1",
        "criteria-0-title_fr": "Utilité",
        "criteria-0-weight": "2",
        "organisations-TOTAL_FORMS": "1",
        "organisations-0-organisation": lyon.pk,
        "organisations-0-role": "LEAD",
    }
    given = {"name_fr": "Eau", "kind": "PROJECTS", "outcome": "PENDING", "languages": "French (fr)"}
    given |= {
        "time_zone": "Europe/Madrid",
        "closes_date": "31 May 2018",
        "closes_time": "17h00",
        **rows,
        **values,
    }
    return send(client, address, form_of(shown(client, address)), **given)


def test_a_call_is_recorded_in_its_form_and_changed_in_the_trail(ana: Client) -> None:
    assert added(ana) is None
    call = CallForApplications.objects.get()
    assert (call.slug, call.closes_date, call.closes_time) == ("eau", date(2018, 5, 31), time(17))
    assert (call.languages, call.criteria.get().weight, call.organisations.count()) == (["fr"], 2, 1)
    page = page_of(ana, call)
    assert "closed, to be decided; their number is not known" in page
    assert "Spain (Madrid)" in page
    address = url(CallForApplications, "edit", call.pk)
    assert send(ana, address, form_of(shown(ana, address)), closes_time="23:59:30") is None
    assert AuditEntry.objects.latest("pk").changes == {"closes_time": ["17:00:00", "23:59:30"]}
    shown(ana, url(CallForApplications, "history", call.pk))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"opens_date": "1 June 2018"}, "It closes before it opens"),
        ({"closes_date": ""}, "Say on which day, too."),
        ({"closes_time": "25:00"}, "is no time of the day"),
        ({"decision_date": "2 June 2018"}, "It is to be decided"),
        ({"stated_women": "2"}, "Say how many women and how many men"),
        (
            {"criteria-TOTAL_FORMS": "2", "criteria-1-number": "1", "criteria-1-weight": "1"},
            "another row says the same already",
        ),
    ],
)
def test_a_form_says_what_cannot_be(ana: Client, values: Any, told: str) -> None:
    page = added(ana, **values)
    assert page is not None
    assert told in page.text_content()
    assert not CallForApplications.objects.exists()


def test_a_jury_is_counted_while_it_is_chosen_and_stands_only_by_the_rule_or_a_name(ana: Client) -> None:
    call = make.CallForApplicationsFactory(women_least=1, men_least=1, regions_least=2)
    for slug, sex in (("eva", "WOMAN"), ("bo", "MAN"), ("cy", "MAN")):
        make.JurorFactory(call=call, slug=slug, name=slug.title(), sex=sex, region=make.RegionFactory())
    counted = do(ana, call, "choose-jury", jurors=["bo", "cy"], count="count")
    assert "2 members: 0 women, 2 men, 2 regions. The rule of the call is not kept:" in " ".join(
        counted.xpath("string(//p[@id='jury-now'])").split()
    )
    assert not call.jurors.filter(stage="CHOSEN").exists()
    assert any("asks for 1 woman" in one for one in errors(do(ana, call, "choose-jury", jurors=["bo", "cy"])))
    assert not call.jurors.filter(stage="CHOSEN").exists()
    assert do(ana, call, "choose-jury", jurors=["eva", "bo"]) is None
    assert set(call.jurors.filter(stage="CHOSEN").values_list("slug", flat=True)) == {"eva", "bo"}
    assert "2 regions. The rule of the call is kept." in page_of(ana, call)
    assert do(ana, call, "choose-jury", jurors=["bo"], waiver="Eva fell ill") is None
    assert "ana answers for it: Eva fell ill" in page_of(ana, call)


def test_applications_are_numbered_confirmed_and_decided(ana: Client) -> None:
    call = make.CallForApplicationsFactory()
    lyon, rome = make.OrganisationFactory.create_batch(2)
    address = url(Application, "add")
    rows = {"partners-TOTAL_FORMS": "1", "partners-0-organisation": rome.pk}
    given = {"call": call.pk, "lead": lyon.pk, "title_fr": "Marées", "decision": "PENDING", **rows}
    assert send(ana, address, form_of(shown(ana, address)), **given) is None
    one = Application.objects.get()
    assert (one.number, one.slug) == (1, "marees")
    assert do(ana, one, "confirm", partners=[rome.slug], on="2 May 2018") is None
    assert one.partners.get().confirmed_date == date(2018, 5, 2)
    assert "no partner is left to confirm" in page_of(ana, one)
    assert do(ana, one, "decide-application", decision="ACCEPTED", on="2 June 2018") is None
    one.refresh_from_db()
    assert (one.decision, one.decided_date) == ("ACCEPTED", date(2018, 6, 2))


def test_an_application_that_comes_too_late_is_refused_until_a_grace_is_granted(ana: Client) -> None:
    call = make.CallForApplicationsFactory(closes_date=DAY, closes_time=time(17), time_zone="Europe/Madrid")
    lyon = make.OrganisationFactory(slug="lyon")
    address = url(Application, "add")
    given = {"call": call.pk, "lead": lyon.pk, "title_fr": "Marées", "decision": "PENDING"}
    given |= {"received_date": "1 June 2018", "received_time": "17:00:01"}
    late = send(ana, address, form_of(shown(ana, address)), **given)
    assert any("17:00:00 (Europe/Madrid). Whoever may be later" in one for one in errors(late))
    until = {"organisations": ["lyon"], "until": "1 June 2018", "time": "18:00", "reason": "A storm"}
    assert do(ana, call, "grant-grace", **until) is None
    assert send(ana, address, form_of(shown(ana, address)), **given) is None
    assert do(ana, call, "decide-call", on="June 2018") is None
    assert do(ana, call, "cancel-call", on="") is not None


def test_an_application_is_received_now_by_the_clock_of_the_server(ana: Client) -> None:
    today = timezone.localdate()
    call = make.CallForApplicationsFactory(
        opens_date=today - timedelta(2), closes_date=today + timedelta(2), time_zone="Europe/Madrid"
    )
    lyon, quito = make.OrganisationFactory(), make.OrganisationFactory()
    page = shown(ana, url(CallForApplications, "do", call.pk, "receive"))
    assert "the clock of the server tells when" in page.text_content()
    assert page.xpath("//input[@name='lead']")
    typed = {"lead": lyon.pk, "title_fr": "Eau pour tous", "contact": "Ana", "partners": [quito.slug]}
    assert do(ana, call, "receive", **{**typed, "title_fr": ""}) is not None
    before = timezone.now().astimezone(ZoneInfo("Europe/Madrid")).replace(microsecond=0)
    assert do(ana, call, "receive", **typed) is None
    one: Any = Application.objects.get()
    came = datetime.combine(one.received_date, one.received_time, ZoneInfo("Europe/Madrid"))
    assert before <= came <= before + timedelta(minutes=10)
    assert (one.lead, one.number, one.contact) == (lyon, 1, "Ana")
    assert [row.organisation for row in one.partners.all()] == [quito]
    over = make.CallForApplicationsFactory(closes_date=today - timedelta(2))
    page = do(ana, over, "receive", **typed)
    assert any("the call took applications up to" in told for told in errors(page))
    assert Application.objects.count() == 1
    decided = make.CallForApplicationsFactory(outcome="DECIDED")
    assert "it is decided already" in do(ana, decided, "receive", **typed).text_content()


def test_points_on_paper_are_noted_and_fall_away_with_a_late_tie(ana: Client) -> None:
    call = make.CallForApplicationsFactory()
    make.CriterionFactory(call=call, number=1)
    lyon = make.OrganisationFactory(slug="lyon")
    application = make.ApplicationFactory(call=call, lead=lyon)
    juror = make.JurorFactory(call=call, stage="CHOSEN")
    assert "their ties are not declared yet" in page_of(ana, juror)
    assert do(ana, juror, "declare", on="1 June 2018") is None
    assert do(ana, juror, "assign", applications=[application.slug]) is None
    points = {"application": application.slug, "points-1": "8"}
    assert do(ana, juror, "points", **points) is None
    assert "place 1, 8 of 10 points by 1 juror" in page_of(ana, application)
    assert do(ana, juror, "declare", organisations=["lyon"], on="2 June 2018") is None
    assert "nobody has given points yet" in page_of(ana, application)
    assert any("does not judge application" in one for one in errors(do(ana, juror, "points", **points)))


def test_a_juror_is_a_person_or_a_name(ana: Client) -> None:
    address, call = url(Juror, "add"), make.CallForApplicationsFactory(slug="eau")
    assert send(ana, address, form_of(shown(ana, address)), call=call.pk) is not None
    assert send(ana, address, form_of(shown(ana, address)), call=call.pk, name="Eva Sol") is None
    assert (Juror.objects.get().slug, Juror.objects.get().stage) == ("eau-eva-sol", "CANDIDATE")


@pytest.mark.parametrize("role", [Role.BOARD_READER, Role.TRANSLATOR, Role.FINANCE, Role.REGIONAL_SECRETARY])
def test_applications_and_jurors_are_not_everybodys(role: Role) -> None:
    one = make.ApplicationFactory(title={"fr": "Marées"})
    make.JurorFactory(call=one.call, name="Eva Sol")
    client = signed_in(role, region="north")
    page = page_of(client, one.call)
    assert "Choose the jury" not in page
    for model, record in ((Application, one), (Juror, one.call.jurors.get())):
        assert client.get(url(model, "list")).status_code == 302
        assert client.get(url(model, "inspect", record.pk)).status_code == 404
    assert "Eva Sol" not in page
    assert "Marées" not in page
