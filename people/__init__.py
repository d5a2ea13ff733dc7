"""Who everyone is: people, organisations, posts, ways in, messages, privacy.

Owns User, Organisation, Department, StaffRole, Assignment, PersonalCode, Message, SignIn, HeldForm and the limits.
Knows nothing of courses or learning: apps above register here what they hold about a person.
Read first: models/user.py, services/accounts.py, permissions.py.
"""
