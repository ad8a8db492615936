"""What people fill in: signing in, the account, members."""
