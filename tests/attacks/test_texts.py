"""Characters that no database and no page holds, and fields that hold what no form sends: a sentence, never a failure.

Before: a key that is no number beside a field to choose in was a 500 in every form that came back with a complaint, as
was a text that the editor did not send, and a way back that is no address; half of a letter as the reason at the
command line ended in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.forms import ModelChoiceField
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.snippets.widgets import AdminSnippetChooser

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.typed.characters import NotKept, first_not_kept
from rapporteur.intake.importing.calendars.content_lines import read_components
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.tables.encodings import decode
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.addresses import INSIDE, RIGHT_OF
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.actions import record_region
from rapporteur.records.members.models import Region
from rapporteur.records.members.shapes import RegionShape
from rapporteur.report.translating import po
from tests.attacks.test_kills import TIMES
from tests.factories import make
from tests.support.office import form_of, shown, superuser, url, written

pytestmark = pytest.mark.django_db
HALF = "\ud83d"
"""The first half of a smile; some editors cut one in two."""
TYPED = {
    "zero byte": "a\0b",
    "half a letter": written(f"a{HALF}b"),
    "no JSON": '{"blocks"',
    "other JSON": '{"blocks": 7}',
}
ACCOUNT = (
    "mfa_add_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "account_login",
    "account_reauthenticate", "account_change_password", "account_reset_password", "mfa_activate_totp",
    "office_mails",
)  # fmt: skip


class Filled(QueryDict):
    """A form with whatever fields it is asked for, each of which holds the same."""

    typed = ""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> str:
        return {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}.get(name.rpartition("-")[2], self.typed)

    def get(self, name: Any, default: Any = None) -> Any:
        return self[name]

    def getlist(self, name: Any, default: Any = None) -> Any:
        return [self[name]]

    def copy(self) -> Any:
        return QueryDict(mutable=True) | {"next": self.typed}


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory()
    client = superuser()
    client.raise_request_exception = False
    return client


def ways() -> Iterator[str]:
    """Yield every address that takes a form and is of no record."""
    for model in DOORS:
        yield url(model, "add")
    for name in (*RIGHT_OF, *INSIDE, *ACCOUNT):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


@pytest.mark.parametrize("turn", range(len(TYPED)) if TIMES else [0])
def test_no_form_fails_whatever_its_fields_hold(
    ana: Client, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    """Each form is sent one of the texts in all its fields; `make attack` sends each of them all."""
    texts = [*TYPED.values()]
    form = Filled()
    monkeypatch.setattr(WSGIRequest, "POST", property(lambda request: form, lambda request, value: None))
    answers = {}
    for number, address in enumerate(ways(), start=turn):
        form.typed = texts[number % len(texts)]
        answers[address] = ana.post(address).status_code
    assert {address: code for address, code in answers.items() if code >= 500} == {}
    assert list(answers.values()).count(200) > 20


@pytest.mark.parametrize("key", ["x", "a\0", "9" * 30])
def test_a_key_that_no_picture_has_is_complained_of(ana: Client, key: str) -> None:
    sent = form_of(shown(ana, url(Activity, "add")))
    row = {"photos-TOTAL_FORMS": "1", "photos-0-image": key, "photos-0-ORDER": "1"}
    assert ana.post(url(Activity, "add"), {**sent, **row}).status_code == 200
    assert not Activity.objects.exists()


def test_a_field_shows_nothing_again_that_it_does_not_offer() -> None:
    offered, other = make.RegionFactory(), make.RegionFactory()
    chooser = ModelChoiceField(
        Region.objects.filter(pk=offered.pk), widget=AdminSnippetChooser(Region)
    ).widget
    assert [chooser.get_instance(str(one.pk)) for one in (offered, other)] == [offered, None]


def test_where_to_go_back_to_is_an_address_or_nothing(ana: Client) -> None:
    region: Region = make.RegionFactory()
    gone = ana.post(url(Region, "delete", region.pk), {"reason": "named twice", "next": "no address"})
    assert (gone.status_code, gone["Location"]) == (302, url(Region, "list"))


def test_half_a_letter_is_kept_as_a_sign_for_what_cannot_be_read(ana: Client) -> None:
    activity: Activity = make.ActivityFactory()
    page = shown(ana, url(Activity, "edit", activity.pk))
    sent = {**form_of(page), "text_fr": written(f"Le forum {HALF}"), "action-publish": "anyway"}
    assert ana.post(url(Activity, "edit", activity.pk), sent).status_code == 302
    activity.refresh_from_db()
    assert activity.text["fr"] == "<p>Le forum \ufffd</p>"


@pytest.mark.parametrize("character", ["\0", HALF])
def test_no_verb_takes_a_character_that_no_database_keeps(character: str) -> None:
    region = RegionShape(slug="north", name=LocalizedText({"en": f"North{character}"}), order=1)
    with pytest.raises(NotKept, match="cannot be kept"):
        record_region(by=operator("ana"), region=region)
    assert not Region.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_zero_byte_is_none_in_any_encoding_of_a_table(encoding: str) -> None:
    with pytest.raises(IntakeRefused, match="zero bytes"):
        decode("Title;Date\nT\0;2018-06-01\n".encode(encoding), "a.csv")


@pytest.mark.parametrize("charset", ["idna", "undefined", "unicode_escape", "punycode", "zlib"])
def test_an_encoding_that_is_none_of_texts_is_not_believed(charset: str) -> None:
    """A file may name any that Python knows, some of which raise, or make halves of letters."""
    content = f"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:{'a' * 80}=E9 \\ud83d=00\n"
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{content}END:VEVENT\nEND:VCALENDAR\n"
    (found,) = read_components(calendar.encode(), "a.ics", Notices("a.ics"))
    assert first_not_kept(repr(found)) == ""
    with pytest.raises(po.NotPo):
        po.read(f'msgid ""\nmsgstr "charset={charset}"\n\nmsgid "a"\nmsgstr "\\ud83dé"\n'.encode("latin-1"))
