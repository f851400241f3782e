"""What the frameworks say and show of their own, as this office says and shows it."""
