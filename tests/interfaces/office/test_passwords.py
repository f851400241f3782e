"""Passwords that an account may not have."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

COMMON = [
    "passwordpassword", "PasswordPassword", "password2024!", "P4$$w0rd1234!", "qwertyqwerty", "abcabcabcabc",
    "xyxyxyxyxyxy", "aaaaaaaaaaaaaa", "2024-iloveyou-2025", "letmeinletmein", "123456789012", "short",
]  # fmt: skip


@pytest.mark.parametrize("password", COMMON)
def test_a_common_password_is_refused_however_it_is_dressed(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "Lugo-Ávila 1999 Mayo", "tr7!kPz0vQw2mX"]
)
def test_another_password_is_taken(password: str) -> None:
    validate_password(password)


def test_a_password_that_is_the_name_of_its_account_is_refused() -> None:
    user = get_user_model()(username="margarita.alvarez", email="margarita@example.org")
    with pytest.raises(ValidationError, match="too similar"):
        validate_password("margarita.alvarez", user)
