"""The words of the workbook that the other formats do not need, marked for the tools that collect messages."""

from __future__ import annotations

from rapporteur.reports.wording import N_, NP_

HEADINGS: tuple[str, ...] = (
    N_("Acting"), N_("Activated members"), N_("Activations"), N_("Activities"),
    N_("Activity"), N_("Activity deliverables"), N_("Activity members"), N_("Activity places"),
    N_("Amount"), N_("As of"), N_("Association"), N_("Bilateral meetings"), N_("Board"),
    N_("Category"), N_("Channels"), N_("Code"), N_("Country"), N_("Currency"), N_("Date"),
    N_("Deliverable"), N_("Deliverables"), N_("Deliverables with evidence"), N_("Dues"), N_("End"),
    N_("Figure"), N_("Focal point"), N_("Function"), N_("Holder"), N_("Honorary members"),
    N_("Identifier"), N_("In the adopted plan"), N_("Initiative"), N_("Kind"), N_("Language"),
    N_("Latitude"), N_("Level"), N_("Line"), N_("Link"), N_("Longitude"), N_("Media"),
    N_("Media mentions"), N_("Member"), N_("Members"), N_("Members with payment"), N_("Month"),
    N_("Name"), N_("no"), N_("Number"), N_("Online"), N_("Organisation"), N_("Outlet"),
    N_("Parent"), N_("People of the regions"), N_("Period"), N_("Place"), N_("Places"), N_("Plan"),
    N_("Prospects"), N_("Purpose"), N_("Region"), N_("Regional secretariat"), N_("Regions"),
    N_("Regions with activated members"), N_("Report"), N_("Reported line"), N_("Role"), N_("Seat"),
    N_("Share"), N_("Source"), N_("Staff"), N_("Start"), N_("Subject"), N_("Summary"), N_("Text"),
    N_("Title"), N_("Vacant"), N_("Value"), N_("Year"), N_("yes"),
)  # fmt: skip
"""Titles of sheets, headings of columns and labels of figures."""

ROLES = {
    "HOST": NP_("role in an activity", "Host"),
    "PARTICIPANT": NP_("role in an activity", "Participant"),
    "SPEAKER": NP_("role in an activity", "Speaker"),
    "SIGNATORY": NP_("role in an activity", "Signatory"),
    "APPLICANT": NP_("role in an activity", "Applicant"),
    "PARTNER": NP_("role in an activity", "Partner"),
}
ORGANISATIONS = {
    "METROPOLITAN_GOVERNMENT": NP_("kind of organisation", "Metropolitan government"),
    "CITY": NP_("kind of organisation", "City"),
    "REGION": NP_("kind of organisation", "Region or province"),
    "SECTORAL_AGENCY": NP_("kind of organisation", "Sectoral agency"),
    "NATIONAL_INSTITUTE": NP_("kind of organisation", "National institute"),
    "HONORARY": NP_("kind of organisation", "Honorary member"),
    "OTHER": NP_("kind of organisation", "Other"),
}
CATEGORIES = {
    "FULL": NP_("category of membership", "Full member"),
    "HONORARY": NP_("category of membership", "Honorary member"),
}
DELIVERABLES = {
    "DOCUMENT": NP_("kind of deliverable", "Document"),
    "EVENT": NP_("kind of deliverable", "Event"),
    "RECURRING_PRESENCE": NP_("kind of deliverable", "Recurring presence"),
    "CALENDAR": NP_("kind of deliverable", "Calendar"),
    "RULE": NP_("kind of deliverable", "Rule"),
}
SOURCES = {
    "LEDGER": NP_("source of dues", "Ledger"),
    "STATEMENT": NP_("source of dues", "Published statement"),
}


PLAN_WORDS = {"Line": "line", "Deliverable": "deliverable", "Deliverables": "deliverables"}
