"""How each part of a report is put into words and rows; `present()` joins them."""
