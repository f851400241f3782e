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


class HeadcountGroup(models.TextChoices):
    """Of whom a number of participants is, as they say of themselves."""

    WOMEN = "WOMEN", "women"
    MEN = "MEN", "men"
    OTHER = "OTHER", "people of another gender"
    NOT_RECORDED = "NOT_RECORDED", "people whose gender was not recorded"


class HeadcountExactness(models.TextChoices):
    """Whether a number of participants is the number itself or one near it."""

    EXACT = "EXACT", "exactly"
    ABOUT = "ABOUT", "about"


class HeadcountOrigin(models.TextChoices):
    """Where a number of participants is from."""

    DECLARED = "DECLARED", "declared by the participants"
    COUNTED = "COUNTED", "counted by the organisers"
