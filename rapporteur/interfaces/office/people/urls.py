"""Addresses of people and their accounts: within the office, and on the pages of one's own account."""

from django.urls import path

from rapporteur.interfaces.office.people import (
    changing,
    closing,
    deputies,
    invitations,
    language,
    personal_page,
    rights,
    welcome,
)

OFFICE = [
    path("rights/", rights.RightsView.as_view(), name="office_rights"),
    path("rights/reset/", changing.reset, name="office_reset_rights"),
    path("rights/<str:name>/", changing.right_page, name="office_right"),
    path("personal-data/", personal_page.PersonalDataView.as_view(), name="office_personal_data"),
    path("invitations/", invitations.InvitationsView.as_view(), name="office_invitations"),
    path("invitations/<int:pk>/revoke/", invitations.RevokeView.as_view(), name="office_revoke_invitation"),
    path("accounts/<int:pk>/close/", closing.ClosingView.as_view(), name="office_close_account"),
]
"""Within /cms/, for who manages accounts."""
OWN = [
    path("invitation/", invitations.TakingUpView.as_view(), name="office_taking_up"),
    path("invitation/<str:token>/", invitations.TakingUpView.as_view(), name="office_take_up"),
    path("deputies/", deputies.DeputiesView.as_view(), name="office_deputies"),
    path("deputies/<int:pk>/end/", deputies.end, name="office_end_deputy"),
    path("deputies/<int:pk>/act/", deputies.act, name="office_act_for"),
    path("deputies/self/", deputies.act_no_more, name="office_act_no_more"),
    path("welcome/", welcome.welcome, name="office_welcome"),
    path("language/<str:code>/", language.choose_language, name="office_language"),
]
"""Within /account/."""
