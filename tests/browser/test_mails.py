"""A mail from the reason that somebody types to the record it leads to, and to the choice of its reader."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from wagtail.users.models import UserProfile

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.outbox.round import work_once
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from rapporteur.records.outbox.models import Mail, MailChoice
from tests.browser.conftest import Visitor
from tests.browser.test_account_pages import faults
from tests.browser.test_passkeys import type_in, unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.accounts import account

pytestmark = pytest.mark.django_db(transaction=True)


def in_review(author: str) -> Activity:
    """Return an activity that an account has put to review."""
    make.AssociationFactory()
    set_up_reviews("en")
    activity: Activity = make.ActivityFactory(title={"en": "The forum", "fr": "Le forum"})
    activity.save_revision(clean=False)
    who = get_user_model()._default_manager.get(username=author)
    editorial.submit(activity, by=actor_with_roles(who), rights=RIGHTS)
    return activity


def sign_in(page: Page, start: str, name: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{start}/account/login/")
    type_in(page, name)
    page.wait_for_url("**/cms/")


def test_a_reason_reaches_its_reader_who_chooses_what_comes(
    visit: Visitor, transactional_db: None, live_server: LiveServer, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.WAGTAILADMIN_BASE_URL = start = live_server.url
    for name, role in (("lia", Role.OFFICER), ("rui", Role.REVIEWER), ("ana", Role.ADMINISTRATOR)):
        UserProfile.objects.create(user=account(name, role), preferred_language="en")
    activity = in_review("lia")
    page = visit(f"{start}/account/login/", trusted=True).page
    sign_in(page, start, "rui")
    page.goto(f"{start}/cms/reviews/activity/{activity.pk}/")
    page.get_by_label("What is to be changed").fill("Which year?")
    page.get_by_role("button", name="Return with this reason").click()
    page.wait_for_url("**/cms/reviews/")
    assert work_once(timezone.now()).sent == len(mailoutbox)
    (sent,) = [one for one in mailoutbox if one.to == ["lia@example.org"] and "Returned" in one.subject]
    links = [word for word in sent.body.split() if word.startswith(start)]

    sign_in(page, start, "lia")
    page.goto(links[0])
    assert "Which year?" in page.inner_text("main")
    page.goto(links[1])
    page.get_by_label("A digest of all that waits").select_option("NONE")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("Your choice is kept.").wait_for()
    assert MailChoice.objects.get(account__username="lia").digest == "NONE"

    sign_in(page, start, "ana")
    page.goto(f"{start}/cms/outbox/")
    wrong = faults(page)
    page.get_by_role("link", name="Returned to you: The forum").click()
    page.get_by_role("button", name="Send again").wait_for()
    wrong += faults(page)
    page.get_by_role("button", name="Send again").click()
    page.get_by_text("The mail is sent again to").wait_for()
    assert wrong == []
    assert work_once(timezone.now()).sent == 1
    assert Mail.objects.get(kind="RETURNED").asked_by == "ana"
