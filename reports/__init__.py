"""Keputusan and Lampiran, printed and exported."""
