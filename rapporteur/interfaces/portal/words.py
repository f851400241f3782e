"""What the pages of the portal say."""

from __future__ import annotations

from rapporteur.base.values.messages import Message

PAGES = {
    "reports": Message("Reports", context="portal"),
    "activities": Message("Activities", context="portal"),
    "agenda": Message("Agenda", context="portal"),
    "plan": Message("Plan", context="portal"),
    "programmes": Message("Programmes", context="portal"),
    "publications": Message("Publications", context="portal"),
    "members": Message("Members", context="portal"),
    "who": Message("Who we are", context="portal"),
}
"""The parts of the site, by their address."""

CERTIFICATES = Message("Check a certificate", context="portal")
CERTIFICATES_ABOUT = Message(
    "Whether a certificate of a course of {association} is valid is told by the code that stands on it.",
    context="portal",
)
WORDS = {
    "certificate_code": Message("Code of the certificate", context="portal"),
    "certificate_hint": Message("Twelve letters and digits; dashes and small letters are as good."),
    "certificate_ask": Message("Check", context="portal"),
    "certificate_unknown": Message("No certificate has this code.", context="portal"),
    "certificate_unknown_hint": Message(
        "Compare it with the paper letter by letter; then ask whoever gave it.", context="portal"
    ),
    "certificate_valid": Message("This certificate is valid.", context="portal"),
    "certificate_withdrawn": Message("This certificate was withdrawn.", context="portal"),
    "certificate_number": Message("Number", context="certificate"),
    "certificate_course": Message("Course", context="certificate"),
    "certificate_days": Message("Days of the course", context="certificate"),
    "certificate_provider": Message("Provider", context="certificate"),
    "certificate_given": Message("Given on", context="certificate"),
    "certificate_withdrawn_on": Message("Withdrawn on", context="certificate"),
    "certificate_no_name": Message(
        "The name is not shown here: compare number and course with what stands on the paper.",
        context="portal",
    ),
    "skip": Message("Skip to content", context="portal"),
    "languages": Message("Languages", context="portal"),
    "main_menu": Message("Parts of this site"),
    "search": Message("Search", context="portal"),
    "search_all": Message("Search activities, members, plan and people"),
    "search_hint": Message("In any language, with or without accents."),
    "did_you_mean": Message("Did you mean:"),
    "nothing_found": Message("Nothing is found for these words."),
    "newest_report": Message("Newest report"),
    "report": Message("Report", context="portal"),
    "read": Message("Read it"),
    "read_long": Message("Read as a page", context="edition"),
    "all_reports": Message("All reports and documents"),
    "recent": Message("Recent activities"),
    "all_activities": Message("All activities"),
    "legend_filled": Message("Filled: took part in an activity; hollow: in none so far."),
    "map_of": Message("Where members were activated"),
    "list_of_map": Message("The same as a list"),
    "map_credit": Message("Base map: Natural Earth (public domain)"),
    "figures_note": Message(
        "Each number leads to what it counts. The numbers are those of the frozen report; lists show published records "
        "as they are today, so they may say more."
    ),
    "cite": Message("How to cite"),
    "downloads": Message("Documents", context="portal"),
    "document": Message("Document", context="portal"),
    "language": Message("Language", context="portal"),
    "every_language": Message("every language"),
    "source": Message("Source", context="portal"),
    "embed": Message("On your own site"),
    "embed_how": Message("Copy this into your page: it stays up to date, and says where it is from."),
    "package": Message("Data package (ZIP)"),
    "package_holds": Message(
        "Tables, snapshot, and the program with which anybody makes these documents again."
    ),
    "size": Message("Size", context="portal"),
    "hash": Message("SHA-256"),
    "erratum": Message("Erratum"),
    "no_editions": Message("No report is published yet."),
    "superseded": Message("There is a newer edition of this report."),
    "filters": Message("Filter", context="portal"),
    "show": Message("Show", context="portal"),
    "all": Message("All", context="portal"),
    "clear": Message("Without filters"),
    "remove": Message("Remove this filter"),
    "line": Message("Line of the plan"),
    "deliverable": Message("Deliverable", context="portal"),
    "deliverable_code": Message("Code of a deliverable"),
    "member": Message("Member", context="portal"),
    "member_name": Message("Name of a member"),
    "region": Message("Region", context="portal"),
    "period": Message("Period", context="portal"),
    "month": Message("Month", context="portal"),
    "kind": Message("Kind", context="portal"),
    "words": Message("Words", context="portal"),
    "online": Message("Online", context="portal"),
    "part_of": Message("Part of"),
    "no_activities": Message("No published activity matches these filters."),
    "take_away": Message("Take this list away"),
    "newer": Message("Newer"),
    "older": Message("Older"),
    "previous": Message("Previous", context="portal"),
    "next": Message("Next", context="portal"),
    "pages": Message("Further pages"),
    "members_activated": Message("Members that took part"),
    "others_activated": Message("Others that took part"),
    "reported_under": Message("Reported under"),
    "serves": Message("Evidence for"),
    "in_report": Message("In the report"),
    "photo": Message("Photo", context="portal"),
    "on_day": Message("On the day"),
    "on_day_hint": Message("Year-month-day, such as 2018-06-30."),
    "since": Message("Member since"),
    "since_records": Message("before these records begin"),
    "until": Message("Member until"),
    "country": Message("Country"),
    "category": Message("Category", context="portal"),
    "activities": Message("Activities", context="portal"),
    "none_yet": Message("None recorded"),
    "no_members": Message("No member matches these filters."),
    "what_we_did": Message("What the network did with it"),
    "seats": Message("Seats and offices"),
    "neighbours": Message("Most often together with"),
    "vacant": Message("vacant", context="seat"),
    "acting": Message("acting", context="seat"),
    "regions": Message("Regions", context="portal"),
    "focal_points": Message("Focal points of the secretariat"),
    "nobody": Message("Nobody is recorded for this day."),
    "plan_heading": Message("What was delivered, by quarter"),
    "plan_note": Message(
        "Each cell counts the published activities that are evidence for a deliverable. Nothing in it is typed in by "
        "hand: silent means that no activity is evidence for it in that quarter."
    ),
    "silent": Message("silent"),
    "not_recorded": Message("no records"),
    "to_come": Message("to come"),
    "whole_plan": Message("Whole plan"),
    "no_plan": Message("No plan is in force yet."),
    "years": Message("Years"),
    "silent_measures": Message("Silent so far"),
    "people": Message("People"),
    "plan": Message("Plan", context="portal"),
    "members": Message("Members", context="portal"),
    "programme": Message("Programme", context="portal"),
    "programmes": Message("Programmes", context="portal"),
    "publications": Message("Publications", context="portal"),
    "all_programmes": Message("All programmes"),
    "no_programmes": Message("No programme matches."),
    "led_by": Message("Led by"),
    "partners": Message("Partners", context="portal"),
    "leads_it": Message("leads it", context="role in a programme"),
    "runs": Message("Time", context="portal"),
    "over": Message("over", context="programme"),
    "every_kind": Message("Every kind"),
    "what_came_of_it": Message("What came of it"),
    "no_publications": Message("No publication is recorded."),
    "by_authors": Message("By", context="authors"),
    "read_in": Message("To be read in"),
    "launched_at": Message("Launched at"),
    "told_in": Message("Told of by"),
    "isbn": Message("ISBN"),
    "doi": Message("DOI"),
    "open_publication": Message("Open the publication"),
    "ahead": Message("Ahead"),
    "no_events": Message("No event that lies ahead of this day is recorded."),
    "open_calls": Message("Open calls"),
    "no_calls": Message("No call is open on this day."),
    "who_may_apply": Message("Who may apply"),
    "applications_in": Message("Applications are taken in"),
    "closes": Message("Deadline", context="portal"),
    "cancelled": Message("called off", context="event"),
    "we_go": Message("an event of others; we take part"),
    "about_event": Message("Address of the event"),
    "about_call": Message("Address of the call"),
    "what_comes": Message("What lies ahead"),
    "all_publications": Message("All publications"),
    "footer": Message("Shown from published records and frozen editions only."),
    "sign_in": Message("For staff: sign in"),
    "legend_more": Message("A larger dot stands for more activations."),
    "map": Message("Map", context="portal"),
    "list": Message("List", context="portal"),
    "reset": Message("Today"),
}
"""Words without values, by the name by which templates ask for them."""

HOME_TITLE = Message("What the network does")
HOME_ABOUT = Message(
    "{association}: reports, activities, plan and members, for everybody to read and to take away."
)
REPORT_ABOUT = Message("{report} of {association}, {period}: documents in every language, with their hashes.")
REPORTS_ABOUT = Message("Every published report of {association}: languages, formats, sizes, hashes, errata.")
ACTIVITIES_ABOUT = Message("What {association} did: each activity with its members, place and deliverables.")
PLAN_ABOUT = Message(
    "What was delivered of the plan of {association}, quarter by quarter, with its evidence."
)
MEMBERS_ABOUT = Message("The members of {association}, as a list and on a map.")
WHO_ABOUT = Message("Who holds which office in {association}, on any day.")
MEMBER_ABOUT = Message("{member} in {association}: since when, and what the network did with it.")
SEARCH_ABOUT = Message("Search in everything that {association} has published.")
PROGRAMMES_ABOUT = Message(
    "Programmes, projects and partnerships of {association}: who takes part, what came of them."
)
PROGRAMME_ABOUT = Message("{kind} of {association}: who takes part, and what came of it.")
PUBLICATIONS_ABOUT = Message("What {association} has published: authors, languages, where it can be read.")
AGENDA_ABOUT = Message("What lies ahead of {association}: events, and calls with their deadlines.")

PROGRAMMES_COUNTED = Message("{count} programme", "{count} programmes", by="count", context="portal")
PUBLICATIONS_COUNTED = Message("{count} publication", "{count} publications", by="count", context="portal")
PARTNERS_COUNTED = Message("{count} partner", "{count} partners", by="count", context="portal")
IN_SERIES = Message("{series}, no. {number}", context="portal")
PUBLICATIONS_OF = Message("Publications: {series}")
DEADLINE_DAY = Message("{day}, up to its end ({zone})")
DEADLINE_TIME = Message("{day}, {time} ({zone})", context="deadline")
ACTIVITIES_COUNTED = Message("{count} activity", "{count} activities", by="count", context="portal")
MEMBERS_COUNTED = Message("{count} member", "{count} members", by="count", context="portal")
HONORARY_COUNTED = Message(
    "{count} honorary member", "{count} honorary members", by="count", context="portal"
)
ACTIVATIONS_COUNTED = Message("{count} activation", "{count} activations", by="count", context="portal")
PUBLISHED_TODAY = Message("Published records as of {day}.")
COUNTED_THEN = Message(
    "Edition {edition} of the report counted {count} activity.",
    "Edition {edition} of the report counted {count} activities.",
    by="count",
)
FIGURES_TITLE = Message("In figures", context="portal")
EDITION_NAMED = Message("Edition {number}")
EDITION_LINE = Message("Edition {number}, frozen on {day}, records as of {as_of}")
FIGURES_SOURCE = Message("Counted from edition {edition}, frozen on {day}; records as of {as_of}.")
CITATION = Message("{association}: {report}, {period}. Edition {number}, {day}. SHA-256 {sha256}. {address}")
CITATION_OF_PAGE = Message("{association}: {title}. Published records as of {day}. {address}")
IN_SECTION = Message("{number} of {total}", context="pages")
SPAN_OPEN = Message("since {start}")
SPAN_CLOSED = Message("{start} to {end}", context="span")
SPAN_ENDED = Message("until {end}", context="span")
WITH_EVIDENCE = Message(
    "{part} of {count} deliverable with evidence", "{part} of {count} deliverables with evidence", by="count"
)
LAST_IN = Message("last in {quarter}")
IN_YEAR = Message("In {year}")
AS_ON = Message("As on {day}")
SEARCH_TITLE = Message("“{words}”: search")
MEMBERS_ACTIVATED = Message("Members activated, {period}")
MAP_OF_MEMBERS = Message("Map: {count} member.", "Map: {count} members.", by="count")
MAP_LISTED = Message("They are listed beside it.")
MAP_OF_PLACE = Message("Map: {places}.")
MANY_MEMBERS = Message("Several members are called so:")
NO_MEMBER = Message("No member is called “{name}”.")
CALENDAR_OF = Message("Calendar (iCalendar)")
FEED_WORD = Message("Feed (Atom)")
TABLE_CSV = Message("Table (CSV)")
TABLE_JSON = Message("Data (JSON)")
NEIGHBOUR = Message("{count} activity together", "{count} activities together", by="count")

ROLES = {
    "HOST": Message("host", context="role of a member"),
    "PARTICIPANT": Message("participant", context="role of a member"),
    "SPEAKER": Message("speaker", context="role of a member"),
    "SIGNATORY": Message("signatory", context="role of a member"),
    "APPLICANT": Message("applicant", context="role of a member"),
    "PARTNER": Message("partner", context="role of a member"),
}
CATEGORIES = {
    "FULL": Message("Full member"),
    "HONORARY": Message("Honorary member", context="portal"),
}
FORMATS = {
    "pdf": Message("PDF document", context="portal"),
    "html": Message("Web page", context="portal"),
    "docx": Message("Word document", context="portal"),
    "xlsx": Message("Excel workbook", context="portal"),
    "txt": Message("Plain text", context="portal"),
    "json": Message("Data (JSON)", context="portal"),
}
