"""Pages and static files on a slow line: small where the browser takes it, the same words in any case."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from rapporteur.interfaces.portal.compressing import FOLDER, CompressedPagesMiddleware, compressed_file

pytestmark = pytest.mark.django_db
STYLE, PICTURE = "/static/office/log/log.css", "/static/wagtailadmin/images/default-user-avatar.png"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where compressed files are kept."""
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = False  # as wherever it is served
    return tmp_path / FOLDER


def content(answer: Any) -> bytes:
    told = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return bytes(told)


def test_a_page_is_compressed_for_a_browser_that_takes_it(client: Client) -> None:
    plain, small = (
        client.get("/account/login/", headers={"accept-encoding": taken}) for taken in ("", "gzip")
    )
    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert gzip.decompress(small.content).startswith(plain.content[:200])


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"x" * 5000, content_type="image/jpeg"),
        FileResponse([b"x" * 5000], content_type="text/csv"),
    ],
    ids=["a picture", "what is streamed"],
)
def test_what_is_compressed_in_itself_or_streamed_goes_as_it_is(answer: Any) -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    middleware: Any = CompressedPagesMiddleware(lambda request: answer)
    assert "Content-Encoding" not in middleware(request)


def test_a_static_file_is_compressed_once_and_says_the_same(folder: Path, client: Client) -> None:
    plain = content(client.get(STYLE))
    assert not folder.exists()  # nobody has taken a compressed one
    for _ in range(2):
        small = client.get(STYLE, headers={"accept-encoding": "gzip, deflate, br"})
        assert small["Content-Encoding"] == "br"
        assert "Accept-Encoding" in small["Vary"]
        assert brotli.decompress(content(small)) == plain
        assert len(list(folder.iterdir())) == 1
    again = client.get(STYLE, headers={"if-none-match": small["ETag"], "accept-encoding": "br"})
    assert again.status_code == 304
    assert content(client.get(STYLE)) == plain  # a browser that takes none


def test_a_picture_is_not_compressed(folder: Path, client: Client) -> None:
    answer = client.get(PICTURE, headers={"accept-encoding": "br"})
    assert "Content-Encoding" not in answer
    assert len(content(answer)) == int(answer["Content-Length"])
    assert not folder.exists()


def test_another_version_of_a_file_is_another_compressed_file(tmp_path: Path) -> None:
    file, folder = tmp_path / "office.css", tmp_path / FOLDER
    file.write_bytes(b"a { color: red }" * 100)
    first = compressed_file(file, folder)
    file.write_bytes(b"a { color: tan }" * 100)
    second = compressed_file(file, folder)
    assert first is not None
    assert second is not None
    assert first != second
    assert brotli.decompress(second.read_bytes()) == file.read_bytes()


def test_a_file_goes_as_it_is_where_nothing_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "office.css"
    file.write_bytes(b"a { color: red }" * 100)
    assert compressed_file(file, file / FOLDER) is None
