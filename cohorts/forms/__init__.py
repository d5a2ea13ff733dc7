"""What people fill in, split by page: join, cohort (with its sessions and people), register, person."""
