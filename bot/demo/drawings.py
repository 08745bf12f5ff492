"""Two drawings as children make them, made here so that the story shows no picture that is somebody's.

Knows nothing of the story.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw

_SIZE = (1200, 900)
_SHOWN = (800, 600)
_PAPER = "#fbf7ec"
_STEP = 18.0
Point = tuple[float, float]


def home() -> bytes:
    """Return a house with a sun and three people before it, as a JPEG."""
    crayon = _Crayon(4)
    crayon.fills(((0, 0), (1200, 0), (1200, 330), (0, 330)), "#a9d4ee", gap=40)
    crayon.fills(((0, 700), (1200, 690), (1200, 900), (0, 900)), "#7fb24a")
    _sun(crayon, (1040, 150))
    walls = ((300, 420), (760, 420), (760, 730), (300, 730))
    roof = ((250, 425), (530, 215), (810, 425))
    chimney = ((640, 200), (700, 200), (700, 335), (640, 290))
    for outline, colour in ((chimney, "#8d4a35"), (walls, "#f0a65a"), (roof, "#c8402f")):
        crayon.fills(outline, colour)
        crayon.draws((*outline, outline[0]), "#5b2d20")
    door = ((480, 560), (580, 560), (580, 730), (480, 730))
    crayon.fills(door, "#4b7bb5")
    crayon.draws((*door, door[0]), "#27466e")
    for left in (345, 640):
        pane = ((left, 490), (left + 80, 490), (left + 80, 565), (left, 565))
        crayon.fills(pane, "#ffe17a")
        crayon.draws((*pane, pane[0]), "#5b2d20")
        crayon.draws(((left + 40, 490), (left + 40, 565)), "#5b2d20")
    crayon.draws([(670 + 9 * turn * math.sin(turn), 185 - 13 * turn) for turn in range(9)], "#8f949a")
    for x, height, colour in ((880, 190, "#7a3f98"), (970, 130, "#d9467a"), (1045, 95, "#2e8b68")):
        _person(crayon, (x, 820), height, colour)
    for x, colour in ((90, "#d9467a"), (160, "#e8b021"), (225, "#7a3f98")):
        _flower(crayon, (x, 820), colour)
    return crayon.photo()


def star() -> bytes:
    """Return a large star that smiles, as a JPEG."""
    crayon = _Crayon(7)
    points = [
        (600 + size * math.sin(turn * math.pi / 5), 470 - size * math.cos(turn * math.pi / 5))
        for turn, size in enumerate((370, 165) * 5)
    ]
    crayon.fills(points, "#f6c52b")
    crayon.draws((*points, points[0]), "#d98a12", width=13)
    for x in (545, 655):
        crayon.fills(_circle((x, 425), 17), "#4a3520", gap=6)
    crayon.draws(_circle((600, 440), 90)[2:11], "#4a3520", width=11)
    for number, colour in enumerate(("#d9467a", "#4b7bb5", "#2e8b68", "#7a3f98", "#c8402f")):
        turn = number * math.tau / 5
        _flower(crayon, (600 + 420 * math.sin(turn), 470 + 340 * math.cos(turn)), colour, stem=0)
    return crayon.photo()


def _sun(crayon: _Crayon, middle: Point) -> None:
    crayon.fills(_circle(middle, 85), "#f9cf2f")
    crayon.draws(_circle(middle, 85), "#ef9f1c")
    for inner, outer in zip(_circle(middle, 108)[::2], _circle(middle, 160)[::2], strict=True):
        crayon.draws((inner, outer), "#f2b01e", width=11)


def _person(crayon: _Crayon, feet: Point, height: float, colour: str) -> None:
    x, y = feet
    head, hips, reach = height * 0.17, y - height * 0.36, height * 0.24
    shoulders = y - height * 0.66
    crayon.fills(((x, shoulders - 8), (x - reach, hips), (x + reach, hips)), colour)
    crayon.draws(((x - reach, hips), (x, shoulders - 8), (x + reach, hips), (x - reach, hips)), colour)
    for side in (-1, 1):
        crayon.draws(((x + side * reach * 0.4, hips), (x + side * reach * 0.5, y)), "#4a3520")
        crayon.draws(((x, shoulders + 12), (x + side * 44, shoulders + 34)), "#4a3520")
    face = (x, shoulders - head)
    crayon.fills(_circle(face, head), "#e9b48a")
    crayon.draws(_circle(face, head), "#4a3520", width=6)
    crayon.draws(_circle(face, head * 0.55)[2:11], "#c8402f", width=5)
    for side in (-1, 1):
        eye = (x + side * head * 0.35, face[1] - head * 0.2)
        crayon.fills(_circle(eye, 4), "#4a3520", gap=4)


def _flower(crayon: _Crayon, foot: Point, colour: str, stem: float = 95) -> None:
    x, y = foot
    if stem:
        crayon.draws(((x, y), (x + 4, y - stem)), "#2f7d3b", width=9)
    for petal in _circle((x + 4, y - stem), 24)[::5]:
        crayon.fills(_circle(petal, 18), colour, gap=7)
    crayon.fills(_circle((x + 4, y - stem), 13), "#f9cf2f", gap=6)


def _circle(middle: Point, radius: float) -> list[Point]:
    """Return 25 points, clockwise from the right, the last of them the first."""
    turns = [number * math.pi / 12 for number in range(25)]
    return [(middle[0] + radius * math.cos(turn), middle[1] + radius * math.sin(turn)) for turn in turns]


class _Crayon:
    """Draws with a hand that is not quite steady, the same way each time."""

    def __init__(self, seed: int) -> None:
        self._paper = Image.new("RGB", _SIZE, _PAPER)
        self._pen = ImageDraw.Draw(self._paper)
        self._hand = Random(seed)  # noqa: S311 - it only wobbles

    def draws(self, points: Sequence[Point], colour: str, *, width: int = 8) -> None:
        """Draw along these points."""
        along = [self._near(points[0])]
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(1, round(math.hypot(to_x - x, to_y - y) / _STEP))
            parts = [number / steps for number in range(1, steps + 1)]
            along += [self._near((x + part * (to_x - x), y + part * (to_y - y))) for part in parts]
        self._pen.line(along, fill=colour, width=width, joint="curve")

    def fills(self, outline: Sequence[Point], colour: str, *, gap: int = 11) -> None:
        """Fill a shape with slanting strokes, so that the paper shines through."""
        left, top = (round(min(point[axis] for point in outline)) for axis in (0, 1))
        right, bottom = (round(max(point[axis] for point in outline)) for axis in (0, 1))
        size = (right - left + 1, bottom - top + 1)
        shape, strokes = Image.new("L", size), Image.new("L", size)
        ImageDraw.Draw(shape).polygon([(x - left, y - top) for x, y in outline], fill=255)
        pen = ImageDraw.Draw(strokes)
        slant = size[1] // 2
        for x in range(-slant - gap, size[0] + gap, gap):
            stroke = (self._near((x, size[1])), self._near((x + slant, 0)))
            pen.line(stroke, fill=self._hand.randint(150, 240), width=max(8, gap // 2 + 7))
        self._paper.paste(colour, (left, top), ImageChops.multiply(shape, strokes))

    def photo(self) -> bytes:
        """Return what is drawn, as a phone takes a picture of it."""
        sink = io.BytesIO()
        self._paper.resize(_SHOWN, Image.Resampling.LANCZOS).save(sink, "JPEG", quality=88)
        return sink.getvalue()

    def _near(self, point: Point) -> Point:
        return point[0] + self._hand.uniform(-2.2, 2.2), point[1] + self._hand.uniform(-2.2, 2.2)
