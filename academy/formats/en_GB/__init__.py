"""British dates and times."""
