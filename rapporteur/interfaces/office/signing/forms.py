"""The form of the sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label


class SignInForm(LoginForm):
    """A name or a mail address, and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = label(Message("Mail address or name", context="account"))
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autofocus": True}
        self.fields["login"].max_length = 254
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        """Return what was typed; the backend knows an account by either."""
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}
