"""An app for the tests with a real worker: kinds of work that are slow, fatal or poisonous, and leave a trace.

An effect is a file that can be made only once, so a second effect of one key would fail aloud; every beginning is a
line, so a test can see how often a handler was entered.
"""
