"""Files of the library on their way to the disk: no other way leads there, whatever form, view or script brings one.

Pictures are made anew (:func:`rapporteur.base.values.pictures.clean_picture`), documents are looked at
(:func:`rapporteur.interfaces.office.library.papers.check_paper`). Forms do the same before, to say what is wrong; what
they have made is known by its type and is not made twice.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import ImageFieldFile
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition, WagtailImageFieldFile
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from rapporteur.base.values.pictures import clean_picture
from rapporteur.interfaces.office.library.papers import MOST_BYTES, check_paper
from rapporteur.interfaces.office.library.rows import MarkedFile, watch_rows

PICTURE_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


class MadeAnew(SimpleUploadedFile):
    """A picture of which nothing but the picture and its credit is left, under the name that it came with."""


def make_anew(name: str, file: File[bytes]) -> MadeAnew:
    """Return a picture made anew from a file; raise PictureRefused or OverBounds."""
    if isinstance(file, MadeAnew):
        return file
    file.seek(0)
    picture = clean_picture(file.read())
    path = PurePath(PurePath(name).name)
    content_type = PICTURE_TYPES[picture.suffix]
    return MadeAnew(f"{path.stem or 'picture'}{picture.suffix}", picture.content, content_type)


def check_file(name: str, file: File[bytes]) -> None:
    """Raise PaperRefused for a document that the library does not take."""
    file.seek(0)
    check_paper(name, file.read(MOST_BYTES + 1))
    file.seek(0)


def _into_folder(name: str, file: MadeAnew) -> str:
    return str(PurePath(name).with_suffix(PurePath(file.name or "").suffix))


class _CleanFile(MarkedFile):
    """A file of which what is not the picture stays behind when it is stored."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store a picture made anew; raise PictureRefused or OverBounds."""
        picture = make_anew(name, content)
        super().save(_into_folder(name, picture), picture, save=save)


class LibraryPicture(_CleanFile, WagtailImageFieldFile):
    """The file of an image."""


class SmallerPicture(MarkedFile, WagtailImageFieldFile):
    """A picture that was made smaller of one of the library."""


class ProfilePicture(_CleanFile, ImageFieldFile):
    """The picture that somebody has of themselves."""


class LibraryPaper(MarkedFile):
    """The file of a document."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store a document; raise PaperRefused."""
        check_file(name, content)
        super().save(name, content, save=save)


class WaitingUpload(MarkedFile):
    """A file of which Wagtail asks for the title before it is a picture or a document: it may wait for ever."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store what it will be; raise PictureRefused, OverBounds or PaperRefused."""
        kind = self.instance.for_content_type  # type: ignore[attr-defined]  # of an upload of Wagtail's
        if kind is not None and kind.model == "image":
            content = make_anew(name, content)
            name = _into_folder(name, content)
        else:
            check_file(name, content)
        super().save(name, content, save=save)


def guard_library() -> None:
    """Let every file of Wagtail's library go through these classes."""
    for model, name, kept_as in (
        (Image, "file", LibraryPicture),
        (Rendition, "file", SmallerPicture),
        (Document, "file", LibraryPaper),
        (UploadedFile, "file", WaitingUpload),
        (UserProfile, "avatar", ProfilePicture),
    ):
        field: Any = model._meta.get_field(name)
        field.attr_class = kept_as
    watch_rows()
