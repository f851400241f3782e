"""Rules on the tables of the plan and the mentions in the media of a printed report."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.core.search import fold
from rapporteur.intake.reconciling.asking import adapted, of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.reports.checking import plan_rules
from rapporteur.reports.checking.facts import Fact, Node
from rapporteur.reports.checking.finding import Evidence, Record, Severity
from rapporteur.reports.checking.rule import Hit, Rule, rule

# --- the plan ----------------------------------------------------------------------------------


@rule(
    "plan-table-gap",
    Severity.WARNING,
    needs=[Fact.PLAN],
    asks="Do the tables of the plan print the measure of every deliverable?",
    why="A deliverable without its measure hangs in the air; one of the two codes may be mistyped.",
    message={
        "fr": "Le tableau imprime {code}, mais pas {above}.",
        "en": "The tables print {code}, but not {above}.",
        "es": "La tabla incluye {code}, pero no {above}.",
    },
    mend={
        "fr": "Ajouter {above} au tableau, ou corriger le code {code}.",
        "en": "Add {above} to the table, or correct the code {code}.",
        "es": "Añadir {above} a la tabla o corregir el código {code}.",
    },
)
@of_print
def plan_table_gap(printed: Print) -> Iterator[Hit]:
    """Yield deliverables in the tables whose measure is not there, where measures are printed at all."""
    if not any(line.measures for line in printed.parsed.plan_execution):
        return
    tables = {
        node.code for line in printed.parsed.plan_execution for node in (*line.measures, *line.deliverables)
    }
    below: dict[str, list[Node]] = {}
    for node in printed.nodes:
        above = node.parent
        if node.code in tables and above and above not in tables and _is_measure(printed, above):
            below.setdefault(above, []).append(node)
    for above, nodes in below.items():
        values = {"code": tuple(node.code for node in nodes), "above": above}
        evidence = tuple(item for node in nodes for item in node.evidence("title"))
        yield Hit(Record("plan.node", above), "parent", values, tuple(nodes), evidence)


@rule(
    "plan-measure-alone",
    Severity.WARNING,
    needs=[Fact.PLAN],
    asks="Do the tables of the plan print a deliverable of every measure?",
    why="Asked where most measures have one: the table prints what was served, or a row was lost.",
    message={
        "fr": "Le tableau imprime la mesure {code}, mais aucun de ses livrables.",
        "en": "The tables print the measure {code}, but none of its deliverables.",
        "es": "La tabla incluye la medida {code}, pero ninguno de sus entregables.",
    },
    mend={
        "fr": "Ajouter les livrables de {code}, ou retirer la mesure du tableau.",
        "en": "Add the deliverables of {code}, or take the measure out of the table.",
        "es": "Añadir los entregables de {code} o quitar la medida de la tabla.",
    },
)
@of_print
def plan_measure_alone(printed: Print) -> Iterator[Hit]:
    """Yield measures in the tables below which nothing stands, where three in four have something."""
    measures = {node.code for line in printed.parsed.plan_execution for node in line.measures}
    alone = [node for node in printed.nodes if node.code in measures and node.code not in printed.parents]
    if 4 * len(alone) <= len(measures):
        for node in alone:
            yield Hit(node.record, "children", {"code": node.code}, (node,), node.evidence("title"))


def _is_measure(printed: Print, code: str) -> bool:
    """Whether a code that the tables lack is of a measure: lines stand in headings, not in tables."""
    return code not in printed.node or printed.node[code].parent is not None


def plan_code_unlisted(printed: Print) -> Iterator[Hit]:
    """Yield codes of activities that the tables of the plan do not print."""
    table = Evidence("plan", "", printed.list_passages.get("plan"))
    for hit in plan_rules.plan_code_unlisted.ask(printed):
        yield hit._replace(evidence=(*hit.evidence, table))


def plan_deliverable_no_evidence(printed: Print) -> Iterator[Hit]:
    """Yield deliverables of the tables that no activity carries."""
    measures = {node.code for line in printed.parsed.plan_execution for node in line.measures}
    for hit in plan_rules.plan_deliverable_no_evidence.ask(printed):
        if hit.record.slug not in measures:  # one without deliverables looks like one
            yield hit._replace(evidence=printed.node[hit.record.slug].evidence("title"))


# --- media -------------------------------------------------------------------------------------


@rule(
    "media-no-channel",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Does every mention say by which channel it came?",
    why="Asked where the report names channels in words for most mentions: the others were forgotten.",
    message={
        "fr": "Mention sans canal : {outlet}, « {subject} ».",
        "en": "A mention without channel: {outlet}, “{subject}”.",
        "es": "Mención sin canal: {outlet}, «{subject}».",
    },
    mend={"fr": "Indiquer le canal.", "en": "Give the channel.", "es": "Indicar el canal."},
)
@of_print
def media_no_channel(printed: Print) -> Iterator[Hit]:
    """Yield mentions without channel where four in five of them have one."""
    media = printed.parsed.media
    if 5 * sum(1 for each in media if each.channels) < 4 * len(media):
        return
    for mention, each in zip(printed.mentions, media, strict=True):
        if not each.channels and each.subject:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            evidence = mention.evidence("subject" if each.subject else "outlet")
            yield Hit(mention.record, "channels", values, (mention,), evidence)


@rule(
    "media-twice",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Is one mention printed twice?",
    why="The same outlet and subject in one month are one mention as a rule.",
    message={
        "fr": "La même mention est imprimée deux fois en un mois : {outlet}, « {subject} ».",
        "en": "One mention is printed twice in a month: {outlet}, “{subject}”.",
        "es": "La misma mención figura dos veces en un mes: {outlet}, «{subject}».",
    },
    mend={"fr": "En supprimer une.", "en": "Take one of them away.", "es": "Quitar una de las dos."},
)
@of_print
def media_twice(printed: Print) -> Iterator[Hit]:
    """Yield mentions whose month, outlet and subject an earlier one has."""
    first: dict[tuple[str, str, str], Evidence] = {}
    for mention in printed.mentions:
        subject = fold(mention.subject.best(()))
        evidence = Evidence("subject", mention.subject, mention.passages.get("subject"))
        earlier = first.setdefault((mention.month, fold(mention.outlet), subject), evidence)
        if earlier is not evidence and subject:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            yield Hit(mention.record, "subject", values, (mention,), (earlier, evidence))


RULES: tuple[Rule, ...] = (
    plan_table_gap,
    plan_measure_alone,
    adapted(
        plan_rules.plan_code_unlisted,
        plan_code_unlisted,
        message={
            "fr": "Le code {code} n'est pas dans les tableaux du plan ; il figure pourtant dans « {activities} ».",
            "en": "The code {code} is not in the tables of the plan, yet it is given for “{activities}”.",
            "es": "El código {code} no está en las tablas del plan, pero figura en «{activities}».",
        },
        mend={
            "fr": "Corriger le code des activités, ou compléter les tableaux.",
            "en": "Correct the code of the activities, or complete the tables.",
            "es": "Corregir el código de las actividades o completar las tablas.",
        },
    ),
    adapted(plan_rules.plan_deliverable_no_evidence, plan_deliverable_no_evidence),
    media_no_channel,
    media_twice,
)
