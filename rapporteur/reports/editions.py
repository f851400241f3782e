"""Freeze the report of a period: snapshot, documents and what made them, all of it or nothing.

The order makes it so. First the checks and the records are read as of one moment; then the documents are made by the
very archive that will make them again, and stored under their hashes; last, one transaction writes the edition. A
process that is killed before that last step has frozen nothing. Two that freeze at once both come to that step, and
the database lets one number be taken once: the other looks again at what has been frozen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from msgspec.structs import replace

from rapporteur.core.actions import audit
from rapporteur.core.consistent import consistent_reads
from rapporteur.core.localized import LocalizedText
from rapporteur.core.periods import Period
from rapporteur.core.values import to_plain
from rapporteur.reports import data as d
from rapporteur.reports import press
from rapporteur.reports.building import file_name as document_name
from rapporteur.reports.building import requests
from rapporteur.reports.change_words import worded
from rapporteur.reports.changes import Change, differences
from rapporteur.reports.composition import compile_period
from rapporteur.reports.content import ContentStore, sha256
from rapporteur.reports.models import Edition, EditionFile
from rapporteur.reports.preflight import require_renderable
from rapporteur.reports.presenting.notices import told
from rapporteur.reports.snapshot import snapshot_of

Checks = Callable[[Period, date], Sequence[str]]
"""Returns what keeps the report of a period from being frozen, a sentence each; nothing where nothing does."""
Progress = Callable[[str, int, int], None]
ATTEMPTS = 5


class FreezeRefused(RuntimeError):
    """A report that still contradicts itself; `reasons` are sentences, each with what mends it."""

    def __init__(self, period: Period, reasons: Sequence[str]) -> None:
        things = "1 finding blocks" if len(reasons) == 1 else f"{len(reasons)} findings block"
        super().__init__(f"{period} cannot be frozen: {things}\n" + "\n".join(f"  {one}" for one in reasons))
        self.reasons = tuple(reasons)


class EditionNotFound(LookupError):
    """A name that no edition has."""


class FreezeCrowdedOut(RuntimeError):
    """Others froze the same period again and again while this one was being made."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            f"{period} was frozen by others {ATTEMPTS} times while its documents were being made: try again"
        )


@dataclass(frozen=True)
class Frozen:
    """What a freeze did: the edition, or with `dry_run` its name; nothing `written` where nothing had changed."""

    name: str
    edition: Edition | None
    written: bool
    changes: tuple[Change, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """An edition about to be made."""

    number: int
    data: d.ReportData
    changes: tuple[Change, ...]


def content_store() -> ContentStore:
    """Return where the documents of editions lie: `EDITIONS_DIR`, by default var/editions."""
    default = Path(settings.VAR_DIR) / "editions"
    return ContentStore(Path(getattr(settings, "EDITIONS_DIR", default)))


def edition_named(name: str) -> Edition:
    """Return the edition called `2018-Q2/1`; raise EditionNotFound or InvalidPeriod."""
    code, _, number = name.partition("/")
    editions = Edition.objects.of(Period.parse(code)).defer(None)
    found: Edition | None = editions.filter(number=int(number)).first() if number.isdecimal() else None
    if found is None:
        known = ", ".join(edition.slug for edition in reversed(editions.defer("snapshot")))
        raise EditionNotFound(
            f"'{name}' is not an edition: expected "
            + (f"one of {known}" if known else "the name of a frozen one, such as 2018-Q2/1")
        )
    return found


def latest_edition(period: Period) -> Edition | None:
    """Return the newest edition of a period, with its snapshot."""
    found: Edition | None = Edition.objects.of(period).defer(None).first()
    return found


def changes_since(period: Period) -> tuple[Edition, tuple[Change, ...]]:
    """Return the newest edition of `period` and what the records say otherwise today, as of the same day.

    Raises EditionNotFound where there is none.
    """
    with consistent_reads():
        edition = latest_edition(period)
        if edition is None:
            raise EditionNotFound(
                f"{period} has no edition yet: `rapporteur freeze {period}` makes the first"
            )
        today = compile_period(period, edition.as_of)
    return edition, differences(snapshot_of(edition.snapshot, name=edition.slug), today)


def freeze(
    *,
    period: Period,
    by: str,
    frozen_at: datetime,
    checks: Checks,
    note: str = "",
    as_of: date | None = None,
    dry_run: bool = False,
    progress: Progress = lambda step, done, total: None,
) -> Frozen:
    """Freeze the report of `period` in every language and format.

    `frozen_at` is when, told by whoever calls. The first edition is as of the period's last day unless `as_of` says
    otherwise, a further one as of the day of the one before. Where nothing changed since the newest edition, nothing
    is written. Raises FreezeRefused, ReportNotRenderable, PrintingFailed, OutputNotWritable and FreezeCrowdedOut.
    """
    for _attempt in range(ATTEMPTS):
        progress("records", 0, 0)
        draft = _draft(period, as_of, frozen_at.date(), checks)
        if isinstance(draft, Edition):
            return Frozen(draft.slug, draft, written=False)
        name = f"{period.code}/{draft.number}"
        wanted = list(requests(draft.data, (), ()))
        names = tuple(document_name(draft.data, language, format) for language, format in wanted)
        require_renderable(draft.data, draft.data.association.languages)
        if dry_run:
            return Frozen(name, None, written=False, changes=draft.changes, names=names)
        edition, files = _made(period, draft, dict(zip(names, wanted, strict=True)), progress)
        edition.by, edition.note, edition.frozen_at = by, note, frozen_at
        edition.seal = seal(edition, files)
        if _written(edition, files):
            return Frozen(name, edition, written=True, changes=draft.changes, names=names)
    raise FreezeCrowdedOut(period)


def _draft(period: Period, as_of: date | None, today: date, checks: Checks) -> Edition | _Draft:
    """Read, as of one moment, what is to be frozen; return the newest edition where that says it already."""
    with consistent_reads():
        latest = latest_edition(period)
        as_of = as_of or (latest.as_of if latest else period.last_day)
        reasons = checks(period, as_of)
        if reasons:
            raise FreezeRefused(period, reasons)
        data = compile_period(period, as_of)
    if latest is None:
        return _Draft(1, _numbered(data, 1, today, ()), ())
    frozen = snapshot_of(latest.snapshot, name=latest.slug)
    changes = differences(frozen, data)
    if not changes:
        return latest
    number = latest.number + 1
    erratum = d.ErratumData(
        number=number, frozen_date=today, changes=worded(changes, data.association.languages)
    )
    earlier = frozen.edition.errata if frozen.edition else ()
    return _Draft(number, _numbered(data, number, today, (*earlier, erratum)), changes)


def _numbered(
    data: d.ReportData, number: int, today: date, errata: tuple[d.ErratumData, ...]
) -> d.ReportData:
    edition = d.EditionData(number=number, frozen_date=today, errata=errata)
    return replace(data, edition=edition)


def _made(
    period: Period, draft: _Draft, wanted: dict[str, tuple[str, str]], progress: Progress
) -> tuple[Edition, list[EditionFile]]:
    """Make and store the documents; return the rows that are to be written."""
    store = content_store()
    program = press.archive()
    snapshot = draft.data.canonical_json()
    with store.working_folder() as folder:
        documents = press.print_from(program, snapshot, folder, progress=progress)
    if set(documents) != set(wanted):
        difference = ", ".join(sorted(set(documents) ^ set(wanted)))
        raise press.PrintingFailed(f"the rendering program did not make what was expected: {difference}")
    errata = draft.data.edition.errata if draft.data.edition else ()
    edition = Edition(
        period_start=period.start,
        period_end=period.end,
        number=draft.number,
        snapshot=snapshot,
        sha256=sha256(snapshot.encode()),
        as_of=draft.data.as_of,
        program=store.put(program),
        versions=press.versions(),
        erratum=to_plain(errata[-1])["changes"] if errata else [],
    )
    files = [
        EditionFile(
            name=name,
            language=wanted[name][0],
            format=wanted[name][1],
            sha256=store.put(content),
            size=len(content),
        )
        for name, content in documents.items()
    ]
    return edition, files


def seal(edition: Edition, files: Sequence[EditionFile]) -> str:
    """Return the hash of all that makes up an edition; who keeps it elsewhere can prove that nothing changed."""
    parts: dict[str, Any] = {
        "edition": edition.slug,
        "snapshot": edition.sha256,
        "as_of": edition.as_of.isoformat(),
        "frozen_at": edition.frozen_at.timestamp(),
        "by": edition.by,
        "note": edition.note,
        "program": edition.program,
        "versions": edition.versions,
        "erratum": edition.erratum,
        "files": sorted((file.name, file.language, file.format, file.sha256, file.size) for file in files),
    }
    return sha256(press.manifest(parts).encode())


def _written(edition: Edition, files: Sequence[EditionFile]) -> bool:
    """Write the edition with its files; return False where another one took its number meanwhile."""
    try:
        with transaction.atomic():
            newest = Edition.objects.of(edition.period).first()
            if (newest.number if newest else 0) != edition.number - 1:
                return False
            edition.save(force_insert=True)
            for file in files:
                file.edition = edition
            EditionFile.objects.bulk_create(files)
            audit(
                by=edition.by,
                action="frozen",
                record=edition,
                changes={"sha256": edition.sha256, "seal": edition.seal, "note": edition.note},
            )
    except IntegrityError:
        if Edition.objects.of(edition.period).filter(number=edition.number).exists():
            return False
        raise
    return True


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
            title, intro, lines = told(erratum, language, languages)
            text = [title, "", intro, *(f"- {line}" for line in lines), ""]
            texts.setdefault(language, []).extend(text)
    return {language: "\n".join(lines) for language, lines in sorted(texts.items())}
