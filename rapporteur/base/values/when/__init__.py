"""When something happened, as people type it in English, French or Spanish: read as dates, or asked back."""
