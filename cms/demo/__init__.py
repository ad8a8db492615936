"""The demonstration: invented people and places of real departments.

Dates follow the calendar.

`load_demo` runs the steps registered here; apps above add theirs with `@step`.
"""
