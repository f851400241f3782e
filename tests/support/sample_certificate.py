"""A certificate with everything that one can hold, without a database."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value.certificates import CertificateData

LANGUAGES = ("fr", "en", "es")


def sample_certificate(number: int = 7, name: str = "Awa Ndiaye") -> CertificateData:
    """Return a certificate with this number and name."""
    return CertificateData(
        slug=f"trainee-{number}",
        association=LocalizedText.same("Union of River Towns", LANGUAGES),
        short_name="URT",
        seat=LocalizedText.same("Porto", LANGUAGES),
        languages=LANGUAGES,
        source_language="fr",
        spoken=("fr", "en"),
        colour="#1d3c5a",
        year=2018,
        number=number,
        code="7K3M-9QX2-TT01",
        address="https://example.org/{language}/certificates/?code=7K3M-9QX2-TT01",
        issued=date(2018, 4, 29),
        name=name,
        organisation=LocalizedText.same("Dakar", LANGUAGES),
        course=LocalizedText({"fr": "Ponts et digues", "en": "Bridges and dikes", "es": "Puentes y diques"}),
        theme=LocalizedText.same("Keeping the banks of rivers open to everybody", LANGUAGES),
        kind="COURSE",
        provider=LocalizedText.same("Institute of the Towns", LANGUAGES),
        start=date(2018, 4, 22),
        end=date(2018, 4, 29),
        place=LocalizedText.same("Lima", LANGUAGES),
    )
