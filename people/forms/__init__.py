"""The forms about oneself (account.py) and those of administrators under /cms/ (admin.py)."""
