### What everybody sets for themself.

settings-which = ¿Qué quieres cambiar?
settings-language =
    ¿Qué idioma prefieres?
    Which language do you like best?
settings-name =
    ¿Qué nombre quieres que se vea aquí?
    No pongas tu apellido, por favor.
settings-word =
    ¿Qué palabra va junto a tu nombre?
    Puedes escribir la tuya.
settings-zone =
    Tu reloj está puesto en { $zone }.
    ¿Cuál es tu zona? También puedes escribir otro, como America/Boise.
settings-quiet =
    ¿Cuándo quieres descansar?
    Lo que te manden en esas horas espera hasta que terminen.

    Puedes escribir tus propias horas, como 21:00-07:00.
settings-sign = ¿Quieres una señal cada vez que llegue tu mensaje? 👌
settings-person = ¿De quién se trata?
settings-willing =
    { $who }
    ¿Quieren escribirse?

    ¿Todavía no, o una pausa? La otra persona solo ve «todavía no».

settings-done = Listo, ya está cambiado.
settings-yes = Dijiste que sí a { $name }.
settings-not-yet =
    Está bien, todavía no. Eso es todo lo que ve { $name }.
    Puedes decir que sí aquí cuando quieras.
settings-break =
    Está bien, tomas una pausa. { $name } solo ve «todavía no».
    Puedes decir que sí aquí cuando quieras.

zone-unknown =
    No conozco ese lugar.
    Elige uno de estos, o escríbelo así: America/Boise.
quiet-unclear =
    No entendí bien.
    Escríbelo así, por favor: 21:00-07:00. Es de 9 de la noche a 7 de la mañana.
