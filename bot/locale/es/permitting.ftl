### Lo que permite y termina quien lleva el caso, y lo que leen los demás.

permission-person = ¿De quién se trata?
    .short = Quién
permission-children = ¿De qué niños se trata?
    .short = Niños
permission-what = ¿Qué quieres hacer?
    .short = Qué
permission-kinds = ¿Qué tipo de contacto?
    .short = Tipo
permission-supervision = ¿Hay alguien con ellos cuando se ven?
    .short = Quién está
permission-line-asked =
    ¿Qué más vale? Puedes ponerlo en una línea, ir paso a paso, o dejarlo así.
    Por ejemplo: hasta el 1 de abril, como mucho 2 horas, en Family Center, orden FC-1
    .short = Lo que vale
permission-line-unclear =
    No entiendo esto: «{ $words }»
    Conozco: desde, hasta, como mucho, 24 horas antes, en, con, maneja, orden, revisar, los dos hogares.
permission-since = ¿Desde qué día? Salta esto si empieza hoy.
    .short = Desde
permission-until = ¿Hasta qué día? Puedes saltar esto.
    .short = Hasta
permission-longest = ¿Cuánto tiempo como mucho? Puedes saltar esto.
    .short = Cuánto
permission-notice = ¿Con cuánto tiempo se debe avisar? Puedes saltar esto.
    .short = Aviso
permission-places = ¿Dónde se pueden ver? Pon una coma entre los lugares. Puedes saltar esto.
    .short = Lugares
permission-escorts = ¿Quién puede estar con ellos? Pon una coma entre los nombres. Puedes saltar esto.
    .short = Quién está
permission-drivers = ¿Quién puede manejar? Pon una coma entre los nombres. Puedes saltar esto.
    .short = Quién maneja
permission-review = ¿Qué día se mira otra vez? Puedes saltar esto.
    .short = Revisión
permission-approval = ¿Quién dice que sí a cada cita?
    .short = Quién dice sí
permission-order = ¿Hay una orden de la corte? Escribe su número, o salta esto.
    .short = Orden
permission-sure =
    { $what }

    Se lo digo con palabras claras. ¿Está bien así?
    .short = Está bien
permission-told =
    { $follows }

    ¿Ya se lo dijiste a { $who }?
    .short = Dicho
permission-summary = { $who } y { $children }: { $kinds }
permission-no-meetings = No se cae ninguna cita con esto.
permission-would-end =
    Estas citas se caen ya:
    { $meetings }
permission-would-miss =
    Estas siguen, pero { $who } no puede estar, o solo en parte:
    { $meetings }
permission-would-change =
    Estas siguen como lo dices ahora:
    { $meetings }
permission-nobody = No hay nadie aquí para eso.
permission-left = Muy bien. Lo dejo como está.
permission-title = Esto vale para { $who }:
permission-line = { $child }: { $kinds }
permission-nothing = Aún no se permite nada.
permission-given = Ya vale para { $who } con { $children }: { $kinds }. Ya se lo dije a { $who }.
permission-given-phone =
    Ahora vale para { $who } con { $children }: { $kinds }.
    Aquí no le puedo escribir a { $who }. Díselo tú, por favor.
permission-same = { $who } ya tiene justo esto con { $children }: { $kinds }. No cambió nada.
permission-told-given = Buena noticia: con { $children } ya puedes tener { $kinds }.
permission-told-changed = Algo cambió. Con { $children } puedes tener { $kinds }, así:
permission-told-ended = Por ahora esto no se puede con { $children }: { $kinds }. No hiciste nada malo.
permission-told-stays = Esto sigue igual: { $kinds }.
permission-told-ask = { $caseworker } te puede decir más. Puedes escribir o llamar.
permission-ended = Se terminó para { $who } con { $children }: { $kinds }.
permission-ended-meetings =
    { $count ->
        [one] Se cae 1 cita. Ya se lo digo a los dos hogares.
       *[other] Se caen { $count } citas. Ya se lo digo a los dos hogares.
    }
permission-missed-meetings =
    { $count ->
        [one] { $who } no puede estar en 1 cita, o solo en parte. La cita sigue, y aviso a quien la hace.
       *[other] { $who } no puede estar en { $count } citas, o solo en parte. Siguen, y aviso a quien las hace.
    }
permission-changed-meetings =
    { $count ->
        [one] 1 cita sigue como lo dices ahora. Aviso a los que van.
       *[other] { $count } citas siguen como lo dices ahora. Aviso a los que van.
    }
permission-watch = Te aviso si { $who } no lo lee a tiempo.
permission-unread = { $who } aún no leyó que esto cambió. Por favor, llama.
permission-way-none = No puedes estar en esto. No hiciste nada malo. { $caseworker } te puede decir más, y puedes llamar.
permission-way-phone = Puedes estar en esto por teléfono, pero no ir. No hiciste nada malo. { $caseworker } te puede decir más.
permission-way-questions = Puedes mandar preguntas para esto, pero no estar ahí. No hiciste nada malo. { $caseworker } te puede decir más.
permission-way-know = Puedes saber cómo fue, pero no estar ahí. No hiciste nada malo. { $caseworker } te puede decir más.
permission-way-told-phone = { $who } puede estar en esto por teléfono, pero no ir. Nadie hizo nada malo.
permission-way-told = { $who } no puede estar en esto. Nadie hizo nada malo.
permission-call = Por favor, llama a { $who }.
permission-none = { $who } no tiene nada así ahora.
permission-expires = Pronto termina esto para { $who } con { $children }: { $kinds }. El último día es el { $day }.
terms-unsupervised = Pueden estar a solas.
terms-monitored = Alguien pasa a ver de vez en cuando.
terms-supervised = Alguien está con ustedes.
terms-therapeutic = Una persona les ayuda ahí.
terms-since = Empieza el { $day }.
terms-until = El último día es el { $day }.
terms-longest = Como mucho { $length } cada vez.
terms-notice =
    { $hours ->
        [one] Hay que fijarlo 1 hora antes.
       *[other] Hay que fijarlo { $hours } horas antes.
    }
terms-places = Dónde: { $places }.
terms-escorts = Quién puede estar: { $people }.
terms-drivers = Quién puede manejar: { $people }.
terms-review = Se mira otra vez el { $day }.
terms-order = Orden: { $order }
terms-approval-caseworker = Cada vez dice que sí también la trabajadora.
terms-approval-none = Cuando los dos hogares dicen que sí, está fijado.

contact-know = noticias y fechas
contact-letters = cartas
contact-moments = fotos y momentos
contact-questions = preguntas
contact-phone = llamadas
contact-visit = visitas
contact-appointment = citas
contact-activity = actividades

label-step-by-step = Paso a paso
label-contact-set-calls = Noticias, cartas, llamadas
label-contact-set-visits = Noticias, cartas, llamadas, visitas
label-contact-set-most = Todo menos actividades
label-contact-set-every = Todo
label-permission-give = Dar o cambiar
label-permission-withdraw = Terminarlo ya
label-permission-see = Ver qué vale
label-permission-told = Ya se lo dije
label-permission-call = Voy a llamar
label-contact-all = Todo
label-contact-set-words = Noticias, cartas, fotos, preguntas
label-contact-set-phone = Llamadas
label-contact-set-visit = Visitas
label-contact-set-dates = Citas, actividades
label-contact-know = Noticias y fechas
label-contact-letters = Cartas
label-contact-moments = Fotos y momentos
label-contact-questions = Preguntas
label-contact-phone = Llamadas
label-contact-visit = Visitas
label-contact-appointment = Citas
label-contact-activity = Actividades
label-supervision-unsupervised = A solas
label-supervision-monitored = Alguien pasa a ver
label-supervision-supervised = Alguien está ahí
label-supervision-therapeutic = Alguien ayuda ahí
label-hours =
    { $hours ->
        [one] 1 hora
       *[other] { $hours } horas
    }
label-approval-caseworker = Yo también digo sí
label-approval-none = Bastan los dos hogares

nocontact-one = ¿Quién es la primera persona?
    .short = Primera
nocontact-other = ¿Quién no puede tener contacto con { $who }?
    .short = Segunda
nocontact-order = ¿Hay una orden de la corte? Escribe su número, o salta esto.
    .short = Orden
nocontact-sure =
    { $one } y { $other } van a estar aparte. Si tienen un chat los dos, se para ya. Las citas de los dos se caen. Aquí no van a saber uno del otro. ¿Está bien así?
    .short = Está bien
nocontact-over = { $one } y { $other } están aparte. ¿Pueden tener contacto otra vez?
    .short = Otra vez
nocontact-done = { $one } y { $other } están aparte desde ahora.
nocontact-again = { $one } y { $other } pueden tener contacto otra vez. Un chat parado sigue parado hasta que lo dejes seguir.
nocontact-both-invited = Los dos están invitados a esto. Haz que no se vean ahí, por favor:
nocontact-meetings =
    { $count ->
        [one] 1 cita de los dos se cae, o sigue sin ellos.
       *[other] { $count } citas de los dos se caen, o siguen sin ellos.
    }
resume-apart = Dos personas de este chat no pueden tener contacto. Sigue en pausa.
nocontact-paused =
    { $count ->
        [one] Se paró 1 chat. Haz un chat para cada uno.
       *[other] Se pararon { $count } chats. Haz un chat para cada uno.
    }

connection-child = ¿De qué niño se trata?
    .short = Niño
connection-kind = ¿Qué es esta persona para { $child }?
    .short = Qué es
connection-sibling = ¿Quién es?
    .short = Quién
connection-meet =
    ¿Puede { $child } ver a { $others }? Así un hogar puede pedir que vayan. Tú dices cada vez si sí.
    .short = Pueden verse
connection-still = { $child } ya puede ver a { $others }. ¿Lo dejo así?
    .short = Pueden verse
connection-name = ¿Cómo se llama?
    .short = Nombre
connection-done = { $who } está anotado para { $child }.
connection-may = { $child } ya puede ver a { $others }. Si un hogar lo pide, te pregunto antes a ti.
connection-may-not = { $child } ya no puede ver a { $others }.
connection-ended =
    { $count ->
        [one] Se cae 1 invitación. Yo aviso a los dos hogares.
       *[other] Se caen { $count } invitaciones. Yo aviso a los dos hogares.
    }
label-sibling-other = Otra persona
label-relation-sibling = Hermano o hermana
label-relation-grandparent = Abuelo o abuela
label-relation-teacher = Maestra o maestro
label-relation-former-caregiver = Lo cuidó antes
label-relation-friend = Amigo o amiga
label-relation-relative = Otra familia

about-permission = lo que puede tener un padre
about-nocontact = tener aparte a dos personas
about-connection = quién importa a un niño
