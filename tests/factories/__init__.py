"""Plain functions that make what they say and nothing else, one module an app."""
