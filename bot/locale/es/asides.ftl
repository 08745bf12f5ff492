### Short questions about words that are not on their way yet. The words are shown, so that it is clear which.

where-to =
    «{ $words }»

    ¿A quién se lo mando?
own-room-to =
    «{ $words }»

    Aquí hablas solo conmigo, así que no se lo envié a nadie.
    Para escribir a otros, ve a la sala que tienes con ellos.
desk-where-to =
    «{ $words }»

    ¿A quién se lo mando?
chat-or-answer-to =
    «{ $words }»

    ¿Es tu respuesta a mi pregunta? ¿O se lo mando a alguien?
line-or-all-to =
    «{ $words }»

    ¿A quién se lo mando?
# It tells of the reader's own yes only: what the other said is not for the reader.
not-yet-to =
    { $own ->
        [nobody] Ya no hay nadie más en este chat, así que no envié tus palabras.
        [missing] Todavía no le dijiste que sí a { $who }. Lo puedes hacer en { $prefix }ajustes.
       *[given] Todavía no puedes escribir a { $who }. Hace falta un sí de cada lado.
    }

    { $own ->
        [nobody] ¿Qué quieres hacer?
       *[given] ¿Guardo tus palabras hasta entonces?
    }
only-some-to =
    Esto llega a { $reach }.
    Todavía no puede llegar a { $missing }.

    ¿Qué quieres hacer?
kept-to =
    Guardaste estas palabras:
    «{ $words }»

    ¿Las quieres mandar ahora?
    .short = Qué hacer
kept-changed = Escribe ahora las palabras que quieres mandar.
    .short = Palabras nuevas

kept-more = También guardaste algo más.

words-kept =
    Guardo tus palabras.
    Cuando puedan escribirse, te pregunto otra vez antes de mandarlas.
words-deleted = Borrado. No se envió nada.
words-unanswered =
    Hace { $days } días escribiste algo. Te pregunté qué hacer con eso y no contestaste.
    No se envió, y ya no está.
words-sent = Está bien, ya va en camino.
words-empty = No había palabras, así que no se envió nada. Escríbelo otra vez, por favor.
