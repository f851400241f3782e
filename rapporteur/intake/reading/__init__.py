"""Old reports read back: from a file to a report in the shapes of `ReportData`, each field with its passage."""
