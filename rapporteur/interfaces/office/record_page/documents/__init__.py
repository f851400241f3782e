"""Documents that pages of records offer."""
