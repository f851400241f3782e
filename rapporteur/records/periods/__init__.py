"""How far a reporting period has come: its state, what each officer contributes, exceptions from its lock."""
