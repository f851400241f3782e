"""Documents of an edition on their way out of the store: under names that are safe, all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import write_together
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.documents.view.notices import word_notice
from rapporteur.proof.editions.freezing import content_store
from rapporteur.proof.editions.models import Edition
from rapporteur.report.value import data as d

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*", re.ASCII)
"""No folder, no hidden file, no character that a system or a shell reads otherwise; no dot or space at the end."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the first dot."""


class UnsafeName(Foreseeable, ValueError):
    """A name under which no document may be written; the database names it, and may have been tampered with."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(
                "{value} cannot be the name of a document: expected letters, digits, hyphens and dots, "
                "once in an edition"
            ),
            value=ascii(name),
        )


def check_names(names: Iterable[str]) -> None:
    """Raise UnsafeName for the first name that leads elsewhere, is a device, or is there twice but for capitals."""
    seen: set[str] = set()
    for name in names:
        if not _NAME.fullmatch(name) or _DEVICE.fullmatch(name) or name.casefold() in seen:
            raise UnsafeName(name)
        seen.add(name.casefold())


def hand_out(*, edition: Edition, folder: Path) -> tuple[Path, ...]:
    """Write the documents of `edition`, and the errata of later ones, into `folder`; return where they are.

    Every document is read and every name is looked at before the first is written. Raises UnsafeName, ContentLost and
    OutputNotWritable.
    """
    files = list(edition.files.order_by("name"))
    errata = {f"ERRATUM.{language}.txt": text for language, text in errata_after(edition).items()}
    check_names([*(file.name for file in files), *errata])
    store = content_store()
    contents = {file.name: store.get(file.sha256) for file in files}
    contents |= {name: text.encode() for name, text in errata.items()}
    write_together(folder, contents)
    return tuple(folder / name for name in contents)


def corrections(edition: Edition) -> Sequence[Edition]:
    """Return the editions of the same period that came after, in their order."""
    later = Edition.objects.of(edition.period).filter(number__gt=edition.number)
    return tuple(reversed(later))


def errata_after(edition: Edition) -> dict[str, str]:
    """Return, per language, what later editions corrected, as a text to be shown with this one."""
    texts: dict[str, list[str]] = {}
    for later in corrections(edition):
        languages = list(dict.fromkeys(name for change in later.erratum for name in change["words"]))
        erratum = d.ErratumData(
            number=later.number,
            frozen_date=later.frozen_at.date(),
            changes=tuple(
                d.ChangeData(language=change["language"], words=LocalizedText(change["words"]))
                for change in later.erratum
            ),
        )
        for language in languages:
            title, intro, lines = word_notice(erratum, language, languages)
            text = [title, "", intro, *(f"- {line}" for line in lines), ""]
            texts.setdefault(language, []).extend(text)
    return {language: "\n".join(lines) for language, lines in sorted(texts.items())}
