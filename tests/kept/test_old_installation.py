"""An installation that c1f6a42 left behind goes on: it migrates, loses nothing, says the same, verifies its edition.

How it was made, and what is in it, is told in :mod:`tests.kept.making_installation`. The commands are real processes,
as in an installation. Tables are read with SQL, so that these tests know tables and columns but no module of the
program: a record that lies elsewhere from now on changes the query here, never the expected value.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.installation import ROOT, Installation
from tests.kept.making_installation import COMMANDS, EXPORTS, THREE_LANGUAGES, TINY
from tests.kept.migrated import HERE, OLD, TIMEOUT, migrated_installation
from tests.kept.networks import digest
from tests.kept.packing import DATABASE, unpack

pytestmark = pytest.mark.slow

SAID = HERE / "said"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database as c1f6a42 left it."""
    folder = tmp_path_factory.mktemp("old") / "var"
    unpack(OLD, folder)
    return folder / DATABASE


@pytest.fixture(scope="module")
def migrated(common_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The installation, with its database migrated by the program as it stands; tests only read it."""
    return migrated_installation(common_folder, tmp_path_factory.mktemp("migrated"))


@pytest.fixture
def own(migrated: Installation, tmp_path: Path) -> Installation:
    """A copy of the migrated installation that a test may change."""
    shutil.copytree(migrated.var, tmp_path / "var")
    return Installation(tmp_path / "var", tmp_path / "build")


def rows(database: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a query finds."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query, values).fetchall()


def asked(installation: Installation, query: str, *values: object) -> list[tuple[Any, ...]]:
    return rows(installation.var / DATABASE, query, *values)


def draft(installation: Installation, table: str, slug: str) -> dict[str, Any]:
    """Return the newest draft of a record."""
    ((content,),) = asked(
        installation,
        f"SELECT content FROM wagtailcore_revision JOIN {table} ON latest_revision_id = wagtailcore_revision.id "  # noqa: S608  # a table of ours
        "WHERE slug = ?",
        slug,
    )
    found: dict[str, Any] = json.loads(content)
    return found


def texts(value: Any) -> dict[str, str]:
    """Return a text in several languages, which a draft keeps as JSON within JSON."""
    found: dict[str, str] = json.loads(value) if isinstance(value, str) else value
    return found


# --- the edition -------------------------------------------------------------------------------


def test_edition_is_verified_byte_for_byte(migrated: Installation) -> None:
    done = migrated.run("verify", "--run-unsandboxed")
    intact, program, signature = done.stdout.splitlines()
    assert intact == "2026-Q1/1: 11 documents, all as they were frozen", done.stderr
    assert program.startswith("  rendering program: none that is known here (")
    assert signature.startswith("  not signed")
    assert done.returncode == 0


def test_documents_of_the_edition_are_handed_out(migrated: Installation, old: Path, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    done = migrated.run("editions", "2026-Q1/1", "--output", str(folder))
    assert done.returncode == 0, done.stderr
    handed_out = sorted((path.name, digest(path.read_bytes())) for path in folder.iterdir())
    assert handed_out == rows(old, "SELECT name, sha256 FROM reports_editionfile ORDER BY name")


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE reports_edition SET note = ''",
        "DELETE FROM reports_edition",
        "DELETE FROM reports_editionfile",
    ],
)
def test_edition_still_refuses_to_be_changed(own: Installation, query: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a frozen edition is never changed or deleted"):
        asked(own, query)


def test_a_further_edition_corrects_the_old_one(own: Installation, tmp_path: Path) -> None:
    data = tmp_path / "two-languages"  # much has no Spanish, which would refuse any edition
    shutil.copytree(TINY, data)
    written = THREE_LANGUAGES.replace(", es: Paseo por los canales", "").partition("  es:")[0]
    (data / "activities" / "canal-walk.yaml").write_text(written, encoding="utf-8")
    loaded = own.run("load", str(data), "--by", "rui")
    assert loaded.returncode == 0, loaded.stderr

    done = own.run("freeze", "2026-Q1", "--by", "Rui", "--dry-run")

    assert done.stdout.startswith("2026-Q1/2 would be frozen with 11 documents; nothing was written\n"), (
        done.stderr
    )
    assert "Passeio dos canais" in done.stdout


# --- what the commands say ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def said(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the commands print and export today, by the name of the file that has what they said then."""
    folder = tmp_path_factory.mktemp("exports")
    exports = [["export", kind, str(folder / f"{kind}.csv")] for kind in EXPORTS]
    done = subprocess.run(
        [sys.executable, "-m", "tests.kept.commands"],
        input=json.dumps([*COMMANDS.values(), *exports]),
        cwd=ROOT, env=migrated.environment(), capture_output=True, text=True, timeout=TIMEOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    printed = [text for _, text in json.loads(done.stdout)]
    return dict(zip(COMMANDS, printed, strict=False)) | {
        path.name: path.read_bytes().decode() for path in folder.iterdir()
    }


@pytest.mark.parametrize("name", [*COMMANDS, *(f"{kind}.csv" for kind in EXPORTS)])
def test_command_says_what_it_said_then(name: str, said: dict[str, str]) -> None:
    then, now = (SAID / name).read_bytes().decode(), said[name]
    if name == "check.json":
        then, now = firm_within_guillemets(without_names_of_meetings(then)), without_names_of_meetings(now)
    if name == "data.json":
        now = now.replace('    "country": "PT",\n    "address"', '    "address"')  # of the seat, told since
    assert now == then


def without_names_of_meetings(printed: str) -> str:
    """Return what checks print, but for what a bilateral meeting is called: since by whom one met, not by its place."""
    checked = json.loads(printed)
    for finding in checked["findings"]:
        if finding["rule"] == "meeting-no-activity":
            del finding["record"]["name"], finding["message"]
    return json.dumps(checked)


def firm_within_guillemets(printed: str) -> str:
    """Return what was printed with the space within French quotation marks that is set there since: a whole one."""
    return printed.replace(r"\u00ab\u202f", r"\u00ab\u00a0").replace(r"\u202f\u00bb", r"\u00a0\u00bb")


# --- what is on record -------------------------------------------------------------------------

ROOMS = (
    "core_",
    "members_",
    "governance_",
    "dues_",
    "plan_",
    "programmes_",
    "activities_",
    "reports_",
    "intake_",
)
TRAIL = "SELECT id, at, by, action, record_type, record, changes FROM core_auditentry ORDER BY id"


def test_every_entry_of_the_trail_is_there(migrated: Installation, old: Path) -> None:
    entries = rows(old, TRAIL)
    assert {by for _, _, by, *_ in entries} == {"Ana Souza", "ana", "jane", "office", "rui"}
    assert [entry for entry in asked(migrated, TRAIL) if entry in entries] == entries


def test_records_are_as_many_as_they_were(migrated: Installation, old: Path) -> None:
    tables = [
        name
        for (name,) in rows(old, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if name.startswith(ROOMS) and name != "core_auditentry"  # to which a migration may add
    ]
    assert len(tables) > 30
    counted = {name: f"SELECT count(*) FROM {name}" for name in tables}  # noqa: S608  # tables of ours
    assert {name: asked(migrated, query) for name, query in counted.items()} == {
        name: rows(old, query) for name, query in counted.items()
    }


def test_member_that_moved_has_both_regions(migrated: Installation) -> None:
    assert asked(
        migrated,
        """SELECT region.slug, affiliation.start, affiliation."end" FROM members_regionalaffiliation AS affiliation
           JOIN members_organisation AS organisation ON organisation.id = organisation_id
           JOIN members_region AS region ON region.id = region_id
           WHERE organisation.slug = 'porto' ORDER BY affiliation.id""",
    ) == [("north", None, "2026-03-01"), ("south", "2026-03-01", None)]


SEARCHED = (
    "members_region", "members_organisationname", "members_organisationalias", "governance_body", "governance_person",
    "governance_seat", "plan_plan", "plan_level", "plan_node", "programmes_initiative", "activities_activity",
    "activities_bilateralmeeting", "activities_mediamention",
)  # fmt: skip


@pytest.mark.parametrize("table", SEARCHED)
def test_every_record_can_be_found_by_its_names(table: str, migrated: Installation) -> None:
    texts = [text for (text,) in asked(migrated, f"SELECT search_text FROM {table}")]  # noqa: S608  # a table of ours
    assert len(texts) > 0
    assert all(text and text == text.lower() and "<" not in text for text in texts)


def test_name_of_a_record_is_found_in_each_of_its_languages(migrated: Installation) -> None:
    ((found,),) = asked(migrated, "SELECT search_text FROM activities_activity WHERE slug = 'canal-walk'")
    assert "canal walk paseo por los canales passeio guiado dos canais" in found


def test_activity_has_its_three_languages(migrated: Installation) -> None:
    ((title, text),) = asked(
        migrated, "SELECT title, text FROM activities_activity WHERE slug = 'canal-walk'"
    )
    assert json.loads(title) == {
        "pt": "Passeio guiado dos canais",
        "en": "Canal walk",
        "es": "Paseo por los canales",
    }
    assert json.loads(text)["es"] == "<p>Dos horas a lo largo de los canales.</p>"


@pytest.mark.parametrize(
    ("slug", "published", "newest"),
    [
        (
            "reed-day",
            {"pt": "Dia dos juncos", "en": "Reed day"},
            {"pt": "Dia dos juncos", "en": "Reed day, to be renamed", "es": "Día de los juncos"},
        ),
        (
            "tide-workshop",
            {"pt": "Oficina das marés", "en": "Tide workshop", "es": "Taller de mareas"},
            {"pt": "Oficina das marés", "en": "Tide workshop, second reading", "es": "Taller de mareas"},
        ),
    ],
)
def test_published_activity_keeps_its_words_and_its_draft(
    slug: str, published: dict[str, str], newest: dict[str, str], migrated: Installation
) -> None:
    ((title, live, changed),) = asked(
        migrated, "SELECT title, live, has_unpublished_changes FROM activities_activity WHERE slug = ?", slug
    )
    assert (json.loads(title), live, changed) == (published, 1, 1)
    assert texts(draft(migrated, "activities_activity", slug)["title"]) == newest


def test_activities_that_were_drafts_are_drafts(migrated: Installation) -> None:
    assert asked(migrated, "SELECT slug, live FROM activities_activity ORDER BY slug") == [
        ("2026-03-05-sand-seminar", 0), ("canal-walk", 1), ("reed-day", 1), ("salt-forum", 0), ("tide-workshop", 1),
    ]  # fmt: skip
    assert texts(draft(migrated, "activities_activity", "salt-forum")["title"]) == {"pt": "Fórum do sal"}
    assert texts(draft(migrated, "activities_activity", "2026-03-05-sand-seminar")["title"]) == {
        "en": "Sand seminar"
    }


DRAFTED = {
    "an organisation": "Draft: ask for the new address",
    "a person": "Ana Souza Lima",
    "an initiative": "Open Tides, draft",
    "a node of the plan": "Clean the canals, draft",
    "a person nobody published": "Convidado",
    "an initiative nobody published": "Rota do sal",
}


@pytest.mark.parametrize("words", DRAFTED.values(), ids=DRAFTED)
def test_words_of_a_draft_are_not_lost(words: str, migrated: Installation) -> None:
    """Wherever they are kept from now on: as a draft, or in the trail of a record that has none any more."""
    assert any(words in dumped for dumped in dump(migrated))


def dump(installation: Installation) -> list[str]:
    """Return every row of the database."""
    with closing(sqlite3.connect(installation.var / DATABASE)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return [str(row) for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608  # its own


def test_waiver_still_holds(migrated: Installation, said: dict[str, str]) -> None:
    assert asked(migrated, "SELECT rule, record_type, record, reason, by FROM reports_checkwaiver") == [
        ("activity-no-member", "activities.activity", "reed-day", "Only schools took part", "Ana Souza")
    ]
    checked = json.loads(said["check.json"])
    assert [(one["rule"], one["by"]) for one in checked["waived"]] == [("activity-no-member", "Ana Souza")]


def test_translations_know_what_they_were_made_from(migrated: Installation) -> None:
    assert asked(
        migrated,
        """SELECT record, language, source_text, machine, by FROM core_translationstate
           WHERE field = 'title' AND record IN ('canal-walk', 'tide-workshop') AND (machine OR record = 'canal-walk')
           ORDER BY record, language""",
    ) == [
        ("canal-walk", "en", "Passeio dos canais", 0, "rui"),
        ("canal-walk", "es", "Passeio dos canais", 0, "rui"),
        ("tide-workshop", "es", "Oficina das marés", 1, "office"),
    ]


# --- imports -----------------------------------------------------------------------------------


def test_imports_have_their_history(migrated: Installation) -> None:
    assert asked(
        migrated, "SELECT id, kind, state, by, committed_by, undone_by FROM intake_import ORDER BY id"
    ) == [
        (1, "ACTIVITIES", "COMMITTED", "jane", "jane", ""),
        (2, "MEMBERS", "UNDONE", "jane", "jane", "rui"),
        (3, "ACTIVITIES", "PROPOSED", "jane", "", ""),
    ]


def test_import_that_was_written_then_can_be_undone(own: Installation) -> None:
    done = own.run("import", "undo", "1", "--by", "rui")
    assert (done.returncode, done.stderr) == (0, "")
    assert asked(
        own,
        """SELECT slug, has_unpublished_changes FROM activities_activity
           WHERE slug LIKE '%sand%' OR slug LIKE 'tide%'""",
    ) == [("tide-workshop", 0)]


def test_import_that_waited_can_be_decided_and_written(own: Installation) -> None:
    (doubt,) = json.loads(own.run("import", "doubts", "3", "--json").stdout)
    assert doubt["text"] == "Atlantis"
    assert own.run("import", "decide", "3", str(doubt["number"]), "out", "--by", "rui").returncode == 0
    done = own.run("import", "commit", "3", "--by", "rui")
    assert "import 3: 1 records written" in done.stdout, done.stderr
    assert asked(own, "SELECT live FROM activities_activity WHERE slug LIKE '%talk%'") == [(0,)]
