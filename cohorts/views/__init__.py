"""The trainers' pages, and the door that a join code opens. Split by page."""
