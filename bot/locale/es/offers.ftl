### What people are offered at the right moment, and how they stop it.

offer-checkin =
    ¿Cómo fue la semana, con { $children }?
    Es medio minuto. También lo puedes dejar.
offer-rhythm =
    ¿Quieres que se cuenten cómo fue la semana, con { $people }?
    Bastan unos toques. Tú dices cada cuánto.
offer-share =
    Tú conoces a { $child }. ¿Quieres anotar algo para el hogar donde está ahora?
life-desk = Esto es entre los hogares de un niño o una niña. Aquí no tienes que hacer nada.

label-offer-checkin = Contar cómo fue
label-offer-rhythm = Elegir cada cuánto
label-offer-share = Anotar algo
label-offer-off = Esto ya no

offer-name-checkin = La semana
offer-name-rhythm = Un día fijo
offer-name-share = Escribir en el libro
offer-name-all = Todo
label-offers-on = { $what }: sí
label-offers-off = { $what }: no
label-set-offers = Lo que ofrezco
    .typed = ofertas
settings-offers =
    Esto es lo que te puedo preguntar, una sola cosa al día.
    Toca una para dejarla, o para volver a ella.
    .short = Lo que ofrezco
offer-off-done =
    Está bien, esto ya no lo pregunto: { $what }.
    Lo puedes volver a pedir en { $prefix }ajustes.
offer-on-done =
    Está bien, esto lo vuelvo a preguntar: { $what }.
    Lo puedes quitar en { $prefix }ajustes.
