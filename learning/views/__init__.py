"""The doorways of learning: courses and modules, lessons, the practice log, one's own record."""
