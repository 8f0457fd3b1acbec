"""The theme of annotated editions: Material's skeleton with templates, styles and scripts of ours.

This project's own site takes the folder as its `custom_dir`; other editions take it from the package, as the theme
`annotated-edition`.
"""
