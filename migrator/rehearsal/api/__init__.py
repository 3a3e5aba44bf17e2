"""The server's API, one module a subject; each exports `routes()`."""
