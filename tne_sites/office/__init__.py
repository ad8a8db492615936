"""The coordinator's workplace in the back office of a department."""
