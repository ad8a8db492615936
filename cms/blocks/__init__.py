"""StreamField blocks by family.

`body.BodyBlock` is what an editor finds in the body of any page.
"""
