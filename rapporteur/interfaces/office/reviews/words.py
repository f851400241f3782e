"""The words of the pages of reviews."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

WAITS = Message("waits for a review", context="reviews")
WAITS_ON = Message("approved by {who}, waits for another approval", context="reviews")
ANY_OF = Message("any of {who}", context="reviews")
RETURNED = Message("returned", context="reviews")
RETURNED_UNEXPLAINED = Message("Returned by {who}, {day}, without a reason.", context="reviews")
RETURNED_BY = Message("Returned by {who}, {day}: “{reason}”", context="reviews")
SINCE = Message("{day} ({count} day)", "{day} ({count} days)", by="count", context="reviews")
TODAY = Message("today", context="reviews")
YES, NO = Message("yes", context="reviews"), Message("no", context="reviews")
DONE = {
    "approve": Message("{name} is approved.", context="reviews"),
    "return": Message("{name} is returned to be changed.", context="reviews"),
    "more": Message(
        "{name} has your approval; it is published with that of somebody else.", context="reviews"
    ),
    "comment": Message("Your comment stands at its passage.", context="reviews"),
    "answer": Message("Your answer is sent.", context="reviews"),
    "resolve": Message("The comment is resolved.", context="reviews"),
    "minor": Message(
        "{name} is published as a minor change; the history tells so with your name.", context="reviews"
    ),
    "again": Message("What was published is changed: it is put to review again.", context="reviews"),
}
NUMBERS = {
    1: Message("one person", context="approvals"),
    2: Message("two people, one after the other", context="approvals"),
}
SET = Message("How many approve is set.", context="reviews")
REMITS_SET = Message("Who reads what is set.", context="reviews")
CARRIED = Message(
    "{count} line is read for as before.",
    "{count} lines are read for as before.",
    by="count",
    context="reviews",
)
GOES_ON = Message("{name}: {before} → {line}", context="reviews")
IS_OVER = Message("{name}: {before}", context="reviews")
STEPS = {
    "given": Message("Approval {number} of {count}: {who}, {day}", context="reviews"),
    "waits": Message("Approval {number} of {count}: waits for {who}", context="reviews"),
    "later": Message("Approval {number} of {count}: after that, by somebody else", context="reviews"),
}
VERBS = {
    "created": Message("created", context="history of a record"),
    "recorded": Message("changed", context="history of a record"),
    "submitted": Message("put to review", context="history of a record"),
    "approved": Message("approved", context="history of a record"),
    "returned": Message("returned", context="history of a record"),
    "review ended": Message("review ended", context="history of a record"),
    "published": Message("published", context="history of a record"),
    "published as minor": Message("published as a minor change", context="history of a record"),
    "withdrawn": Message("withdrawn", context="history of a record"),
    "handed over": Message("handed over", context="history of a record"),
    "commented": Message("commented", context="history of a record"),
    "answered": Message("comment answered", context="history of a record"),
    "resolved": Message("comment resolved", context="history of a record"),
    "follow-up added": Message("follow-up added", context="history of a record"),
    "follow-up changed": Message("follow-up changed", context="history of a record"),
    "follow-up done": Message("follow-up done", context="history of a record"),
}
"""What the trail calls what was done to a record, in words of the reader's language."""
ANYWAY = Message("Publish all the same", context="reviews")
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Reviews", context="reviews"),
        "record": Message("What", context="reviews"),
        "state": Message("State", context="reviews"),
        "waits_for": Message("Waits for", context="reviews"),
        "since": Message("Since", context="reviews"),
        "asked": Message("Put to review by", context="reviews"),
        "comment": Message("Reason", context="reviews"),
        "you": Message("you", context="reviews"),
        "none": Message(
            "Nothing waits. A draft comes here once somebody puts it to review from its form.",
            context="reviews",
        ),
        "printed": Message("As it will be printed", context="reviews"),
        "empty": Message("There is no text in this language.", context="reviews"),
        "changes": Message("What changes", context="reviews"),
        "new": Message("It has never been published: all of it is new.", context="reviews"),
        "unchanged": Message("Nothing changes of what is published.", context="reviews"),
        "field": Message("Field", context="reviews"),
        "before": Message("Published", context="reviews"),
        "after": Message("In review", context="reviews"),
        "decide": Message("Approve or return", context="reviews"),
        "approve": Message("Approve and publish", context="reviews"),
        "no_text": Message("No text in any language. Publish all the same?", context="reviews"),
        "blocks": Message(
            "This keeps its report from being frozen. Publish all the same?", context="reviews"
        ),
        "anyway": ANYWAY,
        "minor_anyway": Message("Publish as a minor change all the same", context="reviews"),
        "return": Message("Return with this reason", context="reviews"),
        "return_label": Message("What is to be changed", context="reviews"),
        "own": Message("You put it to review yourself: somebody else approves it.", context="reviews"),
        "read_before": Message("Read before", context="reviews"),
        "shown": Message("Languages shown", context="reviews"),
        "comments": Message("Comments on passages", context="reviews"),
        "no_comments": Message("Nobody has commented on a passage.", context="reviews"),
        "passage": Message("Passage", context="reviews"),
        "passage_help": Message(
            "Choose a sentence here with the arrow keys, click one in the text, or mark words there.",
            context="reviews",
        ),
        "marked": Message("Words that you marked", context="reviews"),
        "comment_text": Message("Your comment", context="reviews"),
        "comment_now": Message("Comment on this passage", context="reviews"),
        "gone": Message("The passage is no longer there.", context="reviews"),
        "answer": Message("Answer", context="reviews"),
        "answer_now": Message("Send the answer", context="reviews"),
        "resolve": Message("Resolved", context="reviews"),
        "resolved_by": Message("resolved by", context="reviews"),
        "comment_number": Message("comment", context="reviews"),
        "checks": Message("Checks of this record", context="reviews"),
        "no_findings": Message("The checks find nothing, were it published as it is.", context="reviews"),
        "history": Message("History", context="reviews"),
        "approvals": Message("Approvals", context="reviews"),
        "carried": Message("The open comments go with the reason.", context="reviews"),
        "facts": Message("All facts", context="reviews"),
        "value": Message("Value", context="reviews"),
        "minor": Message("Publish as a minor change", context="reviews"),
        "take_out": Message("Newsletter and web", context="reviews"),
        "settings": Message("What is reviewed", context="reviews"),
        "how_many": Message("How many approve activities", context="reviews"),
        "reviewed": Message("Reviewed before it is published", context="reviews"),
        "reviewed_help": Message(
            "Where nothing is reviewed, whoever may publish publishes at once, their own drafts too. What is in review "
            "stays in review.",
            context="reviews",
        ),
        "settings_help": Message(
            "Who approves second is somebody else than who approves first. Where one of them returns it, both read it "
            "again.",
            context="reviews",
        ),
        "remits": Message("Who reads what", context="reviews"),
        "remits_help": Message(
            "What lies in a region or under a line of the plan is asked of those who read for it; what nobody reads "
            "for is asked of all reviewers. Whoever may approve may approve any.",
            context="reviews",
        ),
        "carry": Message("The plan has a new version", context="reviews"),
        "carry_why": Message(
            "What lies under its lines is asked of all reviewers until it is said who reads for them.",
            context="reviews",
        ),
        "carry_on": Message("The code of the line goes on:", context="reviews"),
        "carry_over": Message(
            "No line of this code goes on; say who reads for the new ones:", context="reviews"
        ),
        "carry_now": Message("Let them read for these lines too", context="reviews"),
        "remit_regions": Message("Regions", context="reviews"),
        "remit_lines": Message("Lines of the action plan", context="reviews"),
        "save": Message("Save", context="reviews"),
        "copy": Message("Copy", context="reviews"),
        "copied": Message("Copied", context="reviews"),
        "download": Message("Download", context="reviews"),
        "newsletter": Message("For a newsletter: text", context="reviews"),
        "web": Message("For a website: HTML", context="reviews"),
        "not_published": Message(
            "It is not published, or has changes that are not: this is what stands published.",
            context="reviews",
        ),
        "never_published": Message("It is not published yet: nothing of it goes out.", context="reviews"),
        "open": Message("Open the form", context="reviews"),
        "back": Message("All that waits", context="reviews"),
    }.items()
}
"""What the pages say around the values."""
