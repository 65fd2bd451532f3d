"""The reviewers' desk: what waits for them, how far their offices are, and by when plans are due."""
