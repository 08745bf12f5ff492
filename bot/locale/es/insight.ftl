### What went on in a circle: what the caseworker reads, the picture, and what the families are told of it.

about-insight = ver cómo fue la semana

insight-circle = ¿Sobre qué círculo?
    .short = Círculo
insight-week = ¿Qué días?
    .short = Días
insight-ready = { $children }, { $days }. Queda anotado cuando lo ves.
insight-title =
    { $children }
    { $days }
    Queda anotado que lo viste.
insight-days-of = { $first } – { $last }
insight-good = ▪ Lo que salió bien
insight-look = ▪ Para mirar con calma
insight-nothing = No hay nada de estos días. Eso solo no dice nada de nadie.

insight-visit-kept =
    { $count ->
        [one] Hubo una visita.
       *[other] Hubo { $count } visitas.
    }
insight-call-kept =
    { $count ->
        [one] Hubo una llamada.
       *[other] Hubo { $count } llamadas.
    }
insight-event-kept =
    { $count ->
        [one] Hubo otra cita.
       *[other] Hubo otras { $count } citas.
    }
insight-messages =
    { $count ->
        [one] Se escribió un mensaje.
       *[other] Se escribieron { $count } mensajes.
    }
insight-moments =
    { $count ->
        [one] Se compartió un momento de los niños.
       *[other] Se compartieron { $count } momentos de los niños.
    }
insight-thanks =
    { $count ->
        [one] Un mensaje dio las gracias o celebró algo.
       *[other] { $count } mensajes dieron las gracias o celebraron algo.
    }
insight-checkin =
    { $count ->
        [one] Una vez se contó cómo fue la semana.
       *[other] { $count } veces se contó cómo fue la semana.
    }
insight-book =
    { $count ->
        [one] Una parte del libro tiene respuestas nuevas.
       *[other] { $count } partes del libro tienen respuestas nuevas.
    }
insight-plan =
    { $count ->
        [one] Las dos casas acordaron una parte del plan.
       *[other] Las dos casas acordaron { $count } partes del plan.
    }
insight-moved =
    { $count ->
        [one] Una cita cambió de día.
       *[other] { $count } citas cambiaron de día.
    }
insight-called-off =
    { $count ->
        [one] Una cita se canceló.
       *[other] { $count } citas se cancelaron.
    }
insight-missed =
    { $count ->
        [one] Una cita no se hizo.
       *[other] { $count } citas no se hicieron.
    }
insight-unclear =
    { $count ->
        [one] Una cita: las dos casas la recuerdan de otra forma.
       *[other] { $count } citas: las dos casas las recuerdan de otra forma.
    }
insight-unanswered =
    { $count ->
        [one] Una pregunta sobre los niños sigue abierta.
       *[other] { $count } preguntas sobre los niños siguen abiertas.
    }
insight-with-sides =
    { $what }
    { $sides }
insight-side = – { $who }: { $count }
insight-side-notice = – { $who }: { $count } ({ $notice } antes)
insight-hours =
    { $count ->
        [one] una hora
       *[other] { $count } horas
    }
insight-days =
    { $count ->
        [one] un día
       *[other] { $count } días
    }
insight-agency = La agencia

## What stands behind a figure

insight-opened =
    { $children }: { $what }
    Queda anotado que lo leíste.
insight-one-ended =
    { $what }
    { $who }, { $notice } antes
insight-one-week = { $day }, cómo fue la semana:
insight-one-plan = { $topic } ({ $day })
insight-one =
    { $who }, { $day }, sobre { $child }:
    { $what }

## The picture

insight-chart-told = Las semanas en una imagen: { $children }, { $days }
insight-chart-line = { $week }: mensajes { $messages }, se hicieron { $kept }, de otro día { $moved }, no se hicieron { $rest }
insight-chart-messages = Mensajes
insight-chart-meetings = Visitas, llamadas y otras citas
insight-chart-kept = Se hicieron
insight-chart-moved = Cambiaron de día
insight-chart-not-held = No se hicieron
insight-chart-week =
    { $day } { $month ->
        [1] ene
        [2] feb
        [3] mar
        [4] abr
        [5] may
        [6] jun
        [7] jul
        [8] ago
        [9] sep
        [10] oct
        [11] nov
       *[other] dic
    }

## For the families

insight-share-whom = ¿Quién lee lo que salió bien? Márcalos y sigue.
    .short = Para quién
insight-share-sure =
    { $versions }

    Cada uno lee solo lo que ya sabe, en su idioma. ¿Lo envío?
    .short = Tu sí
insight-share-for =
    { $who } lee:
    { $words }
insight-share-and =
    { $first }

    { $more }
insight-share-none = { $who } no recibe nada: no hay nada que contar.
insight-share-left = Está bien. No se envió nada.
insight-share-empty = No hay nada que contar de estos días. No se envió nada.
insight-share-done = Ya sale para { $people }.
insight-family-title =
    { $caseworker } te cuenta lo que salió bien.
    { $children }, { $days }
insight-family-visit-kept =
    { $count ->
        [one] Hubo una visita.
       *[other] Hubo { $count } visitas.
    }
insight-family-call-kept =
    { $count ->
        [one] Hubo una llamada.
       *[other] Hubo { $count } llamadas.
    }
insight-family-event-kept =
    { $count ->
        [one] Hubo otra cita.
       *[other] Hubo otras { $count } citas.
    }
insight-family-messages =
    { $count ->
        [one] Escribiste o te llegó un mensaje.
       *[other] Escribiste o te llegaron { $count } mensajes.
    }
insight-family-moments =
    { $count ->
        [one] Diste o recibiste un momento.
       *[other] Diste o recibiste { $count } momentos.
    }
insight-family-thanks =
    { $count ->
        [one] Hubo un «gracias» entre ustedes.
       *[other] Hubo { $count } «gracias» entre ustedes.
    }
insight-family-checkin =
    { $count ->
        [one] Una vez se contaron cómo fue la semana.
       *[other] { $count } veces se contaron cómo fue la semana.
    }
insight-family-book =
    { $count ->
        [one] Se llenó una parte del libro.
       *[other] Se llenaron { $count } partes del libro.
    }
insight-family-plan =
    { $count ->
        [one] Acordaron una parte del plan.
       *[other] Acordaron { $count } partes del plan.
    }
insight-family-end = ¡Gracias por lo que haces por los niños!

label-insight-this = Esta semana
    .typed = ahora | hasta hoy
label-insight-last = Semana pasada
    .typed = pasada
label-insight-month = Cuatro semanas
    .typed = 4 semanas | mes
label-insight-before = Antes
label-insight-after = Después
label-insight-chart = Como imagen
label-insight-share = Para las familias
label-insight-back = Las cifras
label-insight-earlier = Anteriores
label-insight-more = Siguientes
label-insight-visit-kept = Visitas: { $count }
label-insight-call-kept = Llamadas: { $count }
label-insight-event-kept = Otras citas: { $count }
label-insight-messages = Mensajes: { $count }
label-insight-moments = Momentos: { $count }
label-insight-thanks = Gracias: { $count }
label-insight-checkin = Semanas: { $count }
label-insight-book = Libro: { $count }
label-insight-plan = Plan: { $count }
label-insight-moved = De otro día: { $count }
label-insight-called-off = Canceladas: { $count }
label-insight-missed = Sin hacer: { $count }
label-insight-unclear = Dos recuerdos: { $count }
label-insight-unanswered = Preguntas abiertas: { $count }
