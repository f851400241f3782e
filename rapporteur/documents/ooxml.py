"""What Word documents and workbooks share: a package of XML parts that is the same whenever it is written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every part: a package holds no date before it and none after 2107, whatever a clock says."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UndatedPackage(zipfile.ZipFile):
    """A package whose parts have no date of their own: neither the clock's nor that of a file.

    The libraries that write Word documents and workbooks date each part by the clock, and fail where that stands before
    1980 or after 2107.
    """

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        """Add a part."""
        entry = zinfo_or_arcname
        if isinstance(entry, str):
            entry = zipfile.ZipInfo(entry, ENTRY_DATE)
            entry.compress_type = self.compression
            entry.external_attr = 0o600 << 16
        super().writestr(entry, data, *args, **kwargs)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """Add what a file holds as a part."""
        self.writestr(str(arcname or filename), Path(filename).read_bytes(), *args, **kwargs)


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold; each becomes a replacement character."""
    return _FORBIDDEN.sub("\ufffd", text)


def core_properties(*, title: str, creator: str, language: str, timestamp: int) -> bytes:
    """Return docProps/core.xml with `timestamp` (seconds since 1970) as the only date."""
    day = datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:creator>{escape(clean(creator))}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(clean(creator))}</cp:lastModifiedBy><dc:language>{escape(language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    ).encode()


def sealed(package: bytes, core: bytes) -> bytes:
    """Return a package with fixed dates and order, and `core` as its properties.

    Parts are stored, not compressed: compressed bytes differ between versions of the compressor, and the same
    data must give the same file on every machine. The content types stay first, as readers expect.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        names = sorted(
            old.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)
        )
        for name in names:
            entry = zipfile.ZipInfo(name, ENTRY_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, core if name == "docProps/core.xml" else old.read(name))
    return target.getvalue()
