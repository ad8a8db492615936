"""What people fill in around projects."""
