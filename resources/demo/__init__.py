"""What the demonstration shows of the resource centre; every text is written for the project."""
