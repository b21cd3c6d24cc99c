"""Tables in, one small tidy table out; each metric's first line is its definition."""
