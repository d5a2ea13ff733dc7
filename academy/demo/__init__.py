"""The demonstration: invented places and people, read from demo.yaml, brought to life through the services.

Read first: demo.yaml, people.py, cohorts.py.
"""
