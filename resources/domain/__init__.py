"""Rules of the resource centre: plain Python."""
