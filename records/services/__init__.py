"""The verbs of records, split by noun."""
