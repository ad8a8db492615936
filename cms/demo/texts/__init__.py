"""What the demonstration says, in French unless told otherwise. Every name of a person is invented."""
