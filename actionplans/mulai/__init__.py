"""Starting a plan: from a national template, from an earlier plan, or from a file."""
