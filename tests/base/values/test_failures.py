"""Failures that were to be expected: one shape, said in the reader's language."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from pathlib import Path

import pytest

import rapporteur
from rapporteur.base.values.failures import Fault, Foreseeable, SeveralFaults
from rapporteur.base.values.files import OutputNotWritable
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.running.bounded import OverBounds
from rapporteur.base.words.say import say_failure
from rapporteur.documents.preflight.problems import LayoutProblem, ReportNotRenderable
from rapporteur.intake.importing.problems import InvalidFile, Problem
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.proof.editions.freezing import FreezeRefused
from rapporteur.report.value.languages import UnknownLanguage
from rapporteur.report.value.references import Broken

NOT_FORESEEN = {
    "rapporteur.base.values.running.bounded.ReaderFailed",  # a mistake of the program, with its traceback
    "rapporteur.base.core.models.PublishedPastTheEngine",  # a mistake of the program: a write past the verbs
    # A sign to the function that called, which makes a refusal with the place of it.
    "rapporteur.intake.importing.tables.delimited._TooWide",
    "rapporteur.intake.importing.tables.delimited._Unclosed",
    "rapporteur.intake.reading.sources.pdf_structure._Unusable",
    "rapporteur.interfaces.office.log.drafts.SlugTaken",  # to who called, which takes another
    "rapporteur.interfaces.office.log.keeping.WrittenElsewhere",  # to the page, which shows both texts
    "rapporteur.interfaces.office.plan_tree.pages._Wrong",  # to the page, which shows its form again
    "rapporteur.interfaces.office.selection.dues_letters.NothingOpen",  # to the page, which leaves the letter out
    "rapporteur.interfaces.office.selection.verbs.Unchanged",  # to the page, which says so
    "rapporteur.interfaces.portal.errors.NoReportYet",  # a page: Django's own kind of failure
}
"""Exceptions that are no sentence for people."""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_a_failure_has_place_value_expected_and_nearest() -> None:
    (fault,) = UnknownLanguage("fre", ("fr", "en")).faults
    assert (fault.value, fault.expected, fault.nearest) == ("fre", "fr, en", "fr")
    (fault,) = InvalidFile([Problem("a.yaml", 3, "kind", "cty", "one of CITY, REGION", "CITY")]).faults
    assert (fault.place, fault.value, fault.expected, fault.nearest) == (
        "a.yaml:3", "cty", "one of CITY, REGION", "CITY",
    )  # fmt: skip
    broken = Broken("plan.nodes.0.parent", "L9", "a node of the plan", ("L1", "L8"))
    assert (broken.fault.place, broken.fault.value) == ("plan.nodes.0.parent", "L9")


def test_a_failure_is_said_in_the_language_of_the_reader() -> None:
    error = UnknownLanguage("fre", ("fr", "en"))
    assert str(error) == say_failure(error, "en")
    assert str(error) == "'fre' is not a language of this report: expected one of fr, en; did you mean 'fr'?"
    assert plain(say_failure(error, "fr")) == (
        "« fre » n’est pas une langue de ce rapport ; langues possibles : fr, en ; vouliez-vous dire « fr » ?"
    )
    assert say_failure(error, "es") == (
        "«fre» no es un idioma de este informe; idiomas posibles: fr, en; ¿quería decir «fr»?"
    )


def test_faults_stand_on_a_line_each() -> None:
    problems = [Problem("a.yaml", 3, "kind", "x", "a kind"), Problem("b.yaml", 1, "name", "", "a name")]
    error = InvalidFile(problems)
    assert str(error).splitlines() == [str(problem) for problem in problems]
    assert len(say_failure(error, "fr").splitlines()) == 2


def test_what_keeps_a_report_from_being_laid_out_is_said_in_the_language_of_the_reader() -> None:
    error = ReportNotRenderable([LayoutProblem("activity x", "title", "fr", "EMPTY")])
    assert (
        str(error)
        == "activity x, title (fr): the text is empty. Write it, or leave the language out of the report"
    )
    assert plain(say_failure(error, "fr")) == (
        "activity x, title (fr) : le texte est vide. Écrire ce texte, ou retirer cette langue du rapport"
    )


def test_values_keep_their_letters() -> None:
    error = OutputNotWritable(Path('/var/l\'été "2018"'), OSError(28, "No space left"))
    assert 'l\'été "2018"' in say_failure(error, "fr")
    assert "libérez-y de l’espace" in say_failure(error, "fr")


def test_a_text_of_another_program_is_said_as_it_is() -> None:
    assert say_failure(Foreseeable("typst: 'font' not found"), "fr") == "typst: 'font' not found"


def test_what_is_counted_is_said_in_its_number() -> None:
    message = Message("{count} is open", "{count} are open", by="count")
    assert [str(Fault(message, values={"count": count})) for count in (1, 2)] == ["1 is open", "2 are open"]


def test_failures_are_still_what_callers_catch() -> None:
    with pytest.raises(ValueError, match="is not a period"):
        raise InvalidPeriod("2018-Q9")
    with pytest.raises(OSError, match="cannot write to"):
        raise OutputNotWritable(Path("x"), OSError(13, "denied"))
    assert issubclass(InvalidFile, SeveralFaults)


def test_every_exception_that_people_meet_is_foreseeable() -> None:
    found = set()
    for module in pkgutil.walk_packages(rapporteur.__path__, "rapporteur."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for name, thing in vars(importlib.import_module(module.name)).items():
            if isinstance(thing, type) and issubclass(thing, Exception) and thing.__module__ == module.name:
                if not issubclass(thing, Foreseeable):
                    found.add(f"{module.name}.{name}")
    assert found == NOT_FORESEEN


def test_a_fault_within_another_speaks_its_language() -> None:
    error = IntakeRefused(OverBounds(Message("too much time")).faults[0], "a.pdf")
    assert str(error) == "a.pdf: too much time"
    assert plain(say_failure(error, "fr")) == "a.pdf : trop de temps"
    refused = FreezeRefused(Period.parse("2018-Q2"), [Fault("one"), Fault(Message("the file is empty"))])
    assert str(refused) == "2018-Q2 cannot be frozen: 2 findings block\n  one\n  the file is empty"
    assert say_failure(refused, "es").endswith("\n  one\n  el archivo está vacío")


def test_thousands_are_grouped_as_the_reader_does() -> None:
    error = Foreseeable(Message("the document has more than {text_lines} lines"), text_lines=Grouped(200_000))
    assert str(error) == "the document has more than 200,000 lines"
    assert plain(say_failure(error, "fr")) == "le document a plus de 200 000 lignes"


def test_a_failure_of_a_child_process_arrives_whole() -> None:
    error = IntakeRefused(Message("has more than {columns} columns"), "a.csv, row 2", columns=Grouped(1000))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert (str(again), say_failure(again, "es")) == (str(error), say_failure(error, "es"))
