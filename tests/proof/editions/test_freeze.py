"""Freezing: what is written, what is refused, what a correction says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapporteur.base.core.content import sha256
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.values.base import to_plain
from rapporteur.base.values.failures import Fault
from rapporteur.documents.formats import FORMATS
from rapporteur.proof.editions.changes.sentences import sentence
from rapporteur.proof.editions.freezing import (
    EditionNotFound,
    FreezeRefused,
    changes_since,
    content_store,
    edition_named,
)
from rapporteur.proof.editions.handing_out import errata_after
from rapporteur.proof.editions.models import Edition, EditionFile
from rapporteur.report.value.snapshot import snapshot_of
from tests.proof.editions.conftest import WHEN, Freeze
from tests.support import small_network as small


def _typed(text: str) -> str:
    """Return a text with the spaces that a keyboard has."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.prints
def test_freeze_the_first_time_makes_edition_one_in_every_language_and_format(freeze_it: Freeze) -> None:
    done = freeze_it(note="adopted")
    edition = Edition.objects.get()
    assert (done.name, done.written, edition.slug) == ("2021-Q1/1", True, "2021-Q1/1")
    assert (edition.by, edition.note, edition.frozen_at, edition.erratum) == ("A. Name", "adopted", WHEN, [])
    assert edition.sha256 == sha256(edition.snapshot.encode())
    made = {(file.format, file.language) for file in edition.files.all()}
    assert made == {(f, language) for f in FORMATS if f != "json" for language in ("en", "fr")} | {
        ("json", "")
    }
    for file in edition.files.all():
        content = content_store().get(file.sha256)
        assert len(content) == file.size
    snapshot = edition.files.get(format="json")
    assert snapshot.sha256 == edition.sha256
    assert set(edition.versions) == {"program", "templates", "fonts", "libraries"}
    assert {"typst", "msgspec", "lxml", "python"} <= set(edition.versions["libraries"])
    assert AuditEntry.objects.get(action="frozen").record == "2021-Q1/1"


def test_freeze_while_a_check_blocks_writes_nothing_and_lists_what_blocks(
    freeze_it: Freeze, network: Path
) -> None:
    asked = []

    def checks(*about: object) -> list[Fault]:
        asked.append(about)
        return [Fault("'survey' has no place: give it one"), Fault("'fair' has no text: write one")]

    with pytest.raises(FreezeRefused) as refused:
        freeze_it(checks=checks)
    assert str(refused.value) == (
        "2021-Q1 cannot be frozen: 2 findings block\n"
        "  'survey' has no place: give it one\n  'fair' has no text: write one"
    )
    assert asked == [(small.PERIOD, small.PERIOD.last_day)]
    assert not Edition.objects.exists()
    assert not network.exists()


def test_freeze_dry_run_names_the_edition_and_writes_nothing(freeze_it: Freeze, network: Path) -> None:
    done = freeze_it(dry_run=True)
    assert (done.name, done.edition, done.written) == ("2021-Q1/1", None, False)
    assert "2021-Q1.fr.pdf" in done.names
    assert not Edition.objects.exists()
    assert not network.exists()


def test_freeze_again_and_corrections(freeze_it: Freeze) -> None:
    """One walk through the life of an edition, since each freeze makes every document."""
    freeze_it()

    again = freeze_it()
    assert (again.name, again.written, Edition.objects.count()) == ("2021-Q1/1", False, 1)

    small.record_activity("fair", ("lugo", "carcassonne"))
    corrected = freeze_it()
    assert (corrected.name, corrected.written) == ("2021-Q1/2", True)
    second = edition_named("2021-Q1/2")
    data = snapshot_of(second.snapshot, name="2")
    assert data.edition is not None
    (erratum,) = data.edition.errata
    assert [_typed(change.words["fr"]) for change in erratum.changes] == [
        "Activité « Titre : fair » : compte désormais Carcassonne",
        "Activations 3 → 4",
        "Membres activés 2 → 3",
    ]
    assert second.erratum == [to_plain(change) for change in erratum.changes]
    html = content_store().get(second.files.get(language="en", format="html").sha256).decode()
    assert "Activity “The fair” now counts Carcassonne" in html
    assert errata_after(edition_named("2021-Q1/1"))["en"].splitlines() == [
        "Erratum of edition 2 (20 April 2021)",
        "",
        "This edition corrects edition 1 on these points:",
        "- Activity “The fair” now counts Carcassonne",
        "- Activations 3 → 4",
        "- Activated members 2 → 3",
    ]
    assert errata_after(second) == {}

    small.record_activity("fair", ("lugo",))
    freeze_it()
    third = snapshot_of(edition_named("2021-Q1/3").snapshot, name="3")
    assert third.edition is not None
    assert [erratum.number for erratum in third.edition.errata] == [2, 3]


def test_changes_since_are_those_of_the_records_as_of_the_same_day(freeze_it: Freeze) -> None:
    freeze_it()
    assert changes_since(small.PERIOD)[1] == ()
    small.record_activity("survey", ("avila",), title=small.text("The survey", "Le relevé"))
    edition, changes = changes_since(small.PERIOD)
    assert edition.slug == "2021-Q1/1"
    assert [sentence(change, "en") for change in changes] == [
        "Activity “The survey”, title (French): “Titre : survey” → “Le relevé”",
        "Activity “The survey” no longer counts Lugo",
        "Activations 3 → 2",
    ]


def test_edition_named_otherwise_is_not_found(freeze_it: Freeze) -> None:
    with pytest.raises(EditionNotFound, match="the name of a frozen one"):
        edition_named("2021-Q1/1")
    freeze_it()
    with pytest.raises(EditionNotFound, match="expected one of 2021-Q1/1"):
        edition_named("2021-Q1/7")


def test_snapshot_of_an_edition_is_canonical_json(freeze_it: Freeze) -> None:
    freeze_it()
    edition = Edition.objects.get()
    assert snapshot_of(edition.snapshot, name="1").canonical_json() == edition.snapshot
    assert json.loads(edition.snapshot)["edition"]["number"] == 1
    assert EditionFile.objects.count() == 2 * (len(FORMATS) - 1) + 1
