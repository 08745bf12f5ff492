### Encuentros: visitas, llamadas, citas y lo que organiza la agencia.

## Cómo se llaman. Neutros, porque están en calendarios y en pantallas de bloqueo.

meeting-title-visit = Tiempo en familia con { $children }
meeting-title-visit-named = { $what }: { $children }
meeting-title-call = Llamada con { $children }
meeting-title-call-named = { $what }: { $children }
meeting-title-appointment = Cita de { $children }
meeting-title-appointment-named = { $what }, para { $children }
meeting-title-activity = Actividad con { $children }
meeting-title-activity-named = { $what }, con { $children }
meeting-title-team = Reunión sobre { $children }
meeting-title-team-named = { $what }: { $children }
meeting-title-court = Día de corte sobre { $children }
meeting-title-court-named = { $what }: { $children }

## Cuándo

when-with = Con { $child }.
when-sure = ¿Cuál quieres decir?
    .short = Cuál
when-open = aún sin fecha
when-day-unclear = No entendí el día. Toca uno, o escríbelo así: 4 de diciembre, o este viernes.
when-time-unclear = No entendí la hora. Toca una, o escríbela así: 4:30 pm.
when-length-unclear = No entendí cuánto dura. Toca uno, o escríbelo así: 90 minutos.
when-past = Esa hora ya pasó. Elige otra, por favor.
when-day-past = Ese día ya pasó. Elige otro, por favor.
when-far = Falta más de un año. Elige un día más cerca, por favor.
when-month = Aquí ves { $month }. Toca un día, o escríbelo así: 4 de diciembre.
when-tap-number = Toca un número para elegir ese día. Con ‹ y › ves otros meses.
when-not-here = Ese día no está en esta lista. Lo puedes escribir igual.
meeting-day-outside = El permiso no vale para ese día. Lo puedes escribir igual: tu trabajadora lo mira primero.
minutes =
    { $count ->
        [one] 1 minuto
       *[other] { $count } minutos
    }
length-hours =
    { $hours ->
        [one] 1 hora
       *[other] { $hours } horas
    }
length-both = { $hours } h { $minutes } min
meeting-every-1 = Cada semana, desde el { $when }
meeting-every-2 = Cada dos semanas, desde el { $when }
meeting-every-more = Cada { $weeks } semanas, desde el { $when }
meeting-until = { $when }. Último día: { $day }

## Lo que se pregunta

meeting-which-circle = ¿De qué niños se trata?
    .short = Niños
meeting-whom = ¿A quién quieres invitar?
    .short = Con quién
visit-children = ¿De quién se trata?
    .short = Quién
call-children = ¿De quién se trata?
    .short = Quién
visit-day = ¿Qué día te va bien?
    .short = Cuándo
call-day = ¿Qué día va bien para la llamada?
    .short = Cuándo
event-day = ¿Qué día es?
    .short = Cuándo
team-day = ¿Qué día es?
    .short = Cuándo
meeting-other-day = ¿Qué día sería mejor?
    .short = Cuándo
visit-start = { $day }. ¿A qué hora empieza?
    .short = Empieza
call-start = { $day }. ¿A qué hora va bien la llamada?
    .short = Empieza
event-start = { $day }. ¿A qué hora empieza?
    .short = Empieza
team-start = { $day }. ¿A qué hora empieza?
    .short = Empieza
meeting-other-start = { $day }. ¿A qué hora empieza?
    .short = Empieza
visit-minutes = ¿Cuánto tiempo va a durar?
    .short = Cuánto dura
call-minutes = ¿Cuánto dura la llamada?
    .short = Cuánto dura
event-minutes = ¿Cuánto va a durar?
    .short = Cuánto dura
team-minutes = ¿Cuánto va a durar?
    .short = Cuánto dura
meeting-repeat = ¿Es solo una vez?
    .short = Cada cuánto
visit-place = ¿Dónde se ven? Puedes elegir, o escribir un lugar.
    .short = Lugar
visit-driver = ¿Quién lleva a { $children }?
    .short = Quién maneja
meeting-note-asked = ¿Quieres decir algo más? Lo leen todos los que van.
    .short = Nota
event-child = ¿De qué niño se trata?
    .short = Niño
event-sort = ¿Qué tipo de cita es?
    .short = Tipo
event-what = ¿Qué es? Solo unas palabras, como “dentista” o “obra de teatro”.
    .short = Qué es
event-place = ¿Dónde es? Solo lo ven los que pueden ir en persona.
    .short = Lugar
event-siblings = ¿Invitamos también a { $children }?
    .short = Hermanos
team-circle = ¿De qué familia se trata?
    .short = Familia
team-sort = ¿Qué es?
    .short = Qué es
team-who = ¿A quién invitas?
    .short = Quién
team-place = ¿Dónde es?
    .short = Lugar
meeting-late-by = ¿Cuánto vas a tardar?
meeting-which-day = ¿De qué día se trata?
    .short = Día
meeting-move-which = ¿Qué día quieres mover?
    .short = Día
meeting-decline-why = ¿Quieres decir por qué? Ellos lo leen.
meeting-refuse-why = ¿Quieres decir por qué? Ellos lo leen.
meeting-cancel-why = ¿Quieres decir por qué? Ellos lo leen.
    .short = Por qué
meeting-cannot-why = Gracias por avisar a tiempo. ¿Quieres decir por qué? Ellos lo leen.
meeting-change-what = ¿Qué quieres añadir o cambiar?
    .short = Qué
meeting-change-words = { $what }: ¿qué debe decir?
    .short = Palabras
meeting-agree-clash = Ya tienes esto a esa hora: { $what }. ¿Qué quieres hacer?
meeting-after-how = ¡Qué bueno! ¿Cómo fue?
    .short = Cómo fue
meeting-after-more = ¿Hay algo que { $people } deba saber? Lo puede leer.
    .short = Algo más
meeting-after-way = Siento que no se pudo. ¿Qué pasó? Puedes saltar esto. { $caseworker } lo lee, para ayudar.
    .short = Qué pasó
meeting-after-way-words = ¿Qué fue? Lo lee { $caseworker } y nadie más.
    .short = Qué pasó

## Botones

label-all-children = { $children }
label-visit = Planear una visita
label-call = Planear una llamada
label-event = Contar de una cita
label-calendar = Calendario
label-team = Reunión
label-another-day = Otro día
label-no-day = –
label-month-before = ‹
label-month-after = ›
label-first-days = Ver la lista
label-once = Solo una vez
label-every-week = Cada semana
label-every-two-weeks = Cada dos semanas
label-all-of-them = Todos
label-driver-parent = Mamá o papá
label-driver-caregiver = El hogar
label-driver-agency = La agencia
label-meeting-agree = Sí, está bien
label-meeting-counter = Otra hora
label-meeting-decline = No, lo siento
label-meeting-allow = Decir que sí
label-meeting-refuse = Decir que no
label-meeting-take-back = Ya no
label-meeting-look = Verlo
label-meeting-come = Ahí estaré
label-meeting-late = Voy tarde
label-meeting-cannot = No puedo ir
label-meeting-move = Moverlo
label-meeting-change = Añadir o cambiar
label-meeting-cancel = Cancelarlo
label-meeting-again = Buscar otra hora
label-meeting-next = Planear la próxima
label-meeting-read = Ya lo leí
label-meeting-question = Mandar una pregunta
label-meeting-may-come = Que vaya
label-meeting-stays = Dejarlo así
label-meeting-siblings-yes = Que vayan
label-meeting-siblings-no = Esta vez no
label-meeting-all-the-same = Sí, de todos modos
label-meeting-agree-for = { $name } acepta
label-meeting-decline-for = { $name } no puede
label-meeting-happened = Sí, se hizo
label-meeting-missed = No se hizo
label-reason-of-time = Esa hora no puedo
label-reason-of-day = Ese día no puedo
label-reason-of-sick = Estoy enferma o enfermo
label-reason-of-child-sick = Un niño está enfermo
label-reason-of-away = Estamos de viaje
label-reason-of-ride = Sin transporte
label-reason-of-work = Trabajo
label-reason-of-not-now = Ahora no
label-reason-of-court = La corte decide
label-reason-of-talk-first = Hablemos primero
label-change-driver = Quién maneja
label-change-meet = Dónde nos vemos
label-change-bring = Qué llevar
label-change-note = Nota
label-how-good = Fue bien
label-how-mixed = Bien y difícil
label-how-hard = Fue difícil
label-way-ride = Sin transporte
label-way-work = Trabajo
label-way-sick = Me enfermé
label-way-child-sick = Un niño enfermo
label-way-forgot = Se me olvidó
label-way-other = Otra cosa
label-event-appointment = Doctor o escuela
label-event-activity = Fiesta, deporte, otro
label-team-team = Reunión
label-team-court = Día de corte

## Lo que es, línea por línea

meeting-place = Dónde: { $words }
meeting-driver = Quién maneja: { $words }
meeting-driver-parent = mamá o papá
meeting-driver-caregiver = el hogar
meeting-driver-agency = la agencia
meeting-meet = Nos vemos en: { $words }
meeting-bring = Hay que llevar: { $words }
meeting-link = Enlace: { $words }
meeting-note = Nota: { $words }
meeting-with = Con: { $people }
meeting-supervision-monitored = Alguien pasa a ver: { $who }
meeting-supervision-supervised = Alguien está con ustedes: { $who }
meeting-supervision-therapeutic = Una persona les ayuda ahí: { $who }
meeting-escort-open = la agencia dice quién
meeting-agency = La agencia

meeting-is-wished = Espera a la trabajadora.
meeting-is-proposed = Espera una respuesta.
meeting-is-countered = Hay otra hora. Espera una respuesta.
meeting-is-awaiting = Los dos hogares dijeron que sí. Falta la trabajadora.
meeting-is-standing = Está fijado.
meeting-is-declined = La respuesta fue no.
meeting-is-taken-back = Se retiró.
meeting-is-refused = La trabajadora no pudo decir que sí.
meeting-is-lapsed = El día llegó sin respuesta.
meeting-is-cancelled = Se canceló.
meeting-is-revoked = No se puede hacer.
meeting-is-moved = Se movió.
meeting-is-over = Ya terminó.
meeting-is-happened = Se hizo.
meeting-is-missed = No se hizo.
meeting-is-unclear = Cada uno lo recuerda de otro modo.

## Lo que falta para un deseo. Solo lo leen quien lo escribe y la trabajadora.

hurdle-none = Aún no hay permiso para esto.
hurdle-early = El permiso empieza después.
hurdle-ended = El permiso termina antes de ese día.
hurdle-notice = Es muy pronto. Hay que avisar antes.
hurdle-long = Dura más de lo que dice el permiso.
hurdle-place = El lugar no está en la lista.
hurdle-willing = Aún no han dicho los dos que quieren escribirse.
hurdle-held = La trabajadora aún mira primero lo que se escribe.

## Lo que se dice

meeting-gone = Ya no encuentro eso. /calendar muestra lo que viene.
meeting-passed = Eso ya no se puede hacer. Así está ahora:
meeting-nobody = Aún no hay a quién pedirlo. La trabajadora te puede decir más.
meeting-when-past = Esa hora ya pasó. Elige otra, por favor.
meeting-counter-outside = Esa hora la tiene que ver antes { $caseworker }. Elige otra, o escribe a { $caseworker }.
meeting-apart = { $one } y { $other } no pueden verse. Invita a cada quien por su lado.
meeting-proposed = Ya le pregunté a { $people }. Te aviso cuando haya respuesta.
meeting-asked = { $who } quiere fijar una hora.
meeting-asked-move = { $who } quiere mover esto a otra hora. Hasta que aceptes, vale la hora de antes.
meeting-instead = En lugar de: { $when }
meeting-wished = Esto lo tiene que ver antes { $caseworker }. Ya le pasé tu deseo. Nadie más lo ve.
meeting-wish = { $who } tiene un deseo que va más allá de lo fijado. Nadie más lo ve hasta que digas que sí.
meeting-asks-approval = Los dos hogares dijeron que sí. Falta tu sí.
meeting-phone = Por favor, dile esto por teléfono a { $people }:
meeting-phone-reminder = Por favor, recuerda esto por teléfono a { $people }:
meeting-approve-near =
    Cerca está esto, con alguien que no puede tener contacto con uno de ellos:
    { $what }

    ¿Qué quieres hacer?
meeting-left-waiting = Muy bien. Espera tu sí.
label-meeting-not-yet = Aún no
meeting-reason = { $who } dice: { $words }
meeting-did-allow = Ya se lo pasé al otro hogar.
meeting-did-refuse = Se lo dije con cariño.
meeting-did-take-back = Ya no vale.
meeting-did-agree = Está fijado. Te lo voy a recordar.
meeting-did-agree-to-ask = Gracias. Falta que { $caseworker } diga que sí. Yo te aviso.
meeting-did-counter = Ya les dije la otra hora.
meeting-did-decline = Se lo dije con cariño.
meeting-did-approve = Está fijado. Ya lo saben los dos hogares.
meeting-did-cancel = Se canceló. Ya lo saben todos.
meeting-did-cannot = Gracias por avisar a tiempo. Ya lo saben los demás.
meeting-did-come = ¡Qué bueno! Nos vemos ahí.
meeting-did-late = Ya lo saben los demás. Ven con calma.
meeting-did-change = Ya lo saben todos.
meeting-did-happened = Gracias. Ya está anotado.
meeting-did-missed = Gracias. Ya está anotado.
meeting-told-allow = La trabajadora dijo que sí a tu deseo. Ya le pregunté al otro hogar.
meeting-told-refuse = La trabajadora no pudo decir que sí a esto.
meeting-told-take-back = { $who } ya no pide esto.
meeting-told-lapse = El día llegó y no hubo respuesta.
meeting-told-agree = Está fijado: { $who } dijo que sí.
meeting-told-agree-to-ask = { $who } dijo que sí. Falta el sí de la trabajadora.
meeting-told-counter = { $who } quiere otra hora.
meeting-told-decline = { $who } no puede decir que sí a esto.
meeting-told-approve = La trabajadora dijo que sí. Está fijado.
meeting-told-cancel = { $who } tuvo que cancelar esto.
meeting-told-cannot = { $who } no puede ir y avisa a tiempo.
meeting-told-come = { $who } va a estar ahí.
meeting-told-late = { $who } va a llegar { $minutes } tarde.
meeting-told-change = { $who } cambió algo.
meeting-told-revoke = Esto no se puede hacer. No hiciste nada malo. { $caseworker } te puede decir más, y puedes llamar.
meeting-told-happened = { $who } dice que sí se hizo.
meeting-told-missed = { $who } dice que no se hizo.
meeting-how-good-told = Fue bien, dice { $who }.
meeting-how-mixed-told = Hubo cosas buenas y cosas difíciles, dice { $who }.
meeting-how-hard-told = Fue difícil, dice { $who }.
meeting-in-the-way = { $who } dice qué pasó: { $what }
meeting-reminder = Ya viene.
meeting-after = Espero que haya ido bien. ¿Se hizo?
meeting-unread = { $who } aún no leyó que esto no se puede hacer. Llama, por favor.
meeting-read-done = Gracias.
meeting-invited-agency = { $who } te invita.
meeting-invited-in-person = { $who } te invita a ir.
meeting-invited-phone = { $who } te invita a estar por teléfono.
meeting-invited-questions = { $who } quiere que lo sepas. Puedes mandar preguntas para ese día.
meeting-invited-know = { $who } quiere que lo sepas.
meeting-invited-done = Ya se lo dije a { $people }.
meeting-invited-none = Está anotado. No había a quién decírselo.
meeting-invited-asked = Para algunos lo tiene que ver antes { $caseworker }. Ya le pregunté.
meeting-may-come = { $by } me contó de esto. ¿Puede ir { $who } en persona?
meeting-let-come = Ya invité a { $who }.
meeting-stays = Para { $who } se queda como está.
meeting-home = La casa de { $children }
meeting-home-of = la casa de { $children }
meeting-siblings-asked = Para { $children } lo tiene que ver antes { $caseworker }. Ya le pregunté.
meeting-siblings-may-come = { $by } quiere invitar también a { $children }. ¿Está bien? El viaje sería con { $people }.
meeting-invited-siblings = { $caseworker } invita a { $children } a ver a { $child }. ¿Puedes hacer el viaje? Es solo por esta vez.
meeting-siblings-come = Ya dijeron que sí: puedes contar con { $children }.
meeting-siblings-off = Esta vez no se puede con { $children }. Nadie hizo nada malo.
meeting-siblings-not = Ahora no pueden verse todos: { $children }. Lo puedes cambiar con /connection.
meeting-siblings-apart = { $one } y { $other } no pueden tener contacto, y los dos irían. Por eso no invité a { $children }.
meeting-siblings-parent = { $who } sabe de esta cita, y no puede tener tanto contacto con { $children }. Cambia antes el permiso, por favor.

about-visit = tiempo con un niño
about-call = una llamada o videollamada
about-event = contar de una cita
about-team = una reunión o un día de corte

## El calendario

calendar-title = Esto viene:
calendar-empty = Aún no viene nada. Puedes fijar algo con /visit o /call.
calendar-more =
    { $count ->
        [one] Y 1 más.
       *[other] Y { $count } más.
    }
label-calendar-one = { $day }: { $what }
label-calendar-file = Como archivo
calendar-file = Esto se abre en el calendario de tu teléfono.
calendar-name = Calendario familiar
label-calendar-past = Lo que fue
label-calendar-feed = En mi calendario
past-title = Esto es lo que fue. Los dos hogares ven lo mismo.
past-empty = Aquí no hay nada todavía.
past-cancelled =
    { $hours ->
        [one] Lo canceló { $who }, 1 hora antes.
       *[other] Lo canceló { $who }, { $hours } horas antes.
    }
feed-fresh =
    Tu teléfono puede mostrar esto en su calendario. Para eso hago un enlace secreto.
    Quien tiene el enlace ve tus horas. ¿Lo hago?
    .short = Enlace
feed-again = El enlace de tu calendario está activo. ¿Qué quieres hacer?
    .short = Enlace
feed-left = Muy bien. Lo dejo como está.
feed-open = Este es tu enlace. Ponlo en el calendario de tu teléfono. No se lo des a nadie. Si crees que alguien lo tiene, haz uno nuevo.
feed-closed = El enlace ya no vale. Ya no muestra nada.
feed-none = El enlace del calendario aún no está listo aquí.
label-feed-keep = Dejarlo así
label-feed-new = Hacer uno nuevo
label-feed-close = Quitarlo

about-calendar = lo que viene
