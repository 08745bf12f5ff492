"""How people say in Spanish, as spoken in the United States, when something is. Words only.

The rules are in ``bot.dates.rules``. Accents may be written or not: they are dropped before words are looked
up, so "mañana" stands here for "manana" too.
"""

from __future__ import annotations

from bot.dates.grammar import Speech, words

_UP_TO_29 = words(
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis"
    " veintisiete veintiocho veintinueve"
)
_TENS = {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 90: "noventa"}

NUMBERS = (
    dict(enumerate(_UP_TO_29, 1))
    | {1: "uno | una | un"}
    | _TENS
    | {ten + n: f"{_TENS[ten]} y {one}" for ten in (30, 40, 50) for n, one in enumerate(_UP_TO_29[:9], 1)}
)

PHRASES = {
    # Which day
    "D0": "hoy | hoy mismo | el dia de hoy",
    "D0 NIGHT": "esta noche | hoy en la noche | hoy por la noche | hoy a la noche",
    "D0 AFTERNOON": "esta tarde | hoy en la tarde | hoy por la tarde",
    "D0 MORNING": "esta mañana | hoy en la mañana | hoy por la mañana",
    "D1": "mañana | mañna | mñn | manaña | el día de mañana",
    "D2": "pasado mañana | pasado manana",
    "THIS": "este | este próximo",
    "NEXT": "próximo | prox | próx | que viene | q viene | siguiente | que entra",
    "LATER": "en ocho | en 8",
    "NEXTWEEK": "próxima semana | la próxima semana | de la próxima semana | la semana que viene"
    " | semana que viene | de la semana que viene | la semana próxima | semana próxima"
    " | de la semana próxima | la semana q viene | la semana entrante | la prox semana"
    " | la siguiente semana | la semana siguiente | la semana que entra | de la semana entrante"
    " | de la semana que entra",
    "THISWEEK": "esta semana | de esta semana",
    "WEEKEND": "fin de semana | el fin de semana | este fin de semana | el finde | este finde | finde",
    "NEXT WEEKEND": "próximo fin de semana | el próximo fin de semana | fin de semana que viene",
    # Series
    "WEEKLY": "cada {weekday} | todos los {weekday} | los {weekday} | todos los {weekdays} | los {weekdays}"
    " | tdos los {weekday} | toos los {weekday} | cada semana | todas las semanas | cada 8 días | semanal"
    " | semanalmente | una vez por semana | una vez a la semana | cada semana el {weekday}"
    " | cada semana los {weekdays}",
    "BIWEEKLY": "cada otro {weekday} | un {weekday} sí uno no | {weekday} sí y {weekday} no"
    " | {weekday} sí {weekday} no | cada dos {weekday} | cada 2 {weekday} | cada dos {weekdays}"
    " | cada 2 {weekdays} | un {weekday} sí y otro no | un {weekday} sí y un {weekday} no"
    " | un {weekday} sí y uno no | un {weekday} sí otro no | {weekday} por medio | {weekday} de por medio"
    " | un {weekday} si, otro no | cada dos semanas | cada 2 semanas | semana por medio"
    " | una semana sí y otra no | una semana sí y una no | cada quince días | cada 15 días | quincenal"
    " | quincenalmente | una semana si otra no | un {weekday} sí, un {weekday} no",
    "UNTIL": "hasta | hasta el | asta | asta el | hasta el día",
    "STARTING": "empezando | empezando el | a partir de | a partir del | comenzando | comenzando el"
    " | iniciando el | desde el | empezando este | iniciando",
    # What time. "de la tarde" belongs to an hour; "el viernes 4 por la tarde" has none.
    "AT": "a las | a la | alas | ala | como a las | a eso de las | a eso de la | como a la | @ | tipo"
    " | sobre las | las | la",
    "MORNING": "de la mañana | d la mañana",
    "ON MORNING": "en la mañana | por la mañana | a la mañana | x la mañana | en la mañna"
    " | temprano en la mañana | tempranito en la mañana",
    "AFTERNOON": "de la tarde | d la tarde",
    "ON AFTERNOON": "en la tarde | por la tarde | a la tarde | x la tarde | tardecita"
    " | después de la escuela | después de clases | saliendo de la escuela | al salir de la escuela",
    "NIGHT": "de la noche | d la noche",
    "ON NIGHT": "en la noche | por la noche | a la noche | x la noche | noche",
    "DAWN": "de la madrugada",
    "ON DAWN": "en la madrugada | por la madrugada",
    "NOON": "mediodía | medio día | al mediodía | al medio día | a mediodía | del mediodía | del medio día"
    " | de mediodía | las doce del mediodía | las 12 del mediodía | 12 del día | doce del día"
    " | 12 del mediodía | doce del mediodía",
    "MIDNIGHT": "medianoche | media noche | a medianoche | a media noche | a la medianoche"
    " | a la media noche | las 12 de la medianoche",
    "OCLOCK": "en punto",
    "AND30": "y media | i media",
    "AND15": "y cuarto | con cuarto | i cuarto",
    "LESS15": "menos cuarto | menos un cuarto",
    "LESS": "menos",
    "MINUS15": "cuarto para las | cuarto para la | un cuarto para las | un cuarto para la | cuarto pa las"
    " | al cuarto para las | a cuarto para las | faltando un cuarto para las",
    "BEFORE": "para las | pa las | minutos para las | para la",
    # How long
    "MIN": "minuto | minutos | min | mins | mint",
    "HOUR": "hora | horas | hr | hrs | hs | oras",
    "1 HOUR": "una horita | una hora | una hr | 1 hora | una ora",
    "30 MIN": "media horita | media hora | media hr | 1/2 hora | media ora",
    "15 MIN": "un cuarto de hora | cuarto de hora",
    "45 MIN": "tres cuartos de hora | 3/4 de hora | 3 cuartos de hora",
    "OR": "o | u",
    "FOR": "para | por | durante | x",
    # How far ahead
    "IN": "en | dentro de | de aquí a | de aquí en",
    "IN7OR8": "de aquí a 8 días | de aquí a ocho días | de aquí a ocho | de aquí en ocho | en ocho días"
    " | en 8 días | dentro de ocho días | dentro de 8 días | de hoy en ocho | de hoy en 8"
    " | de hoy en ocho días",
    "IN14OR15": "de aquí a 15 días | de aquí a quince días | de hoy en quince días | en quince días"
    " | en 15 días | dentro de quince días | dentro de 15 días | de hoy en quince",
    "DAYS": "días",
    "1 DAYS": "un día | 1 día",
    "WEEKS": "semana | semanas | sem",
    "1 WEEKS": "una semana",
    "FROM": "desde | desde las | desde la | de las | de la",
    "OF": "de | del | d",
    "THE": "el | el día | día | al",
    "AND": "y | con",
    "DASH": "-",
    "UPTO": "a",
    # Days with a name
    "MO12 25": "navidad | el día de navidad | día de navidad | la navidad",
    "MO12 24": "nochebuena | noche buena | la nochebuena | víspera de navidad",
    "MO12 31": "nochevieja | fin de año | víspera de año nuevo | noche vieja",
    "MO1 1": "año nuevo | día de año nuevo | el día de año nuevo",
    "MO1 6": "día de reyes | día de los reyes",
    "MO10 31": "halloween",
    "MO7 4": "día de la independencia",
    "NTH11.3.4": "día de acción de gracias | acción de gracias | thanksgiving | el día de acción de gracias"
    " | día de gracias | el día de gracias",
}

# Nothing here may turn a sentence round: no "no", "pero", "antes", "después" or "menos".
FILLERS = """
 me conviene | nos conviene | conviene | prefiero | preferimos | preferiría | mejor sería | sería mejor
 | qué le parece si | te late | les late | estaría bien | quedamos | nos veríamos | si le parece
 | si te parece | si les parece | si le parece bien | si no hay problema | lo hacemos | hacemos | digo
 | yo digo | ándele | pfv | xf | plz | saludos | disculpe | perdón | bendiciones | a mí | y gracias
 | me parece | está bueno | suena bien | la podemos hacer | lo podemos hacer | hacerlo | hacerla
 | que le parece el | puedo el | mejor el | señora | seño | le queda bien el | nos vemos el
 | podemos vernos el | podría verlo | podría verla | puedo verlo | puedo verla | hola | buenas
 | buenos días | buenas tardes | buenas noches | sí | claro | bueno | vale | ok | okey | okay | pues
 | entonces | tal vez | talvez | quizás | quizá | a lo mejor | porfa | porfis | por favor | xfa | xfavor
 | porfavor | plis | gracias | muchas gracias | mil gracias | qué tal | que tal | q tal | qué tal si
 | qué te parece | qué le parece | que les parece | te parece | le parece | les parece | te parece bien
 | le parece bien | puede ser | podría ser | puede | podría | podemos | podríamos | podemos vernos
 | nos vemos | nos podemos ver | podemos el | puedo | yo puedo | puedo yo | nosotros podemos | se puede
 | será | sería | sería bueno | seria mejor | está bien | esta bien | ta bien | esta perfecto
 | me parece bien | me queda bien | nos queda bien | le queda bien | me queda mejor | me funciona
 | nos funciona | funciona | me va bien | me sirve | nos sirve | mejor | perfecto | bien | para mí
 | para nosotros | para él | para ella | para los niños | para todos | conmigo | si se puede
 | si es posible | si puede | si puedes | si pueden | si está bien | digamos | vamos a decir | que sea
 | sea | es | son | a ver | la visita | visita | una visita | mi visita | cita | la cita | una cita
 | llamada | la llamada | una llamada | videollamada | la videollamada | reunión | la reunión | una reunión
 | vernos | verlo | verla | verlos | recogerlo | recogerla | quiero | quisiera | quisiéramos | queremos
 | me gustaría | nos gustaría | pienso | creo | creo que | creo q | yo creo | yo creo que | más o menos
 | aproximadamente | aprox | unos | unas | como | casi | estoy libre | estamos libres | libre | disponible
 | estoy disponible | tengo libre | en total | total | solo | sólo | solamente | exactamente | también
 | ahí | dale | listo | va | sale | órale | ándale | claro que sí | con gusto | por ejemplo | ej | para el
 | para | pa el | pa | para este | para mañana sería | le va bien | les va bien | te va bien
 | te queda bien | hora es | fecha | que sea el | que sea a las | oiga | oye | eh | mmm | para la visita
 | para la cita | de la visita | de visita | de duración | empieza | empezamos | comienza | qué dice
 | que dices | que dicen | cree que se pueda | se podrá | se podría | nada más | ya
"""

SPANISH = Speech(
    phrases=PHRASES,
    weekdays=(
        "lunez",
        "mart | marte | martez",
        "mier | miér | mierc | miercole",
        "juev | jue | jueve | gueves",
        "viern | viernez | vierne",
        "sab | savado | sabdo",
        "dom | domigo",
    ),
    plurals=("", "", "", "", "", "sábados | savados | sabado s", "domingos | domigos"),
    months={8: "agos", 9: "sep | set | setiembre | septiembr", 10: "octub", 11: "nobiembre", 12: "disiembre"},
    numbers=NUMBERS,
    ordinals={1: "primero | primer | 1ro | 1er"},
    fillers=FILLERS,
    attached={"o": "#", "m": "MIN", "ro": "#", "er": "#", "p": "PM", "pm": "PM", "am": "AM"},
    greetings=frozenset({"hola", "buenas", "buenos dias", "buenas tardes"}),
    introductions=frozenset({"soy", "habla", "le habla", "es"}),
    often_misspelled="próximo | próxima | mediodía | medianoche | minutos | navidad | nochebuena | semana"
    " | tarde | mañana | pasado | todos | horas | cuatro | cinco | siete | nueve",
    never_a_slip=frozenset(
        {"julia", "partes", "jueces", "junto", "marco", "abrir", "genero", "sabido", "marta", "santo"}
        | {"manda", "toros", "manzana", "pasada", "pasando", "todas", "cuartos", "cuarto", "parte", "carde"}
        | {"pasados", "pesado", "hours", "enera", "tarda", "tardo", "cinta", "meses", "gatos", "temprana"}
    ),
)
