"""Two walks through the house, file by file; tests/test_walks.py takes them and sees each at work in this order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Walk:
    """What is followed from where to where, and the files that have a part in it, in the order of their first call.

    Layouts (`.typ`) are not called: each is imported by the one before.
    """

    title: str
    says: str
    steps: tuple[tuple[str, str], ...]


ACTIVITY = Walk(
    "One activity, from the form to a page of the PDF",
    "Somebody fills in the form of an activity in the back office and publishes it; the quarter's report is built.",
    (
        ("interfaces/office/actors.py", "says who is signed in: roles and regions"),
        ("interfaces/office/pages/saving.py", "shows the form and takes what is sent"),
        (
            "interfaces/office/forms.py",
            "reads what was typed, with a box per language, and says what is wrong",
        ),
        ("interfaces/office/doors/activities.py", "makes it the shape that the verb takes"),
        (
            "records/activities/actions.py",
            "is the verb: what belongs to an activity, in which regions it lies",
        ),
        ("base/core/editorial.py", "says what a draft needs and what publishing it; publishes it"),
        ("base/core/engine.py", "asks who may, and writes what differs, in one transaction"),
        ("base/core/audit.py", "keeps in the trail who wrote what, and what was there before"),
        ("base/core/translations.py", "notes which revision of its source each translation says"),
        ("proof/editions/composition.py", "compiles the period"),
        ("report/compile/report.py", "makes the report as a value"),
        ("report/compile/fetch.py", "reads the rows of all records that it is made of"),
        (
            "report/compile/activities.py",
            "makes each activity a value, with its places, evidence and members",
        ),
        ("documents/building/build.py", "makes the documents that were asked for"),
        ("documents/pdf/process.py", "starts the process that compiles, while the words are chosen"),
        ("documents/pdf/render.py", "lays down what Typst reads: the view as JSON, photographs as files"),
        ("documents/view/report.py", "chooses every word and formats every figure, in one language"),
        ("documents/view/activities.py", "does so for the activities, line by line of the plan"),
        ("documents/preflight/check.py", "refuses what cannot be laid out, with record and field"),
        ("documents/pdf/typst/__main__.py", "takes the order, in that process"),
        ("documents/pdf/typst/__init__.py", "has Typst compile the folder"),
        ("documents/pdf/typst/report.typ", "lays out the report, section by section"),
        ("documents/pdf/typst/activities.typ", "lays out the activities"),
    ),
)
OLD_REPORT = Walk(
    "One old report, from the file to the records",
    "`rapporteur import report old-report.txt --commit` on an empty installation.",
    (
        ("interfaces/cli/main.py", "finds the command and imports it"),
        (
            "interfaces/cli/importing/command.py",
            "takes file and options, and calls what follows one after the other",
        ),
        (
            "intake/reading/sources/source.py",
            "reads the file within limits, and knows what it is by its content",
        ),
        ("intake/reading/door.py", "has it read in a process that is bounded in time and memory"),
        ("intake/reading/report.py", "goes through the lines, and joins what the sections say"),
        ("intake/reading/dates.py", "reads dates and months in three languages"),
        (
            "intake/reading/division/sections.py",
            "finds the sections by their headings, in any order and wording",
        ),
        ("intake/reading/activity/activities.py", "reads the activities, each field with its passage"),
        ("intake/importing/planning.py", "plans what the report would do to the records"),
        (
            "records/names/index.py",
            "knows which organisation a name means; what is in doubt is a question",
        ),
        ("intake/importing/proposing/report.py", "proposes a record for everything that it says"),
        ("intake/importing/actions.py", "keeps the proposals and questions as an import, takes the answers"),
        ("base/core/audit.py", "keeps in the trail who did what: from here on every write"),
        ("intake/importing/writing/commit.py", "writes all of them, or none"),
        ("intake/importing/records/writer.py", "turns proposed values into the shapes of the rooms"),
        ("base/core/engine.py", "asks who may, and writes what differs"),
        ("records/activities/actions.py", "is the verb that records an activity"),
    ),
)
WALKS = (ACTIVITY, OLD_REPORT)
