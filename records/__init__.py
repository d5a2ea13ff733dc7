"""What HR and data-protection officers need: learning records, exports.

LearningRecord is the only record of learning that HR reads. It is published by job, for staff routes only, of
people who held a post that day: residents are absent by construction, so no filter can let them through.
Read first: models/record.py, services/publish.py, columns.py.
"""
