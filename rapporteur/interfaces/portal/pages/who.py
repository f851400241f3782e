"""Who holds which office, on any day."""

from __future__ import annotations

from django.http import HttpResponse

from rapporteur.interfaces.portal.door.people import bodies, focal_points
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import AS_ON, PAGES, WHO_ABOUT


@page
def who(visit: Visit) -> HttpResponse:
    """Show the bodies with their seats, and who looks after each region."""
    on = visit.day_asked()
    title = visit.tell(PAGES["who"])
    return show(
        visit, "who", here="who", title=title, bodies=bodies(visit, on), focal_points=focal_points(visit, on),
        about=visit.tell(WHO_ABOUT, association=visit.text(visit.association.name)),
        as_on=visit.tell(AS_ON, day=on), on=on.isoformat(), is_today=on == visit.today,
        citation=cited(visit, title),
    )  # fmt: skip
