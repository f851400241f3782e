"""Commands that write documents beside the report: minutes, passports."""
