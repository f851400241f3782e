"""The report as one self-contained HTML file: fonts, pictures and maps within, no script, no outside request.

The parts are Jinja templates beside this module. The body is rendered first; the style sheet is then
completed with the colours that the body used, and its hash goes into the content security policy of the page:
so no style attribute and no script can take effect, whatever a record contains.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec.structs import replace

from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.links import link_target
from rapporteur.base.values.typography import bind, details
from rapporteur.documents.maps.drawing import DOT_RADII, svg, symbol_svg
from rapporteur.documents.maps.shapes import MapView
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import PhotoView, ReportView, WeekView
from rapporteur.report.value.data import ReportData

FACES = (
    ("Serif", "SourceSerif4-Regular", 400, "normal"),
    ("Serif", "SourceSerif4-It", 400, "italic"),
    ("Serif", "SourceSerif4-Semibold", 600, "normal"),
    ("Display", "SourceSerif4Display-Semibold", 600, "normal"),
    ("Sans", "SourceSans3-Regular", 400, "normal"),
    ("Sans", "SourceSans3-Semibold", 600, "normal"),
)
SECTIONS = (
    "glance",
    "editorial",
    "activities",
    "media",
    "bilateral_meetings",
    "activated_members",
    "dues",
    "plan",
    "regions",
    "secretariat",
)
ENTRIES = "entries.css"
"""The style of sections that tell records one by one, in pages that have one."""
COVER = "cover.css"
"""The style of a photograph on the cover, in pages that have one."""
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def render(
    data: ReportData,
    language: str,
    *,
    downloads: Sequence[tuple[str, str]] = (),
    languages: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """Return the HTML edition in `language`.

    A served edition names its other files in `downloads` (label, address) and its other languages in
    `languages` (code, name, address); a bare file has neither.
    """
    return page(present(data, language), downloads=downloads, languages=languages).encode()


def policy_of(page: bytes) -> str:
    """Return the content security policy that a page has in itself, for a header, which is obeyed sooner."""
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return unescape(found[1].decode()) if found else "default-src 'none'"


def page(
    view: ReportView,
    *,
    downloads: Sequence[tuple[str, str]] = (),
    languages: Sequence[tuple[str, str, str]] = (),
) -> str:
    """Lay a view out as a page."""
    parts = Parts(view)
    body = parts.body(downloads, languages)
    chosen = (ENTRIES if view.entries else "", COVER if view.cover_photo else "")
    style = _style_sheet() + "".join(_template(name) for name in chosen if name) + parts.colours()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        make_environment()
        .get_template("page.html.j2")
        .render(
            view=view,
            body=Markup(body),  # noqa: S704 - rendered with everything escaped
            style=Markup(style),  # noqa: S704 - our own, its colours checked
            policy=policy,
            direction="rtl" if view.language in RIGHT_TO_LEFT else "ltr",
        )
        + "\n"
    )


class Parts:
    """What the templates of one page ask for; it notes the colours that they use."""

    def __init__(self, view: ReportView) -> None:
        self.view = view
        self.tones: dict[str, str] = {}
        self.tints: dict[str, str] = {}
        self.by_key = {entry.key: entry for entry in reversed(view.contents)}

    def body(self, downloads: Sequence[tuple[str, str]], languages: Sequence[tuple[str, str, str]]) -> str:
        """Render what stands between the body's tags."""
        marks = {line.code: str(number) for number, line in enumerate(self.view.lines, 1)}
        highest = max((sum(count for _, count, _ in week.segments) for week in self.view.weeks), default=0)
        return (
            make_environment()
            .get_template("body.html.j2")
            .render(
                view=self.view,
                w=self.view.words,
                templates=frozenset(SECTIONS),
                downloads=downloads,
                languages=languages,
                symbol=Markup(symbol_svg()),  # noqa: S704 - our own file
                cover_ink=ink_on(self.view.colour),
                map=self.map,
                radius=lambda size: DOT_RADII[min(max(size, 0), 3)],
                tone=self.tone,
                anchor=self.anchor,
                title=self.title,
                photo=photo_source,
                marks=marks,
                week_height=max(highest, 1) * 18,
                stacked=lambda week: stacked(week, marks, max(highest, 1)),
            )
        )

    def anchor(self, key: str) -> str:
        """Return the anchor of a section, as the contents have it."""
        return self.by_key[key].anchor if key in self.by_key else key

    def title(self, key: str) -> str:
        """Return the title of a section, as the contents have it."""
        return self.by_key[key].title if key in self.by_key else self.view.words[key]

    def tone(self, colour: str, tint: str) -> str:
        """Return the class that gives an element a line's colour."""
        name = self.tones.setdefault(checked_colour(colour), f"tone-{len(self.tones) + 1}")
        if tint:
            self.tints[colour] = checked_colour(tint)
        return name

    def map(self, view: MapView, identifier: str, colour: str, width: float, plain: bool = False) -> Markup:
        """Return a map as inline SVG; on a `plain` one every dot has the `colour` given."""
        if plain:
            view = replace(view, dots=[replace(dot, colour=None) for dot in view.dots])
        drawing = svg(view, checked_colour(colour), identifier, width)
        return Markup(drawing)  # noqa: S704 - escapes what it is given

    def colours(self) -> str:
        """Return the style rules of this report alone: its colours, and where its cover is cropped."""
        own, ink = checked_colour(self.view.colour), ink_on(self.view.colour)
        land = mixed(own, ink, 0.16)
        rules = [
            (
                f":root{{--own:{own};--own-tint:{checked_colour(self.view.tint)};--own-ink:{ink};"
                f"--own-land:{land};--own-line:{mixed(own, ink, 0.3)}}}"
            )
        ]
        for colour, name in self.tones.items():
            tint = self.tints.get(colour) or mixed("#ffffff", colour, 0.08)
            rules.append(f".{name}{{--tone:{colour};--tint:{tint}}}")
        if crop := self.view.cover_crop:
            rules.append(f".cover-photo img{{object-position:{crop.across:g}% {crop.down:g}%}}")
        return "\n".join(rules) + "\n"


def checked_colour(colour: str) -> str:
    """Return a colour that may stand in a style sheet; raise ValueError for anything else."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"'{colour}' is not a colour: expected the form #1a2b3c")
    return colour


def _channels(colour: str) -> list[int]:
    """Return red, green and blue."""
    return [int(checked_colour(colour)[at : at + 2], 16) for at in (1, 3, 5)]


def mixed(base: str, other: str, part: float) -> str:
    """Return `base` with `part` of `other` in it."""
    pairs = zip(_channels(base), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    parts = [value / 255 for value in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ink_on(colour: str) -> str:
    """Return white or near-black, whichever reads better on `colour`."""
    return max("#ffffff", "#12161b", key=lambda ink: contrast(colour, ink))


def stacked(week: WeekView, marks: dict[str, str], highest: int) -> list[tuple[int, str, str]]:
    """Return a square per activity of a week, from the bottom: its y, its line's number, its colour."""
    squares: list[tuple[int, str, str]] = []
    for code, count, colour in week.segments:
        for _ in range(count):
            squares.append(
                ((highest - len(squares) - 1) * 18 + 1, marks.get(code, ""), checked_colour(colour))
            )
    return squares


def photo_source(photo: PhotoView) -> str:
    """Return a photograph as a data address; raise ValueError for what is no JPEG or PNG in base64."""
    if photo.media_type not in ("image/jpeg", "image/png"):
        raise ValueError(f"'{photo.media_type}' is no type of photograph: expected image/jpeg or image/png")
    base64.b64decode(photo.content, validate=True)
    return f"data:{photo.media_type};base64,{photo.content}"


def fine(text: str) -> Markup:
    """Return a text escaped: ordinals raised, numbers bound to what they count, names with a hyphen on one line."""
    tags = {"RAISED": "<sup>{}</sup>", "WHOLE": '<span class="whole">{}</span>', "": "{}"}
    parts = (tags[setting].format(escape(stretch)) for stretch, setting in details(bind(text)))
    return Markup("".join(parts))  # noqa: S704 - each part is escaped


def page_href(href: str) -> str:
    """Return where a link of the page's own leads: to another document beside it, or to the web."""
    elsewhere = ":" in href or "\\" in href or href.startswith("//")
    return link_target(href) if elsewhere else href


def _template(name: str) -> str:
    """Return the text of a template."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def make_environment() -> Environment:
    """Return the templates: everything escaped, nothing undefined passed over."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["link_target"] = link_target
    environment.filters["fine"] = fine
    environment.filters["page_href"] = page_href
    environment.filters["capfirst"] = capitalise
    environment.filters["percent"] = lambda share: f"{min(max(share, 0), 1) * 100:.2f}".rstrip("0").rstrip(
        "."
    )
    return environment


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    """Return the style sheet with the fonts in it."""
    rules = []
    for family, file, weight, style in FACES:
        font = files(__package__).joinpath("fonts", f"{file}.woff2").read_bytes()
        rules.append(
            f'@font-face{{font-family:"Report {family}";font-weight:{weight};font-style:{style};'
            "font-display:swap;"
            f"src:url(data:font/woff2;base64,{base64.b64encode(font).decode()}) format('woff2')}}"
        )
    return "\n".join(rules) + "\n" + _template("report.css")
