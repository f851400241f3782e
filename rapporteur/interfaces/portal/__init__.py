"""The public pages: built reports and their documents."""
