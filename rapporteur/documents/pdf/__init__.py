"""The report as a PDF, laid out by Typst."""
