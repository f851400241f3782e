"""Stored choices of this room."""

from django.db import models


class BodyKind(models.TextChoices):
    """What a body is."""

    BOARD = "BOARD", "board"
    ASSEMBLY = "ASSEMBLY", "general assembly"
    COMMITTEE = "COMMITTEE", "committee"
    REGIONAL_SECRETARIAT = "REGIONAL_SECRETARIAT", "regional secretariats"
    SECRETARIAT = "SECRETARIAT", "secretariat general"


class SeatRole(models.TextChoices):
    """What the holder of a seat does."""

    PRESIDENCY = "PRESIDENCY", "presidency"
    CO_PRESIDENCY = "CO_PRESIDENCY", "co-presidency"
    REGIONAL_VICE_PRESIDENCY = "REGIONAL_VICE_PRESIDENCY", "regional vice-presidency"
    TREASURER = "TREASURER", "treasurer"
    MEMBER = "MEMBER", "member"
    REGIONAL_SECRETARY = "REGIONAL_SECRETARY", "regional secretary"
    SECRETARY_GENERAL = "SECRETARY_GENERAL", "secretary general"
    STAFF = "STAFF", "staff"
