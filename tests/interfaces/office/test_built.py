"""Reports that are built and not frozen: for roles that work on them, and for nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from rapporteur.base.core.permissions import TABLE, Reach, Right, Role
from rapporteur.documents.building.build import build
from rapporteur.interfaces.office.actors import OUTSIDE
from tests.factories import make
from tests.support.office import shown, signed_in
from tests.support.sample_report import sample_report

PERIOD = sample_report().period.code
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents of one period, but the slow ones."""
    folder = tmp_path_factory.mktemp("build")
    build(sample_report(), folder / PERIOD, formats=["html", "txt", "json"])
    return folder


@pytest.fixture(autouse=True)
def office(built: Path, settings: Settings) -> None:
    settings.BUILD_DIR = built
    make.AssociationFactory()


def addresses() -> list[str]:
    return [
        reverse("preview", args=(PERIOD, "fr")),
        reverse("preview_file", args=(PERIOD, f"{PERIOD}.fr.txt")),
    ]


def test_who_may_see_what_is_built() -> None:
    make.RegionFactory(slug="north")
    allowed = set()
    for role in Role:
        answers = [
            signed_in(role, name=f"{role}-{n}", region="north").get(one) for n, one in enumerate(addresses())
        ]
        for answer in answers:
            b"".join(answer) if answer.streaming else answer.content
        assert len({answer.status_code for answer in answers}) == 1, role
        allowed |= {role} if answers[0].status_code == 200 else set()
    assert allowed == {
        role for role, reach in TABLE[Right.PREVIEW_REPORTS].items() if reach is Reach.EVERY_REGION
    }
    assert not allowed & (OUTSIDE | {Role.BOARD_READER, Role.REGIONAL_SECRETARY})


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for address in addresses():
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={address}")


def test_the_report_room_leads_there_whom_it_is_open_to() -> None:
    make.RegionFactory(slug="north")
    for role, expected in ((Role.OFFICER, True), (Role.BOARD_READER, False)):
        page = shown(signed_in(role), reverse("report_room:index"))
        assert bool(page.xpath(f"//a[@href='{addresses()[0]}']")) is expected


def test_page_leads_to_its_languages_and_files_and_is_kept_nowhere() -> None:
    answer = signed_in(Role.OFFICER).get(addresses()[0])
    page = answer.content.decode()
    assert f'href="{reverse("preview", args=(PERIOD, "en"))}"' in page
    assert f'href="{reverse("preview_file", args=(PERIOD, f"{PERIOD}.json"))}"' in page
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_snapshot_that_is_broken_hides_none_of_the_others(
    built: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = built / "2030-Q1"
    broken.mkdir()
    (broken / "2030-Q1.json").write_text("no snapshot")
    (built / "notes").mkdir()
    officer = signed_in(Role.OFFICER)
    page = shown(officer, reverse("report_room:index"))
    assert page.xpath("//main//h3/text()") == ["2030-Q1", PERIOD]
    assert "cannot be read: build it again" in page.text_content()
    assert page.xpath(f"//a[@href='{addresses()[0]}']")
    assert officer.get(reverse("preview", args=("2030-Q1", "fr"))).status_code == 404
    assert [one.msg for one in caplog.records if one.name == "rapporteur"][-2:] == ["damaged"] * 2
    (broken / "2030-Q1.json").unlink()
    broken.rmdir()


@pytest.mark.parametrize(
    "address",
    [
        "2030-Q1/fr/", "{}/de/", "{}/files/..", "{}/files/.hidden.txt", "{}/files/%2e%2e%2fsecret.txt",
        "{}/files/none.pdf", "../fr/", "{}/files/notes.yaml",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(built: Path, address: str) -> None:
    folder = built / PERIOD
    (folder / ".hidden.txt").write_text("hidden")
    (folder / "notes.yaml").write_text("no document")
    answer = signed_in(Role.OFFICER).get("/cms/previews/" + address.format(PERIOD), follow=True)
    (folder / ".hidden.txt").unlink()
    (folder / "notes.yaml").unlink()
    assert answer.status_code == 404
