"""Passwords that many people have, also where they have been dressed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

SHORT = 4
"""Characters that are no secret, however often they are repeated: “abcdabcdabcd”."""
_REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_FIGURES = str.maketrans("@4301!5$7", "aaeoiisst")


class DressedUpPasswordValidator(CommonPasswordValidator):
    """Refuse a common password that is repeated, or has figures and signs around it or in place of letters."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError where one of the forms of `password` is on Django's list of 20,000 common ones."""
        for form in _forms(password.casefold().strip()):
            repeated = _REPEATED.fullmatch(form)
            unit = repeated.group(1) if repeated else form
            if unit in self.passwords or (repeated and len(unit) <= SHORT):
                raise ValidationError(self.get_error_message(), code="password_too_common")


def _forms(password: str) -> Iterator[str]:
    for form in filter(None, (password, _AROUND.sub("", password))):
        yield form
        yield form.translate(_FIGURES)
