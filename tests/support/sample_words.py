"""Words of a made-up network in three languages: themes, patterns of titles and sentences."""

# ruff: noqa: E501 - a sentence a line

from __future__ import annotations

Texts = dict[str, str]


def _texts(french: str, english: str, spanish: str) -> Texts:
    return {"fr": french, "en": english, "es": spanish}


THEMES: list[Texts] = [
    _texts("l'eau potable", "drinking water", "el agua potable"),
    _texts("le logement abordable", "affordable housing", "la vivienda asequible"),
    _texts("la mobilité active", "active mobility", "la movilidad activa"),
    _texts("les finances locales", "local finance", "las finanzas locales"),
    _texts("l'égalité dans l'espace public", "equality in public space", "la igualdad en el espacio público"),
    _texts("les données ouvertes", "open data", "los datos abiertos"),
    _texts("la qualité de l'air", "air quality", "la calidad del aire"),
    _texts("les ports et la ville", "ports and cities", "los puertos y la ciudad"),
    _texts("les îlots de chaleur", "urban heat", "las islas de calor"),
    _texts("l'accueil des migrants", "welcoming migrants", "la acogida de migrantes"),
    _texts("le patrimoine vivant", "living heritage", "el patrimonio vivo"),
    _texts("la gestion des déchets", "waste management", "la gestión de residuos"),
    _texts("les marchés publics", "public procurement", "la contratación pública"),
    _texts("l'alimentation", "food systems", "la alimentación"),
    _texts("la nuit en ville", "the city at night", "la noche en la ciudad"),
    _texts("les crues", "flood risk", "las inundaciones"),
    _texts("la participation des jeunes", "youth participation", "la participación juvenil"),
]

LINES: list[tuple[Texts, Texts]] = [
    (
        _texts("Porter la voix des villes", "Speaking up for cities", "Llevar la voz de las ciudades"),
        _texts(
            "Être entendus là où se décident les règles qui lient les villes.",
            "To be heard where the rules that bind cities are made.",
            "Ser escuchados donde se deciden las reglas que obligan a las ciudades.",
        ),
    ),
    (
        _texts("Apprendre les uns des autres", "Learning from one another", "Aprender unos de otros"),
        _texts(
            "Faire circuler entre les équipes ce qui a marché, et ce qui a échoué.",
            "To pass on between teams what worked, and what did not.",
            "Hacer circular entre los equipos lo que funcionó y lo que no.",
        ),
    ),
    (
        _texts("Bien gouverner le réseau", "Running the network well", "Gobernar bien la red"),
        _texts(
            "Décider au grand jour et rendre compte à chaque membre.",
            "To decide in the open and answer to every member.",
            "Decidir con transparencia y rendir cuentas a cada miembro.",
        ),
    ),
]

LEVELS: list[tuple[str, Texts, Texts]] = [
    ("line", _texts("Axe", "Priority", "Eje"), _texts("Axes", "Priorities", "Ejes")),
    ("measure", _texts("Mesure", "Measure", "Medida"), _texts("Mesures", "Measures", "Medidas")),
    (
        "deliverable",
        _texts("Livrable", "Deliverable", "Entregable"),
        _texts("Livrables", "Deliverables", "Entregables"),
    ),
]

DELIVERABLES: list[tuple[str, Texts]] = [
    ("DOCUMENT", _texts("Guide : {theme}", "Guide: {theme}", "Guía: {theme}")),
    ("EVENT", _texts("Rencontre annuelle : {theme}", "Annual meeting: {theme}", "Encuentro anual: {theme}")),
    (
        "RECURRING_PRESENCE",
        _texts("Présence suivie : {theme}", "Steady presence: {theme}", "Presencia continua: {theme}"),
    ),
    ("CALENDAR", _texts("Calendrier : {theme}", "Calendar: {theme}", "Calendario: {theme}")),
    ("RULE", _texts("Règle commune : {theme}", "Common rule: {theme}", "Norma común: {theme}")),
]

TITLES: list[tuple[str, Texts]] = [
    ("CONFERENCE", _texts("Conférence sur {theme}", "Conference on {theme}", "Conferencia sobre {theme}")),
    ("MEETING", _texts("Réunion de travail sur {theme}", "Working meeting on {theme}", "Reunión de trabajo sobre {theme}")),
    ("TRAINING", _texts("Formation : {theme}", "Training: {theme}", "Formación: {theme}")),
    ("WORKSHOP", _texts("Atelier pratique sur {theme}", "Hands-on workshop on {theme}", "Taller práctico sobre {theme}")),
    ("MISSION", _texts("Visite d'étude : {theme}", "Study visit: {theme}", "Visita de estudio: {theme}")),
    ("PUBLICATION", _texts('Parution du cahier "{theme}"', "A new paper on {theme}", "Nuevo cuaderno sobre {theme}")),
    ("AGREEMENT", _texts("Accord de coopération sur {theme}", "Cooperation agreement on {theme}", "Acuerdo de cooperación sobre {theme}")),
    ("CAMPAIGN", _texts("Campagne : {theme}", "Campaign: {theme}", "Campaña: {theme}")),
    ("STATEMENT", _texts("Déclaration commune sur {theme}", "Joint statement on {theme}", "Declaración conjunta sobre {theme}")),
    ("GOVERNANCE", _texts("Le comité face à un choix : {theme}", "The committee decides: {theme}", "El comité decide: {theme}")),
]  # fmt: skip
WEBINAR: Texts = _texts("Webinaire sur {theme}", "Webinar on {theme}", "Seminario web sobre {theme}")

SENTENCES: list[Texts] = [
    _texts(
        "Autour de la table : une trentaine de responsables de services, venus avec leurs plans, leurs budgets et leurs doutes.",
        "Some thirty heads of department sat round the table with their plans, their budgets and their doubts.",
        "Se sentaron a la mesa una treintena de jefes de servicio, con sus planes, sus presupuestos y sus dudas.",
    ),
    _texts(
        "La première matinée a servi à comparer les chiffres de six villes ; aucune ne compte encore de la même manière.",
        "The first morning went into comparing the figures of six cities; no two of them count in the same way yet.",
        "La primera mañana se dedicó a comparar las cifras de seis ciudades; ninguna cuenta todavía de la misma manera.",
    ),
    _texts(
        "Qui paie l'entretien une fois le ruban coupé ? La question est revenue dans presque toutes les interventions.",
        "Who pays for upkeep once the ribbon has been cut? The question came back in almost every talk.",
        "¿Quién paga el mantenimiento una vez cortada la cinta? La pregunta volvió en casi todas las intervenciones.",
    ),
    _texts(
        "Les participantes ont visité un quartier où l'on a d'abord réparé les trottoirs, l'éclairage et les bancs.",
        "Participants walked through a district where pavements, lighting and benches had been mended first.",
        "Las participantes recorrieron un barrio donde primero se repararon las aceras, el alumbrado y los bancos.",
    ),
    _texts(
        "Le secrétariat tiendra à jour une liste des contacts et des documents, ouverte à tous les membres.",
        "The secretariat will keep a list of contacts and documents up to date and open to every member.",
        "La secretaría mantendrá al día una lista de contactos y documentos, abierta a todos los miembros.",
    ),
    _texts(
        'Un mot a fait débat : "priorité". Il ne dit rien tant que personne ne dit ce qui attendra.',
        'One word caused debate: "priority". It means nothing until somebody says what will have to wait.',
        'Una palabra abrió el debate: "prioridad". No dice nada mientras nadie diga qué tendrá que esperar.',
    ),
    _texts(
        "Deux équipes ont convenu d'un échange de personnel de trois semaines, à l'automne, sans frais pour le réseau.",
        "Two teams agreed on a three-week exchange of staff in the autumn, at no cost to the network.",
        "Dos equipos acordaron un intercambio de personal de tres semanas en otoño, sin coste para la red.",
    ),
    _texts(
        "Les notes de séance, les présentations et un court enregistrement sont en ligne depuis le lendemain.",
        "The minutes, the slides and a short recording went online the day after.",
        "Las actas, las presentaciones y una breve grabación están en línea desde el día siguiente.",
    ),
    _texts(
        "Ce que l'on retient : commencer petit, mesurer tôt, et publier les résultats même quand ils déçoivent.",
        "What people took home: start small, measure early, and publish results even when they disappoint.",
        "Lo que queda: empezar en pequeño, medir pronto y publicar los resultados aunque decepcionen.",
    ),
    _texts(
        "Une charte de deux pages, relue par les juristes de quatre villes, sera soumise au conseil en septembre.",
        "A charter of two pages, read by the lawyers of four cities, goes to the board in September.",
        "Una carta de dos páginas, revisada por los juristas de cuatro ciudades, se presentará al consejo en septiembre.",
    ),
    _texts(
        "Les banques présentes ont rappelé leurs conditions ; les villes, de leur côté, ont rappelé leurs délais.",
        "The banks in the room recalled their conditions; the cities, for their part, recalled their deadlines.",
        "Los bancos presentes recordaron sus condiciones; las ciudades, por su parte, recordaron sus plazos.",
    ),
    _texts(
        "Pour beaucoup, c'était la première rencontre avec des collègues d'un autre continent confrontés au même problème.",
        "For many it was a first meeting with colleagues from another continent who face the same problem.",
        "Para muchas personas fue el primer encuentro con colegas de otro continente ante el mismo problema.",
    ),
]  # fmt: skip

POINTS: list[Texts] = [
    _texts(
        "un inventaire commun, tenu à jour",
        "a common inventory, kept current",
        "un inventario común y actualizado",
    ),
    _texts("une méthode de calcul partagée", "a shared way of counting", "un método de cálculo compartido"),
    _texts(
        "une deuxième rencontre avant l'hiver",
        "a second meeting before winter",
        "un segundo encuentro antes del invierno",
    ),
]

EDITORIAL: Texts = _texts(
    "Trois mois suffisent rarement à changer une ville. Ils suffisent à montrer si un réseau tient parole.\n\n"
    "Nos équipes ont voyagé moins et écrit davantage. Les membres se sont parlé sans attendre nos réunions : "
    "c'est la meilleure nouvelle de ce trimestre. Reste à rendre les comptes aussi lisibles que les discours !",
    "Three months are rarely enough to change a city. They are enough to show whether a network keeps its word.\n\n"
    "Our teams have travelled less and written more. Members talked to each other without waiting for our "
    "meetings, and that is the best news of the quarter. The accounts should now read as well as the speeches.",
    "Tres meses rara vez bastan para cambiar una ciudad. Bastan para mostrar si una red cumple su palabra.\n\n"
    "Nuestros equipos han viajado menos y escrito más. Los miembros se hablaron sin esperar nuestras reuniones: "
    "es la mejor noticia del trimestre. ¡Ahora las cuentas deben leerse tan bien como los discursos!",
)  # fmt: skip

OUTLETS = ["The Harbour Post", "Le Courrier des quais", "Diario del Puerto", "City Notes", "Radio Estuaire"]
SUBJECTS: list[Texts] = [
    _texts(
        "Les villes portuaires comptent leurs arbres",
        "Port cities count their trees",
        "Las ciudades portuarias cuentan sus árboles",
    ),
    _texts(
        "Entretien avec la présidente du réseau",
        "An interview with the network's president",
        "Entrevista con la presidenta de la red",
    ),
    _texts(
        "Appel à candidatures : écoles d'été",
        "Call for applications: summer schools",
        "Convocatoria: escuelas de verano",
    ),
    _texts("Un atlas des marchés de nuit", "An atlas of night markets", "Un atlas de los mercados nocturnos"),
]

PEOPLE = [
    ("amara-diallo", "Amara Diallo", "f"), ("jonas-lindqvist", "Jonas Lindqvist", "m"),
    ("pilar-echeverria", "Pilar Echeverría", "f"), ("noboru-ishii", "Noboru Ishii", "m"),
    ("ines-carvalho", "Inês Carvalho", "f"), ("oscar-nwosu", "Oscar Nwosu", "m"),
    ("claire-o-dowd", "Claire O'Dowd", "f"), ("matej-novotny", "Matěj Novotný", "m"),
    ("lucia-ferrante", "Lucia Ferrante", "f"), ("samuel-achterberg", "Samuel Achterberg", "m"),
    ("noemie-baudry", "Noémie Baudry", "f"), ("tomas-ugarte", "Tomás Ugarte", "m"),
]  # fmt: skip
FUNCTIONS: dict[str, dict[str, Texts]] = {
    "mayor": {
        "f": _texts("maire", "Mayor", "alcaldesa"),
        "m": _texts("maire", "Mayor", "alcalde"),
    },
    "secretary": {
        "f": _texts("secrétaire régionale", "Regional Secretary", "secretaria regional"),
        "m": _texts("secrétaire régional", "Regional Secretary", "secretario regional"),
    },
    "officer": {
        "f": _texts("chargée de mission", "Officer", "responsable de proyectos"),
        "m": _texts("chargé de mission", "Officer", "responsable de proyectos"),
    },
}
