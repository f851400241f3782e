"""Notes of what is soon written down: a meeting with members or prospects, a mention in the media."""
