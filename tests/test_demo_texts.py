"""The demonstration data tells the facts of a real report in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rapporteur.core.search import fold

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "source-report-2018-q2.fr.txt"
LENGTH = 8
NAMES = (
    # events, institutions and projects
    "Atelier de l’Observatoire mondial des finances des collectivités territoriales",
    "Communauté de pratique sur la transparence et le gouvernement ouvert",
    "la Foire internationale de l’innovation et de l’entrepreneuriat de Chengdu (GIEF)",
    "le Centre de développement des ressources humaines de Séoul",
    "l’École nationale des travaux publics de l’État",
    "Innovations de stratégies de redynamisation par le projet urbain",
    "Sécurité et espaces publics : cartographie des politiques de genre métropolitaines",
    # offices
    "du gouvernement régional métropolitain de Santiago du Chili",
    "vice-président du comité de direction de la Société régionale d’investissement de Bruxelles (SRIB)",
    "LGTBI de Barcelone et présidente de Metropolis Femmes",
    "chargé de mission : projets pilotes et appels à projets internationaux",
    "responsable senior des relations institutionnelles et du portefeuille Asie",
    "chargée de mission : contenus et point focal pour l’Amérique latine et l’Europe",
    "chargée de mission : apprentissage et partenariats stratégiques et point focal pour l’Afrique",
    "chargée de mission : affaires statutaires et point focal pour l’Amérique du Nord",
    "assistante administrative au secrétaire général et support à la mise en œuvre du plan d’action",
)
"""Names that are longer than a sentence may be: whoever writes of them writes these words."""


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    words = fold(text).split()
    for start in range(len(words) - LENGTH + 1):
        yield tuple(words[start : start + LENGTH])


def french(value: Any) -> Iterator[str]:
    """Every French text of a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "fr" and isinstance(inner, str):
                yield inner
            else:
                yield from french(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from french(inner)


def copied(text: str, source: set[tuple[str, ...]]) -> list[str]:
    """Return the runs of words of `text` that are in `source` and in no name."""
    names = [fold(name) for name in NAMES]
    runs = (" ".join(run) for run in runs_of_words(text) if run in source)
    return [run for run in runs if not any(run in name for name in names)]


FILES = sorted((ROOT / "demo").rglob("*.yaml"))


@pytest.fixture(scope="module")
def source() -> set[tuple[str, ...]]:
    if not SOURCE.exists():
        pytest.fail(f"expected the printed report at {SOURCE}: without it nothing is compared")
    text = re.sub(r"\*+", " ", SOURCE.read_text(encoding="utf-8"))
    return set(runs_of_words(text))


def test_a_copied_sentence_would_be_found() -> None:
    sentence = "Le comité a décidé de se réunir au printemps à Lyon."
    source = set(runs_of_words(f"Avant. {sentence} Après."))
    assert len(copied("Il paraît que le comite a decide de se reunir au printemps, à Lyon", source)) == 4
    assert copied("Au printemps, le comité a décidé de se réunir à Lyon", source) == []


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_no_sentence_of_the_printed_report_is_in_the_data(path: Path, source: set[tuple[str, ...]]) -> None:
    texts = list(french(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [run for text in texts for run in copied(text, source)] == []
