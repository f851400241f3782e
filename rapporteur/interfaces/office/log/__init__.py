"""Log: an activity in a minute, kept as it is typed, a draft as soon as it makes one."""
