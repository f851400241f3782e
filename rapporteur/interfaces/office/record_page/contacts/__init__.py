"""What is done with a contact on its page."""
