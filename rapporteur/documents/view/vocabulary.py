"""The fixed wordings that layouts ask for by key, and the words for codes that records carry."""

from __future__ import annotations

from rapporteur.base.values.formatting.languages import capitalise, language_name
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view.context import Context, Wording

WORDS: dict[str, Printed] = {
    # sections
    "contents": Printed("Contents"),
    "editorial": Printed("Editorial"),
    "activities": Printed("Activities"),
    "media": Printed("In the media"),
    "bilateral_meetings": Printed("Bilateral meetings"),
    "agreements": Printed("Agreements"),
    "joint_statements": Printed("Letters and campaigns"),
    "activated_members": Printed("Activated members"),
    "dues": Printed("Membership dues"),
    "plan": Printed("Implementation of the plan"),
    "pilot_projects": Printed("Pilot projects"),
    "calls": Printed("Calls and juries"),
    "training": Printed("Training"),
    "publications": Printed("Publications"),
    "communication": Printed("Communication", context="section"),
    "governance": Printed("Governance"),
    "admissions": Printed("Admissions"),
    "parity": Printed("Women and men"),
    "next_quarter": Printed("The next quarter"),
    "regions": Printed("Members by region"),
    "secretariat": Printed("Secretariat General"),
    "who_we_are": Printed("Who we are"),
    # labels of boxes, lists and tables
    "activated": Printed("activated"),
    "not_activated": Printed("not activated"),
    "activation": Printed("Activation"),
    "activations": Printed("Activations"),
    "activity": Printed("Activity"),
    "acting": Printed("acting"),
    "as_of": Printed("as of"),
    "board": Printed("Members of the board"),
    "caption": Printed("Caption"),
    "channel": Printed("Channel"),
    "code": Printed("Code"),
    "colophon": Printed("Imprint"),
    "continued": Printed("continued"),
    "credit": Printed("Photo"),
    "date": Printed("Date"),
    "dates": Printed("Dates"),
    "evidence": Printed("Evidence"),
    "figure": Printed("Figure"),
    "focal_point": Printed("Focal point"),
    "function": Printed("Function"),
    "honorary": Printed("Honorary members"),
    "honorary_member": Printed("Honorary member"),
    "host": Printed("host"),
    "initiative": Printed("Initiative"),
    "kind": Printed("Kind"),
    "legend": Printed("Legend"),
    "link": Printed("Link"),
    "map": Printed("Map"),
    "map_credit": Printed("Base map: Natural Earth (public domain)"),
    "member": Printed("Member"),
    "members": Printed("Members"),
    "month": Printed("Month"),
    "months": Printed("Months"),
    "name": Printed("Name"),
    "no_activity": Printed("No activity"),
    "none": Printed("None"),
    "not_listed": Printed("not in the adopted plan"),
    "note": Printed("Note"),
    "of_members": Printed("of members"),
    "online": Printed("Online"),
    "organisation": Printed("Organisation"),
    "other_activities": Printed("Other activities"),
    "outlet": Printed("Outlet"),
    "page": Printed("page"),
    "pages": Printed("pages"),
    "percent": Printed("Percent"),
    "period": Printed("Period"),
    "photo": Printed("Photo"),
    "place": Printed("Place"),
    "places": Printed("Places"),
    "prospect": Printed("prospect"),
    "prospects": Printed("Prospects"),
    "purpose": Printed("What it is for"),
    "region": Printed("Region"),
    "regional_secretary": Printed("Regional secretariat"),
    "secretary": Printed("Regional secretariat"),
    "role": Printed("Role"),
    "seat": Printed("Seat"),
    "section": Printed("Section"),
    "share": Printed("Share"),
    "share_by_region": Printed("Share of activated members by region"),
    "signed": Printed("Signed"),
    "source": Printed("Source"),
    "staff": Printed("Staff"),
    "subject": Printed("Subject"),
    "text": Printed("Text"),
    "title": Printed("Title"),
    "total": Printed("Total"),
    "vacant": Printed("Vacant seat"),
    "week": Printed("Week"),
    "weeks": Printed("Weeks"),
    "weeks_title": Printed("Week by week"),
    "told_in": Printed("See", context="activity"),
    "where": Printed("Where"),
    "when": Printed("When"),
    "with_evidence": Printed("With evidence"),
    "without_evidence": Printed("Without evidence in this period"),
    "year": Printed("Year"),
    # contact
    "address": Printed("Address"),
    "contact": Printed("Contact"),
    "email": Printed("E-mail"),
    "phone": Printed("Telephone"),
    "website": Printed("Website"),
    # screens
    "back": Printed("Contact"),
    "back_to_top": Printed("Back to top"),
    "cover": Printed("Cover"),
    "download": Printed("Download"),
    "downloads": Printed("Download this report"),
    "language": Printed("Language"),
    "languages": Printed("Languages"),
    "menu": Printed("Menu"),
    "next": Printed("Next"),
    "other_languages": Printed("In other languages"),
    "previous": Printed("Previous"),
    "print": Printed("Print"),
    "skip": Printed("Skip to content"),
    "skip_to_content": Printed("Skip to content"),
    # formats
    "format_pdf": Printed("PDF document"),
    "format_html": Printed("Web page"),
    "format_docx": Printed("Word document"),
    "format_xlsx": Printed("Excel workbook"),
    "format_json": Printed("Data (JSON)"),
    "format_txt": Printed("Plain text"),
}

LEVEL_WORDS: dict[str, Printed] = {
    "line": Printed("Line"),
    "lines": Printed("Lines"),
    "measure": Printed("Measure"),
    "measures": Printed("Measures"),
    "deliverable": Printed("Deliverable"),
    "deliverables": Printed("Deliverables"),
}
"""Said where there is no plan, whose levels have names of their own."""

GLANCE = {
    "QUARTER": Printed("The quarter at a glance"),
    "HALF_YEAR": Printed("The half-year at a glance"),
    "YEAR": Printed("The year at a glance"),
    "RANGE": Printed("The period at a glance"),
}
KINDS = {
    "CONFERENCE": Printed("Conference", context="kind of activity"),
    "MEETING": Printed("Meeting", context="kind of activity"),
    "TRAINING": Printed("Training", context="kind of activity"),
    "WEBINAR": Printed("Webinar", context="kind of activity"),
    "WORKSHOP": Printed("Workshop", context="kind of activity"),
    "MISSION": Printed("Mission", context="kind of activity"),
    "CALL": Printed("Call", context="kind of activity"),
    "PUBLICATION": Printed("Publication", context="kind of activity"),
    "AGREEMENT": Printed("Agreement", context="kind of activity"),
    "CAMPAIGN": Printed("Campaign", context="kind of activity"),
    "STATEMENT": Printed("Statement", context="kind of activity"),
    "GOVERNANCE": Printed("Governance", context="kind of activity"),
    "COMMUNICATION": Printed("Communication", context="kind of activity"),
    "AUDIT": Printed("Audit", context="kind of activity"),
    "OTHER": Printed("Other", context="kind of activity"),
}
INITIATIVES = {
    "PILOT_PROJECT": Printed("Pilot project", context="kind of initiative"),
    "TRAINING_PROGRAMME": Printed("Training programme", context="kind of initiative"),
    "PUBLICATION_SERIES": Printed("Publication series", context="kind of initiative"),
    "PLATFORM": Printed("Platform", context="kind of initiative"),
    "CAMPAIGN": Printed("Campaign", context="kind of initiative"),
    "PARTNERSHIP": Printed("Partnership", context="kind of initiative"),
    "CALL": Printed("Call", context="kind of initiative"),
    "OTHER": Printed("Initiative", context="kind of initiative"),
}
CHANNELS = {
    "WEB": Printed("Web", context="channel"),
    "NEWSLETTER": Printed("Newsletter", context="channel"),
    "PRINT": Printed("Print", context="channel"),
    "RADIO": Printed("Radio", context="channel"),
    "TELEVISION": Printed("Television", context="channel"),
    "SOCIAL": Printed("Social media", context="channel"),
    "VIDEO": Printed("Video", context="channel"),
    "OTHER": Printed("Other channel", context="channel"),
}
SEATS = {
    "PRESIDENCY": (Printed("Presidency", context="seat"), Printed("Presidencies", context="seats")),
    "CO_PRESIDENCY": (Printed("Co-presidency", context="seat"), Printed("Co-presidencies", context="seats")),
    "VICE_PRESIDENCY": (
        Printed("Vice-presidency", context="seat"),
        Printed("Vice-presidencies", context="seats"),
    ),
    "REGIONAL_VICE_PRESIDENCY": (
        Printed("Regional vice-presidency", context="seat"),
        Printed("Regional vice-presidencies", context="seats"),
    ),
    "TREASURER": (Printed("Treasurer", context="seat"), Printed("Treasurers", context="seats")),
    "SECRETARY_GENERAL": (
        Printed("Secretariat General", context="seat"),
        Printed("Secretariat General", context="seats"),
    ),
    "REGIONAL_SECRETARY": (
        Printed("Regional secretariat", context="seat"),
        Printed("Regional secretariats", context="seats"),
    ),
    "STAFF": (Printed("Staff", context="seat"), Printed("Staff", context="seats")),
    "MEMBER": (Printed("Member", context="seat"), Printed("Members", context="seats")),
}


def coded(context: Wording, table: dict[str, Printed], code: str) -> str:
    """Return the word for a code of the records, or the code made legible where there is none."""
    found = table.get(code)
    return context.say(found) if found else capitalise(code.replace("_", " ").lower())


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
