"""Rules on texts and photographs: translations, what differs between languages, figures in the editorial, rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.formatting.number_words import number_words
from rapporteur.base.values.messages import Message
from rapporteur.base.words.fields import FieldName
from rapporteur.base.words.say import Language
from rapporteur.proof.rules.activities import hit
from rapporteur.proof.rules.facts import ActivityFacts, Photo, Text
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject
from rapporteur.proof.rules.subject_names import organisations_in

_NUMBER = r"(?<![\w.,])(\d{1,3}(?:[.,\s\u00a0\u202f]\d{3})+|\d+)\s+(?:[^\W\d]+\s+)?"
_NOUNS = {
    "members": {"fr": "membres", "en": "members", "es": "miembros"},
    "activities": {"fr": "activités", "en": "activities", "es": "actividades"},
    "meetings": {
        "fr": "réunions bilatérales",
        "en": "bilateral meetings",
        "es": "reuniones bilaterales",
    },
}
_IN_WORDS = ("activities", "meetings")
_LEAST_IN_WORDS = 10
"""A smaller number in words counts some of them, not all, as a rule."""
LEAST_ON_COVER = 1240
"""Pixels across: the 210 mm of a page at 150 to the inch, below which print is seen to be blurred."""
_DIGIT = re.compile(r"\d")
_CODE_LIKE = re.compile(r"\b[A-Z]{1,3}\d{1,3}(?:\.?[A-Z]{1,2}\d{1,3})+\b")


def _text_hit(text: Text, *rests_on: object, **values: object) -> Hit:
    name = text.record.name or text.record.slug
    return Hit(
        text.record,
        text.field,
        {"record": name, "field": FieldName(text.field), **values},
        (text, *rests_on),
        text.evidence("texts"),
    )


@rule(
    "text-missing",
    Severity.BLOCKING,
    needs=[Fact.TRANSLATIONS],
    asks="Is every text there in every language of the association?",
    why="Editions in all languages say the same, or one of them would have a hole.",
    message=Message("Text missing: “{record}”, {field} ({languages})."),
    mend=Message(
        "Write the text in this language.",
        "Write the text in these languages.",
        by="languages",
    ),
)
def text_missing(subject: Subject) -> Iterator[Hit]:
    """Yield texts that lack a language; one that is empty in every language only where it is required.

    What a photograph shows is asked by a rule of its own.
    """
    for text in subject.texts:
        missing = text.texts.missing(subject.languages)
        if missing and (text.texts or text.required) and not text.field.endswith((".alt", "_alt")):
            yield _text_hit(text, languages=tuple(map(Language, missing)))


@rule(
    "text-stale",
    Severity.BLOCKING,
    needs=[Fact.TRANSLATIONS],
    asks="Was every translation made from the source as it is now?",
    why="Two editions would say different things. Waived where the change of the source needs none elsewhere.",
    message=Message("Translation older than its source: “{record}”, {field} ({languages})."),
    mend=Message("Bring the translation up to date with the source."),
    waivable=True,
)
def text_stale(subject: Subject) -> Iterator[Hit]:
    """Yield texts with translations that are older than their source."""
    for text in subject.texts:
        if text.stale:
            yield _text_hit(text, languages=tuple(map(Language, text.stale)))


@rule(
    "text-codes-differ",
    Severity.WARNING,
    needs=[Fact.TRANSLATIONS, Fact.PLAN],
    asks="Do all languages of a text name the same codes of the plan?",
    why="A code needs no translation: one of the languages has a slip.",
    message=Message(
        "“{record}”, {field}: a code is not in every language ({codes}).",
        "“{record}”, {field}: some codes are not in every language ({codes}).",
        by="codes",
    ),
    mend=Message("Write the same codes in every language."),
)
def text_codes_differ(subject: Subject) -> Iterator[Hit]:
    """Yield texts whose languages do not all hold the same codes."""
    for text in subject.texts:
        found = [
            set(_CODE_LIKE.findall(each)) | _known_codes(subject, each)
            for each in text.texts.values()
            if _has_digit(each)
        ]
        if not found:
            continue
        everywhere = set.intersection(*found) if len(found) == len(text.texts) else set()
        if differ := sorted(set.union(*found) - everywhere):
            yield _text_hit(text, codes=tuple(differ))


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _known_codes(subject: Subject, text: str) -> set[str]:
    """Codes of the plan's deepest levels in `text`; those of lines (“L1”, “1”) are too short to be told from words."""
    words = set(re.findall(r"[\w.]+", text))
    return {code for code in words & subject.node.keys() if subject.node[code].parent and _has_digit(code)}


@rule(
    "text-names-differ",
    Severity.INFORMATION,
    needs=[Fact.TRANSLATIONS, Fact.TEXTS, Fact.REGISTRY],
    asks="Do all languages of a text name the same members?",
    why="A good translation may say “the Uruguayan capital”; a name that is missing may also be an omission.",
    message=Message("“{record}”, {field}: not every language names {members} (missing in {languages})."),
    mend=Message("Make sure that no language forgets a member."),
)
def text_names_differ(subject: Subject) -> Iterator[Hit]:
    """Yield prose in which a language names an organisation that another leaves out."""
    for text in subject.texts:
        if not text.prose or len(text.texts) < 2:
            continue
        by_language = {
            language: [mention.keys for mention in organisations_in(subject, text, language)]
            for language in text.texts
        }
        clear = {slug for all_ in by_language.values() for keys in all_ if len(keys) == 1 for slug in keys}
        lacking = {
            language: frozenset(clear - {slug for keys in all_ for slug in keys})
            for language, all_ in by_language.items()
        }
        members = sorted(frozenset().union(*lacking.values()))
        if members:
            languages = [language for language in subject.languages if lacking.get(language)]
            yield _text_hit(
                text,
                members=tuple(map(subject.name, members)),
                languages=tuple(map(Language, languages)),
            )


@rule(
    "editorial-figure",
    Severity.WARNING,
    needs=[Fact.EDITORIAL],
    in_print=InPrint(against="directory"),
    asks="Are the numbers in the editorial those of the report?",
    why="The editorial is read first. What a sentence counts is read by a rule of thumb, so a person decides.",
    message=Message(
        "The editorial says “{written}”; the report has no such number (its greatest is {derived})."
    ),
    mend=Message("Correct the number in the editorial, in every language."),
)
def editorial_figure(subject: Subject) -> Iterator[Hit]:
    """Yield numbers of members, activities or bilateral meetings in the editorial that nothing in the report has."""
    editorial = subject.editorial
    if editorial is None:
        return
    for language, text in sorted(editorial.texts.items()):
        for noun, words in _NOUNS.items():
            true = subject.counts.get(noun, frozenset())
            if language not in words or not true:
                continue
            for written, number in _numbers_before(noun, words[language], language, text):
                if number not in true:
                    yield Hit(
                        editorial.record,
                        editorial.field,
                        {"written": " ".join(written.split()), "derived": max(true)},
                        (editorial, noun, written),
                        (Evidence("editorial", written, editorial.passages.get(editorial.field)),),
                    )


def _numbers_before(noun: str, word: str, language: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield what the text counts before a noun, as written and as a number: in digits, or in words from ten."""
    for match in re.finditer(_NUMBER + word + r"\b", text, re.IGNORECASE):
        yield match.group(), int(re.sub(r"\D", "", match.group(1)))
    known = number_words(language) if noun in _IN_WORDS else {}
    if known:
        any_of = "|".join(sorted(known, key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w-])({any_of})\s+{word}\b", text, re.IGNORECASE):
            if (number := known[match.group(1).lower()]) >= _LEAST_IN_WORDS:
                yield match.group(), number


@rule(
    "editorial-missing",
    Severity.WARNING,
    needs=[Fact.EDITORIAL],
    asks="Does the report have an editorial?",
    why="It is optional, and usually only late.",
    message=Message("The report has no editorial."),
    mend=Message("Write the editorial, or take the section out of the report."),
)
def editorial_missing(subject: Subject) -> Iterator[Hit]:
    """Yield where there are activities and no editorial."""
    if subject.activities and subject.editorial is None:
        yield Hit(subject.record, "editorial_text", {}, (subject.start, subject.end))


# --- photographs -------------------------------------------------------------------------------


def _photos(subject: Subject) -> Iterator[tuple[ActivityFacts, int, Photo]]:
    for activity in subject.activities:
        for number, photo in enumerate(activity.photos, start=1):
            yield activity, number, photo


@rule(
    "photo-no-consent",
    Severity.WARNING,
    needs=[Fact.PHOTOS],
    asks="Did those in every photograph agree to its publication?",
    why="A photograph without consent is never printed, so nothing is wrong in the report; it lacks a picture.",
    message=Message("No consent is noted for photograph {number} of “{activity}”; it will not be printed."),
    mend=Message("Note the consent, or take the photograph away."),
)
def photo_no_consent(subject: Subject) -> Iterator[Hit]:
    """Yield photographs without consent."""
    for activity, number, photo in _photos(subject):
        if not photo.consent:
            yield hit(activity, f"photos[{number}].consent", photo, number=number)


@rule(
    "photo-no-alt",
    Severity.BLOCKING,
    needs=[Fact.PHOTOS],
    asks="Does every photograph say in every language what it shows?",
    why="An accessible document cannot be made without it.",
    message=Message("Photograph {number} of “{activity}” has no alternative text ({languages})."),
    mend=Message("Say what the photograph shows, in each language."),
)
def photo_no_alt(subject: Subject) -> Iterator[Hit]:
    """Yield photographs that may be printed and lack alternative text in some language."""
    for activity, number, photo in _photos(subject):
        missing = photo.alt.missing(subject.languages)
        if photo.consent and missing:
            languages = tuple(map(Language, missing))
            yield hit(activity, f"photos[{number}].alt", photo, number=number, languages=languages)


@rule(
    "photo-no-credit",
    Severity.BLOCKING,
    needs=[Fact.PHOTOS],
    asks="Does every photograph name its author or owner?",
    why="Printing it without would infringe rights.",
    message=Message("Photograph {number} of “{activity}” names no author."),
    mend=Message("Name the photographer or the owner of the rights."),
)
def photo_no_credit(subject: Subject) -> Iterator[Hit]:
    """Yield photographs that may be printed and name no author."""
    for activity, number, photo in _photos(subject):
        if photo.consent and not photo.credit.strip():
            yield hit(activity, f"photos[{number}].credit", photo, number=number)


@rule(
    "cover-no-consent",
    Severity.WARNING,
    needs=[Fact.PHOTOS],
    asks="Did those on the photograph of the cover agree to its publication?",
    why="A photograph without consent is never printed; the cover has the map instead.",
    message=Message("No consent is noted for the photograph on the cover; it will not be printed."),
    mend=Message("Note the consent, or take the photograph away."),
)
def cover_no_consent(subject: Subject) -> Iterator[Hit]:
    """Yield a cover without consent."""
    if (cover := subject.cover) and not cover.consent:
        yield Hit(subject.record, "cover_consent", {}, (cover,))


@rule(
    "cover-no-alt",
    Severity.BLOCKING,
    needs=[Fact.PHOTOS],
    asks="Does the photograph on the cover say in every language what it shows?",
    why="An accessible document cannot be made without it.",
    message=Message("The photograph on the cover has no alternative text ({languages})."),
    mend=Message("Say what the photograph shows, in each language."),
)
def cover_no_alt(subject: Subject) -> Iterator[Hit]:
    """Yield a cover that may be printed and lacks alternative text in some language."""
    cover = subject.cover
    missing = cover.alt.missing(subject.languages) if cover and cover.consent else ()
    if missing:
        yield Hit(subject.record, "cover_alt", {"languages": tuple(map(Language, missing))}, (cover,))


@rule(
    "cover-no-credit",
    Severity.BLOCKING,
    needs=[Fact.PHOTOS],
    asks="Does the photograph on the cover name its author or owner?",
    why="Printing it without would infringe rights.",
    message=Message("The photograph on the cover names no author."),
    mend=Message("Name the photographer or the owner of the rights."),
)
def cover_no_credit(subject: Subject) -> Iterator[Hit]:
    """Yield a cover that may be printed and names no author."""
    if (cover := subject.cover) and cover.consent and not cover.credit.strip():
        yield Hit(subject.record, "cover_credit", {}, (cover,))


@rule(
    "cover-no-rights",
    Severity.WARNING,
    needs=[Fact.PHOTOS],
    asks="Is it noted under which rights the photograph on the cover is printed?",
    why="The report is passed on; whoever does so must know whether the cover may be.",
    message=Message("Nothing says under which rights the photograph on the cover is printed."),
    mend=Message("Note its licence, or who gave permission."),
)
def cover_no_rights(subject: Subject) -> Iterator[Hit]:
    """Yield a cover that may be printed and of which no rights are noted."""
    if (cover := subject.cover) and cover.consent and not cover.rights.strip():
        yield Hit(subject.record, "cover_rights", {}, (cover,))


@rule(
    "cover-too-small",
    Severity.WARNING,
    needs=[Fact.PHOTOS],
    asks="Has the photograph on the cover pixels enough for the width of a page?",
    why="A smaller one is printed blurred: 1,240 pixels across a page of 210 mm are 150 to the inch.",
    message=Message("The photograph on the cover is {width} pixels wide; in print it would be blurred."),
    mend=Message("Choose a photograph of at least {least} pixels across."),
)
def cover_too_small(subject: Subject) -> Iterator[Hit]:
    """Yield a cover that may be printed and is too small for it."""
    if (cover := subject.cover) and cover.consent and cover.pixels[0] < LEAST_ON_COVER:
        values = {"width": str(cover.pixels[0]), "least": str(LEAST_ON_COVER)}
        yield Hit(subject.record, "cover_image", values, (cover,))


@rule(
    "not-renderable",
    Severity.BLOCKING,
    needs=[Fact.RENDERING],
    asks="Can the report be laid out?",
    why="The document cannot be built.",
    message=Message("This cannot be printed: “{record}”, {field}; {wrong}."),
    mend=Message("{cure}."),
)
def not_renderable(subject: Subject) -> Iterator[Hit]:
    """Yield what the layout says it cannot print."""
    for problem in subject.unrenderable:
        yield Hit(
            problem.record,
            f"{problem.field}.{problem.language}" if problem.language else problem.field,
            {
                "record": problem.record.name or problem.record.slug,
                "field": FieldName(problem.field),
                "wrong": problem.wrong,
                "cure": problem.cure,
            },
            (problem,),
        )


RULES = (
    not_renderable,
    text_missing,
    text_stale,
    photo_no_alt,
    photo_no_credit,
    photo_no_consent,
    cover_no_alt,
    cover_no_credit,
    cover_no_consent,
    cover_no_rights,
    cover_too_small,
    editorial_missing,
    editorial_figure,
    text_codes_differ,
    text_names_differ,
)
