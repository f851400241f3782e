"""What each room of records shows: its lists, its forms, its place in the menu."""
