### The caseworker's day, her words to several circles, and what she keeps for herself.

## What the day brings

digest-title =
    Buen día, { $name }.
    { $day }
digest-quiet =
    Buen día, { $name }.
    { $day }: nada espera tu decisión, y no hay nada en el calendario esta semana. ¡Que te vaya bien!
digest-codes =
    Guarda estos códigos, por favor. Con ellos se ve más tarde si alguien cambió lo que hoy está escrito.
    { $lines }
digest-code = { $family }: { $code }
digest-section =
    { $title }
    { $lines }
digest-needs = ▪ Te espera
digest-good = ▪ Salió bien
digest-people = ▪ Quizá te necesiten
digest-coming = ▪ Lo que viene
digest-alert = Nadie lo vio todavía. Puede haber peligro: { $people }
digest-waits =
    { $count ->
        [one] Una cosa espera tu decisión.
       *[other] { $count } cosas esperan tu decisión.
    }
digest-urgent =
    { $count ->
        [one] Una no puede pasar de hoy.
       *[other] { $count } no pueden pasar de hoy.
    }
digest-late =
    { $count ->
        [one] Una espera hace más de { $hours } horas.
       *[other] { $count } esperan hace más de { $hours } horas.
    }
digest-more = … y { $count } más
digest-names-more = { $count } más
digest-went =
    { $count ->
        [one] Hubo un encuentro.
       *[other] Hubo { $count } encuentros.
    }
digest-went-how = { $what }: { $how }
digest-agreed =
    { $count ->
        [one] Los dos hogares acordaron una parte del plan: { $children }
       *[other] Los dos hogares acordaron { $count } partes del plan: { $children }
    }
digest-unreachable = Por ahora no les llega nada ({ $count }): { $people }
digest-not-here = Todavía no están aquí ({ $count }): { $people }
digest-ends = Termina un permiso de { $who } con { $children }: { $day }
digest-ahead =
    { $count ->
        [one] Hay un encuentro en los próximos siete días.
       *[other] Hay { $count } encuentros en los próximos siete días.
    }
digest-one = { $when }: { $what }

## To several circles

announce-circles = ¿A quiénes les llega? Marca los círculos, y luego sigue.
    .short = Círculos
announce-words = ¿Qué les quieres decir?
    .short = Palabras
announce-sure =
    Esto llega a todos en los círculos sobre:
    { $circles }

    «{ $words }»

    Cada círculo lo lee por su lado. No sabe de los otros. ¿Lo envío?
    .short = Tu sí
announce-done =
    { $count ->
        [one] Va en camino a un círculo:
       *[other] Va en camino a { $count } círculos:
    }
    { $circles }

## Notes

note-about = ¿Sobre quién es la nota?
    .short = Sobre quién
note-of-family = Familia { $family }
note-what =
    { $count ->
        [one] Hay una nota sobre { $name }.
       *[other] Hay { $count } notas sobre { $name }.
    }
    ¿Qué quieres hacer?
    .short = Qué
note-words =
    ¿Qué guardo sobre { $name }?
    Ninguna familia lo lee, y no va con nada que les llegue.
    .short = Nota
note-done = Guardé tu nota sobre { $name }.
note-none = No hay notas sobre { $name }.
note-title = Tus notas sobre { $name }. Queda anotado que las leíste.
note-one =
    { $number }. { $name }, { $at }:
    { $words }
note-gone = Esa nota ya no está.
note-delete-sure =
    ¿Borro esta nota?

    Nadie la puede traer de vuelta. Queda anotado que hubo una.
note-deleted = La nota está borrada.
