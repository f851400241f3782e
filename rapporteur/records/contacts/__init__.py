"""Who to write to at members and others: people in their offices, as long as they agreed and the purpose lasts."""
