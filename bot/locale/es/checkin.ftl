### How the week was, told by both homes in half a minute; and how often.

checkin-nobody = Todavía no hay nadie a quien contarle cómo fue la semana. Hace falta un sí de los dos hogares.
checkin-later = { $caseworker } todavía mira primero lo que se escribe aquí. Esto empieza después.
checkin-paused =
    { $caseworker } puso en pausa el chat sobre { $children }. Esto espera hasta que siga.
    Puedes seguir escribiendo a { $caseworker }.
checkin-voice-only = Aquí puedes escribir o mandar un audio. Si es una foto, mándala a los demás como siempre.

checkin-week = ¿Cómo fue la semana? Lo puede leer { $people }.
    .short = La semana
label-week-well = Fue bien
label-week-both = Bien y difícil
label-week-hard = Fue difícil
label-week-question = Tengo una pregunta
checkin-words =
    ¿Le quieres contar algo a { $people }?
    Escríbelo, o manda un audio.
    .short = Lo que cuentas
checkin-own =
    ¿Cómo estás?
    Esto solo lo ves tú, si no quieres contarlo.
    .short = Cómo estás
label-own-good = Bien
label-own-so-so = Más o menos
label-own-hard-day = Ahora es difícil
checkin-share = ¿Quieres que lo vea { $people } también?
    .short = Quién lo ve
label-own-keep = Solo yo
label-own-share = Sí, que se vea
checkin-step =
    ¿Diste un paso que le quieres contar a { $people }?
    Escríbelo, o manda un audio.
    .short = Un paso
checkin-asks =
    ¿Le quieres preguntar algo a { $people }?
    .short = Una pregunta
checkin-question =
    ¿Qué le quieres preguntar a { $people }?
    .short = Una pregunta
checkin-done =
    Gracias. Se lo muestro a { $people } cuando los dos hogares hayan contado cómo fue.
    A más tardar, cuando termine la semana.
checkin-both = Gracias. Esto es lo que se lee ahora:
label-checkin-often = Elegir cada cuánto

checkin-card = Cómo fue la semana con { $children }
checkin-says-well = { $who }: Fue bien.
checkin-says-both = { $who }: Fue bien, y también difícil.
checkin-says-hard = { $who }: Fue difícil.
checkin-says-good = { $who } está bien.
checkin-says-so-so = { $who } está más o menos.
checkin-says-hard-day = Ahora es difícil para { $who }.
checkin-says-more = { $who } dice: { $words }
checkin-says-step = Un paso de { $who }: { $words }
checkin-says-question = { $who } también preguntó algo.
checkin-says-here = { $who } también pasó por aquí.
checkin-unsent = Lo que contaste de tu semana con { $children } no se pasó: ahora ahí no se entrega nada.
checkin-phone = Por favor, cuéntale esto por teléfono a { $who }:

checkin-rhythm-often = ¿Cada cuánto quieres que se cuenten cómo fue la semana, con { $people }?
    .short = Cada cuánto
checkin-rhythm-weekday = ¿Qué día pregunto?
    .short = Día
label-often-1 = Cada semana
label-often-2 = Cada dos semanas
label-often-off = Ya no
label-weekday-0 = Lunes
label-weekday-1 = Martes
label-weekday-2 = Miércoles
label-weekday-3 = Jueves
label-weekday-4 = Viernes
label-weekday-5 = Sábado
label-weekday-6 = Domingo
checkin-on-0 = lunes
checkin-on-1 = martes
checkin-on-2 = miércoles
checkin-on-3 = jueves
checkin-on-4 = viernes
checkin-on-5 = sábados
checkin-on-6 = domingos
checkin-every-1 = cada semana, los { $day }
checkin-every-2 = cada dos semanas, los { $day }
checkin-rhythm-sent = Ya le pregunté a { $people }: { $often }. Empieza cuando diga que sí.
checkin-rhythm-asked =
    { $who } quiere que se cuenten cómo fue la semana con { $children }: { $often }.
    Es medio minuto. ¿Te parece bien?
label-rhythm-yes = Sí, está bien
label-rhythm-other = Proponer otro día
label-rhythm-no = No, gracias
checkin-rhythm-gone = Esto ya no está abierto: ya hay una respuesta, o se propuso otro día.
checkin-rhythm-declined = Está bien. De todos modos puedes contar cuando quieras.
checkin-rhythm-not = { $who } prefiere no tener un día fijo. De todos modos puedes contar cuando quieras.
checkin-rhythm-set =
    Se van a contar cómo fue la semana: { $often }.
    La primera vez es el { $day }. Ese día les pregunto.
checkin-off = Está bien, ya no pregunto por calendario. { $prefix }semana sirve siempre.
checkin-off-told = { $who } prefiere no tener un día fijo, sobre { $children }. Tú puedes contar cuando quieras.

about-checkin = contar cómo fue la semana
