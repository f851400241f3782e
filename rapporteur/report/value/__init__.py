"""The report as a frozen value, `ReportData`: its shape, its snapshot, what must agree in it. Pure."""
