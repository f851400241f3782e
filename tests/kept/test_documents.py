"""Every document of two networks is, to the byte, what it was at c1f6a42, but for the exceptions that are named.

The commands run in this process, on the database of the tests: so both engines are held to the same bytes. What the
program makes of one snapshot is made once for both; each engine compiles its own. `hashes.json` was made by real
processes (see :mod:`tests.kept.making_hashes`). Nothing here is ever written: a deliberate change is a line in the
`exceptions` of that file, with its reason.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from rapporteur.proof.editions.archive import archive
from tests.kept.commands import run
from tests.kept.networks import (
    CHOSEN_SINCE,
    KEPT,
    NETWORKS,
    SCHEMA,
    SCHEMA_FILE,
    Expected,
    Key,
    Network,
    digest,
    documents,
    key_of,
)
from tests.kept.networks import kept as read_kept

EXPECTED = read_kept()
BLOCKED = 1


def printed(*arguments: str, codes: tuple[int, ...] = (0,)) -> bytes:
    """Run a command in this process and return what it prints."""
    done = run(arguments)
    assert done.code in codes, f"{' '.join(arguments)} ended with {done.code}: {done.printed.decode()}"
    return done.printed


def everything_of(network: Network, folder: Path, kept: Path) -> dict[Key, bytes]:
    """Return all that is kept of a network, made anew in `folder`; documents of the same snapshot are in `kept`."""
    printed(*network.with_old_sections(folder.with_name("data-set")).load())
    snapshot = printed(*network.data())
    made = kept / f"documents-{digest(archive() + snapshot)}"
    if made.is_dir():
        printed(*network.build(folder), "--format", "json")
    else:
        printed(*network.build(folder))
        shutil.copytree(folder, part := made.with_name(f".{made.name}.{os.getpid()}"))
        part.rename(made)
    return {
        **documents(network, made),
        **documents(network, folder),
        key_of(network, "snapshot"): snapshot,
        key_of(network, "check"): printed(*network.check(), codes=(0, BLOCKED)),
    }


@pytest.fixture(scope="module")
def made(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    common_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[Key, bytes]:
    """Everything that is kept, made once; the records are gone before the first test."""
    found = {SCHEMA: SCHEMA_FILE.read_bytes()}
    with django_db_blocker.unblock():
        for network in NETWORKS.values():
            with transaction.atomic():
                folder = tmp_path_factory.mktemp(network.name) / "documents"
                found |= everything_of(network, folder, common_folder)
                transaction.set_rollback(True)
    return found


def difference(key: Key, expected: Expected, content: bytes) -> str:
    """Say that a document is not what it was, and what to do about it."""
    return (
        f"{key} is not what it was: SHA-256 {digest(content)}, expected {expected.sha256} ({expected.origin}). Where "
        f"the change is meant, add to the exceptions of {KEPT.relative_to(KEPT.parents[2])}, with a reason: "
        + json.dumps({**key._asdict(), "reason": "", "sha256": digest(content)})
    )


@pytest.mark.django_db
@pytest.mark.parametrize("key", EXPECTED, ids=str)
def test_document_is_to_the_byte_what_it_was(key: Key, made: Mapping[Key, bytes]) -> None:
    expected = EXPECTED[key]
    assert key in made, f"{key} is not made any more"
    if digest(made[key]) != expected.sha256:
        pytest.fail(difference(key, expected, made[key]), pytrace=False)


def test_network_with_its_old_sections_differs_in_those_that_were_chosen_since(tmp_path: Path) -> None:
    today, then = NETWORKS["demo"], NETWORKS["demo"].with_old_sections(tmp_path)
    chosen, had = (set((one.folder / "report.yaml").read_text().splitlines()) for one in (today, then))
    assert chosen - had == {f"  - {name}" for name in CHOSEN_SINCE}
    assert had < chosen


@pytest.mark.django_db
def test_every_document_is_listed(made: Mapping[Key, bytes]) -> None:
    assert sorted(made) == sorted(EXPECTED)


@pytest.mark.django_db
def test_data_prints_the_snapshot_that_build_writes(made: Mapping[Key, bytes]) -> None:
    for network in NETWORKS.values():
        assert made[key_of(network, "snapshot")] == made[key_of(network, "json")]


def test_every_language_has_the_formats_that_people_read() -> None:
    languages = {"demo": {"fr", "en", "es"}, "tiny": {"pt", "en"}}
    assert {(key.network, key.language, key.format) for key in EXPECTED if key.language} == {
        (network, language, format)
        for network, spoken in languages.items()
        for language in spoken
        for format in ("pdf", "html", "docx", "xlsx", "txt")
    }


ENTRY = {"network": "tiny", "language": "pt", "format": "txt", "sha256": "a" * 64, "origin": "c1f6a42"}
EXCEPTION = {
    "network": "tiny",
    "language": "pt",
    "format": "txt",
    "reason": "in Portuguese",
    "sha256": "b" * 64,
}


def listed(folder: Path, *exceptions: dict[str, Any]) -> Path:
    path = folder / "hashes.json"
    path.write_text(json.dumps({"documents": [ENTRY], "exceptions": exceptions}), encoding="utf-8")
    return path


def test_exception_gives_the_hash_and_its_reason(tmp_path: Path) -> None:
    assert read_kept(listed(tmp_path)) == {Key("tiny", "pt", "txt"): Expected("a" * 64, "c1f6a42")}
    assert read_kept(listed(tmp_path, EXCEPTION)) == {
        Key("tiny", "pt", "txt"): Expected("b" * 64, "in Portuguese")
    }


@pytest.mark.parametrize(
    "exceptions",
    [
        [EXCEPTION, EXCEPTION],
        [EXCEPTION | {"language": "en"}],
        [EXCEPTION | {"reason": " "}],
        [EXCEPTION | {"sha256": "a" * 64}],
    ],
    ids=["twice", "of nothing", "without a reason", "changes nothing"],
)
def test_exception_that_says_nothing_is_refused(tmp_path: Path, exceptions: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match="the exception for tiny"):
        read_kept(listed(tmp_path, *exceptions))


def test_difference_names_document_and_both_hashes() -> None:
    key = Key("demo", "fr", "pdf")
    kept, found = "a" * 64, digest(b"other")
    said = difference(key, Expected(kept, "c1f6a42"), b"other")
    assert said.startswith(f"demo fr pdf is not what it was: SHA-256 {found}, expected {kept} (c1f6a42).")
    assert '{"network": "demo", "language": "fr", "format": "pdf", "reason": "", ' in said
