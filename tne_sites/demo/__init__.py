"""What the demonstration shows of the departments: people and structures are invented."""
