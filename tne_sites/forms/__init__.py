"""What visitors and coordinators fill in."""
