"""The report room: one page per report, from which it is checked, looked at, frozen and handed out."""
