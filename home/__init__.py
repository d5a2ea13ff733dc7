"""The front door: the front page, information pages, and the next step of whoever is signed in.

Owns HomePage and InfoPage; everything personal on the front page is derived, nothing is stored.
Read first: models.py, next_step.py.
"""
