"""What a request may bring at most: asked before the first byte of a file is written to the disk.

Django reads the files of a form before it knows who sends it, wherever the form is sent to; so nobody needs an account
to fill a disk.
"""

from __future__ import annotations

import tempfile
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 64 * 2**20
"""Of a form with its files: one file of the library has 25 million, a report that is read back 50."""


class BoundedUploads(FileUploadHandler):
    """Refuses a request that says it is larger, and leaves files to the handlers after it."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # Django's name for it
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig; a server hands on no more than was said."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes: expected {MOST_BYTES} at most")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on a piece of a file."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


class NamelessUploads(FileUploadHandler):
    """Keeps what is too large for the memory in a file without a name: gone with the server, however that ends."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with one."""
        super().new_file(*args, **kwargs)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115  # as long as the request lasts

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Put a piece of it away."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the whole."""
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
