"""The words of the workbook that the other formats do not need, marked for the tools that collect messages."""

from __future__ import annotations

from rapporteur.base.values.messages import Printed

HEADINGS: tuple[Printed, ...] = (
    Printed("Acting"), Printed("Activated members"), Printed("Activations"), Printed("Activities"),
    Printed("Activity"), Printed("Activity deliverables"), Printed("Activity members"),
    Printed("Activity places"), Printed("Amount"), Printed("As of"), Printed("Association"),
    Printed("Bilateral meetings"), Printed("Board"), Printed("Category"), Printed("Channels"),
    Printed("Code"), Printed("Country"), Printed("Currency"), Printed("Date"), Printed("Deliverable"),
    Printed("Deliverables"), Printed("Deliverables with evidence"), Printed("Dues"), Printed("End"),
    Printed("Figure"), Printed("Focal point"), Printed("Function"), Printed("Holder"),
    Printed("Honorary members"), Printed("Identifier"), Printed("In the adopted plan"),
    Printed("Initiative"), Printed("Kind"), Printed("Language"), Printed("Latitude"), Printed("Level"),
    Printed("Line"), Printed("Link"), Printed("Longitude"), Printed("Media"), Printed("Media mentions"),
    Printed("Member"), Printed("Members"), Printed("Members with payment"), Printed("Month"),
    Printed("Name"), Printed("no"), Printed("Number"), Printed("Online"), Printed("Organisation"),
    Printed("Outlet"), Printed("Parent"), Printed("People of the regions"), Printed("Period"),
    Printed("Place"), Printed("Places"), Printed("Plan"), Printed("Prospects"), Printed("Purpose"),
    Printed("Region"), Printed("Regional secretariat"), Printed("Regions"),
    Printed("Regions with activated members"), Printed("Report"), Printed("Reported line"), Printed("Role"),
    Printed("Seat"), Printed("Share"), Printed("Source"), Printed("Staff"), Printed("Start"),
    Printed("Subject"), Printed("Summary"), Printed("Text"), Printed("Title"), Printed("Vacant"),
    Printed("Value"), Printed("Year"), Printed("yes"),
    Printed("Abstained"), Printed("Addressee"), Printed("Against"), Printed("Agenda"), Printed("Agreements"),
    Printed("Events to come"),
    Printed("Announced"), Printed("Approved on"), Printed("Audited on"), Printed("Auditor"),
    Printed("Audits and accounts"), Printed("Body"), Printed("Carried"), Printed("Decisions"),
    Printed("Filled seats"), Printed("For"), Printed("Half"), Printed("Held"), Printed("In this period"),
    Printed("Joint statement"), Printed("Joint statements"), Printed("Meetings of bodies"),
    Printed("Members that signed"), Printed("Needed"), Printed("Opinion of the auditor"),
    Printed("Other signatories"), Printed("Parties"), Printed("Present"), Printed("Presented on"),
    Printed("Proxies"), Printed("Quorum met"), Printed("Seats"), Printed("Signatories"), Printed("Signed"),
    Printed("State"), Printed("Candidates to host the next one"), Printed("Deadlines of calls"), Printed("Edition"),
    Printed("Host"), Printed("Ours"), Printed("Theme"), Printed("Time"), Printed("Time zone"), Printed("To be heard"),
    Printed("About"), Printed("Certificates"), Printed("Countries"), Printed("Days"), Printed("Organisations"),
    Printed("Participants"), Printed("Provider"), Printed("Registered"), Printed("Sex recorded of"),
    Printed("Applications"), Printed("Authors"), Printed("Calls and juries"), Printed("Closes"), Printed("DOI"),
    Printed("Decided"), Printed("ISBN"), Printed("Jurors"), Printed("Languages"), Printed("Lead"), Printed("Leads"),
    Printed("Men"), Printed("Opens"), Printed("Partners"), Printed("Pilot projects"), Printed("Publications"),
    Printed("Decided on"), Printed("Member from"), Printed("Met on"), Printed("Opinion"),
    Printed("Prospects that were met"), Printed("Received on"), Printed("Requests for admission"),
    Printed("To be decided on"),
    Printed("Communication"), Printed("Measured on"), Printed("Ongoing"), Printed("Reach"),
    Printed("Capacity"), Printed("Counted on"), Printed("Not recorded"), Printed("Of another gender"),
    Printed("People"), Printed("Women and men"),
    Printed("Published on"), Printed("Series"), Printed("Share of women"), Printed("Training"), Printed("Women"),
)  # fmt: skip
"""Titles of sheets, headings of columns and labels of figures."""

ROLES = {
    "HOST": Printed("Host", context="role in an activity"),
    "PARTICIPANT": Printed("Participant", context="role in an activity"),
    "SPEAKER": Printed("Speaker", context="role in an activity"),
    "SIGNATORY": Printed("Signatory", context="role in an activity"),
    "APPLICANT": Printed("Applicant", context="role in an activity"),
    "PARTNER": Printed("Partner", context="role in an activity"),
}
ORGANISATIONS = {
    "METROPOLITAN_GOVERNMENT": Printed("Metropolitan government", context="kind of organisation"),
    "CITY": Printed("City", context="kind of organisation"),
    "REGION": Printed("Region or province", context="kind of organisation"),
    "SECTORAL_AGENCY": Printed("Sectoral agency", context="kind of organisation"),
    "NATIONAL_INSTITUTE": Printed("National institute", context="kind of organisation"),
    "HONORARY": Printed("Honorary member", context="kind of organisation"),
    "OTHER": Printed("Other", context="kind of organisation"),
}
CATEGORIES = {
    "FULL": Printed("Full member", context="category of membership"),
    "HONORARY": Printed("Honorary member", context="category of membership"),
}
DELIVERABLES = {
    "DOCUMENT": Printed("Document", context="kind of deliverable"),
    "EVENT": Printed("Event", context="kind of deliverable"),
    "RECURRING_PRESENCE": Printed("Recurring presence", context="kind of deliverable"),
    "CALENDAR": Printed("Calendar", context="kind of deliverable"),
    "RULE": Printed("Rule", context="kind of deliverable"),
}
SOURCES = {
    "LEDGER": Printed("Ledger", context="source of dues"),
    "STATEMENT": Printed("Published statement", context="source of dues"),
}


PLAN_WORDS = {"Line": "line", "Deliverable": "deliverable", "Deliverables": "deliverables"}
