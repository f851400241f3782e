"""What is read out of the frame's own pages: boxes that search are told as such, and no star is part of a name."""

from __future__ import annotations

from typing import Final

from django import forms
from django.template import Origin
from django.template.loaders.app_directories import Loader

MARK: Final = '<span class="w-required-mark"'
"""How the frame's templates begin the star beside what must be filled in."""
UNSPOKEN: Final = '<span aria-hidden="true" class="w-required-mark"'


class SpokenLoader(Loader):
    """The templates of all applications; a star that stands for “required” is seen and not read out.

    The field itself says that it is required, so that the star would only be heard as part of its name.
    """

    def get_contents(self, origin: Origin) -> str:
        """Return the text of a template."""
        return super().get_contents(origin).replace(MARK, UNSPOKEN)


def search_in_search_boxes() -> None:
    """Make the box above every list of the frame a search box, for browsers and for who hears the page."""
    from wagtail.admin.forms.search import SearchForm

    SearchForm.base_fields["q"].widget = forms.SearchInput()
