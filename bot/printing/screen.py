"""The page as one HTML file: for a phone, offline, and for a browser's own printing.

Nothing in it runs, and nothing is fetched: its policy allows one style, by the sum of its bytes.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from bot.printing.page import Album, Keepsake, Line, Note, Page, Section

_STYLE: Final = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
_SUM: Final = b64encode(sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = f"default-src 'none'; style-src 'sha256-{_SUM}'; base-uri 'none'; form-action 'none'"
_WITH_PICTURES: Final = f"{_POLICY}; img-src data:"


def html(page: Page) -> str:
    """Return the page as HTML. People's words are read from the side from which each line begins."""
    body = f"<main>\n{''.join(map(_section, page.sections))}</main>\n"
    return _whole(page.title, page.subtitle, body, page.foot, page.language)


def album_html(album: Album) -> str:
    """Return an album as HTML, its pictures in it: as `html` in everything."""
    part = f'<p class="part">{escape(album.part)}</p>\n' if album.part else ""
    body = f'{part}<main class="album">\n{"".join(map(_keepsake, album.keepsakes))}</main>\n'
    return _whole(album.title, album.subtitle, body, album.foot, album.language, _WITH_PICTURES)


def _keepsake(keepsake: Keepsake) -> str:
    pictures = "".join(
        f'<img width="{one.width}" height="{one.height}" alt="{escape(_seen(keepsake.note))}" '
        f'src="data:image/jpeg;base64,{b64encode(one.data).decode()}">\n'
        for one in keepsake.pictures
    )
    return f"<article>\n{pictures}{_note(keepsake.note)}</article>\n"


def _seen(note: Note) -> str:
    return " · ".join(words for words in (note.by, note.at) if words)


def _whole(title: str, subtitle: str, body: str, foot: str, language: str, policy: str = _POLICY) -> str:
    title, subtitle, foot = escape(title), escape(subtitle), escape(foot)
    return (
        "<!doctype html>\n"
        f'<html lang="{escape(language)}">\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n"
        f"<style>{_STYLE}</style>\n"
        f"<header><h1>{title}</h1><p>{subtitle}</p></header>\n"
        f"{body}"
        f"<footer>{foot}</footer>\n"
        "</html>\n"
    )


def _section(section: Section) -> str:
    return f"<section>\n<h2>{escape(section.title)}</h2>\n{''.join(map(_line, section.lines))}</section>\n"


def _line(line: Line) -> str:
    notes = "".join(map(_note, line.notes))
    return f'<div class="line">\n<h3>{escape(line.label)}</h3>\n<div>\n{notes}</div>\n</div>\n'


def _note(note: Note) -> str:
    told = " · ".join(f"<bdi>{escape(words)}</bdi>" for words in (note.by, note.at) if words)
    mark = f' <span class="mark">{escape(note.mark)}</span>' if note.mark else ""
    return f'<blockquote dir="auto">{escape(note.words)}</blockquote>\n<p class="told">{told}{mark}</p>\n'
