"""Whether a certificate is valid, by the code that stands on it."""

from __future__ import annotations

from django.http import HttpResponse

from rapporteur.interfaces.portal.door.certificates import confirmed
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import CERTIFICATES, CERTIFICATES_ABOUT

LONGEST = 40
"""Signs of what is read as a code: twelve, and whatever stands between them."""


@page
def certificates(visit: Visit) -> HttpResponse:
    """Ask for a code; tell what the certificate that has it confirms, without a name, or that none has it."""
    typed = visit.request.GET.get("code", "")[:LONGEST].strip()
    response = show(
        visit, "certificates", title=visit.tell(CERTIFICATES), typed=typed,
        about=visit.tell(CERTIFICATES_ABOUT, association=visit.text(visit.association.name)),
        found=confirmed(visit, typed) if typed else None,
    )  # fmt: skip
    if typed:
        response["X-Robots-Tag"] = "noindex"
    return response
