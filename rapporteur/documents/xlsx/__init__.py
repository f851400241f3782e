"""The report as a workbook with typed cells."""
