"""Rows of a list drawn as text: Wagtail renders a template for each cell and each button, which takes a second for
fifty rows. The head of the table, its columns and the buttons' hooks stay Wagtail's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.contrib.admin.utils import quote
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from wagtail.admin.ui.tables import (
    BaseColumn,
    BulkActionsCheckboxColumn,
    ButtonsColumnMixin,
    Column,
    Table,
    TitleColumn,
)

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.numbers import format_amount
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.listing.columns import MoneyColumn
from rapporteur.interfaces.office.listing.words import OF_RECORD, PAGE


def cell_text(value: Any, language: str) -> Any:
    """Return what stands in a cell for a value: days in words, yes or no, nothing for None."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(PAGE["yes" if value else "no"])
    if isinstance(value, datetime):
        moment = localtime(value)
        return f"{format_day(moment.date(), language)}, {moment:%H:%M}"
    if isinstance(value, date):
        return format_day(value, language)
    if isinstance(value, Decimal):
        return format_amount(value, language)
    return value if isinstance(value, (str, SafeString)) else str(value)


class RecordTable(Table):
    """A table of records whose rows are drawn without templates; a column of another kind draws its own cells."""

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> SafeString:
        """Return the table."""
        context = {"table": self, "request": (parent_context or {}).get("request")}
        head = "".join(column.render_header_html(context) for column in self.columns.values())
        drawn = Drawn(context, (get_language() or ENGLISH).partition("-")[0])
        body = "".join(
            f"<tr>{''.join(drawn.cell(column, one) for column in self.columns.values())}</tr>"
            for one in self.data
        )
        name = conditional_escape(self.attrs.get("class", "") or "listing")
        called = f' aria-label="{conditional_escape(self.caption)}"' if self.caption else ""
        return mark_safe(  # noqa: S308  # every value is escaped where its cell is drawn
            f'<table class="{name}"{called}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        )


DAY = "day"
"""The class of a cell with a day or a moment, which stands on one line."""
NAME = "\0"
"""Stands for the name of a record in a sentence that is said once for all rows."""


class Drawn:
    """The cells of one table in one language."""

    def __init__(self, context: Mapping[str, Any], language: str) -> None:
        self.context, self.language = context, language
        self.select = escape(gettext("Select"))
        self.of_record = escape(say(OF_RECORD, language, name=NAME))
        self.text = lru_cache(maxsize=1024)(self._text)

    def _text(self, value: Any) -> str:
        """Return the escaped text of a value; the rows of a page have the same days and kinds again and again."""
        return str(conditional_escape(cell_text(value, self.language)))

    def cell(self, column: BaseColumn, record: Any) -> str:
        """Return one cell."""
        if isinstance(column, BulkActionsCheckboxColumn):
            return (
                f'<td class="bulk-action-checkbox-cell"><input type="checkbox" data-object-id="{quote(record.pk)}" '
                f'data-bulk-action-checkbox class="bulk-action-checkbox" aria-label="{self.select}" '
                f'aria-describedby="{column.get_aria_describedby(record)}"></td>'
            )
        if isinstance(column, TitleColumn):
            return self._title(column, record)
        if not isinstance(column, Column):
            drawn: str = column.render_cell_html(record, {**self.context, "row": None})
            return drawn
        if isinstance(column, MoneyColumn):
            return f"<td>{escape(column.printed(record, self.language))}</td>"
        value = column.get_value(record)
        text = self.text(value) if value.__hash__ is not None else self._text(value)
        classes = " ".join(filter(None, (column.classname, DAY if isinstance(value, date) else "")))
        return f'<td class="{classes}">{text}</td>' if classes else f"<td>{text}</td>"

    def _title(self, column: TitleColumn, record: Any) -> str:
        name = self._text(column.get_value(record)) or escape(column.empty_value_display)
        title = f'<span id="{column.get_title_id(record, self.context) or ""}">{name}</span>'
        if address := column.get_link_url(record, self.context):
            title = f'<a href="{escape(address)}">{title}</a>'
        buttons = column.get_buttons(record, self.context) if isinstance(column, ButtonsColumnMixin) else []
        return (
            f'<td class="{column.classname or ""} title"><div class="title-wrapper">{title}</div>'
            f"{self._buttons(name, buttons)}</td>"
        )

    def _buttons(self, name: str, buttons: list[Any]) -> str:
        """Return the links beside a name, folded away: what opens by a click needs no script."""
        every = [one for button in sorted(buttons) for one in getattr(button, "dropdown_buttons", [button])]
        links = "".join(
            f'<li><a href="{escape(one.url)}">{escape(one.label)}</a></li>' for one in every if one.url
        )
        if not links:
            return ""
        return (
            f'<details class="row-more" name="list-fold"><summary aria-label="{self.of_record.replace(NAME, name)}">'
            f'<span aria-hidden="true">⋯</span></summary><ul>{links}</ul></details>'
        )
