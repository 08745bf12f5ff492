### What everybody sets for themself.

settings-which = ¿Qué quieres cambiar?
    .short = Qué cambiar
settings-language =
    ¿Qué idioma prefieres?
    Which language do you like best?
    .short = Idioma
settings-name =
    ¿Qué nombre quieres que se vea aquí?
    No pongas tu apellido, por favor.
    .short = Nombre
settings-word =
    ¿Qué palabra va junto a tu nombre?
    Puedes escribir la tuya.
    .short = Palabra
settings-zone =
    Tu reloj está puesto en { $zone }.
    ¿Cuál es tu zona? También puedes escribir una ciudad grande cerca de ti, como Boise.
    .short = Zona horaria
settings-quiet =
    ¿Cuándo quieres descansar?
    Lo que te manden en esas horas espera hasta que terminen.

    Puedes escribir tus propias horas, como 9 pm - 7 am.
    .short = Horas de descanso
settings-reminders = ¿Cuándo te recuerdo lo que viene?
    .short = Recordatorios
settings-digest =
    ¿A qué hora te cuento cada mañana qué trae el día?

    Puedes escribir otra hora, como 7:30 am.
    .short = Mensaje diario
settings-sign = ¿Quieres una señal cada vez que llegue tu mensaje? 👌
    .short = Señal
settings-discreet =
    ¿Quieres avisos discretos?
    Tu teléfono dirá solo «Tienes novedades», y las lees cuando toques Ver.
    .short = Discreto
settings-checks =
    ¿Quieres que mire tus palabras antes de que salgan?
    Si pueden doler, te pregunto primero. No se lo digo a nadie.
    .short = Revisar
settings-person = ¿De quién se trata?
    .short = Quién
settings-willing =
    { $who }
    ¿Quieres escribirte con { $name }?

    ¿Todavía no, o una pausa? La otra persona solo ve «todavía no».
    .short = Tu respuesta
settings-account =
    ¿Dónde quieres leer lo que te mandan?

    Con «solo aquí», tu otro teléfono o app ya no funciona aquí. Para usarlo otra vez hace falta otro código.
    .short = Dónde

settings-done = Listo, ya está cambiado.
settings-done-called =
    Listo. Así te ven ahora:
    { $who }
settings-done-zone = Listo. En tu reloj, ahora son: { $now }
settings-done-quiet =
    Listo. Tus horas de descanso: { $start } – { $end }
    Lo que te manden en esas horas espera hasta que terminen.
settings-done-digest = Listo. Cada mañana te cuento qué trae el día, a esta hora: { $hour }
settings-done-loud = Listo. Ya no tienes horas de descanso. Los mensajes llegan a toda hora.
settings-not-yet =
    Está bien, todavía no. Eso es todo lo que ve { $name }.
    Puedes decir que sí cuando quieras, en { $prefix }ajustes.
settings-break =
    Está bien, tomas una pausa. { $name } solo ve «todavía no».
    Puedes decir que sí cuando quieras, en { $prefix }ajustes.

zone-unknown =
    No conozco ese lugar.
    Elige uno de estos, o escribe una ciudad grande cerca de ti, como Boise.
quiet-unclear =
    No entendí bien.
    Escríbelo así, por favor: 9 pm - 7 am.
digest-unclear =
    No entendí bien.
    Escríbelo así, por favor: 8:00 am.
name-letters = Aquí solo van letras, todas del mismo alfabeto. Escríbelo otra vez, por favor.
name-tells = Esto va encima de cada mensaje: no puede decir quién es ni dónde está alguien. Escribe otra cosa, por favor.
name-office =
    Esa es la palabra de alguien con otro trabajo aquí.
    Escribe otra, por favor, y así nadie se confunde.
name-of-other =
    Ahí está el nombre de otra persona.
    Escribe otro, por favor, y así nadie se confunde.
name-taken =
    Alguien aquí ya tiene ese nombre.
    Agrega una letra, por favor, y así nadie se confunde.
