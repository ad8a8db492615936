"""What every app may use, and which knows none of them.

Money, numbers, dates and telephone numbers as French people type them; French typography; domain
errors and events, delivered after commit; the ports through which sibling apps speak to each other;
a rate limiter that cannot lock a victim out. No table lives here.
"""
