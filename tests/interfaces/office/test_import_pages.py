"""The page of a PDF beside a question about it: its passage marked, for whoever may see the question alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from rapporteur.base.core.permissions import Role
from rapporteur.intake.importing import page_images
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.models import Import, ImportDoubt
from rapporteur.intake.importing.page_images import MARK, NoPicture, page_image
from tests.factories import make
from tests.intake.importing.violations import a_doubt, an_import, an_item
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
TITLE = "Forum of mayors in Lyon"


def one_page(*lines: str) -> bytes:
    """Return a PDF of a page with lines of text, the last near its foot."""
    text = "".join(
        f"BT /F 12 Tf 60 {780 - 100 * n} Td ({line}) Tj ET\n" for n, line in enumerate(lines)
    ).encode()
    sheet = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        sheet,
        b"<< /Length %d >>\nstream\n%sendstream" % (len(text), text),
    )  # fmt: skip
    body, at = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        at.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % one for one in at)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + end % (table, len(body))


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def asked(content: bytes, *, record_type: str = "members.organisation", page: int = 1) -> ImportDoubt:
    """Return a question about a line of a page of a PDF that waits."""
    of = an_import(kind="REPORT", file_name="q2.pdf", sha256=store().put(content), language="en")
    where = {"pages": [page, page], "lines": [1, 1], "text": f"before\n{TITLE}\nafter"}
    item = an_item(of, record_type=record_type, label=TITLE, provenance=where)
    doubt: ImportDoubt = a_doubt(item, text=TITLE)
    return doubt


def address(doubt: ImportDoubt) -> str:
    return reverse("imports:page", args=[doubt.item.of_id, doubt.pk])


def picture_of(client: Client, where: str) -> Any:
    answer = client.get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"].startswith("private")
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def is_marked(picture: Any) -> bool:
    return any(
        abs(r - MARK[0]) + abs(g - MARK[1]) + abs(b - MARK[2]) < 40
        for _, (r, g, b) in picture.getcolors(2**22)
    )


def test_page_stands_beside_its_question_cut_around_the_marked_words() -> None:
    doubt = asked(one_page("Other words", "Filling", TITLE, "The end"))
    reviewer = signed_in(Role.REVIEWER)
    page = shown(reviewer, reverse("imports:review", args=[doubt.item.of_id]))
    (image,) = page.xpath("//article//figure/img")
    assert image.get("src") == address(doubt)
    assert "page 1" in image.get("alt")
    cut, whole = picture_of(reviewer, address(doubt)), picture_of(reviewer, f"{address(doubt)}?whole")
    assert is_marked(cut)
    assert is_marked(whole)
    assert cut.height < whole.height / 2


def test_words_that_do_not_stand_on_the_page_leave_it_whole_and_unmarked() -> None:
    doubt = asked(one_page("Nothing of it"))
    picture = picture_of(signed_in(Role.REVIEWER), address(doubt))
    assert picture.height > 1300
    assert not is_marked(picture)


def test_picture_is_for_whoever_may_see_the_question() -> None:
    doubt = asked(one_page(TITLE), record_type="dues.publishedstatement")
    assert signed_in(Role.ADMINISTRATOR).get(address(doubt)).status_code == 200
    assert signed_in(Role.REVIEWER).get(address(doubt)).status_code == 404
    assert signed_in(Role.TRANSLATOR).get(address(doubt)).status_code in (302, 403)
    assert Client().get(address(doubt)).status_code == 302


@pytest.mark.parametrize(
    ("content", "page"), [(b"%PDF-1.4\nnonsense", 1), (one_page(TITLE), 7), (b"\x89PNG no PDF at all", 1)]
)
def test_what_cannot_be_drawn_has_no_picture(content: bytes, page: int) -> None:
    doubt = asked(content, page=page)
    assert signed_in(Role.REVIEWER).get(address(doubt)).status_code == 404
    with pytest.raises(NoPicture):
        page_image(store(), Import.objects.get().sha256, page, [TITLE], whole=False)


def test_question_of_another_file_has_no_page() -> None:
    make.AssociationFactory()
    doubt = asked(one_page(TITLE))
    Import.objects.update(file_name="q2.docx")
    reviewer = signed_in(Role.REVIEWER)
    assert reviewer.get(address(doubt)).status_code == 404
    assert not shown(reviewer, reverse("imports:review", args=[doubt.item.of_id])).xpath("//article//figure")


def test_picture_is_drawn_once_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = store().put(one_page(TITLE))
    first = page_image(store(), sha256, 1, [TITLE], whole=False)
    drawn: list[object] = []

    def draw(*given: object, **_: object) -> bytes:
        drawn.append(given)
        return b"another"

    monkeypatch.setattr(page_images, "bounded", draw)
    assert page_image(store(), sha256, 1, [TITLE], whole=False) == first
    assert drawn == []
    monkeypatch.setattr(page_images, "MOST_KEPT", 2)
    for word in ("Lyon", "mayors", "Forum"):
        page_image(store(), sha256, 1, [word], whole=True)
    assert len(drawn) == 3
    assert len(list((store().folder / "pages").glob("*.webp"))) == 2


@pytest.mark.bounded
def test_page_of_metres_is_drawn_small_in_a_process_of_its_own() -> None:
    poster = one_page(TITLE).replace(b"[0 0 595 842]", b"[0 0 14400 14400]")
    picture = Image.open(io.BytesIO(page_image(store(), store().put(poster), 1, [TITLE], whole=True)))
    assert max(picture.size) <= page_images.MOST_HEIGHT
    assert picture.width <= page_images.WIDTH
