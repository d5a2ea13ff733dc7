"""What a person has done: enrolments, progress, answers, practice, completions.

Owns every fact about learning. Editing content never changes them: they protect the pages they rest on.
Apps above bring evidence down through services/completion.py and are asked for work by job.
Read first: models/completion.py, rules.py, services/completion.py.
"""
