"""The one signal of ours, sent and received inside this app alone."""

from django.dispatch import Signal

# Sent on commit, for each queue that has something new to do. Arguments: queue, job_ids (a list).
job_added = Signal()
