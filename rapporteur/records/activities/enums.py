"""Stored choices of this room."""

from django.db import models


class ActivityKind(models.TextChoices):
    """What sort of thing happened."""

    CONFERENCE = "CONFERENCE", "conference"
    MEETING = "MEETING", "meeting"
    TRAINING = "TRAINING", "training"
    WEBINAR = "WEBINAR", "webinar"
    WORKSHOP = "WORKSHOP", "workshop"
    MISSION = "MISSION", "mission"
    CALL = "CALL", "call for applications"
    PUBLICATION = "PUBLICATION", "publication"
    AGREEMENT = "AGREEMENT", "agreement"
    CAMPAIGN = "CAMPAIGN", "campaign"
    STATEMENT = "STATEMENT", "statement"
    GOVERNANCE = "GOVERNANCE", "governance"
    COMMUNICATION = "COMMUNICATION", "communication"
    AUDIT = "AUDIT", "audit"


class ActivationRole(models.TextChoices):
    """What an organisation did in an activity."""

    HOST = "HOST", "host"
    PARTICIPANT = "PARTICIPANT", "participant"
    SPEAKER = "SPEAKER", "speaker"
    SIGNATORY = "SIGNATORY", "signatory"
    APPLICANT = "APPLICANT", "applicant"
    PARTNER = "PARTNER", "partner"


class DatePrecision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "DAY", "to the day"
    MONTH = "MONTH", "only the month"


class Channel(models.TextChoices):
    """Where a mention appeared."""

    WEB = "WEB", "website"
    NEWSLETTER = "NEWSLETTER", "newsletter"
    PRESS = "PRESS", "press"
    RADIO = "RADIO", "radio"
    TELEVISION = "TELEVISION", "television"
    SOCIAL = "SOCIAL", "social media"


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
