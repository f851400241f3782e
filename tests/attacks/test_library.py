"""The library under attack: whose files are shown, what stays of what is uploaded, what is taken at all.

Before: a document was sent to whoever knew its address (200), thumbnails were not there (404), a photograph kept where
it was taken, a PNG of 400 million pixels (49 KB) and a GIF that is a script ended in a 500, and a document might be
anything of any size.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from openpyxl import Workbook
from PIL import Image as Drawing
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, UploadedFile

from rapporteur.base.core.permissions import Role
from rapporteur.base.values.pictures import MOST_PIXELS, PictureRefused, clean_picture
from rapporteur.base.values.running.unsettled import MARKS
from rapporteur.interfaces.office.library import forms
from rapporteur.interfaces.office.library.papers import PAPERS, PaperRefused
from tests.factories import make
from tests.support.hostile_pictures import POLYGLOT, SVG, png_of
from tests.support.office import signed_in, superuser
from tests.support.office_cases import OWN

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    ),  # files that Wagtail leaves open
]
GPS, ORIENTATION, ARTIST, COPYRIGHT, CAMERA = 0x8825, 0x0112, 0x013B, 0x8298, 0x0110
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings: Settings) -> None:
    """An association, and files on a disk of their own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    cache.clear()  # of what Wagtail made smaller in another test
    make.AssociationFactory()


@pytest.fixture
def ana() -> Client:
    client = superuser()
    client.raise_request_exception = False  # a failure is a 500, as it is for people
    return client


def photograph(kind: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    """Return a picture with all that a camera and a photographer leave in it, and a script behind its end."""
    exif = Drawing.Exif()
    exif[ARTIST], exif[COPYRIGHT] = "Zoé Martín".encode(), b"City of Quito"
    exif[GPS], exif[ORIENTATION], exif[CAMERA] = {1: "S", 2: (0.0, 13.0, 0.0)}, 6, "Camera 42"
    content = io.BytesIO()
    extra: dict[str, Any] = {"comment": "to whom it may concern"} if kind == "JPEG" else {}
    Drawing.new("RGB", size, "#1c6b45").save(content, kind, exif=exif, **extra)
    return content.getvalue() + SCRIPT


def upload(
    client: Client, name: str, content: bytes, *, to: str = "wagtailimages:add", title: str = "It"
) -> Any:
    """Send a file with the form of the library."""
    key = Collection.objects.get(depth=1).pk
    many = to.endswith("multiple")
    sent = {
        "title": title,
        "collection": key,
        "tags": "",
        "files[]" if many else "file": SimpleUploadedFile(name, content),
    }
    return client.post(reverse(to), sent, headers={"accept-language": "fr"})


def stored(file: Any) -> bytes:
    with file.storage.open(file.name) as content:
        return bytes(content.read())


def left_in(content: bytes) -> dict[str, Any]:
    """Return what a picture says of itself beside its pixels."""
    with Drawing.open(io.BytesIO(content)) as picture:
        exif = picture.getexif()
        return {
            "gps": dict(exif.get_ifd(GPS)),
            "tags": dict(exif),
            "size": picture.size,
            "comment": picture.info.get("comment"),
        }


class TestWhoSees:
    @pytest.fixture
    def files(self) -> tuple[str, str, str]:
        document = Document.objects.create(title="Letter", file=ContentFile(b"of the board", "letter.txt"))
        image: Any = make.ImageFactory()
        return document.url, image.file.url, image.get_rendition("max-165x165").url

    def test_nobody_without_an_account(self, files: tuple[str, str, str]) -> None:
        for address in files:
            answer = Client().get(address)
            assert (answer.status_code, answer["Location"].partition("?")[0]) == (
                302,
                reverse("wagtailadmin_login"),
            )

    @pytest.mark.parametrize("role", Role)
    def test_who_may_see_the_library(self, files: tuple[str, str, str], role: Role) -> None:
        client = signed_in(role, region=OWN)
        outside = role in {Role.JUROR, Role.MEMBER_CONTACT}
        assert [client.get(address).status_code for address in files] == [403 if outside else 200] * 3

    def test_an_account_that_is_closed_sees_nothing(self, files: tuple[str, str, str]) -> None:
        account = make.AccountFactory(username="rui")
        make.RoleAssignmentFactory(user=account, role=Role.OFFICER)
        client = Client()
        client.force_login(account)
        account.is_active = False
        account.save()
        assert [client.get(address).status_code for address in files] == [302] * 3

    def test_addresses_lead_to_nothing_else(
        self, ana: Client, files: tuple[str, str, str], settings: Settings
    ) -> None:
        document, image, _ = files
        for address in (
            "/media/", "/media/../settings.py", "/media/%2e%2e/secret-key", "/media//etc/passwd",
            "/media/documents/letter.txt",
            f"{image}/..", f"{image}%00.png", "/documents/1/../../secret-key", document.replace("letter", "other"),
            "/documents/99999999999999999999/letter.txt", "/documents/authenticate_with_password/1/",
        ):  # fmt: skip
            assert ana.get(address).status_code == 404, address
            assert ana.post(address).status_code in {404, 405}, address


class TestAsWhat:
    def test_a_picture_is_shown_and_nothing_else_of_it(self, ana: Client) -> None:
        image: Any = make.ImageFactory()
        for file in (image.file, image.get_rendition("max-20x20").file):
            answer = ana.get(file.url)
            assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
            assert answer["Content-Disposition"].startswith("inline")
            assert "sandbox" in answer["Content-Security-Policy"]
            assert answer["Cache-Control"].startswith("private")
            assert b"".join(answer) == stored(file)

    @pytest.mark.parametrize(("suffix", "kind"), PAPERS.items())
    def test_a_document_is_handed_out_as_a_file(self, ana: Client, suffix: str, kind: str) -> None:
        document = Document.objects.create(title="It", file=ContentFile(paper(suffix), f"it{suffix}"))
        answer = ana.get(document.url)
        answer.close()
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (kind, "nosniff")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("name", ["old.svg", "old.html", "old.xml", "old"])
    def test_what_lay_there_before_is_no_page(self, ana: Client, name: str) -> None:
        """A file that was stored by an older program, or by hand."""
        image: Any = make.ImageFactory()
        image.file.storage.save(f"original_images/{name}", ContentFile(SVG))
        Image.objects.filter(pk=image.pk).update(file=f"original_images/{name}")
        answer = ana.get(f"/media/original_images/{name}")
        answer.close()
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")

    def test_a_file_that_is_lost_is_not_found(self, ana: Client) -> None:
        image: Any = make.ImageFactory()
        image.file.storage.delete(image.file.name)
        assert ana.get(image.file.url).status_code == 404

    def test_files_are_their_owners(self, ana: Client, tmp_path: Path) -> None:
        upload(ana, "a.png", photograph("PNG"))
        upload(ana, "a.txt", b"a", to="wagtaildocs:add")
        Image.objects.get().get_rendition("max-10x10")
        files = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
        assert len([path for path in files if MARKS not in path.parts]) == 3
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_large_file_on_its_way_lies_nowhere(
    ana: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or one would stay in the folder for temporary files whenever a server is killed while it reads."""
    (folder := tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    lying: list[list[Path]] = []
    monkeypatch.setattr(forms, "check_file", lambda name, file: lying.append([*folder.iterdir()]))
    content = b"a line of a protocol\n" * 150_000
    assert upload(ana, "a.txt", content, to="wagtaildocs:add").status_code == 302
    assert lying == [[]]
    assert stored(Document.objects.get().file) == content


class TestWhatStaysOfAPicture:
    """The picture stands upright and is credited; where it was taken, with what, and what else it held is gone."""

    def held(self, content: bytes) -> None:
        left = left_in(content)
        assert left["gps"] == {}
        assert set(left["tags"]) == {ARTIST, COPYRIGHT}
        assert left["tags"][ARTIST].encode("latin-1").decode() == "Zoé Martín"
        assert left["tags"][COPYRIGHT] == "City of Quito"
        assert left["size"] == (20, 40)
        assert left["comment"] is None
        assert SCRIPT not in content

    @pytest.mark.parametrize(
        ("kind", "name"), [("JPEG", "a.JPG"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("PNG", "a.exe")]
    )
    def test_of_one_that_is_added(self, ana: Client, kind: str, name: str) -> None:
        assert upload(ana, name, photograph(kind)).status_code == 302
        image = Image.objects.get()
        assert (image.width, image.height) == (20, 40)
        assert image.filename == ("a.png" if kind == "PNG" else "a.jpg")
        self.held(stored(image.file))
        self.held(stored(image.get_rendition("original").file))

    def test_of_many_that_are_added(self, ana: Client) -> None:
        assert upload(ana, "a.jpg", photograph(), to="wagtailimages:add_multiple").json()["success"]
        self.held(stored(Image.objects.get().file))

    def test_of_one_that_waits_for_its_title(self, ana: Client) -> None:
        """A title that is too long: the file waits in a table of its own, and may wait for ever."""
        told = upload(ana, "a.jpg", photograph(), to="wagtailimages:add_multiple", title="t" * 300).json()
        waiting = UploadedFile.objects.get()
        self.held(stored(waiting.file))
        key = told["uploaded_file_id"]
        sent = {
            f"uploaded-image-{key}-title": "It",
            f"uploaded-image-{key}-tags": "",
            f"uploaded-image-{key}-collection": 1,
        }
        answer = ana.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=(key,)), sent)
        assert answer.json()["success"], answer.content
        self.held(stored(Image.objects.get().file))

    def test_of_one_that_is_chosen_or_exchanged(self, ana: Client) -> None:
        form = {
            "image-chooser-upload-title": "It",
            "image-chooser-upload-collection": 1,
            "image-chooser-upload-tags": "",
        }
        file = SimpleUploadedFile("a.jpg", photograph())
        ana.post(reverse("wagtailimages_chooser:create"), {**form, "image-chooser-upload-file": file})
        image = Image.objects.get()
        self.held(stored(image.file))
        file = SimpleUploadedFile("b.jpg", photograph())
        sent = {"title": "It", "collection": image.collection_id, "tags": "", "file": file}
        ana.post(reverse("wagtailimages:edit", args=(image.pk,)), sent)
        image.refresh_from_db()
        assert image.filename == "b.jpg"
        self.held(stored(image.file))

    def test_of_one_that_a_script_stores(self) -> None:
        image = Image(title="It")
        image.file.save("a.jpg", ContentFile(photograph()))
        self.held(stored(image.file))
        image = Image.objects.create(title="It", file=ContentFile(photograph(), "b.jpg"))
        self.held(stored(image.file))
        assert (image.width, image.height) == (20, 40)


NO_PICTURES = [
    ("b.png", png_of(20_000, 20_000), "400 millions de pixels"),
    ("p.gif", POLYGLOT, "n’est pas une image"),
    ("s.svg", SVG, "SVG"),
    ("s.png", SVG, "SVG"),
    ("h.jpg", SCRIPT, "n’est pas une image"),
    ("c.jpg", photograph()[:-60], "abîmée"),
    ("e.png", b"\x89PNG\r\n\x1a\n", "n’est pas une image"),
]


class TestPicturesThatAreRefused:
    """With a sentence in the language of whoever gives them, at every door; before, some of them ended in a 500."""

    @pytest.mark.parametrize(
        ("name", "content", "told"), NO_PICTURES, ids=[name for name, _, _ in NO_PICTURES]
    )
    def test_at_every_door(self, ana: Client, name: str, content: bytes, told: str) -> None:
        there: Any = make.ImageFactory()
        file = {"image-chooser-upload-file": SimpleUploadedFile(name, content)}
        chosen = {
            "image-chooser-upload-title": "It",
            "image-chooser-upload-collection": there.collection_id,
            **file,
        }
        change = {
            "title": "It",
            "collection": there.collection_id,
            "tags": "",
            "file": SimpleUploadedFile(name, content),
        }
        french = {"accept-language": "fr"}
        answers = [
            upload(ana, name, content),
            upload(ana, name, content, to="wagtailimages:add_multiple"),
            ana.post(reverse("wagtailimages_chooser:create"), chosen, headers=french),
            ana.post(reverse("wagtailimages:edit", args=(there.pk,)), change, headers=french),
        ]
        assert [answer.status_code for answer in answers] == [200] * 4
        for answer in answers:
            assert told in said_in(answer)
        assert Image.objects.get() == there

    def test_by_a_script_too(self) -> None:
        for content in (png_of(20_000, 20_000), POLYGLOT, SVG):
            with pytest.raises(PictureRefused):
                Image(title="It").file.save("a.png", ContentFile(content))

    def test_one_with_as_many_pixels_as_may_be(self) -> None:
        side = int(MOST_PIXELS**0.5)
        with pytest.raises(PictureRefused, match="million pixels"):
            clean_picture(png_of(side + 1, side + 1))


def said_in(answer: Any) -> str:
    """Return what an answer says, be it a page, a window or data."""
    text: str = answer.content.decode()
    if answer["Content-Type"].startswith("application/json"):
        told = answer.json()
        text = str(list(told.values()))
    return unescape(text).replace("\u202f", " ").replace("\u00a0", " ")


def paper(suffix: str) -> bytes:
    """Return a document of a kind that is taken."""
    if suffix == ".pdf":
        return b"%PDF-1.7\n%%EOF\n"
    if suffix in {".csv", ".txt"}:
        return "Ville ; été\n".encode()
    content = io.BytesIO()
    Word().save(content) if suffix == ".docx" else Workbook().save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes = b"") -> bytes:
    """Return a Word document or workbook with one more part."""
    changed = io.BytesIO(content)
    with zipfile.ZipFile(changed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return changed.getvalue()


NO_PAPERS: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.pdf", lambda: SCRIPT, "autre chose"),
    ("a.pdf", lambda: SVG + paper(".pdf"), "autre chose"),
    ("a.docx", lambda: b"MZ\x90\x00", "autre chose"),
    ("a.docx", lambda: paper(".xlsx"), "autre chose"),
    ("a.xlsx", lambda: paper(".docx"), "autre chose"),
    ("a.docx", lambda: with_part(paper(".docx"), "word/vbaProject.bin"), "macros"),
    ("a.xlsx", lambda: with_part(paper(".xlsx"), "xl/vbaProject.bin"), "macros"),
    ("a.docx", lambda: with_part(paper(".docx"), "../../etc/passwd"), "noms"),
    ("a.xlsx", lambda: with_part(paper(".xlsx"), "xl/media/1.bin", bytes(500 << 20)), "décompress"),
    ("a.txt", lambda: b"\x7fELF\x02\x01\x01\x00", "autre chose"),
    ("a.csv", lambda: b"a;b\x00", "autre chose"),
    ("a.html", lambda: SCRIPT, "attendu"),
    ("a.svg", lambda: SVG, "attendu"),
    ("a.pdf", lambda: b"%PDF-1.7" + bytes(26 << 20), "25 Mo"),
]
"""Names, what makes the content (hundreds of megabytes are made by the test that sends them), and what is said."""


class TestDocumentsThatAreRefused:
    """By size and by what they hold; before, there was no limit, and anything was taken for a PDF."""

    @pytest.mark.parametrize(("name", "made", "told"), NO_PAPERS, ids=[f"{n}-{t}" for n, _, t in NO_PAPERS])
    def test_at_every_door(self, ana: Client, name: str, made: Callable[[], bytes], told: str) -> None:
        content = made()
        key = Collection.objects.get(depth=1).pk
        file = {"document-chooser-upload-file": SimpleUploadedFile(name, content)}
        chosen = {"document-chooser-upload-title": "It", "document-chooser-upload-collection": key, **file}
        answers = [
            upload(ana, name, content, to="wagtaildocs:add"),
            upload(ana, name, content, to="wagtaildocs:add_multiple"),
            ana.post(reverse("wagtaildocs_chooser:create"), chosen, headers={"accept-language": "fr"}),
        ]
        assert [answer.status_code for answer in answers] == [200] * 3
        for answer in answers:
            assert told in said_in(answer)
        assert not Document.objects.exists()

    def test_by_a_script_too(self) -> None:
        with pytest.raises(PaperRefused):
            Document(title="It").file.save("a.pdf", ContentFile(SCRIPT))

    def test_others_are_taken(self, ana: Client) -> None:
        for suffix in PAPERS:
            assert upload(ana, f"a{suffix}", paper(suffix), to="wagtaildocs:add").status_code == 302, suffix
        assert upload(ana, "a.txt", "été".encode("utf-16"), to="wagtaildocs:add").status_code == 302
        assert upload(ana, "a.csv", "été".encode("latin-1"), to="wagtaildocs:add").status_code == 302
