"""People learning together: cohorts, members, sessions, registers.

A check-in is a claim; the saved register is the record. Attendance becomes evidence through learning's services.
Read first: models/cohort.py, services/joining.py, services/register.py.
"""
