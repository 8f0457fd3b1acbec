"""Annotated editions from Markdown: notes on an author's exact words, checked, linked and indexed."""
