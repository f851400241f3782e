"""The data package of an edition: what it holds, what describes it, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from rapporteur.base.core.content import sha256
from rapporteur.interfaces.portal.taking import package
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions.freezing import content_store
from rapporteur.records.activities.models import Activity
from tests.support.portal import plain_edition, public_network

pytestmark = pytest.mark.django_db
AT = "/en/reports/2018-Q2/1/package.zip"
_READ: dict[str, Any] = {
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "string": str,
    "boolean": bool,
}


@pytest.fixture
def reader(settings: Settings, tmp_path: Path) -> Client:
    """Somebody without an account, where an edition is frozen with its program."""
    settings.EDITIONS_DIR = tmp_path / "editions"
    package.packed.cache_clear()
    public_network()
    Activity.objects.filter(slug="meeting-0").update(title={"fr": "=1+1", "en": "=1+1"})
    plain_edition(program=content_store().put(press.archive()))
    return Client()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_package_holds_all_that_makes_the_report_again(reader: Client) -> None:
    files = unpacked(reader.get(AT).content)
    about: Any = json.loads(files["datapackage.json"])
    assert sha256(files["snapshot.json"]) in reader.get("/en/reports/2018-Q2/").content.decode()
    with zipfile.ZipFile(io.BytesIO(files["program.zip"])) as program:
        assert press.RUNNER in program.namelist()
        assert program.read(press.LOCK) == files["requirements.lock"]
    readme = files["README.md"].decode()
    assert sha256(files["snapshot.json"]) in readme
    assert f"program/{press.RUNNER} snapshot.json documents" in readme
    paths = {one["path"] for one in about["resources"]}
    assert paths == {name for name in files if name.startswith("tables/")} | {"snapshot.json"}
    assert {"tables/activities.csv", "tables/members.csv", "tables/plan.csv", "tables/summary.csv"} <= paths


def test_description_is_true_of_every_table(reader: Client) -> None:
    files = unpacked(reader.get(AT).content)
    about: Any = json.loads(files["datapackage.json"])
    assert (about["profile"], about["version"]) == ("data-package", "2018-Q2/1")
    read = 0
    for one in about["resources"]:
        content = files[one["path"]]
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{sha256(content)}")
        if one["format"] != "csv":
            continue
        rows = list(csv.reader(io.StringIO(content.decode())))
        fields = one["schema"]["fields"]
        assert rows[0] == [field["name"] for field in fields]
        assert len(set(rows[0])) == len(rows[0]), one["name"]
        for row in rows[1:]:
            for value, field in zip(row, fields, strict=True):
                if value:
                    _READ[field["type"]](value)
                    read += 1
    assert read > 20
    assert "'=1+1" in files["tables/activities.csv"].decode()


def test_package_has_the_same_bytes_each_time_and_never_changes(reader: Client) -> None:
    first = reader.get(AT)
    package.packed.cache_clear()
    Activity.objects.update(title={"fr": "Autre", "en": "Other"})
    second = reader.get(AT)
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert "immutable" in first["Cache-Control"]
    french = unpacked(reader.get(AT.replace("/en/", "/fr/")).content)
    assert french["snapshot.json"] == unpacked(first.content)["snapshot.json"]
    assert french["tables/members.csv"] != unpacked(first.content)["tables/members.csv"]


def test_edition_whose_program_is_lost_has_no_package(reader: Client) -> None:
    plain_edition(number=2)
    assert reader.get("/en/reports/2018-Q2/2/package.zip").status_code == 404
    assert reader.get(AT.replace("/en/", "/de/")).status_code == 404
    assert f'href="{AT}"' in reader.get("/en/reports/2018-Q2/").content.decode()
