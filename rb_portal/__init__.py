"""Settings, root URLs and WSGI of RB Portal; nothing of the domain."""
