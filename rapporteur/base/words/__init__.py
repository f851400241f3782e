"""What reports, findings and commands say, in every language. Pure."""
