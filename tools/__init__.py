"""What starts, checks and ships the product; nothing here is imported by it."""
