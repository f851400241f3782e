"""The fixed wordings that layouts ask for by key, and the words for codes that records carry."""

from __future__ import annotations

from rapporteur.core.formatting import capitalise, language_name
from rapporteur.reports.presenting.context import Context
from rapporteur.reports.wording import N_, NP_

WORDS: dict[str, str] = {
    # sections
    "contents": N_("Contents"),
    "editorial": N_("Editorial"),
    "activities": N_("Activities"),
    "media": N_("In the media"),
    "bilateral_meetings": N_("Bilateral meetings"),
    "activated_members": N_("Activated members"),
    "dues": N_("Membership dues"),
    "plan": N_("Implementation of the plan"),
    "regions": N_("Members by region"),
    "secretariat": N_("Secretariat General"),
    "who_we_are": N_("Who we are"),
    # labels of boxes, lists and tables
    "activated": N_("activated"),
    "not_activated": N_("not activated"),
    "activation": N_("Activation"),
    "activations": N_("Activations"),
    "activity": N_("Activity"),
    "acting": N_("acting"),
    "as_of": N_("as of"),
    "board": N_("Members of the board"),
    "caption": N_("Caption"),
    "channel": N_("Channel"),
    "code": N_("Code"),
    "continued": N_("continued"),
    "credit": N_("Photo"),
    "date": N_("Date"),
    "dates": N_("Dates"),
    "evidence": N_("Evidence"),
    "figure": N_("Figure"),
    "focal_point": N_("Focal point"),
    "function": N_("Function"),
    "honorary": N_("Honorary members"),
    "honorary_member": N_("Honorary member"),
    "host": N_("host"),
    "initiative": N_("Initiative"),
    "kind": N_("Kind"),
    "legend": N_("Legend"),
    "link": N_("Link"),
    "map": N_("Map"),
    "map_credit": N_("Base map: Natural Earth (public domain)"),
    "member": N_("Member"),
    "members": N_("Members"),
    "month": N_("Month"),
    "months": N_("Months"),
    "name": N_("Name"),
    "no_activity": N_("No activity"),
    "none": N_("None"),
    "not_listed": N_("not in the adopted plan"),
    "note": N_("Note"),
    "of_members": N_("of members"),
    "online": N_("Online"),
    "organisation": N_("Organisation"),
    "other_activities": N_("Other activities"),
    "outlet": N_("Outlet"),
    "page": N_("page"),
    "pages": N_("pages"),
    "percent": N_("Percent"),
    "period": N_("Period"),
    "photo": N_("Photo"),
    "place": N_("Place"),
    "places": N_("Places"),
    "prospect": N_("prospect"),
    "prospects": N_("Prospects"),
    "purpose": N_("What it is for"),
    "region": N_("Region"),
    "regional_secretary": N_("Regional secretariat"),
    "secretary": N_("Regional secretariat"),
    "role": N_("Role"),
    "seat": N_("Seat"),
    "section": N_("Section"),
    "share": N_("Share"),
    "share_by_region": N_("Share of activated members by region"),
    "signed": N_("Signed"),
    "source": N_("Source"),
    "staff": N_("Staff"),
    "subject": N_("Subject"),
    "text": N_("Text"),
    "title": N_("Title"),
    "total": N_("Total"),
    "vacant": N_("Vacant seat"),
    "week": N_("Week"),
    "weeks": N_("Weeks"),
    "weeks_title": N_("Week by week"),
    "where": N_("Where"),
    "when": N_("When"),
    "with_evidence": N_("With evidence"),
    "without_evidence": N_("Without evidence in this period"),
    "year": N_("Year"),
    # contact
    "address": N_("Address"),
    "contact": N_("Contact"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "website": N_("Website"),
    # screens
    "back": N_("Contact"),
    "back_to_top": N_("Back to top"),
    "cover": N_("Cover"),
    "download": N_("Download"),
    "downloads": N_("Download this report"),
    "language": N_("Language"),
    "languages": N_("Languages"),
    "menu": N_("Menu"),
    "next": N_("Next"),
    "other_languages": N_("In other languages"),
    "previous": N_("Previous"),
    "print": N_("Print"),
    "skip": N_("Skip to content"),
    "skip_to_content": N_("Skip to content"),
    # formats
    "format_pdf": N_("PDF document"),
    "format_html": N_("Web page"),
    "format_docx": N_("Word document"),
    "format_xlsx": N_("Excel workbook"),
    "format_json": N_("Data (JSON)"),
    "format_txt": N_("Plain text"),
}
"""Key → message id."""

LEVEL_WORDS: dict[str, str] = {
    "line": N_("Line"),
    "lines": N_("Lines"),
    "measure": N_("Measure"),
    "measures": N_("Measures"),
    "deliverable": N_("Deliverable"),
    "deliverables": N_("Deliverables"),
}
"""Said where there is no plan, whose levels have names of their own."""

GLANCE = {
    "QUARTER": N_("The quarter at a glance"),
    "HALF_YEAR": N_("The half-year at a glance"),
    "YEAR": N_("The year at a glance"),
    "RANGE": N_("The period at a glance"),
}
KINDS = {
    "CONFERENCE": NP_("kind of activity", "Conference"),
    "MEETING": NP_("kind of activity", "Meeting"),
    "TRAINING": NP_("kind of activity", "Training"),
    "WEBINAR": NP_("kind of activity", "Webinar"),
    "WORKSHOP": NP_("kind of activity", "Workshop"),
    "MISSION": NP_("kind of activity", "Mission"),
    "CALL": NP_("kind of activity", "Call"),
    "PUBLICATION": NP_("kind of activity", "Publication"),
    "AGREEMENT": NP_("kind of activity", "Agreement"),
    "CAMPAIGN": NP_("kind of activity", "Campaign"),
    "STATEMENT": NP_("kind of activity", "Statement"),
    "GOVERNANCE": NP_("kind of activity", "Governance"),
    "COMMUNICATION": NP_("kind of activity", "Communication"),
    "AUDIT": NP_("kind of activity", "Audit"),
    "OTHER": NP_("kind of activity", "Other"),
}
INITIATIVES = {
    "PILOT_PROJECT": NP_("kind of initiative", "Pilot project"),
    "TRAINING_PROGRAMME": NP_("kind of initiative", "Training programme"),
    "PUBLICATION_SERIES": NP_("kind of initiative", "Publication series"),
    "PLATFORM": NP_("kind of initiative", "Platform"),
    "CAMPAIGN": NP_("kind of initiative", "Campaign"),
    "PARTNERSHIP": NP_("kind of initiative", "Partnership"),
    "CALL": NP_("kind of initiative", "Call"),
    "OTHER": NP_("kind of initiative", "Initiative"),
}
CHANNELS = {
    "WEB": NP_("channel", "Web"),
    "NEWSLETTER": NP_("channel", "Newsletter"),
    "PRINT": NP_("channel", "Print"),
    "RADIO": NP_("channel", "Radio"),
    "TELEVISION": NP_("channel", "Television"),
    "SOCIAL": NP_("channel", "Social media"),
    "VIDEO": NP_("channel", "Video"),
    "OTHER": NP_("channel", "Other channel"),
}
SEATS = {
    "PRESIDENCY": (NP_("seat", "Presidency"), NP_("seats", "Presidencies")),
    "CO_PRESIDENCY": (NP_("seat", "Co-presidency"), NP_("seats", "Co-presidencies")),
    "VICE_PRESIDENCY": (NP_("seat", "Vice-presidency"), NP_("seats", "Vice-presidencies")),
    "REGIONAL_VICE_PRESIDENCY": (
        NP_("seat", "Regional vice-presidency"),
        NP_("seats", "Regional vice-presidencies"),
    ),
    "TREASURER": (NP_("seat", "Treasury"), NP_("seats", "Treasury")),
    "SECRETARY_GENERAL": (NP_("seat", "Secretariat General"), NP_("seats", "Secretariat General")),
    "REGIONAL_SECRETARY": (NP_("seat", "Regional secretariat"), NP_("seats", "Regional secretariats")),
    "STAFF": (NP_("seat", "Staff"), NP_("seats", "Staff")),
    "MEMBER": (NP_("seat", "Member"), NP_("seats", "Members")),
}


def coded(context: Context, table: dict[str, tuple[str, str]], code: str) -> str:
    """Return the word for a code of the records, or the code made legible where there is none."""
    found = table.get(code)
    return context.word(*found) if found else capitalise(code.replace("_", " ").lower())


def words(context: Context) -> dict[str, str]:
    """Return every fixed wording by key, the plan's levels by the names the plan gives them."""
    result = {key: context.say(message) for key, message in WORDS.items()}
    result["glance"] = context.say(GLANCE[context.data.period.kind])
    result["report_name"] = context.text(context.data.association.report_name)
    result["as_of_date"] = context.say("As of {date}", date=context.day(context.data.as_of))
    result |= _level_words(context)
    for language in context.data.association.languages:
        result[f"language_{language}"] = language_name(language)
    return result


def _level_words(context: Context) -> dict[str, str]:
    plan = context.data.plan
    result = {key: context.say(message) for key, message in LEVEL_WORDS.items()}
    if plan and plan.levels:
        named = [("line", plan.levels[0]), ("deliverable", plan.levels[-1])]
        if len(plan.levels) > 2:
            named.append(("measure", plan.levels[-2]))
        for key, level in named:
            result[key] = capitalise(context.text(level.name)) or result[key]
            result[f"{key}s"] = capitalise(context.text(level.plural)) or result[f"{key}s"]
        if len(plan.levels) == 2:  # what stands for the measures on a line's opening page
            result["measure"], result["measures"] = result["deliverable"], result["deliverables"]
    return result
