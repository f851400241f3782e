"""Open data: what the pages show, to programs. A version keeps what it promises; `openapi.json` says what that is."""
