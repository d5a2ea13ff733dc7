"""Work that must not be lost: one row for each piece of background work, written with the fact that asks for it.

Owns the Job table, the register of handlers, the Celery tasks that work through the table, and the page
/cms/jobs/ on which an administrator sees what waits and what is stuck. Knows no other app.
Read first: models.py (what a row means), services.py (asking, claiming, running), registry.py (how to handle a kind).
"""
