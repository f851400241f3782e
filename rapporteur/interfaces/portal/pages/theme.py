"""The association's colours as a style sheet: a strict policy allows no style in pages, and these are a setting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.documents.html.render import contrast, ink_on, mixed
from rapporteur.interfaces.portal.visit import answered

PAPER, NIGHT = "#ffffff", "#14181d"
"""The grounds of the light and of the dark scheme, as in portal.css."""
RAISED = "#1e242b"
"""The lightest ground in the dark scheme."""
READABLE = 4.6
"""A contrast above the 4.5 that WCAG 2 asks of text."""
STEPS = (0.22, 0.42, 0.68, 1.0)
"""How much of the own colour each shade of the heat in the plan has."""


def legible(colour: str, ground: str, towards: str) -> str:
    """Return the colour, mixed with as much of another as it takes to be read on a ground."""
    parts = (mixed(colour, towards, part / 20) for part in range(21))
    return next((one for one in parts if contrast(one, ground) >= READABLE), towards)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Send the colours, for both schemes."""
    return answered(request, timezone.localdate(), lambda _: HttpResponse(_rules(), content_type="text/css"))


def _rules() -> str:
    try:
        association = the_association()
        own, lines = association.colour, association.line_colours
    except NoAssociation:
        own, lines = "#1d3c5a", []
    light = _scheme(own, lines, PAPER, PAPER, "#000000")
    dark = _scheme(own, lines, NIGHT, RAISED, "#ffffff")
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{_lines(lines)}"


def _scheme(own: str, lines: list[str], paper: str, hardest: str, towards: str) -> str:
    accent = legible(own, mixed(hardest, own, 0.06) if towards == "#000000" else hardest, towards)
    rules = {
        "own": own,
        "own-ink": ink_on(own),
        "own-land": mixed(own, ink_on(own), 0.18),
        "accent": accent,
        "tint": mixed(paper, accent, 0.07),
    }
    for number, part in enumerate(STEPS, start=1):
        shade = mixed(paper, accent, part)
        rules[f"heat-{number}"] = shade
        rules[f"heat-{number}-ink"] = ink_on(shade)
    for number, colour in enumerate(lines, start=1):
        rules[f"line-{number}"] = legible(colour, hardest, towards)
    return ";".join(f"--{name}:{colour}" for name, colour in rules.items())


def _lines(lines: list[str]) -> str:
    return (
        "\n".join(f".line-{number}{{--tone:var(--line-{number})}}" for number in range(1, len(lines) + 1))
        + "\n"
    )
