"""Numbers that say nothing about who somebody is: dates, times, doses, prices, sizes, ages, rooms, scores.

Knows nothing of people. Leaves alone whatever has as many digits as a telephone number.
"""

from __future__ import annotations

import re
from typing import Final

from bot.policy.identifying.rare import rare

BLANK: Final = "\x00"
"""Stands in the place of every letter that was looked at and may pass; never part of a number."""
_FEWEST: Final = 7

_MONTH: Final = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    "|septiembre|setiembre|octubre|noviembre|diciembre|ene|abr|ago|dic)"
)
_YEAR: Final = "(?:19|20)[0-9]{2}"
# A number that does not go on a row of digits: "555 0147 ml" is no dose.
_ALONE: Final = r"(?<![a-z0-9])(?<![0-9][ .\-])"
_NUMBER: Final = r"[0-9]{1,6}(?:[.,][0-9]{1,3})?(?:\s{0,2}[0-9]{1,2}/[0-9]{1,2})?(?:/[0-9]{1,3})?"
UNIT: Final = (
    r"(?:m[lg]s?|mcg|mgs?|g|gr|grams?|gramos?|kgs?|kilos?|lbs?|pounds?|libras?|oz|ounces?|onzas?|cc|iu|l"
    r"|liters?"
    r"|litros?|tsps?|tbsps?|teaspoons?|tablespoons?|cucharad(?:it)?as?|cups?|tazas?|units?|unidades|drops"
    r"|gotas"
    r"|tablets?|pills?|capsules?|puffs?|pastillas?|tabletas?|capsulas?|ft|feet|foot|pies?|in\.|inch(?:es)?"
    r"|pulgadas?|cm|mm|m|km|kms|mts|meters?|metros?|miles?|millas?|yards?|yardas?|mph|k"
    r"|dollars?|dolares|bucks|cents|centavos|pesos|usd|mxn|euros?|quetzales|lempiras"
    r"|degrees?|grados|[cf]\b|percent|por\sciento"
    r"|years?|yrs?|y/?o|anos?|anitos?|months?|mos?|meses|mes|weeks?|wks?|semanas?|days?|dias?|hours?|hrs?"
    r"|h|horas?"
    r"|minutes?|mins?|minutos?|seconds?|secs?|segundos?|nights?|noches"
    r"|(?:times|veces)(?!\s[0-9])|pages|paginas|points?|pts|puntos|kids|children|ninos|ninas|people"
    r"|personas|words|palabras"
    r"|steps|pasos|calories|calorias|cal|watts?|volts?|gb|mb|px|pieces?|piezas|grade|grado)"
)
_LABEL: Final = (
    r"(?:rooms?|rm|grades?|bus(?:es)?|route|ruta|lines?|linea|pages?|pags?|pgs?|pp|chapters?|capitulos?"
    r"|cap|size|sizes|talla|tallas"
    r"|levels?|nivel(?:es)?|lessons?|leccion(?:es)?|verses?|versiculos?|psalms?|salmos?|gate|channel"
    r"|canal|table|mesa"
    r"|seats?|asientos?|lockers?|flight|vuelo|highway|hwy|interstate|exit|salida|mile|season|temporada"
    r"|episodes?"
    r"|episodios?|version|salon(?:es)?|aulas?|grados?|camion|autobus|hymns?|himnos?|puntaje|scores?"
    r"|track|pista|step|paso|week|semana|day|dia|year|ano|born|hebrews|ejercicios?|problems?|exercises?"
    r"|paginas?|bingo|form|forma|formulario)"
)
_REFERENCE: Final = (
    r"(?:model|modelo|lot|lote|batch|serial|serie|items?|articulo|order|orden|pedido|invoice|factura"
    r"|receipt|recibo|case"
    r"|caso|ticket|boleto|confirmation|confirmacion|tracking|rastreo|guia|isbn|upc|ndc|sku|rx"
    r"|prescription"
    r"|receta|reference|referencia|ref|docket|expediente|folio|barcode|product"
    r"|producto|barras)"
)
_DATES: Final = re.compile(
    r"(?<![0-9])(?<![0-9][ .\-])[0-3]?[0-9]\s[0-3]?[0-9]\s(?:19|20)[0-9]{2}(?![0-9])(?![ .\-][0-9])|"
    rf"(?<![0-9])(?<![0-9][.\-])(?:{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?:t[0-9]{{2}}:[0-9]{{2}})?"
    rf"|(?:[0-2]?[0-9]|3[01])(?P<mark>[-/.])(?:[0-2]?[0-9]|3[01])(?P=mark)(?:{_YEAR}|[0-9]{{2}})"
    r"|[0-9]{1,2}/[0-9]{1,2}(?:\s{0,2}-\s{0,2}[0-9]{1,2}/[0-9]{1,2})?)(?![0-9])(?![-.][0-9])"
    rf"|\b{_MONTH}\.?\s{{0,2}}(?:de\s)?[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s{{0,2}}(?:-|to|and|y|al?)"
    rf"\s{{0,2}}[0-9]{{1,2}}(?![0-9]))?"
    rf"(?:,?\s{{0,2}}(?:del?\s)?{_YEAR})?(?![0-9])"
    rf"|(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th|°)?[ -](?:of\s"
    rf"|de\s)?{_MONTH}\b(?:,?[ -](?:del?\s)?{_YEAR})?(?![0-9])"
    rf"|\b{_MONTH}\.?,?\s(?:del?\s)?{_YEAR}(?![0-9])"
    rf"|(?<![0-9])(?<![0-9][ .\-]){_YEAR}(?:\s{{0,2}}(?:[-/,]|to|and|y|al?|or)\s{{0,2}}(?:{_YEAR}"
    rf"|[0-9]{{2}})){{0,3}}(?![0-9])(?![ .\-][0-9])"
)
_HALF: Final = r"(?:\s{0,2}(?:a\.?\s?m\b|p\.?\s?m\b|hrs?\b|h\b|o'?clock))"
_TIMES: Final = rare(
    r"[0-9](?::[0-9]|\.[0-9]{4}|\s{0,2}(?:[aph]|o'?c))",
    r"(?<![0-9.])[02-9]\.[0-9]{4,24}(?![0-9.])|"
    rf"(?<![0-9:])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?![0-9:]){_HALF}?"
    rf"|{_ALONE}[0-9]{{1,2}}(?:[.:h][0-9]{{2}})?(?:\s{{0,2}}(?:-|to|a|and|y|or|o)\s{{0,2}}[0-9]{{1,2}}"
    rf"(?:[.:h][0-9]{{2}})?)?{_HALF}"
    rf"|{_ALONE}[0-2][0-9]{{3}}(?:\s{{0,2}}-\s{{0,2}}[0-2][0-9]{{3}})?\s{{0,2}}(?:hours|hrs|h)\b",
)
_AMOUNTS: Final = re.compile(
    rf"{_ALONE}{_NUMBER}(?:\s{{0,2}}(?:-|x|to|a|or|o|and|y|/|by|por)\s{{0,2}}{_NUMBER})?[ -]{{0,2}}"
    rf"(?:{UNIT}(?![a-z0-9])|%|°|[\"'])"
    rf"|[$€£]\s{{0,2}}{_NUMBER}(?:\s{{0,2}}(?:-|to|a|or|o)\s{{0,2}}\$?{_NUMBER})?(?![0-9])"
    rf"|{_ALONE}[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}(?:\.[0-9]{{2}})?(?![0-9])(?!-[0-9])"
    rf"|{_ALONE}(?<![0-9]\.)[0-9]{{1,3}}\.[0-9](?!\.?[0-9])"
    r"|(?<![0-9.])[0-9]{2,3}\.[0-9](?!\.?[0-9])"
    rf"|{_ALONE}(?<!/)[0-9]{{1,3}}\s{{0,1}}[x/]\s{{0,1}}[0-9]{{1,3}}(?![0-9])(?!\s?[-./]\s?[0-9])"
)
_SOME: Final = r"(?:\s{0,2}(?:number|numbers|num|no|numero|nr|n°|#|:|is|are|es|code|codigo|de\slote|id|de))"
_LABELLED: Final = re.compile(
    rf"\b{_LABEL}\.?{_SOME}{{0,2}}\s{{0,2}}[a-z]?-?[0-9]{{1,4}}[a-z]?(?![0-9])(?![-. ][0-9]{{3,4}}\b)"
    r"(?:\s{0,2}(?:,|and|y|-|to|al?|or|o|,\sand)\s{0,2}[0-9]{1,4}(?![0-9])){0,9}"
)
_REFERRED: Final = re.compile(
    rf"\b{_REFERENCE}s?\.?{_SOME}{{0,3}}\s{{0,2}}(?P<number>(?:[a-z]{{1,4}}[- ]?)?[0-9][0-9a-z-]{{0,20}})"
)
_PARCEL: Final = re.compile(
    r"\b(?:tracking|rastreo|isbn|upc|guia)(?:\s(?:number|numero|is|es|#)){0,2}:?\s[0-9x-]{1,12}"
    r"(?:\s[0-9x-]{1,8}){0,8}"
)
_NANP: Final = re.compile(r"1?[2-9][0-9]{2}[2-9][0-9]{6}")


def masked(lower: str) -> str:
    """Return the text with every number that may pass blanked out, letter for letter in its place."""
    if not any(map(str.isdigit, lower)):
        return lower
    lower = _DATES.sub(_blank, lower)
    lower = _TIMES.sub(_blank, lower)
    lower = _AMOUNTS.sub(_blank_few, lower)
    lower = _LABELLED.sub(_blank, lower)
    lower = _PARCEL.sub(_blank, lower)
    return _REFERRED.sub(_blank_reference, lower)


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found[0])


def _blank_few(found: re.Match[str]) -> str:
    """Blank an amount, unless there are enough digits for somebody to be called."""
    digits = sum(sign.isdigit() for sign in found[0])
    return (
        found[0]
        if digits >= _FEWEST and "," not in found[0] and "$" not in found[0]
        else BLANK * len(found[0])
    )


def _blank_reference(found: re.Match[str]) -> str:
    """Blank a number of a lot, an order, a parcel: but not one that rings, whatever it is called."""
    digits = "".join(sign for sign in found["number"] if sign.isdigit())
    return found[0] if _NANP.fullmatch(digits) else BLANK * len(found[0])
