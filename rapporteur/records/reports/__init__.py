"""The report of a period as its editors see it: editorial and order of sections."""
