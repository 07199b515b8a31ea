"""The relay's doors: WebSocket sessions, blobs, the key directory and health, over TLS."""
