"""What is worked out from values alone. Pure: no database.

standing.py       when a module counts as done
small_numbers.py  which counts may be told without picking anybody out
"""
