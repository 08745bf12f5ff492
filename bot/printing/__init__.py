"""Printing: values in, a page out, for the eye of a phone and for paper.

Refuses to know where the words are kept, who may read them, and every sentence of the bot: all strings come
in ready, in the reader's language. Typst is imported here only.
"""

from bot.printing.page import Album, Keepsake, Line, Note, Page, Picture, Section
from bot.printing.paper import Unprinted, album_pdf, pdf, shows_all
from bot.printing.screen import album_html, html

__all__ = [
    "Album",
    "Keepsake",
    "Line",
    "Note",
    "Page",
    "Picture",
    "Section",
    "Unprinted",
    "album_html",
    "album_pdf",
    "html",
    "pdf",
    "shows_all",
]
