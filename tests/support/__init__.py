"""What several tests share: made-up reports that need no database."""
