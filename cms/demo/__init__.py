"""The demonstration: invented people and places of real departments, dates that follow the calendar.

`load_demo` runs the steps registered here; apps above add theirs with `@step`.
"""
