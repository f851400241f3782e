"""Numbers in a failure, read with their thousands apart; the failures themselves, below, know no language."""

from __future__ import annotations


class Grouped(int):
    """A number of which people read the thousands apart: 200,000 in English, 200 000 in French."""

    def __call__(self, language: str) -> str:
        """Return it as `language` prints it."""
        # CLDR, which most failures do not need
        from rapporteur.base.values.formatting.numbers import format_number

        return format_number(int(self), language)
