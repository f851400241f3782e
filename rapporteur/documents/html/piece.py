"""One activity as HTML for a page of somebody else's: what the report says, without styles or scripts."""

from __future__ import annotations

from rapporteur.documents.html.render import RIGHT_TO_LEFT, make_environment
from rapporteur.documents.view.shapes import ActivityView


def render_piece(view: ActivityView, language: str) -> str:
    """Return an article with title, place and days, and the running text; everything in it is escaped."""
    template = make_environment().get_template("piece.html.j2")
    where = ", ".join(filter(None, (view.place, view.when)))
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return template.render(activity=view, where=where, language=language, direction=direction).strip() + "\n"
