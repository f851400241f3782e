"""The catalogues: complete, current, with the placeholders of the source, and no English left in them."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message as Entry

from rapporteur.base.values.messages import Message, Printed
from rapporteur.base.words.catalogues import LANGUAGES, LOCALE, template, translate
from tools import catalogues

Key = tuple[str, str, str]

TERMS = {
    "action plan": {"fr": "plan d.action", "es": "plan de acción", "pt": "plano de ação"},
    "bilateral meeting": {
        "fr": "(réunion|rencontre)s? bilatérale", "es": "reuni(ón|ones) bilateral", "pt": "reuni(ão|ões) bilatera",
    },
    r"(?<!document )bod(?:y|ie)(?!s? meeting)": {"fr": "organe", "es": "órgano", "pt": "órgão"},
    "database": {"fr": "base", "es": "base", "pt": "base"},
    "deliverable": {"fr": "livrable", "es": "entregable", "pt": "entreg"},
    "draft": {"fr": "brouillon", "es": "borrador", "pt": "rascunho"},
    "dues": {"fr": "cotisation", "es": "cuota", "pt": "quota"},
    "edition": {"fr": "édition", "es": "edici", "pt": "ediç"},
    "finding": {"fr": "constat", "es": "hallazgo", "pt": "constat"},
    "measure": {"fr": "mesure", "es": "medida", "pt": "medida"},
    "with(?:out)? evidence": {"fr": "attesté", "es": "(con|sin) evidencia", "pt": "(com|sem) evidência"},
    "waive": {"fr": "dérog|remet", "es": "dispens|condon", "pt": "dispens"},  # a finding, dues
}  # fmt: skip
"""By the English term, what it is called in the words of each language: documents and program say it alike."""

EVERY = [(domain, language) for domain, languages in catalogues.LANGUAGES.items() for language in languages]
SAME_AS_ENGLISH = {
    ("report", "fr"): {
        "Activation", "Activations", "Audit", "Canal", "Code", "Communication", "Conference", "Contact", "Date",
        "Dates", "Initiative", "Menu", "Mission", "Note", "Organisation", "Page", "Photo", "Publication", "Radio",
        "Section", "Source", "Total", "Web", "page", "pages", "Prospect", "{count} activation", "Association",
        "Document", "Latitude", "Longitude", "Plan", "Programmes", "Vacant",
        "participant", "dates", "initiative", "prospects", "source", "organisation", "activations",
        "Budget", "Collaboration", "Parties", "parties", "quorum", "Quorum", "absent", "public", "Film",
        "Organisations", "Participants", "organisations", "participants", "jury", "Guide", "Publications",
        "{count} publication", "Experts",
    },
    ("report", "es"): {
        "Editorial", "Radio", "Total", "Web", "Plan", "no", "editorial",
    },
    ("report", "pt"): {
        "Auditor", "auditor", "Editorial", "Menu", "Total", "Web", "Latitude", "Longitude", "editorial", "hashtag",
    },
    ("program", "fr"): {
        "Contacts", "experts", "import",
        "Document", "Invitation", "Invitations", "Sessions",
        "Contradictions", "Information", "association", "codes", "date", "dates", "documents", "organisations", "page",
        "pages", "plan", "plans", "prospect", "source",
        "Association", "Programmes", "Versions", "code", "image", "initiative", "latitude", "longitude", "machine",
        "note", "organisation", "participants", "position", "version", "{language} (source)", "Organisations",
        "audit", "communication", "document", "mission", "participant", "publication", "radio",
        "Contributions", "Exceptions", "Pages", "Questions", "page {number}", "contribution", "Documents", "vacant",
        "Passage", "Audit", "Budget", "Quorum", "Votes", "absent", "budget", "collaboration", "opinion",
        "Jury", "Place", "Points", "contact", "question", "Erratum", "Photo", "Plan", "SHA-256", "{count} activation",
        "centre", "mode", "programme", "guide", "mention", "publications", "Publications",
        "Agenda", "Code", "Plans", "action", "points", "Communication", "ZIP", "film",
        "Source", "Programme", "{count} programme", "{count} publication",
    },
    ("program", "es"): {
        "Agenda", "auditor", "plan", "plural", "no", "Editorial", "editorial", "radio", "roles", "Roles", "Plan",
        "SHA-256", "ZIP",
    },
}  # fmt: skip


def entries(domain: str, language: str) -> dict[Key, Entry]:
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    return {key(message): message for message in catalogues.read(path) if message.id}


def key(message: Entry) -> Key:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return message.context or "", ids[0], ids[1] if len(ids) > 1 else ""


def texts(message: Entry) -> list[str]:
    given = message.string or ""
    return [given] if isinstance(given, str) else [text or "" for text in given]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_reports_and_program_speak_their_languages() -> None:
    assert {path.relative_to(LOCALE).as_posix() for path in LOCALE.rglob("*.po")} == {
        f"{language}/LC_MESSAGES/{domain}.po" for domain, language in EVERY
    }
    assert set(LANGUAGES) - {"en"} == set(catalogues.LANGUAGES["program"])


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_catalogue_is_what_the_source_says(domain: str, language: str) -> None:
    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    content = catalogues.source_of(domain, language, path)
    assert path.read_bytes() == content
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(content, language)


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_every_message_of_the_source_is_translated_and_no_other(domain: str, language: str) -> None:
    wanted = set(catalogues.messages(domain))
    assert len(wanted) > 150
    found = {
        key for key, message in entries(domain, language).items() if all(texts(message)) and not message.fuzzy
    }
    assert found == wanted


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_placeholders_are_those_of_the_source(domain: str, language: str) -> None:
    for (_, one, more), message in entries(domain, language).items():
        for text in texts(message):
            assert placeholders(text) == placeholders(more or one), (one, text)


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_plurals_have_all_their_forms(domain: str, language: str) -> None:
    plurals = [message for key, message in entries(domain, language).items() if key[2]]
    assert plurals
    assert {len(texts(message)) for message in plurals} == {2}


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt"])
def test_plural_follows_the_language(language: str) -> None:
    message = Printed("bilateral meeting", "bilateral meetings", by="count")
    forms = [template(message, language, count) for count in (0, 1, 2)]
    zero_is_singular = language == "fr"  # in Portugal, no member is “0 membros”
    assert forms[1] != forms[2]
    assert forms[0] == (forms[1] if zero_is_singular else forms[2])


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_no_english_is_left(domain: str, language: str) -> None:
    same = {
        one
        for (_, one, more), message in entries(domain, language).items()
        if texts(message)[0] in (one, more) and re.search(r"[a-z]", re.sub(r"\{\w+\}", "", one))
    }
    assert same <= SAME_AS_ENGLISH[domain, language]


@pytest.mark.parametrize(("domain", "language"), EVERY)
def test_one_concept_has_one_word(domain: str, language: str) -> None:
    others = []
    for (_, one, _), message in entries(domain, language).items():
        english, said = (
            re.sub(r"\{\w+\}|`[^`]*`|--\w+", "", text).lower() for text in (one, texts(message)[0])
        )
        for term, words in TERMS.items():
            if re.search(rf"\b{term}s?\b", english) and not re.search(words[language], said):
                others.append((term, one, said))
    assert others == []


@pytest.mark.parametrize("domain", catalogues.LANGUAGES)
def test_what_is_counted_is_a_placeholder(domain: str) -> None:
    for _, one, more in catalogues.messages(domain):
        assert placeholders(one) <= placeholders(more or one), one


def test_languages_find_their_catalogue() -> None:
    contents = Printed("Contents")
    assert [template(contents, language) for language in ("fr", "pt-BR", "fr_CA", "de", "../fr")] == [
        "Sommaire", "Sumário", "Sommaire", "Contents", "Contents",
    ]  # fmt: skip
    assert template(Printed("Call", context="kind of activity"), "es") == "Convocatoria"
    assert translate(Message("no such message"), "fr") is None
    assert translate(Message("one such", "many such", by="n", context="nowhere"), "fr", 2) is None


def collected(source: str) -> set[tuple[str, str, str, str]]:
    found = catalogues.messages_in(source, "rapporteur/interfaces/new.py")
    return {(said.domain, said.context, said.text, said.plural) for said in found}


def test_a_new_message_is_collected() -> None:
    assert collected('Message("a", "b", by="n", context="c")') == {("program", "c", "a", "b")}
    assert collected('Printed("a" " b")') == {("report", "", "a b", "")}
    assert collected('from rapporteur.base.words.say import say\nsay("a", "fr")') == {
        ("program", "", "a", "")
    }
    assert collected('say("a", "fr")\nwindow.say("b")') == set()


def test_a_message_whose_words_the_source_does_not_hold_is_refused() -> None:
    with pytest.raises(catalogues.NotConstant, match=r"new\.py:1: Message needs its words as they are"):
        collected("Message(text)")


GLUED = {
    "fr": r"\b(?:à|au|en|de|du|d['’]) ?\{(?:city|members?|organisation|period|places?|region)\}",
    "es": r"\b(?:al|del) ?\{(?:city|members?|organisation|period|places?|region)\}",
}
"""Prepositions that merge with an article, before a name that may have one: “à Le Caire”, “de avril”."""


@pytest.mark.parametrize(("domain", "language"), [one for one in EVERY if one[1] in GLUED])
def test_no_preposition_is_glued_to_a_name(domain: str, language: str) -> None:
    words = [text for entry in entries(domain, language).values() for text in texts(entry)]
    assert [text for text in words if re.search(GLUED[language], text)] == []
