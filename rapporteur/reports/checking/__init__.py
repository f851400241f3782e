"""The parts of :mod:`rapporteur.reports.checks`: facts, rules and the engine that asks them."""
