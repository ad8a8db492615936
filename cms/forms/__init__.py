"""Forms of the public site and of the library."""
