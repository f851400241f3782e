"""The pictures of the manual: the page of each task in a real browser, in each language, and the menu that leads there.

RAPPORTEUR_MANUAL=write has the pictures written into docs/manual/images.
"""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Role, operator
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.models import Import
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from rapporteur.records.periods.actions import move_period
from rapporteur.records.periods.shapes import PeriodMoveShape
from tests.browser.test_passkeys import unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.office import signed_in, work_in_this_thread
from tests.test_manual import _BOLD, LANGUAGES, MANUAL, TASKS, pages, plain

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "2018-Q2"
TABLE = b"Title (en);Date;Members\nForum on water;2018-05-04;Berlin\nWorkshop on buses;2018-05-14;Barcelone\n"
NAMES = {
    "berlin": ("Berlin", "Berlin"), "barcelona-city": ("Barcelone (ville)", "Barcelona (city)"),
    "barcelona-area": ("Barcelone (aire métropolitaine)", "Barcelona (metropolitan area)"),
}  # fmt: skip
WHO = {
    "log": Role.OFFICER, "reviews": Role.REVIEWER, "desk": Role.TRANSLATOR, "period": Role.SECRETARY_GENERAL,
    "imports": Role.REVIEWER, "report": Role.SECRETARY_GENERAL, "people": Role.ADMINISTRATOR,
}  # fmt: skip
"""Which picture shows the page of whom, in the order of the tasks."""
SIZE = {"width": 1280, "height": 800}


@pytest.fixture
def office(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> dict[Role, Client]:
    """A quarter under way: activities, one that waits for a review, a table with a question; browsers by role."""
    settings.VAR_DIR = tmp_path
    work_in_this_thread(monkeypatch)
    make.AssociationFactory(languages=["fr", "en"], source_language="fr", short_name="Metropolis")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    for slug, (french, english) in NAMES.items():
        city = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=city, name={"fr": french, "en": english})
        make.MembershipFactory(organisation=city)
        if slug != "berlin":
            make.OrganisationAliasFactory(organisation=city, text="Barcelone", kind="AMBIGUOUS")
    for n, title in enumerate(("Forum des maires", "Atelier sur l’eau", "Réunion du comité directeur")):
        day = date(2018, 5, 4 + 7 * n)
        text = {"fr": f"<p>{title} : trois villes ont échangé leurs expériences.</p>"}
        activity: Activity = make.ActivityFactory(
            title={"fr": title}, text=text, start_date=day, end_date=day, live=n > 0
        )
    browsers = {role: signed_in(role) for role in dict.fromkeys(WHO.values())}
    set_up_reviews("en")
    activity.save_revision(clean=False)
    editorial.submit(activity, by=Actor("officer", frozenset({Role.OFFICER})), rights=RIGHTS)
    move = PeriodMoveShape(period=Period.parse(CODE), step="call")
    move_period(by=operator("ana"), move=move, at=timezone.now())
    browsers[Role.REVIEWER].post(
        reverse("imports:new"), {"file": SimpleUploadedFile("activities.csv", TABLE)}
    )
    return browsers


def addresses() -> dict[str, str]:
    """Return where each picture is taken."""
    return {
        "log": reverse("log:new"), "reviews": reverse("reviews:index"), "desk": reverse("desk:matrix", args=[CODE]),
        "period": reverse("periods:period", args=[CODE]),
        "imports": reverse("imports:review", args=[Import.objects.get().pk]),
        "report": reverse("report_room:period", args=[CODE]), "people": reverse("office_invitations"),
    }  # fmt: skip


def keep(page: Page, name: str) -> None:
    """Write a picture into the manual, where that was asked for."""
    drawn = page.screenshot(animations="disabled")
    if os.environ.get("RAPPORTEUR_MANUAL") == "write":
        picture = Image.open(io.BytesIO(drawn)).convert("RGB")
        picture.save(MANUAL / "images" / f"{name}.webp", "WEBP", quality=60, method=6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_task_begins_where_the_manual_says(
    browser: Browser, office: dict[Role, Client], live_server: LiveServer, language: str
) -> None:
    context = browser.new_context(viewport=SIZE, locale=language, reduced_motion="reduce")  # type: ignore[arg-type]  # a size
    page = context.new_page()
    page.set_default_timeout(60_000)
    for task, (name, role) in zip(TASKS, WHO.items(), strict=True):
        session = office[role].cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + addresses()[name])
        expect(page.locator("main h1, main h2").first).to_be_visible()
        menu = page.locator("#wagtail-sidebar").text_content() or ""
        entry = plain(_BOLD.findall(pages(language)[task])[0])
        assert entry in plain(menu), (task, entry)
        keep(page, f"{name}.{language}")
    context.close()
