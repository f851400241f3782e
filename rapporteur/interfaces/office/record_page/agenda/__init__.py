"""What is done with planned events on their pages."""
