"""What Log says: the words of its page and of its script, in the language of whoever reads."""

from __future__ import annotations

from typing import Any

from rapporteur.base.values.messages import Message
from rapporteur.documents.view.vocabulary import KINDS
from rapporteur.documents.xlsx.words import ROLES as ROLE_WORDS
from rapporteur.interfaces.office.selection.words import SUBMIT
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.enums import ActivationRole, ActivityKind

NEWCOMER = Message("Record “{name}” …", context="log")
"""Behind a name that nobody on record bears: what records it on the spot."""
WORDS: dict[str, Any] = {
    "log": label(Message("Log", context="log")),
    "heading": label(Message("Log an activity", context="log")),
    "title": label(Message("Title", context="log")),
    "language": label(Message("Language of the title", context="log")),
    "when": label(Message("When", context="log")),
    "when_hint": label(
        Message("A day, days or a month: 12 April, 12–14 April, yesterday, April 2018", context="log")
    ),
    "which_days": label(Message("Which days are meant?", context="log")),
    "where": label(Message("Where", context="log")),
    "where_hint": label(Message("A member, a city, or any place", context="log")),
    "which_place": label(Message("Which place is meant?", context="log")),
    "own_place": label(
        Message("a place of its own: no organisation of this name is on record", context="log")
    ),
    "online": label(Message("Online", context="log")),
    "is_online": label(Message("online", context="log")),
    "deliverables": label(Message("Deliverables", context="log")),
    "deliverables_hint": label(Message("Code or words; several codes may be pasted", context="log")),
    "members": label(Message("Members", context="log")),
    "members_hint": label(
        Message("A name in any language, or a pasted list: Berlin (host); Quito", context="log")
    ),
    "role_by_key": label(Message("(↑: the role of the last one)", context="log")),
    "host": label(Message("host, from the place", context="log")),
    "no_member": label(Message("no member now", context="log")),
    "role_of": label(Message("Role of", context="log")),
    "remove": label(Message("Take off", context="log")),
    "submit": label(SUBMIT),
    "submit_all": label(Message("Put all to review", context="log")),
    "kind": label(Message("Kind", context="log")),
    "photo": label(Message("Photograph", context="log")),
    "photo_hint": label(
        Message("What it shows, whose it is and who agreed is asked later, under “Details”.", context="log")
    ),
    "photo_saving": label(Message("{name}: on its way …", context="log")),
    "photo_away": label(
        Message("{name} is not kept: the server does not answer. It is in this window alone.", context="log")
    ),
    "photo_signed_out": label(
        Message("{name} is not kept: you are signed out. It is in this window alone.", context="log")
    ),
    "photo_refused": label(Message("{name} is not kept:", context="log")),
    "photo_again": label(Message("send again", context="log")),
    "photo_first": label(
        Message("A photograph is not kept yet: send it again, or drop it, before you go on.", context="log")
    ),
    "guessed": label(Message("guessed from the title", context="log")),
    "by_default": label(Message("as long as the title tells no other", context="log")),
    "line": label(Message("Reported under", context="log")),
    "save": label(Message("Save and next", context="log")),
    "details": label(Message("Details …", context="log")),
    "no_title": label(Message("A title is needed.", context="log")),
    "no_when": label(Message("Say when it was: a day, days or a month.", context="log")),
    "undecided": label(Message("Choose what is meant, or take it out.", context="log")),
    "errors": label(Message("What is typed is kept. Still needed before you go on:", context="log")),
    "refused": label(Message("Kept as typed, but not as a draft:", context="log")),
    "logged": label(Message("Kept as a draft:", context="log")),
    "sent": label(Message("Put to review:", context="log")),
    "not_sent": label(Message("Kept as a draft, but not put to review:", context="log")),
    "unfinished": label(Message("Not finished", context="log")),
    "untitled": label(Message("without a title", context="log")),
    "discard": label(Message("put away", context="log")),
    "like": label(Message("Like one that is on record:", context="log")),
    "there_then": label(Message("At the same place on the same days:", context="log")),
    "sign_in": label(Message("Sign in again", context="log")),
    "sign_in_why": label(
        Message(
            "You are signed out. What you typed is kept here and is saved when you are back.", context="log"
        )
    ),
    "account": label(Message("Account", context="log")),
    "password": label(Message("Password", context="log")),
    "sign_in_button": label(Message("Sign in", context="log")),
    "sign_in_window": label(Message("Sign in in another window", context="log")),
    "later": label(Message("Later", context="log")),
    "wrong_password": label(
        Message("Account and password do not match, or the account is closed.", context="log")
    ),
    "further_step": label(
        Message(
            "Something beside the password is asked for. Sign in in another window and come back.",
            context="log",
        )
    ),
    "saving": label(Message("saving …", context="log")),
    "saved": label(Message("saved {time}", context="log")),
    "saved_typed": label(Message("saved {time}, as typed: not a draft yet", context="log")),
    "away": label(
        Message(
            "Not saved: the server does not answer. Kept in this browser; next try in {seconds} s.",
            context="log",
        )
    ),
    "no_server": label(Message("The server does not answer.", context="log")),
    "signed_out": label(Message("Not saved: you are signed out. Kept in this browser.", context="log")),
    "not_allowed": label(
        Message("Not saved: this account may not draft activities. Kept in this browser.", context="log")
    ),
    "kept_here": label(
        Message("Not saved: somebody else wrote it too. Kept here until you have chosen.", context="log")
    ),
    "kept_unsent": label(Message("Typed in this browser and not saved: “{title}”, {time}.", context="log")),
    "take_up": label(Message("take up", context="log")),
    "drop": label(Message("drop", context="log")),
    "choices": label(Message("{count} to choose from", context="log")),
    "no_choices": label(Message("nothing to choose from", context="log")),
    "record_it": label(NEWCOMER),
    "only_record": label(
        Message("not on record; the arrow down leads to where it is recorded", context="log")
    ),
    "signed_out_here": label(
        Message(
            "Not recorded: you are signed out. Sign in in another window and come back; what is typed stays.",
            context="log",
        )
    ),
    "both": label(Message("Nothing is overwritten: choose for each field.", context="log")),
    "field": label(Message("Field", context="log")),
    "mine": label(Message("Yours", context="log")),
    "theirs": label(Message("On record", context="log")),
    "go_on_so": label(Message("Go on with these", context="log")),
    "several_heading": label(Message("Several at once", context="log")),
    "several_more": label(Message("Several at once: pasted lines, a calendar, a mail …", context="log")),
    "several_lines": label(Message("One activity a line", context="log")),
    "several_hint": label(
        Message("Date, title and place in any order: 12-14 April; Forum; Quito", context="log")
    ),
    "several_files": label(Message("Events (.ics) or mails (.eml)", context="log")),
    "several_read": label(Message("Read", context="log")),
    "several_again": label(Message("Read again", context="log")),
    "several_keep": label(Message("Keep as drafts", context="log")),
    "several_why": label(Message("What is no draft yet is kept as typed.", context="log")),
    "series": label(Message("Happens again …", context="log")),
    "series_of": label(Message("Happens again", context="log")),
    "series_days": label(Message("On which other days?", context="log")),
    "series_hint": label(
        Message("every Tuesday in May, or the days: 3, 10 and 17 May; 12–14 June", context="log")
    ),
    "leave_out": label(Message("Leave out", context="log")),
    "copy": label(Message("Copy", context="log")),
    "key": label(Message("The key “n” opens this page from everywhere", context="log")),
}
"""By key what the templates say."""
KIND_WORDS = {kind: label(KINDS[kind]) for kind in ActivityKind.values}
ROLES = {role: label(ROLE_WORDS[role]) for role in ActivationRole.values}
ELSEWHERE = Message("{name} wrote this too, at {time}.")
OWN_WINDOW = Message("You wrote this in another window too, at {time}.")
SEVERAL = Message("“{text}” may mean several:", context="log")
UNKNOWN = Message("“{text}” is not on record. Perhaps it is:", context="log")
NOBODY = Message(
    "“{text}” is not on record: write it otherwise, or leave it here until later.", context="log"
)
