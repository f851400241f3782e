"""Rules on a printed report against the records of its period: what one has and the other has not."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.core.localized import LocalizedText
from rapporteur.core.money import Money
from rapporteur.core.search import fold
from rapporteur.intake.matching import Answer
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pairs import FIELDS, NOTHING, differences, pairs, plain
from rapporteur.intake.reconciling.printed import Print, Recorded
from rapporteur.reports.checking.facts import Fact, Subject
from rapporteur.reports.checking.finding import Evidence, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

_MEND = {
    "fr": "Corriger l'enregistrement, ou noter l'erreur de l'imprimé dans un erratum.",
    "en": "Correct the record, or put the slip of the print into an erratum.",
    "es": "Corregir el registro o anotar el error del impreso en una fe de erratas.",
}


def _recorded(printed: Print) -> Iterator[Subject]:
    if printed.recorded is not None:
        yield printed.recorded.subject


@rule(
    "records-lack-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is every printed activity recorded?",
    why="What is not recorded is in no count and in no other report.",
    message={
        "fr": "« {activity} » ({dates}) est imprimée, mais n'est pas enregistrée.",
        "en": "“{activity}” ({dates}) is printed, but not recorded.",
        "es": "«{activity}» ({dates}) figura en el informe, pero no en el registro.",
    },
    mend={"fr": "Enregistrer l'activité.", "en": "Record the activity.", "es": "Registrar la actividad."},
)
@of_print
def records_lack_activity(printed: Print) -> Iterator[Hit]:
    """Yield printed activities that are like no recorded one."""
    for recorded in _recorded(printed):
        known = pairs(printed, recorded)
        for activity in printed.activities:
            if activity.slug not in known:
                values = {"activity": activity.title, "dates": activity.dates or "?"}
                yield Hit(activity.record, "title", values, (activity,), activity.evidence("title", "start"))


@rule(
    "print-lacks-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is every recorded activity of the period printed?",
    why="It happened, and the report does not say so; or it belongs to another period.",
    message={
        "fr": "« {activity} » ({dates}) est enregistrée, mais n'est pas imprimée.",
        "en": "“{activity}” ({dates}) is recorded, but not printed.",
        "es": "«{activity}» ({dates}) está registrada, pero no figura en el informe.",
    },
    mend={
        "fr": "Vérifier la date de l'activité, ou la rapporter.",
        "en": "Look at the activity's date, or report it.",
        "es": "Revisar la fecha de la actividad o incluirla en un informe.",
    },
)
@of_print
def print_lacks_activity(printed: Print) -> Iterator[Hit]:
    """Yield recorded activities that are like no printed one."""
    for recorded in _recorded(printed):
        known = {activity.slug for activity in pairs(printed, recorded).values()}
        for activity in recorded.activities:
            if activity.slug not in known:
                values = {"activity": activity.title, "dates": activity.dates or "?"}
                yield Hit(activity.record, "title", values, (activity,), activity.evidence("title", "start"))


@rule(
    "records-differ-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Do print and records say the same of each activity?",
    why="One of the two is wrong, or was corrected since.",
    message={
        "fr": "« {activity} », {field} : imprimé {printed} ; enregistré {recorded}.",
        "en": "“{activity}”, {field}: printed {printed}; recorded {recorded}.",
        "es": "«{activity}», {field}: impreso {printed}; registrado {recorded}.",
    },
    mend=_MEND,
)
@of_print
def records_differ_activity(printed: Print) -> Iterator[Hit]:
    """Yield each of days, places, online, line, codes and members that differ."""
    for recorded in _recorded(printed):
        known = pairs(printed, recorded)
        for activity in printed.activities:
            other = known.get(activity.slug)
            for name, ours, theirs in differences(printed, recorded, activity, other) if other else ():
                values = {
                    "activity": activity.title,
                    "field": FIELDS[name],
                    "printed": ours or NOTHING,
                    "recorded": theirs or NOTHING,
                }
                evidence = (*activity.evidence(name), Evidence(f"recorded.{name}", plain(theirs)))
                yield Hit(activity.record, name, values, (activity, other), evidence)


@rule(
    "records-differ-members",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Do the printed lists of members agree with the records?",
    why="The lists are derived from the records; one that differs was typed, or the records were corrected since.",
    message={
        "fr": "{list} : imprimés et non enregistrés : {printed} ; enregistrés et non imprimés : {recorded}.",
        "en": "{list}: printed and not recorded: {printed}; recorded and not printed: {recorded}.",
        "es": "{list}: impresos y no registrados: {printed}; registrados y no impresos: {recorded}.",
    },
    mend=_MEND,
)
@of_print
def records_differ_members(printed: Print) -> Iterator[Hit]:
    """Yield the list of activated members and the lists by region where they differ from the records."""
    for recorded in _recorded(printed):
        listed = {e.key for e in printed.directory.entries.values() if e.listed and not e.honorary}
        members = {each.slug for each in recorded.organisations if each.is_counted_on(recorded.as_of)}
        lists = [("activated", set(printed.activated or ()), set(recorded.activated or ()))]
        lists += [("directory", listed, members)]
        for name, ours, theirs in lists:
            if ours and ours != theirs:
                values = {
                    "list": _LISTS[name],
                    "printed": tuple(map(printed.name, sorted(ours - theirs))) or NOTHING,
                    "recorded": tuple(map(recorded.name, sorted(theirs - ours))) or NOTHING,
                }
                evidence = (
                    Evidence(name, len(ours), printed.list_passages.get(name)),
                    Evidence(f"recorded.{name}", len(theirs)),
                )
                rests = (sorted(ours), sorted(theirs))
                yield Hit(Record("printed.list", name), name, values, rests, evidence)


_LISTS = {
    "activated": LocalizedText(
        {"fr": "Membres activés", "en": "Activated members", "es": "Miembros activados"}
    ),
    "directory": LocalizedText(
        {"fr": "Membres par région", "en": "Members by region", "es": "Miembros por región"}
    ),
}


@rule(
    "records-unknown-code",
    Severity.WARNING,
    needs=[Fact.PLAN],
    asks="Has the recorded plan every code that the report prints?",
    why="The plan lacks it, or the print has a slip.",
    message={
        "fr": "Le plan enregistré n'a pas le code {code}.",
        "en": "The recorded plan does not have the code {code}.",
        "es": "El plan registrado no tiene el código {code}.",
    },
    mend=_MEND,
)
@of_print
def records_unknown_code(printed: Print) -> Iterator[Hit]:
    """Yield codes in print that the plan in force has not, listed or unlisted."""
    for recorded in _recorded(printed):
        for node in printed.nodes:
            if node.code not in recorded.node:
                used = [activity for activity in printed.activities if node.code in activity.codes]
                evidence = (*node.evidence("title"), *(e for a in used for e in a.evidence("codes")))
                yield Hit(node.record, "code", {"code": node.code}, (node,), evidence)


@rule(
    "records-unknown-name",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    asks="Does the registry know every member that the report names?",
    why="A new spelling, a slip, or an organisation that nobody recorded.",
    message={
        "fr": "Le registre ne connaît pas « {written} » ; proche : {near}.",
        "en": "The registry does not know “{written}”; near it: {near}.",
        "es": "El registro no conoce «{written}»; parecido: {near}.",
    },
    mend={
        "fr": "Ajouter cette graphie à l'organisation, ou corriger l'imprimé.",
        "en": "Add this spelling to the organisation, or correct the print.",
        "es": "Añadir esta grafía a la organización o corregir el impreso.",
    },
)
@of_print
def records_unknown_name(printed: Print) -> Iterator[Hit]:
    """Yield each spelling in lists of members that the registry has not, once."""
    for _ in _recorded(printed):
        registry = printed.recorded.registry if isinstance(printed.recorded, Recorded) else None
        if registry is None:
            continue
        done: set[str] = set()
        for _, where in printed.occurrences:
            match = registry.organisation(where.written, printed.language)
            if match.answer is Answer.UNKNOWN and fold(where.written) not in done:
                done.add(fold(where.written))
                near = tuple(candidate.name for candidate in match.candidates) or NOTHING
                evidence = (Evidence(where.field, where.written, where.passage),)
                values = {"written": where.written, "near": near}
                yield Hit(where.record, where.field, values, (where.written,), evidence)


@rule(
    "records-differ-dues",
    Severity.WARNING,
    needs=[Fact.DUES],
    asks="Are the printed dues those of the records on that day?",
    why="Two sums for one day.",
    message={
        "fr": "Cotisations, {field} : imprimé {printed} ; enregistré {recorded}.",
        "en": "Dues, {field}: printed {printed}; recorded {recorded}.",
        "es": "Cuotas, {field}: impreso {printed}; registrado {recorded}.",
    },
    mend=_MEND,
)
@of_print
def records_differ_dues(printed: Print) -> Iterator[Hit]:
    """Yield each figure of the printed dues that differs from the recorded statement."""
    for recorded in _recorded(printed):
        ours, theirs = printed.statement, recorded.statement
        if ours is None or theirs is None:
            continue
        for name in ("amount", "payers", "members", "as_of"):
            one, other = getattr(ours, name), getattr(theirs, name)
            if one is not None and other is not None and one != other:
                values = {"field": _DUES[name], "printed": one, "recorded": other}
                if name == "amount":
                    values |= {
                        "printed": Money(one, ours.currency),
                        "recorded": Money(other, theirs.currency),
                    }
                yield Hit(
                    ours.record, name, values, (one, other), (*ours.evidence(name), *theirs.evidence(name))
                )


_DUES = {
    "amount": LocalizedText({"fr": "montant", "en": "amount", "es": "importe"}),
    "payers": LocalizedText({"fr": "membres à jour", "en": "members who paid", "es": "miembros que pagaron"}),
    "members": LocalizedText({"fr": "membres", "en": "members", "es": "miembros"}),
    "as_of": LocalizedText({"fr": "date", "en": "date", "es": "fecha"}),
}
RULES: tuple[Rule, ...] = (
    records_lack_activity,
    print_lacks_activity,
    records_differ_activity,
    records_differ_members,
    records_unknown_code,
    records_unknown_name,
    records_differ_dues,
)
