"""The action plan: versions, levels, and nodes from lines to deliverables."""
