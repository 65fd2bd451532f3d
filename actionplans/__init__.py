"""A satker's plan of a year: versions, status, who sees it."""
