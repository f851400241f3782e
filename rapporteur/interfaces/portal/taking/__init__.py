"""What readers take away: feeds, calendars, tables, data, the list of all pages."""
