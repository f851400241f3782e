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


class HeadcountCapacity(models.TextChoices):
    """As what people took part whose number is given."""

    PARTICIPANT = "PARTICIPANT", "participants"
    SPEAKER = "SPEAKER", "speakers"
    MAYOR = "MAYOR", "mayors and other elected people"
    REPRESENTATIVE = "REPRESENTATIVE", "representatives of cities and organisations"
    EXPERT = "EXPERT", "experts"
    STAFF = "STAFF", "staff of the secretariat"
