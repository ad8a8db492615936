"""The national team's registry of departments, in `public`: states, waves, totals of each site."""
