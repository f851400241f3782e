"""Photographs as a report carries them: upright, RGB, no larger than print needs, nothing of their metadata."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from rapporteur.base.values.localized import EMPTY
from rapporteur.report.value.data import CoverData, PhotoData

if TYPE_CHECKING:
    from wagtail.images.models import Image as LibraryImage

    from rapporteur.base.values.localized import LocalizedText
    from rapporteur.records.activities.models import ActivityPhoto
    from rapporteur.records.reports.models import Report

LONGEST_SIDE = 1600  # pixels: 112 mm of text column at 300 dpi is 1,323
LONGEST_ON_COVER = 2480  # pixels: the 210 mm of a page at 300 dpi
QUALITY = 85


def photo_data(photo: ActivityPhoto) -> PhotoData:
    """Return `photo` as a value, its picture re-encoded: positions, cameras and comments stay behind."""
    return _encoded(photo.image, LONGEST_SIDE, photo.alt, photo.caption, photo.credit)


def cover_data(report: Report) -> CoverData | None:
    """Return the photograph on the cover of a report; None where there is none, or nobody agreed to it."""
    if report.cover_image is None or not report.cover_consent:
        return None
    photo = _encoded(report.cover_image, LONGEST_ON_COVER, report.cover_alt, EMPTY, report.cover_credit)
    return CoverData(photo, report.cover_rights, _focus(report.cover_image))


def _focus(image: LibraryImage) -> tuple[float, float] | UnsetType:
    """Return the middle of what matters in a picture, in shares of its sides, where somebody marked it."""
    point = image.get_focal_point()
    if point is None or not image.width or not image.height:
        return UNSET
    across, down = point.centroid.x / image.width, point.centroid.y / image.height
    return round(min(max(across, 0), 1), 4), round(min(max(down, 0), 1), 4)


def _encoded(
    image: LibraryImage, longest: int, alt: LocalizedText, caption: LocalizedText, credit: str
) -> PhotoData:
    from PIL import Image, ImageOps

    with image.file.open("rb") as file, Image.open(file) as source:
        upright = ImageOps.exif_transpose(source).convert("RGB")
    upright.thumbnail((longest, longest))
    upright.info.clear()  # a comment would be written again
    encoded = io.BytesIO()
    upright.save(encoded, "JPEG", quality=QUALITY, optimize=True)
    return PhotoData(
        media_type="image/jpeg",
        width=upright.width,
        height=upright.height,
        content=base64.b64encode(encoded.getvalue()).decode("ascii"),
        alt=alt,
        caption=caption,
        credit=credit,
    )
