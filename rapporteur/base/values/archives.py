"""What Python says of a ZIP archive that it cannot read: one answer for documents, workbooks and programs."""

from __future__ import annotations

import lzma
import zipfile
import zlib

UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,  # a part whose packed content is damaged
    lzma.LZMAError,
    NotImplementedError,  # packed by a method that this Python does not know, or split over volumes
    RuntimeError,  # locked by a password
    EOFError,  # cut off
    OSError,
    ValueError,
)
"""The exceptions that opening an archive, and reading a part of it, end in where it is damaged, locked or odd."""
