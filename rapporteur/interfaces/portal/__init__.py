"""The public pages: reports, activities, plan, members, offices; from published records and frozen editions alone."""
