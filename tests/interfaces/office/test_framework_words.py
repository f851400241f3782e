"""Words of the framework in the reader's language: what its own catalogues lack stands in ours, and is shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest
import wagtail
from django.conf import settings
from django.utils.translation import gettext, override
from lxml import html
from wagtail.users.models import UserProfile

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import signed_in, url

pytestmark = pytest.mark.django_db
ROOMS = ("", "admin", "users", "snippets", "images", "documents")
(LOCALE,) = (Path(one) for one in settings.LOCALE_PATHS)
OURS = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
VALUE = re.compile(r"%\(\w+\)[sd]")
NAMES = frozenset({"Wagtail", "CSV", "XLSX", "Documents", "Images"})


@cache
def said_by_wagtail() -> frozenset[str]:
    """Return all that Wagtail says without a value in it."""
    base = Path(wagtail.__file__).parent
    files = (base / room / "locale/en/LC_MESSAGES/django.po" for room in ROOMS)
    return frozenset(one.msgid for file in files for one in polib.pofile(str(file)))


def words_of(page: Any) -> set[str]:
    """Return the texts and labels of a page."""
    for one in page.xpath("//script | //style | //template"):
        one.drop_tree()
    texts = [*page.itertext(), *page.xpath("//@aria-label | //@placeholder | //@title")]
    return {" ".join(str(text).split()) for text in texts}


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.parents[1].name)
def test_our_words_are_of_what_wagtail_says_and_compiled(file: Path) -> None:
    catalogue = polib.pofile(str(file))
    assert [one.msgid for one in catalogue if one.msgid not in said_by_wagtail()] == []
    for one in catalogue:
        said = one.msgstr or " ".join(one.msgstr_plural.values())
        assert said
        assert set(VALUE.findall(said)) <= set(VALUE.findall(one.msgid + one.msgid_plural)), one.msgid
    kept = polib.mofile(str(file.with_suffix(".mo")))
    told = {(one.msgid, one.msgstr, tuple(one.msgstr_plural.values())) for one in catalogue}
    assert {(one.msgid, one.msgstr, tuple(one.msgstr_plural.values())) for one in kept} == told


def test_pages_in_spanish_say_nothing_in_english() -> None:
    make.AssociationFactory(languages=["es", "fr", "en"], source_language="es")
    client = signed_in(Role.ADMINISTRATOR, name="ana")
    ana = make.ActivityFactory(title={"es": "El foro", "fr": "Le forum", "en": "The forum"})
    user = client.session["_auth_user_id"]
    UserProfile.objects.update_or_create(user_id=user, defaults={"preferred_language": "es"})
    addresses = [url(model, view) for model in (Activity, Organisation) for view in ("list", "add")]
    addresses += [url(Activity, view, ana.pk) for view in ("edit", "delete", "history", "usage", "inspect")]
    addresses += ["/cms/", "/cms/account/", "/cms/images/", "/cms/documents/", "/cms/users/"]
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        words = words_of(html.fromstring(response.content)) & said_by_wagtail()
        with override("es"):
            if english := {one for one in words - NAMES if len(one) > 3 and gettext(one) == one}:
                found[address] = english
    assert found == {}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_framework_is_named_to_nobody(language: str) -> None:
    with override(language):
        assert "Wagtail" not in gettext("Enable custom keyboard shortcuts specific to Wagtail.")


@pytest.mark.parametrize("role", [Role.JUROR, Role.MEMBER_CONTACT])
def test_who_has_nothing_in_the_office_is_told_what_there_is(role: Role) -> None:
    page = signed_in(role).get("/cms/", follow=True)
    assert "published reports are on the first page" in page.content.decode()
