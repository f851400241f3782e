"""A change as a sentence, in the language that is asked for; the words lie beside this module, one file per language.

Sentences have the record first and neither article nor agreement that its name would have to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapporteur.core.formatting import capitalise, language_named
from rapporteur.core.localized import LocalizedText
from rapporteur.core.typography import normalise
from rapporteur.reports.change_values import Words
from rapporteur.reports.changes import Change
from rapporteur.reports.data import ChangeData

_LISTS = {"members", "prospects"}


def sentence(change: Change, language: str, *, others: Sequence[str] = ()) -> str:
    """Return `change` in one sentence, without a full stop; names in `language`, else in one of `others`."""
    words = Words((language,))

    def best(text: LocalizedText) -> str:
        return text.best((language, *others)) or words.say("nothing", language)

    def template(key: str) -> str:  # what is quoted keeps the typography of its own language
        return normalise(words.say(key, language), language)

    name = normalise(best(change.name), language)
    record = template(f"record_{change.record_type}").format(name=name)
    field = words.say(f"field_{change.field}", language) if change.field else ""
    if change.language:
        field = f"{field} ({language_named(change.language, language)})"
    if change.record_type == "figure":
        key = "figure"
    elif change.kind in {"GAINED", "LOST"}:
        key = f"{change.kind.lower()}_{'members' if change.field in _LISTS else 'part'}"
    elif change.kind == "CHANGED" and change.part:
        key = "part_changed"
    elif change.kind == "CHANGED" and not change.before and not change.after:
        key = "changed_unsaid"
    elif change.kind == "CHANGED" and change.before == change.after:
        key = "replaced"
    elif change.language:
        key = "text_changed"
    else:
        key = change.kind.lower()
    said = template(key).format(
        record=record,
        field=field,
        part=best(change.part),
        before=best(change.before),
        after=best(change.after),
    )
    return capitalise(said)


def worded(changes: Iterable[Change], languages: Sequence[str]) -> tuple[ChangeData, ...]:
    """Return `changes` as data that a report can print in any of `languages`."""
    return tuple(
        ChangeData(
            language=change.language,
            words=LocalizedText(
                {language: sentence(change, language, others=languages) for language in languages}
            ),
        )
        for change in changes
    )
