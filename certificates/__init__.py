"""Proof: one living certificate for each course completion, and a page on which anybody can check it.

Owns the certificate with its frozen wording, its file in private storage, its check code and its history.
Imports learning, courses, people, jobs and press; never cohorts or records.
Read first: models/certificate.py (what is kept and what can never change), services/award.py (how one comes to
be), services/produce.py (how its file is made exactly once), services/sheet.py (what stands on it).
"""
