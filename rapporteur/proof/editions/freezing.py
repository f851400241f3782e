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

from rapporteur.base.core.audit import audit
from rapporteur.base.core.content import ContentStore, sha256
from rapporteur.base.core.database.consistent import consistent_reads
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.base import to_plain
from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.documents.building.build import file_name as document_name
from rapporteur.documents.building.build import requests
from rapporteur.documents.preflight.check import require_renderable
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions.changes.differences import Change, differences
from rapporteur.proof.editions.changes.sentences import word_changes
from rapporteur.proof.editions.composition import compile_period
from rapporteur.proof.editions.models import Edition, EditionFile
from rapporteur.proof.editions.signing import SigningKey, signing_key, write_signature
from rapporteur.report.value import data as d
from rapporteur.report.value.snapshot import snapshot_of

Checks = Callable[[Period, date], Sequence[Fault]]
"""Returns what keeps the report of a period from being frozen, each with what mends it; nothing where nothing does."""
Progress = Callable[[str, int, int], None]
ATTEMPTS = 5


class FreezeRefused(Foreseeable, RuntimeError):
    """A report that still contradicts itself; `reasons` are faults, each with what mends it."""

    def __init__(self, period: Period, reasons: Sequence[Fault]) -> None:
        super().__init__(
            Message(
                "{place} cannot be frozen: {count} finding blocks\n  {reasons}",
                "{place} cannot be frozen: {count} findings block\n  {reasons}",
                by="count",
            ),
            place=str(period),
            count=len(reasons),
            reasons=tuple(reasons),
        )
        self.reasons = tuple(reasons)


class EditionNotFound(Foreseeable, LookupError):
    """A name that no edition has."""


class FreezeCrowdedOut(Foreseeable, RuntimeError):
    """Others froze the same period again and again while this one was being made."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            Message(
                "{place} was frozen by others {times} times while its documents were being made: try again"
            ),
            place=str(period),
            times=ATTEMPTS,
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
    wanted = read_whole(number)
    found: Edition | None = editions.filter(number=wanted).first() if wanted is not None else None
    if found is None:
        known = ", ".join(edition.slug for edition in reversed(editions.defer("snapshot")))
        if known:
            raise EditionNotFound(
                Message("'{value}' is not an edition: expected one of {expected}"), value=name, expected=known
            )
        raise EditionNotFound(
            Message("'{value}' is not an edition: expected the name of a frozen one, such as 2018-Q2/1"),
            value=name,
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
                Message("{place} has no edition yet: `rapporteur freeze {place}` makes the first"),
                place=str(period),
            )
        today = compile_period(period, edition.as_of)
    return edition, differences(snapshot_of(edition.snapshot, name=edition.slug), today)


def freeze(
    *,
    period: Period,
    by: Actor,
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
    is written. Where the settings name a key, the edition is signed. Raises NotAllowed, KeyNotUsable, FreezeRefused,
    ReportNotRenderable, PrintingFailed, OutputNotWritable and FreezeCrowdedOut.
    """
    check_can(by, Right.FREEZE_EDITIONS)
    key = signing_key()
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
        edition, files = _make_documents(period, draft, dict(zip(names, wanted, strict=True)), progress)
        edition.by, edition.note, edition.frozen_at = by.name, note, frozen_at
        edition.seal = seal(edition, files)
        if _write_edition(edition, files, by=by, key=key):
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
        number=number, frozen_date=today, changes=word_changes(changes, data.association.languages)
    )
    earlier = frozen.edition.errata if frozen.edition else ()
    return _Draft(number, _numbered(data, number, today, (*earlier, erratum)), changes)


def _numbered(
    data: d.ReportData, number: int, today: date, errata: tuple[d.ErratumData, ...]
) -> d.ReportData:
    edition = d.EditionData(number=number, frozen_date=today, errata=errata)
    return replace(data, edition=edition)


def _make_documents(
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
        raise press.PrintingFailed(
            Message("the rendering program did not make what was expected: {difference}"),
            difference=difference,
        )
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


def _write_edition(
    edition: Edition, files: Sequence[EditionFile], *, by: Actor, key: SigningKey | None
) -> bool:
    """Write the edition with its files; return False where another one took its number meanwhile."""
    try:
        with transaction.atomic():
            newest = Edition.objects.of(edition.period).first()
            if (newest.number if newest else 0) != edition.number - 1:
                return False
            edition.pk = Edition.objects.next_id()
            for file in files:
                file.edition = edition
            EditionFile.objects.bulk_create(
                files
            )  # first: the database adds none to an edition that is there
            edition.save(force_insert=True)
            audit(
                by=by,
                action="frozen",
                record=edition,
                changes={"sha256": edition.sha256, "seal": edition.seal, "note": edition.note},
            )
            if key is not None:
                write_signature(edition=edition, key=key, by=by, at=edition.frozen_at)
    except IntegrityError:
        if Edition.objects.of(edition.period).filter(number=edition.number).exists():
            return False
        raise
    return True
