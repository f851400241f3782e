"""Stored choices of this room."""

from django.db import models


class CourseKind(models.TextChoices):
    """What sort of training it is."""

    COURSE = "COURSE", "course"
    SEMINAR = "SEMINAR", "seminar"
    WEBINAR = "WEBINAR", "webinar"
    STAFF = "STAFF", "training of the staff"


class CourseMode(models.TextChoices):
    """Where those who take part are."""

    ON_SITE = "ON_SITE", "on site"
    ONLINE = "ONLINE", "online"
    HYBRID = "HYBRID", "on site and online"


class CourseAttendance(models.TextChoices):
    """Whether who registered came; to register is not to come."""

    REGISTERED = "REGISTERED", "registered"
    ATTENDED = "ATTENDED", "came"
    ABSENT = "ABSENT", "did not come"


ATTENDANCE_OF_NUMBERS = (CourseAttendance.REGISTERED, CourseAttendance.ATTENDED)
"""What a number can be of: who did not come is the difference of the two."""
