"""The library in the back office: report, bulk edit."""
