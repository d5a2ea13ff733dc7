"""Files that editors bring: which there are, and whether one is what its name says. Values in, values or bytes out."""
