"""How reports will look: a part of the newest one in what somebody has typed in the settings of the association."""
