"""The trail of one plan: who did what to it, when, and from what to what."""
