"""The template of the report and its compilation.

A folder written by :func:`rapporteur.documents.pdf.render.write_folder` is all that a build reads, but
for the fonts. This package imports nothing else of the project.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATES = Path(__file__).resolve().parent
FONTS = TEMPLATES.parents[1] / "fonts"
CUTS = "cuts.json"
DOCUMENT = "document.pdf"
STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


def compile_folder(folder: Path, timestamp: int, bleed: float = 0) -> bytes:
    """Return the PDF/UA-1 and PDF/A-2a of `folder`; `timestamp`, in seconds since 1970, is its only date.

    With a `bleed`, in millimetres, colours go on beyond the page by so much, and marks beyond that tell where to trim.
    Nothing outside the folder is read but the fonts of the project: none of the system's, no packages.
    """
    import typst  # where nothing is compiled, its 84 MB are not loaded

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    document = typst.compile(
        folder / "report.typ",
        root=folder,
        font_paths=fonts,
        pdf_standards=STANDARDS,
        timestamp=timestamp,
        package_path=folder,
        package_cache_path=folder,
        sys_inputs={"bleed": f"{bleed:g}"} if bleed else {},
    )
    if bleed:
        from rapporteur.documents.pdf.trimming import with_bleed_boxes

        document = with_bleed_boxes(document, bleed)
    # A stream whose last byte happens to be CR looks to a checker as if CR LF ended it, one byte short of its
    # length. CR ends a line as well as LF does, and is as long.
    return document.replace(b"\r\nendstream", b"\r\rendstream")
