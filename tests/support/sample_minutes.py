"""Minutes of a meeting that never was, in three languages, with everything that minutes can say."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value import minutes as m
from rapporteur.report.value.registers import GovernanceData
from tests.support.sample_registers import governance


def text(french: str, english: str, spanish: str) -> LocalizedText:
    return LocalizedText({"fr": french, "en": english, "es": spanish})


def sample_minutes(*, held: bool = True) -> m.MinutesData:
    """Return the minutes of a board of three seats; with `held=False` those of one that is to come."""
    told: GovernanceData = governance(text)
    meeting = told.meetings[0] if held else told.meetings[2]
    porto, riga = text("Porto", "Porto", "Oporto"), text("Rivage", "Shore", "Orilla")
    mayor = text("Maire", "Mayor", "Alcaldesa")
    return m.MinutesData(
        association=text("Réseau Estuaire", "Estuary Network", "Red Estuario"),
        short_name="Estuaria",
        languages=("fr", "en", "es"),
        source_language="fr",
        colour="#5b2a86",
        meeting=meeting,
        chair="Ana Silva",
        chair_seat=porto,
        papers=(
            m.PaperOnAgenda(1, text("Comptes", "Accounts", "Cuentas"), "https://example.org/accounts"),
            m.PaperOnAgenda(1, text("Avis", "Opinion", "Dictamen")),
        ),
        seats=(
            m.SeatPresence(
                role="PRESIDENCY", function=mayor, organisation=porto, holder="Ana Silva", presence="PRESENT"
            ),
            m.SeatPresence(
                role="MEMBER",
                function=mayor,
                organisation=riga,
                holder="Jan Ozols",
                presence="EXCUSED",
                proxy=LocalizedText.same("Ana Silva", ("fr", "en", "es")),
                proxy_counts=True,
            ),
            m.SeatPresence(
                role="TREASURER",
                function=mayor,
                organisation=riga,
                holder="Li Wei",
                presence="PRESENT",
                came="Ida Berg",
            ),
            m.SeatPresence(role="MEMBER", function=LocalizedText(), organisation=LocalizedText()),
        ),
        guests=(m.GuestPresence("Olu Ade", riga, text("Experte", "Expert", "Experta")),),
        decisions=tuple(
            m.DecisionInFull(one, text("Le texte.\n\nSuite.", "The text.\n\nMore.", "El texto.\n\nSigue."))
            for one in told.decisions[:2]
        )
        if held
        else (),
        follow_ups=(
            m.FollowUpData(text="Send the budget", owner="Ana Silva", due=date(2018, 5, 1)),
            m.FollowUpData(text="Tell the members", owner="Jan Ozols", done=True),
        )
        if held
        else (),
    )
