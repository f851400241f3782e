"""Static files under addresses that say their version: made once of the files that are there, and anew of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.templatetags.static import static
from django.test import Client
from pytest_django import Settings

from rapporteur.interfaces.portal import versions
from rapporteur.interfaces.portal.versions import CORE, MADE_OF, make_versions, without_checker

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(settings: Settings, tmp_path: Path) -> Path:
    """The folder of static files of a new installation, which has one style and one script of its own."""
    source = tmp_path / "source"
    (source / "office").mkdir(parents=True)
    (source / "office" / "one.js").write_text('import { two } from "./two.js";\ntwo();\n')
    (source / "office" / "two.js").write_text("export const two = () => 2;\n")
    (source / "office" / "one.css").write_text(
        "body { background: url(mark.svg) }\n" + "p { margin: 0 }\n" * 50
    )
    (source / "office" / "mark.svg").write_text("<svg/>")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "rapporteur.interfaces.portal.versions.VersionedFiles"},
    }
    settings.WHITENOISE_AUTOREFRESH = False
    return tmp_path


def content(answer: Any) -> bytes:
    told = b"".join(answer.streaming_content)
    answer.close()
    return told


def test_files_are_called_as_they_are_until_their_versions_are_made(root: Path) -> None:
    assert static("office/one.js") == "/static/office/one.js"


def test_a_script_imports_the_version_of_another_and_a_style_shows_that_of_a_picture(
    root: Path, client: Client
) -> None:
    make_versions()
    for name, other in (("one.js", "two.js"), ("one.css", "mark.svg")):
        address, its = static(f"office/{name}"), static(f"office/{other}")
        assert its != f"/static/office/{other}"
        answer = client.get(address)
        assert its.rpartition("/")[2].encode() in content(answer)
        assert "immutable" in answer["Cache-Control"]


def test_another_version_has_another_address_and_the_older_one_still_answers(
    root: Path, client: Client
) -> None:
    make_versions()
    first, importing = static("office/two.js"), static("office/one.js")
    (root / "source" / "office" / "two.js").write_text("export const two = () => 'two';\n")
    make_versions()
    assert static("office/two.js") != first
    assert static("office/one.js") != importing  # for what it imports is another one
    for address in (first, static("office/two.js")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]
        answer.close()
    answer = client.get("/static/office/two.js")
    assert b"'two'" in content(answer)
    assert "immutable" not in answer["Cache-Control"]


def test_nothing_is_made_again_of_the_same_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_versions()
    made = {path: path.stat().st_mtime_ns for path in (root / "static").rglob("*")}
    monkeypatch.setattr(versions, "call_command", lambda *words, **how: pytest.fail("made again"))
    make_versions()
    assert {path: path.stat().st_mtime_ns for path in (root / "static").rglob("*")} == made


def test_versions_of_other_files_are_not_used(root: Path, settings: Settings) -> None:
    make_versions()
    (root / "static" / MADE_OF).write_text("other files")
    settings.STORAGES = {**settings.STORAGES}  # as a server that is started anew
    assert static("office/one.js") == "/static/office/one.js"


def test_they_are_compressed_before_anybody_asks(root: Path) -> None:
    make_versions()
    assert len(list((root / "static" / "compressed").iterdir())) == 1  # of the style: the rest is too small


def test_the_script_of_the_frame_loses_its_checker_of_previews_and_nothing_else() -> None:
    whole = Path(str(find(CORE))).read_text(encoding="utf-8")
    lighter = without_checker(whole)
    assert len(lighter) < len(whole) / 4, "the frame makes its script in another way: look at without_checker"
    start = next(
        place for place, (one, other) in enumerate(zip(whole, lighter, strict=False)) if one != other
    )
    kept = lighter[start:].partition("}")[2]
    assert whole.endswith(kept)
    assert "current axe version" not in lighter


@pytest.mark.parametrize(
    "script", ["", "alert(1)", "a={1(e,t,r){var n,a;e=r.nmd(e),function(){}}},r={};function n(e){}"]
)
def test_a_script_that_is_made_in_another_way_is_left_as_it_is(script: str) -> None:
    assert without_checker(script) == script
