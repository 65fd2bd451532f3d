"""The public kolom RB."""
