"""What a code on a certificate confirms: the course and its days, the number, whether it holds; never whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.training.codes import read_code
from rapporteur.records.training.models import Certificate


@dataclass(frozen=True)
class CertificateConfirmed:
    """A certificate without the name on it; `withdrawn` is the day since which it does not hold, or empty."""

    number: str
    course: str
    dates: str
    provider: str
    given: str
    withdrawn: str


def confirmed(visit: Visit, typed: str) -> CertificateConfirmed | None:
    """Return what the certificate with a code says, however the code is typed; None where none has it. One query."""
    code = read_code(typed)
    if not code:
        return None
    found = (
        Certificate.objects.public(visit.today)
        .filter(code=code)
        .values_list(
            "year", "number", "issued_date", "withdrawn_date", "participant__course__title",
            "participant__course__start_date", "participant__course__end_date",
            "participant__course__provider__name",
        )
        .first()
    )  # fmt: skip
    if found is None:
        return None
    year, number, issued, withdrawn, title, start, end, provider = found
    return CertificateConfirmed(
        number=f"{year}/{number}",
        course=visit.text(title),
        dates=visit.dates(start, end, month_only=False),
        provider=visit.text(provider) if provider else "",
        given=visit.day(issued),
        withdrawn=visit.day(withdrawn) if withdrawn is not None and withdrawn <= visit.today else "",
    )
