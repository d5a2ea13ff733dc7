"""How dates read here: "Tuesday 8 December 2026", "1.30 pm"."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "g.i a"
DATETIME_FORMAT = "j F Y, g.i a"
