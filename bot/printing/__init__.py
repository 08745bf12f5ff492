"""Printing: values in, a page or a picture out, for the eye of a phone and for paper.

Refuses to know where the words are kept, who may read them, and every sentence of the bot: all strings come
in ready, in the reader's language. Typst is imported here only.
"""

from bot.printing.drawing import Drawing, Plot, Stack
from bot.printing.page import Album, Keepsake, Line, Note, Page, Picture, Section
from bot.printing.paper import Unprinted, album_pdf, pdf, png, shows_all
from bot.printing.screen import album_html, html

__all__ = [
    "Album",
    "Drawing",
    "Keepsake",
    "Line",
    "Note",
    "Page",
    "Picture",
    "Plot",
    "Section",
    "Stack",
    "Unprinted",
    "album_html",
    "album_pdf",
    "html",
    "pdf",
    "png",
    "shows_all",
]
