"""Proof of what was carried out."""
