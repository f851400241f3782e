"""Fields and forms of the library, which say what is wrong with a file in the language of whoever gives it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from rapporteur.base.values.failures import Foreseeable
from rapporteur.interfaces.office.library.files import check_file, make_anew
from rapporteur.interfaces.office.pages.refusals import sentence


class PictureField(WagtailImageField):
    """A picture, made anew as soon as it is there; what it is told by is what it holds, not what it is called."""

    def to_python(self, data: Any) -> Any:
        """Return the picture made anew; raise ValidationError with what is wrong."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            return make_anew(file.name or "", file)
        except Foreseeable as refused:
            raise ValidationError(sentence(refused), code="picture_refused") from refused


class PaperField(WagtailDocumentField):
    """A document."""

    def to_python(self, data: Any) -> Any:
        """Return the document; raise ValidationError with what is wrong."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            check_file(file.name or "", file)
        except Foreseeable as refused:
            raise ValidationError(sentence(refused), code="paper_refused") from refused
        return file


def _exchange(form: Any, field: type[FileField]) -> None:
    """Put a field of ours where Wagtail has made one for the file; forms for titles alone have none."""
    old = form.fields.get("file")
    if old is not None:
        form.fields["file"] = field(label=old.label, required=old.required, widget=old.widget)


class PictureForm(BaseImageForm):
    """The form of a picture of the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _exchange(self, PictureField)


class PaperForm(BaseDocumentForm):
    """The form of a document of the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _exchange(self, PaperField)
