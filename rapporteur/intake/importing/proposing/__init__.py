"""From a report that was read to what an import would write: proposals and doubts."""
