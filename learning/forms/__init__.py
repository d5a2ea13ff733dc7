"""The forms of learning: one screen of a lesson, one practice entry, a word on a lesson."""
