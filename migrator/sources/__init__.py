"""One reader per archive format: read-only, streaming, in place."""
