"""Plain values: dates, spans, periods, money, texts in languages, rich text, typography. Pure."""
