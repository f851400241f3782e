"""The back office in the language of whoever reads: menus, headings, fields, kinds of records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.text import camel_case_to_spaces
from django.utils.translation import override

from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import LANGUAGES, translate
from rapporteur.interfaces.office.choices import CHOICES, NAMES
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.words import FIELDS, HELP, KINDS, kinds_in_forms, label
from rapporteur.records.activities.enums import ActivityKind, Channel
from rapporteur.records.activities.models import Activity, MediaMention
from rapporteur.records.admissions.enums import AdmissionState
from rapporteur.records.agenda.enums import EventState
from rapporteur.records.calls.enums import CallState
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import form_of, send, shown, superuser, url

WAGTAILS = {"first_published_at", "go_live_at", "expire_at"}
"""Fields that Wagtail brings, with words of its own, which none of our forms shows."""
IN_FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English outside of what a test says otherwise; a request leaves its language behind in the process."""
    with override("en"):
        yield


def test_a_label_is_said_when_it_is_shown() -> None:
    name = label(Message("Members", context="office"))

    spoken = []
    for language in ("fr", "es", "en", "de"):
        with override(language):
            spoken.append(str(name))

    assert spoken == ["Membres", "Miembros", "Members", "Members"]


def test_a_kind_of_record_and_its_fields_have_names_in_each_language() -> None:
    options = Activity._meta
    names = {}
    for language in ("en", "fr", "es"):
        with override(language):
            field = options.get_field("start_date").verbose_name
            names[language] = (str(options.verbose_name), str(options.verbose_name_plural), str(field))

    assert names == {
        "en": ("activity", "activities", "start date"),
        "fr": ("activité", "activités", "date de début"),
        "es": ("actividad", "actividades", "fecha de inicio"),
    }


@pytest.mark.parametrize("model", kinds_in_forms(DOORS), ids=lambda model: model.__name__)
def test_whatever_a_form_shows_has_a_word_of_the_catalogue(model: type) -> None:
    options = model._meta  # type: ignore[attr-defined]  # a model
    words = {message.text for message in FIELDS}
    edited = {
        one.name: str(one.verbose_name)
        for one in options.local_fields + options.local_many_to_many
        if one.editable and one.serialize
        if one.name not in WAGTAILS
    }

    assert {name: word for name, word in edited.items() if word not in words} == {}
    assert {str(one.help_text) for one in options.local_fields} - {""} <= {message.text for message in HELP}


@pytest.mark.parametrize("model", DOORS, ids=lambda model: model.__name__)
def test_a_kind_is_called_in_english_what_the_code_calls_it(model: type) -> None:
    assert camel_case_to_spaces(model.__name__) in {message.text for message in KINDS}


def test_every_choice_of_a_form_has_a_word_of_the_catalogue() -> None:
    with override("en"):
        offered = {
            str(name)
            for model in kinds_in_forms(DOORS)
            for column in model._meta.local_fields
            for _, name in column.flatchoices
        } | {*Channel.labels, *CallState.labels, *EventState.labels, *AdmissionState.labels}

    assert "campaign" in offered
    assert offered - set(NAMES) == set()
    assert {message.text for message in CHOICES} - offered == set()


def test_a_choice_is_called_in_the_language_of_whoever_reads() -> None:
    activity = Activity(kind=ActivityKind.CALL)
    names = []
    for language in ("en", "fr", "es"):
        with override(language):
            names.append(activity.get_kind_display())

    assert names == ["call for applications", "appel à candidatures", "convocatoria"]


@pytest.mark.django_db
def test_lists_forms_and_filters_say_choices_in_french_and_keep_their_codes() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    mention = make.MediaMentionFactory(channels=["RADIO"])
    make.ActivityFactory(kind="CALL")
    client = superuser()
    client.defaults.update(IN_FRENCH)

    listed = " ".join(shown(client, url(Activity, "list")).text_content().split())
    page = shown(client, url(MediaMention, "edit", mention.pk))

    assert "appel à candidatures" in listed.lower()
    ticked = page.xpath("//input[@name='channels'][@checked]/@value")
    offered = [" ".join(one.text_content().split()) for one in page.xpath("//*[@id='id_channels']//label")]
    assert (ticked, offered[0]) == (["RADIO"], "site web")
    assert (
        send(client, url(MediaMention, "edit", mention.pk), form_of(page), channels=["WEB", "PRESS"]) is None
    )
    mention.refresh_from_db()
    assert mention.channels == ["WEB", "PRESS"]


def test_no_word_of_forms_lacks_its_translation() -> None:
    missing = [
        (language, message.text)
        for message in (*KINDS, *FIELDS, *HELP, *CHOICES)
        for language in LANGUAGES[1:]
        if not translate(message, language)
    ]

    assert missing == []


@pytest.mark.django_db
def test_a_form_and_the_menu_beside_it_speak_french_to_who_reads_french() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    client = superuser()
    client.defaults.update(IN_FRENCH)

    page = shown(client, url(Activity, "add"))

    text = " ".join(page.text_content().split())
    for word in (
        "Quand",
        "Où",
        "Date de début",
        "La ligne du plan sous laquelle",
        "photographie",
        "Cotisations",
    ):
        assert word in text
    assert "Start date" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Nouveau\N{NO-BREAK SPACE}: Organisation"), ("en", "New: Organisation")],
)
def test_a_window_is_called_with_the_colon_of_its_language(language: str, title: str) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    client = superuser()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    (found,) = shown(client, url(Organisation, "add")).xpath("//title")

    assert found.text_content().strip().startswith(title)
