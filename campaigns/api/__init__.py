"""Collections for other front ends: what their pages say, on the national site."""
