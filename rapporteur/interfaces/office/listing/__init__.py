"""Lists that people work in all day: their columns, saved views, files of what is seen, rows drawn fast."""
