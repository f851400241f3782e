"""What a reader gets of reports: frozen editions, their documents, the headers around them; nothing that is built."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.building.build import build
from rapporteur.proof.editions.freezing import Frozen, content_store, freeze
from rapporteur.proof.editions.models import Edition
from tests.support import small_network as small
from tests.support.sample_report import sample_report

PERIOD = small.PERIOD.code
EDITION = f"/fr/reports/{PERIOD}/1"
WHEN = datetime(2021, 4, 20, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def frozen(when: datetime = WHEN) -> Frozen:
    """Freeze the small network's quarter as it stands."""
    return freeze(period=small.PERIOD, by=operator("A. Name"), frozen_at=when, checks=lambda *_: ())


@pytest.fixture
def folders(settings: Settings, tmp_path: Path) -> Path:
    """Folders in which nothing is built and nothing frozen."""
    settings.BUILD_DIR, settings.EDITIONS_DIR = tmp_path / "build", tmp_path / "editions"
    return tmp_path


@pytest.fixture
def published(folders: Path) -> Edition:
    """An edition of the small network."""
    small.record_network()
    edition = frozen().edition
    assert edition is not None
    return edition


@pytest.fixture
def reader() -> Client:
    """Somebody who reads French and English; failures come as pages."""
    return Client(raise_request_exception=False, headers={"accept-language": "de, fr;q=0.8, en;q=0.5"})


def test_home_leads_to_the_language_that_is_read(reader: Client, published: Edition) -> None:
    answer = reader.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/fr/")
    assert answer["Vary"] == "Accept-Language"


def test_page_offers_its_languages_and_files(reader: Client, published: Edition) -> None:
    answer = reader.get(f"{EDITION}/read/")
    page = answer.content.decode()
    assert answer["Content-Language"] == "fr"
    assert f'href="/en/reports/{PERIOD}/1/read/"' in page
    for name in ("fr.pdf", "fr.txt", "json"):
        assert f'href="{EDITION}/{PERIOD}.{name}"' in page
    assert f"{PERIOD}.fr.html" not in page


def test_page_of_a_report_has_every_document_with_its_hash_and_how_to_cite_it(
    reader: Client, published: Edition
) -> None:
    page = reader.get(f"/fr/reports/{PERIOD}/").content.decode()
    for file in published.files.all():
        assert f'href="{EDITION}/{file.name}"' in page
        assert file.sha256 in page
    assert f"SHA-256 {published.sha256[:16]}. http://testserver/fr/reports/{PERIOD}/#edition-1" in page
    assert f'href="/fr/reports/{PERIOD}/"' in reader.get("/fr/reports/").content.decode()


def test_earlier_edition_stays_with_what_corrected_it(reader: Client, published: Edition) -> None:
    Association.objects.update(name=LocalizedText({"fr": "Réseau nouveau", "en": "New Network"}))
    assert frozen(datetime(2021, 5, 1, tzinfo=UTC)).written
    page = reader.get(f"/en/reports/{PERIOD}/").content.decode()
    assert page.index("edition-2") < page.index("Erratum") < page.index("edition-1")
    assert "New Network" not in reader.get(f"/en/reports/{PERIOD}/1/read/").content.decode()
    assert "There is a newer edition of this report." in page


def test_old_addresses_lead_to_the_newest_edition(reader: Client, published: Edition) -> None:
    assert reader.get(f"/{PERIOD}/fr/")["Location"] == f"{EDITION}/read/"
    assert reader.get(f"/{PERIOD}/files/{PERIOD}.fr.pdf")["Location"] == f"{EDITION}/{PERIOD}.fr.pdf"
    assert reader.get(f"/{PERIOD}/files/{PERIOD}.json")["Location"] == f"/en/reports/{PERIOD}/1/{PERIOD}.json"


def test_page_allows_no_script_and_no_frame(reader: Client, published: Edition) -> None:
    answer = reader.get(f"{EDITION}/read/")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("name", "language", "how"),
    [
        ("{}.fr.pdf", "fr", "inline"),
        ("{}.en.html", "en", "attachment"),
        ("{}.json", "en, fr", "attachment"),
    ],
)
def test_file_is_the_frozen_one(
    reader: Client, published: Edition, name: str, language: str, how: str
) -> None:
    name = name.format(PERIOD)
    answer = reader.get(f"{EDITION}/{name}")
    assert answer.status_code == 200
    assert answer.content == content_store().get(published.files.get(name=name).sha256)
    assert answer["Content-Language"] == language
    assert answer["Content-Disposition"] == f'{how}; filename="{name}"'
    assert "immutable" in answer["Cache-Control"]


def test_what_is_built_is_not_public(reader: Client, folders: Path) -> None:
    """Not the page, not a file, not even that there is one."""
    data = sample_report()
    period = data.period.code
    build(data, folders / "build" / period, formats=["html", "txt", "json"])
    assert reader.get("/").status_code == 404
    for address in (f"/{period}/fr/", f"/{period}/files/{period}.fr.txt", f"/{period}/files/{period}.json"):
        assert reader.get(address).status_code == 404


def test_what_is_built_after_the_freeze_does_not_change_what_is_shown(
    reader: Client, published: Edition, folders: Path
) -> None:
    before = reader.get(f"{EDITION}/read/").content, reader.get(f"{EDITION}/{PERIOD}.json").content
    folder = folders / "build" / PERIOD
    folder.mkdir(parents=True)
    for name in (f"{PERIOD}.json", f"{PERIOD}.fr.html"):
        (folder / name).write_text("a draft, and broken besides")
    assert reader.get("/").status_code == 302
    after = reader.get(f"{EDITION}/read/").content, reader.get(f"{EDITION}/{PERIOD}.json").content
    assert after == before


def test_records_that_change_after_the_freeze_are_shown_when_they_are_frozen(
    reader: Client, published: Edition
) -> None:
    Association.objects.update(name=LocalizedText({"fr": "Réseau nouveau", "en": "New Network"}))
    assert "Réseau nouveau" not in reader.get(f"/{PERIOD}/fr/", follow=True).content.decode()
    assert frozen(datetime(2021, 5, 1, tzinfo=UTC)).written
    assert "Réseau nouveau" in reader.get(f"/{PERIOD}/fr/", follow=True).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/2030-Q1/fr/", "/{}/de/", "/{}/files/..", "/{}/files/.hidden.txt", "/{}/files/%2e%2e%2fsecret.txt",
        "/{}/files/none.pdf", "/fr/reports/{}/2/read/", "/fr/reports/{}/1/none.pdf", "/de/", "/de/reports/{}/1/read/",
        "/fr/reports/{}/99999999999999999999/read/", "/../fr/", "/{}/files/notes.yaml", "/2021-Q9/fr/", "/0000/fr/",
        "/2021-13-01_2021-99-99/fr/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(reader: Client, published: Edition, address: str) -> None:
    assert reader.get(address.format(PERIOD)).status_code == 404


def test_nothing_is_written_through_a_page(reader: Client, published: Edition) -> None:
    assert reader.post(f"/{PERIOD}/fr/").status_code == 405


def test_document_that_is_lost_takes_no_page_with_it(
    reader: Client, published: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    lost = published.files.get(name=f"{PERIOD}.fr.pdf")
    content_store().path(lost.sha256).unlink()
    assert reader.get("/fr/").status_code == 200
    assert reader.get(f"{EDITION}/read/").status_code == 200
    assert reader.get(f"{EDITION}/{PERIOD}.en.pdf").status_code == 200
    assert reader.get(f"{EDITION}/{lost.name}").status_code == 500
    assert "ContentLost" in str([record.values for record in caplog.records if hasattr(record, "values")])


def test_home_passes_over_an_edition_that_is_damaged(
    reader: Client, published: Edition, caplog: pytest.LogCaptureFixture
) -> None:
    later = Edition(
        period_start="2021-04-01", period_end="2021-07-01", number=1, snapshot="{}", sha256="0" * 64,
        as_of="2021-06-30", frozen_at=WHEN, by="x", program="0" * 64, versions={}, seal="0" * 64,
    )  # fmt: skip
    later.save()
    assert f'href="{EDITION}/read/"' in reader.get("/fr/").content.decode()
    assert [vars(record)["values"]["edition"] for record in caplog.records if record.msg == "damaged"] == [
        "2021-Q2/1"
    ]
    assert reader.get("/fr/reports/2021-Q2/1/read/").status_code == 500


def test_pages_ask_few_questions(
    reader: Client, published: Edition, django_assert_max_num_queries: object
) -> None:
    for address, most in (("/", 1), (f"{EDITION}/read/", 3), (f"{EDITION}/{PERIOD}.fr.txt", 2)):
        with django_assert_max_num_queries(most):  # type: ignore[operator]  # pytest-django's own
            reader.get(address)
