"""The verbs about cohorts, split by noun; published is what records and home read."""
