"""One activity as plain text, for a newsletter: what the report says of it, laid out as the report's text is."""

from __future__ import annotations

from rapporteur.documents.text.render import lay_out_blocks, strip_controls
from rapporteur.documents.view.shapes import ActivityView


def render_piece(view: ActivityView) -> str:
    """Return title, place and days, and the running text, an empty line between them."""
    where = ", ".join(filter(None, (view.place, view.when)))
    return strip_controls("\n\n".join(filter(None, (view.title, where, *lay_out_blocks(view.text))))) + "\n"
