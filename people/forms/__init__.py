"""The forms about oneself (account.py), the second step (factor.py), and those of administrators (admin.py)."""
