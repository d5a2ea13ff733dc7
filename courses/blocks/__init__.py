"""The blocks that lessons are made of: one family a file; lesson.py assembles the body."""
