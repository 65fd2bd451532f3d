"""The review screen: a plan's rows with what has changed and what is said about them, and the steps of the workflow."""
