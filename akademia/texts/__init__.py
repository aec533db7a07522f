"""Texts: one way from Markdown to stored HTML, versions, static pages, the glossary."""
