"""Pages and static files in a form that a slow line carries: a quarter of their bytes, where the browser takes it.

A static file is compressed before the server starts, or else when it is first asked for, into a folder of the
installation, under the hash of what it says: another version of it is another file there. That takes a second for the
largest, once. Pages are compressed as they are made. Django adds random bytes to each, and masks the secrets of forms
anew, so that the length of a page tells nothing of them.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from rapporteur.base.values.files import write_whole

TEXTS = ("text/", "image/svg+xml", "application/json", "application/javascript")
"""Kinds of content that become much smaller; pictures and documents are compressed in themselves."""
SMALLEST = 500
"""Bytes from which on it is worth it."""
FOLDER = "compressed"
METHOD = "br"
"""Brotli: a seventh smaller than gzip; browsers take it of pages that came by HTTPS, or from the machine itself."""


def is_text(name: str) -> bool:
    """Tell whether what a file of that name holds becomes much smaller."""
    return (mimetypes.guess_type(name)[0] or "").startswith(TEXTS)


class CompressedFilesMiddleware(WhiteNoiseMiddleware):
    """Serves static files, compressed where the browser takes that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self._settled: set[str] = set()

    def __call__(self, request: HttpRequest) -> Any:
        """Answer; a file that is asked for for the first time is compressed before."""
        address = request.path_info
        takes = METHOD in request.headers.get("Accept-Encoding", "")
        found = self.files.get(address) if takes and not self.autorefresh else None
        if isinstance(found, StaticFile) and address not in self._settled:
            self.files[address] = self._compressed(found)
            self._settled.add(address)
        return super().__call__(request)

    def _compressed(self, file: StaticFile) -> StaticFile:
        _, path, headers = file.alternatives[-1]
        kind = dict(headers).get("Content-Type", "")
        if len(file.alternatives) > 1 or not kind.startswith(TEXTS):
            return file
        smaller = compressed_file(Path(path), settings.STATIC_ROOT / FOLDER)
        own = [(name, value) for name, value in headers if name in KEPT]
        return StaticFile(path, own, encodings={METHOD: str(smaller)}) if smaller else file


KEPT = frozenset({"Content-Type", "Cache-Control", "Access-Control-Allow-Origin", "Last-Modified", "ETag"})
"""What is said of a file in whatever form it goes."""


def compressed_file(path: Path, folder: Path) -> Path | None:
    """Return a file compressed, made where it is not there yet; None where that saves nothing, or cannot be written."""
    content = path.read_bytes()
    target = folder / f"{hashlib.sha256(content).hexdigest()}.{METHOD}"
    if len(content) < SMALLEST:
        return None
    if not target.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(target, brotli.compress(content, mode=brotli.MODE_TEXT))
        except OSError:  # a disk that is full or not ours to write on: the file goes as it is
            return None
    return target


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages and what scripts ask for; not what is streamed, or compressed in itself."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Return the answer as the browser takes it."""
        if response.streaming or not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
