"""The verbs about people, split by noun: accounts, codes, groups, posts, e-mailed codes, privacy, demo people."""
