"""One course as one file: writing it, reading one, bringing a course in. Start at export.py and importing.py."""
