"""Pictures that others bring are made anew from their pixels: what else a file holds stays behind, but for the credit.

    picture = clean_picture(content)

Where a camera stood, its number, comments, profiles, smaller pictures and whatever a file has behind its end are gone;
the picture stands upright, in sRGB, as JPEG or PNG. It is read in a process of its own (see
:mod:`rapporteur.base.values.running.bounded`), after its size in pixels is known.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.bounded import Bounds, bounded

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 20 * 2**20
"""Of a file: cameras write 5 to 15 million."""
MOST_PIXELS = 64_000_000
"""Of a picture: the largest cameras of reporters make 61 million."""
LONGEST_SIDE = 5000
"""Pixels that are kept: a page of A3 at 300 dpi has 4,961."""
QUALITY = 90
BOUNDS = Bounds(seconds=60, mebibytes=1024)
READ = {
    "JPEG": "JpegImagePlugin",
    "PNG": "PngImagePlugin",
    "GIF": "GifImagePlugin",
    "WEBP": "WebPImagePlugin",
    "AVIF": "AvifImagePlugin",
}
"""Formats, and what of Pillow reads each: nothing else of the forty that it knows is tried."""
_LOSSY = frozenset({"JPEG", "MPO", "WEBP", "AVIF"})  # MPO: a JPEG with further pictures behind it
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png"}
_CREDIT_CHARACTERS = 200
_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_BY_LINE, _CREDIT, _NOTICE = (2, 80), (2, 110), (2, 116)
_XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
}
_XMP_BYTES = 1 << 20
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")

_SAVE_SMALLER = Message("save it smaller, or cut out what is to be seen")
_DAMAGED = Message(
    "the picture is damaged, or made to do harm: open it in a picture program and save it as JPEG or PNG"
)
_OTHER_KINDS = (
    (b"<svg", Message("a drawing (SVG), which can hold programs: export it as PNG")),
    (b"<!doctype svg", Message("a drawing (SVG), which can hold programs: export it as PNG")),
    (b"ftyphei", Message("a picture of a telephone (HEIC): export it as JPEG")),
    (b"ftypmif1", Message("a picture of a telephone (HEIC): export it as JPEG")),
    (b"ii*\x00", Message("a picture for print (TIFF): export it as JPEG or PNG")),
    (b"mm\x00*", Message("a picture for print (TIFF): export it as JPEG or PNG")),
    (b"8bps", Message("a Photoshop file: export it as JPEG or PNG")),
    (b"%pdf-", Message("a PDF: export the picture in it as JPEG or PNG")),
)
"""What else people take for a picture, by what it begins with in small letters."""


class PictureRefused(Foreseeable):
    """A file that is no picture, or one that is too large; the text says what it is and what to do."""


@dataclass(frozen=True)
class Picture:
    """A picture made anew: the bytes of a JPEG or PNG with `suffix`, its size in pixels, and whom it is credited to."""

    content: bytes
    suffix: str
    width: int
    height: int
    credit: tuple[str, str] = ("", "")
    """Who made it, and whose it is."""


def clean_picture(content: bytes) -> Picture:
    """Return a picture made anew from the pixels of `content`.

    Raises PictureRefused for what is no JPEG, PNG, GIF, WebP or AVIF, is damaged, or has too many bytes or pixels, and
    OverBounds for what takes more time or memory than a picture does. Of several pictures in a file the first is taken.
    """
    if len(content) > MOST_BYTES:
        raise PictureRefused(
            Message("the picture has {size} MB, at most {most} MB are taken: {cure}"),
            size=Grouped(round(len(content) / 2**20)), most=Grouped(MOST_BYTES // 2**20), cure=_SAVE_SMALLER,
        )  # fmt: skip
    return bounded(_make_anew, content, bounds=BOUNDS)


# --- in a process of its own -----------------------------------------------------------------------------------


def _make_anew(content: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError

    for reader in READ.values():
        import_module(f"PIL.{reader}")
    warnings.simplefilter("ignore")  # of metadata that is not as it should be, and is left behind anyhow
    Image.MAX_IMAGE_PIXELS = None  # ours is asked for below, with a sentence
    try:
        with Image.open(io.BytesIO(content), formats=tuple(READ)) as source:
            _check_pixels(*source.size)
            credit = _credit_of(source)
            return _encoded(_upright(source), credit, lossy=source.format in _LOSSY)
    except UnidentifiedImageError as error:
        raise _no_picture(content) from error
    except (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, EOFError) as error:
        raise PictureRefused(_DAMAGED) from error  # whatever a decoder says of what it cannot read


def _check_pixels(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise PictureRefused(
            Message("the picture has {size} million pixels, at most {most} million are taken: {cure}"),
            size=Grouped(round(width * height / 1e6)), most=Grouped(MOST_PIXELS // 10**6), cure=_SAVE_SMALLER,
        )  # fmt: skip


def _no_picture(content: bytes) -> PictureRefused:
    """Say what a file is that is none of the pictures that are taken."""
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind: Message | None = next(
        (said for mark, said in _OTHER_KINDS if start.startswith(mark) or mark in start[4:12]), None
    )
    if kind is None and start.startswith(b"<?xml") and b"<svg" in start:
        kind = _OTHER_KINDS[0][1]
    if kind is None:
        return PictureRefused(
            Message("the file is no picture that can be read: expected JPEG, PNG, GIF, WebP or AVIF")
        )
    return PictureRefused(Message("the file is {kind}"), kind=Fault(kind))


def _upright(source: Image) -> Image:
    """Return the pixels: no larger than is kept, turned as the camera was held, in sRGB."""
    from PIL import ImageOps

    with suppress(AttributeError):  # of JPEG alone: decoded no larger than needed
        source.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = source.getexif().get(0x0112)
    picture = _in_srgb(source)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info.clear()
    if turned in range(2, 9):
        picture.getexif()[0x0112] = turned
        picture = ImageOps.exif_transpose(picture)
    return picture


def _in_srgb(source: Image) -> Image:
    """Return the pixels as RGB, or RGBA where some can be seen through, in the colours that screens expect."""
    clear = "A" in source.getbands() or "transparency" in source.info
    mode = "RGBA" if clear else "RGB"
    profile = source.info.get("icc_profile")
    if source.mode.startswith("I"):  # 16 bits of grey, as scanners write them
        return source.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if profile and source.mode in {"RGB", "RGBA", "CMYK", "L"}:
        from PIL import ImageCms

        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a profile that is none says nothing
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            shown = ImageCms.profileToProfile(source, own, ImageCms.createProfile("sRGB"), outputMode=mode)
            if shown is not None:
                return shown
    return source.convert(mode)


def _encoded(picture: Image, credit: tuple[str, str], *, lossy: bool) -> Picture:
    from PIL import Image

    exif = Image.Exif()
    for tag, text in zip((_ARTIST, _COPYRIGHT), credit, strict=True):
        if text:
            exif[tag] = text.encode()  # as text Pillow would write it without its accents
    kind = "JPEG" if lossy and picture.mode == "RGB" else "PNG"
    options: dict[str, Any] = {"quality": QUALITY, "optimize": True} if kind == "JPEG" else {}
    encoded = io.BytesIO()
    picture.info.clear()
    picture.save(encoded, kind, exif=exif.tobytes() if len(exif) else b"", **options)
    return Picture(encoded.getvalue(), _SUFFIXES[kind], picture.width, picture.height, credit)


# --- who made it, and whose it is ------------------------------------------------------------------------------


def _credit_of(source: Image) -> tuple[str, str]:
    """Return maker and owner as EXIF, IPTC or XMP name them, the first that does; tidied and cut."""
    from PIL import IptcImagePlugin

    exif: Any = source.getexif()
    makers, owners = [exif.get(_ARTIST)], [exif.get(_COPYRIGHT)]
    with suppress(OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError):
        iptc: Any = IptcImagePlugin.getiptcinfo(source) or {}  # type: ignore[arg-type]  # it was opened from a file
        makers.append(iptc.get(_BY_LINE))
        owners += [iptc.get(_NOTICE), iptc.get(_CREDIT)]
    xmp = dict(_xmp_credit(source.info.get("xmp") or source.info.get("XML:com.adobe.xmp") or b""))
    makers.append(xmp.get("creator"))
    owners += [xmp.get("rights"), xmp.get("Credit")]
    maker, owner = (next(filter(None, map(_tidy, texts)), "") for texts in (makers, owners))
    return maker, owner


def _xmp_credit(packet: bytes | str) -> Iterator[tuple[str, str]]:
    from lxml import etree

    content = packet.encode() if isinstance(packet, str) else packet
    if not content or len(content) > _XMP_BYTES:
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    with suppress(etree.LxmlError, ValueError):
        root = etree.fromstring(content.strip(b"\0 \n"), parser)
        if root is None:
            return
        for path, name in (("dc:creator", "creator"), ("dc:rights", "rights")):
            for found in root.findall(f".//{path}//rdf:li", _XMP):
                yield name, found.text or ""
        for found in root.iter(f"{{{_XMP['photoshop']}}}Credit"):
            yield "Credit", found.text or ""
        for found in root.iter(f"{{{_XMP['rdf']}}}Description"):
            yield "Credit", found.get(f"{{{_XMP['photoshop']}}}Credit") or ""


def _tidy(value: object) -> str:
    """Return a text of a file's metadata as it may be kept: one line, what is not printed taken out, cut."""
    if isinstance(value, list):
        value = value[0] if value else ""
    content = value
    if isinstance(value, str):
        try:
            content = value.encode("latin-1")  # as Pillow reads EXIF, whatever it was written in
        except UnicodeEncodeError:
            content = value.encode()
    if not isinstance(content, bytes):
        return ""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return " ".join(_UNPRINTED.sub(" ", text).split())[:_CREDIT_CHARACTERS].strip()
