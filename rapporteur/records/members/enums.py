"""Stored choices of this room."""

from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    METROPOLITAN_GOVERNMENT = "METROPOLITAN_GOVERNMENT", "metropolitan government"
    CITY = "CITY", "city"
    REGION = "REGION", "region or province"
    SECTORAL_AGENCY = "SECTORAL_AGENCY", "sectoral agency"
    NATIONAL_INSTITUTE = "NATIONAL_INSTITUTE", "national institute"
    HONORARY = "HONORARY", "honorary member"
    OTHER = "OTHER", "other"


class MembershipCategory(models.TextChoices):
    """What kind of member an organisation is."""

    FULL = "FULL", "full member"
    HONORARY = "HONORARY", "honorary member"


class ProspectStage(models.TextChoices):
    """How near a prospect is to membership."""

    CONTACT = "CONTACT", "in contact"
    CANDIDATE = "CANDIDATE", "has applied"


class AliasKind(models.TextChoices):
    """What a further spelling settles."""

    SPELLING = "SPELLING", "means this organisation"
    AMBIGUOUS = "AMBIGUOUS", "may mean this organisation or another"
