"""The worker: by itself (`rapporteur work`), and beside the web server."""
