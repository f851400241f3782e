"""What somebody typed or sent: numbers read, characters that cannot be kept."""
