"""The rules that checks and reconciliation share: facts, questions about them, findings. Pure."""
