"""The theme of annotated editions: Material's settings and icons, with a skeleton, templates, styles and scripts of ours.

This project's own site takes the folder as its `custom_dir`; other editions take it from the package, as the theme
`annotated-edition`.
"""
