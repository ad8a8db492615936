"""Pages of projects, on the national site."""
