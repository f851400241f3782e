"""Applications in the order of the points that they were given. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class PointsByCriterion(NamedTuple):
    """What an application was given by one criterion: the sum of the points, and how many jurors gave some."""

    application: int
    criterion: int
    points: int
    jurors: int

    @property
    def mean(self) -> float:
        """What the jurors gave on average."""
        return self.points / self.jurors


class Ranked(NamedTuple):
    """The place of an application, its weighted mean (from 0 to the most points of a criterion), by how many jurors.

    Applications with the same mean share a place; of one that nobody has judged both are None.
    """

    application: int
    place: int | None
    mean: float | None
    jurors: int


def rank(
    applications: Iterable[int], rows: Iterable[PointsByCriterion], weights: Mapping[int, int]
) -> list[Ranked]:
    """Return all applications, the best first, then those that nobody has judged, in the order given.

    By each criterion the mean of the jurors counts, and of these means the one by the criteria's weights: a criterion
    by which nobody has given points yet counts for nothing.
    """
    sums: dict[int, tuple[float, int, int]] = {}
    for row in rows:
        weight = weights.get(row.criterion, 0)
        total, weighed, jurors = sums.get(row.application, (0.0, 0, 0))
        sums[row.application] = (total + weight * row.mean, weighed + weight, max(jurors, row.jurors))
    listed = list(applications)
    means = {one: round(sums[one][0] / sums[one][1], 6) for one in listed if one in sums and sums[one][1]}
    order = sorted(means, key=lambda one: -means[one])  # which keeps the order given of equals
    found, place = [], 0
    for at, one in enumerate(order):
        if at == 0 or means[one] != means[order[at - 1]]:
            place = at + 1
        found.append(Ranked(one, place, means[one], sums[one][2]))
    return [*found, *(Ranked(one, None, None, 0) for one in listed if one not in means)]
