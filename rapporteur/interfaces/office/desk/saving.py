"""Save what was typed at the desk: each text by its verb, and nothing typed is lost where one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.translations import Status
from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.interfaces.office.desk.typed import TypedText
from rapporteur.interfaces.office.desk.words import EMPTIED, INCOMPLETE
from rapporteur.report.translating.actions import ChangedMeanwhile, confirm_translation, write_translation
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.texts import PeriodText
from rapporteur.report.translating.writing import NamesDiffer


@dataclass(frozen=True)
class NotSaved:
    """Why a text was not saved, whether whoever typed it may say that it stands, what is there now where it changed."""

    faults: tuple[Fault, ...]
    may_stand: bool = False
    changed: ChangedMeanwhile | None = None


@dataclass
class Saving:
    """What became of the texts of a form, by their paths."""

    written: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    refused: dict[str, NotSaved] = field(default_factory=dict)


def save_typed(
    typed: Sequence[TypedText],
    texts: Sequence[PeriodText],
    *,
    source: str,
    language: str,
    by: Actor,
    fidelity: Fidelity,
) -> Saving:
    """Save the texts of a record that somebody changed or confirmed; those that stay as they were are left alone.

    A text with sentences that are still empty is not saved, unless whoever types says that it stands.
    """
    saving = Saving()
    known = {text.path: text for text in texts}
    for one in typed:
        text = known.get(one.path)
        if text is None:
            continue
        before = text.texts.get(language, "").replace("\r\n", "\n")
        words = one.words
        if not words:
            if before:
                saving.refused[one.path] = NotSaved((Fault(EMPTIED),))
            continue
        try:
            if words != before:
                _write(one, words, text, language, by, fidelity)
                saving.written.append(one.path)
            elif one.meaning and text.status(language, source) is not Status.DONE:
                confirm_translation(
                    by=by, key=text.key, language=language, made_for=one.made_for, instead_of=one.instead_of
                )
                saving.confirmed.append(one.path)
        except NamesDiffer as differ:
            saving.refused[one.path] = NotSaved(differ.faults, may_stand=True)
        except ChangedMeanwhile as changed:
            saving.refused[one.path] = NotSaved(changed.faults, changed=changed)
        except Foreseeable as refused:
            saving.refused[one.path] = NotSaved(refused.faults)
    return saving


class _Incomplete(NamesDiffer):
    """Some sentences are empty: whoever drew two into one says that it stands."""


def _write(
    one: TypedText, words: str, text: PeriodText, language: str, by: Actor, fidelity: Fidelity
) -> None:
    if one.empty and not one.as_it_stands:
        raise _Incomplete([Fault(INCOMPLETE, values={"count": one.empty})])
    write_translation(
        by=by,
        key=text.key,
        language=language,
        words=words,
        made_for=one.made_for,
        instead_of=one.instead_of,
        fidelity=fidelity,
        as_it_stands=one.as_it_stands,
    )
