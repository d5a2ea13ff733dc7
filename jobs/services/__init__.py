"""Asking for work, doing it, tending what is left. The row is the truth; every message about it is only a nudge."""

from jobs.services.asking import enqueue, enqueue_many
from jobs.services.running import LEASES, MAX_TRIES, claim, run, run_due
from jobs.services.tending import ask_for_duties, due_by_queue, purge_done, recover_lapsed, run_again, run_all_again

__all__ = [
    "LEASES",
    "MAX_TRIES",
    "ask_for_duties",
    "claim",
    "due_by_queue",
    "enqueue",
    "enqueue_many",
    "purge_done",
    "recover_lapsed",
    "run",
    "run_again",
    "run_all_again",
    "run_due",
]
