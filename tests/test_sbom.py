"""The list of packages of a release names every one that the program needs, and is a CycloneDX document."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from typing import Any

import pytest
from packaging.requirements import Requirement

from tools.check_dependencies import PRODUCTION, ROOT, declared, declared_for_production, locked, needed
from tools.sbom import document, licence_of, locked_packages

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / PRODUCTION).read_text(encoding="utf-8")
MOMENT = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture(scope="module")
def bom() -> Any:
    return json.loads(document(PYPROJECT, LOCK, MOMENT))


def test_every_package_that_runs_is_named_with_version_hash_and_licence(bom: Any) -> None:
    named = {one["name"]: one for one in bom["components"]}
    running = needed(map(Requirement, declared_for_production(PYPROJECT)))
    assert set(running) <= set(named)
    assert {"django", "wagtail", "typst", "psycopg-binary", "sqlparse"} <= set(running)
    tested = locked((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    for name, one in named.items():
        assert one["version"] == tested[name][0] or "properties" in one, (
            name
        )  # another, where a marker says so
        assert one["hashes"], name
        assert {each["alg"] for each in one["hashes"]} == {"SHA-256"}
        (licence,) = one["licenses"]
        assert licence.get("expression") or licence["license"].get("id") or licence["license"]["name"], name
        assert one["purl"] == f"pkg:pypi/{name}@{one['version']}"


def test_it_says_what_it_is_of_and_what_needs_what(bom: Any) -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    whole = bom["metadata"]["component"]
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    assert (whole["name"], whole["version"]) == ("rapporteur", project["version"])
    assert whole["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    needs = {one["ref"]: set(one.get("dependsOn", ())) for one in bom["dependencies"]}
    direct = {one.partition("@")[0] for one in needs[whole["bom-ref"]]}
    assert {"django", "wagtail", "pdfminer-six"} <= direct
    assert any(
        one.startswith("sqlparse@") for ref in needs if ref.startswith("django@") for one in needs[ref]
    )


def test_the_same_lock_and_moment_give_the_same_bytes(bom: Any) -> None:
    again = document(PYPROJECT, LOCK, MOMENT)
    assert json.loads(again) == bom
    assert again == document(PYPROJECT, LOCK, MOMENT)
    other = json.loads(document(PYPROJECT, LOCK.replace("jinja2==3", "jinja2==4"), MOMENT.replace(year=2027)))
    assert other["serialNumber"] != bom["serialNumber"]


def test_a_package_that_states_no_licence_is_refused() -> None:
    with pytest.raises(ValueError, match="no-such-package states no licence: look it up"):
        licence_of("no-such-package")


def test_nothing_of_the_tools_and_tests_is_installed_for_production() -> None:
    """What only developers ask for, and what only that needs, is in the one lock and not in the other."""
    locks = {one.name for one in locked_packages(LOCK)}
    developers = {Requirement(one).name for one in declared(PYPROJECT)} - {
        Requirement(one).name for one in declared_for_production(PYPROJECT)
    }
    assert {"pytest", "playwright", "mypy", "weasyprint"} <= developers
    tested = set(locked((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert locks < tested
    assert not {"pytest", "playwright", "mypy", "ruff", "hypothesis", "weasyprint", "setuptools"} & locks
    assert developers & locks == {"python-dateutil"}  # of calendars, which need it themselves
