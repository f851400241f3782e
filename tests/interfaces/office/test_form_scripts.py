"""What a form loads: Wagtail's scripts for widgets only where one of its boxes needs them."""

from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
from wagtail.admin.widgets import AdminDateInput

SHOWN = Template("{% load office_scripts %}{% if media|has_calendar %}all{% else %}few{% endif %}")


class Dated(forms.Form):
    day = forms.DateField(widget=AdminDateInput)


class Plain(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(("form", "scripts"), [(Dated(), "all"), (Plain(), "few")])
def test_a_form_with_a_calendar_loads_what_shows_it(form: forms.Form, scripts: str) -> None:
    assert SHOWN.render(Context({"media": form.media})) == scripts


def test_a_page_without_a_form_loads_little() -> None:
    assert SHOWN.render(Context({})) == "few"
