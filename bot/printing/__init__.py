"""Printing: values in, a page or a picture out, for the eye of a phone and for paper.

Refuses to know where the words are kept, who may read them, and every sentence of the bot: all strings come
in ready, in the reader's language. Typst is imported here only.
"""

from bot.printing.drawing import Drawing, Plot, Stack
from bot.printing.page import Line, Note, Page, Section
from bot.printing.paper import Unprinted, pdf, png, shows_all
from bot.printing.screen import html

__all__ = [
    "Drawing",
    "Line",
    "Note",
    "Page",
    "Plot",
    "Section",
    "Stack",
    "Unprinted",
    "html",
    "pdf",
    "png",
    "shows_all",
]
