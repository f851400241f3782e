"""Models that all records share, the engine of writes, permissions, the audit trail."""
