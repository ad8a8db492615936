"""Department sites: workshops, registrations, partnerships. Its models come with its own issue; none exists yet."""
