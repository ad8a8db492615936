"""The drawn identity of Trousse: sheets of coloured paper cut with scissors, written as SVG.

Nothing here runs in the product. `python -m tools.draw_scenes` writes the files of
`static/scenes/`, `static/icons/` and `static/maps/`, which are committed with it.
"""
