"""Printing: values in, a page out, for the eye of a phone and for paper.

Refuses to know where the words are kept, who may read them, and every sentence of the bot: all strings come
in ready, in the reader's language. Typst is imported here only.
"""

from bot.printing.page import Line, Note, Page, Section
from bot.printing.paper import Unprinted, pdf, shows_all
from bot.printing.screen import html

__all__ = ["Line", "Note", "Page", "Section", "Unprinted", "html", "pdf", "shows_all"]
