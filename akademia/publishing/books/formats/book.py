"""A book's front door: what it is, and what it becomes."""

from akademia.publishing.books.formats.content import Book, Chapter
from akademia.publishing.books.formats.epub import epub
from akademia.publishing.books.formats.paper import pdf

__all__ = ["Book", "Chapter", "epub", "pdf"]
