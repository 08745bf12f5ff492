### What everybody has at hand, and what everybody is told.

## Who is here and who reads

# No verb may follow $readers and $people: they can be one name or several.
who-reads = Lo que escribes lo puede leer { $readers }, o quien esté en su lugar.
who-circle =
    Aquí por { $children }:
    { $people }
who-circle-paused =
    Aquí por { $children } (en pausa, ahora no se entrega nada):
    { $people }
who-circle-alone = Ahora no hay nadie más aquí por { $children }.
who-is-writing = { $who } (pueden escribirse)
who-is-not-yet = { $who } (todavía no)
who-is-invited = { $who } (aún no ha llegado)
who-desk = { $prefix }personas te muestra todas las personas a tu cargo.
who-nobody = Todavía no hay nadie más aquí contigo.
nobody-here = Todavía no hay a quién escribir. Tu mensaje no se envió.

## Menu and help

menu-people = ¿Qué quieres hacer?
label-menu-more = Más cosas
menu-more = Aquí también hay esto:
label-menu-checkin = Cómo fue la semana
label-menu-tip = Un consejo
label-menu-decision = Preguntar antes de decidir
label-menu-goals = Mis propios pasos
label-menu-form = Un formulario
label-menu-resource = Clases y ayuda
label-menu-album = Un álbum
label-menu-forms = Formularios
label-menu-decisions = Decisiones
help-people =
    Solo escribe aquí. Tus palabras llegan a quien dijo que sí.

    { $prefix }menu – todo lo que puedes hacer
    { $prefix }quien – quién está aquí y quién lee
    { $prefix }trabajadora – escribir solo a quien lleva tu caso
    { $prefix }cambiar – elegir a quién le escribes
    { $prefix }libro, { $prefix }compartir, { $prefix }preguntar – lo que se sabe de un niño
    { $prefix }plan – lo que acuerdan juntos
    { $prefix }deshacer – retirar tu último mensaje
    { $prefix }ajustes – nombre, idioma, horas de descanso
    { $prefix }vincular – usar otro teléfono o app
    { $prefix }salir – dejar este chat

    { emergency }
command-later = Eso todavía no lo puedo hacer. { $prefix }menu te muestra qué puedo hacer.
command-unknown =
    No sé qué quiere decir eso, así que no se envió nada.
    { $prefix }ayuda te muestra lo que sé hacer.

## Writing to the others

switch-circle = ¿En qué chat quieres escribir?
switch-done =
    Está bien, es sobre { $children }.
    Durante media hora, lo que escribas llega a { $people }.
switch-paused =
    El chat sobre { $children } está en pausa. Ahora no se entrega nada ahí.
    Puedes seguir escribiendo a { $caseworker }.
switch-nobody =
    Está bien, es sobre { $children }.
    Ahí todavía no puedes escribir a nadie. Hace falta un sí de cada lado.
switch-only-one = Ahora no hay nada que elegir. Solo escribe aquí.
switch-rooms =
    Aquí cada chat tiene su propia sala.
    Para escribir a alguien, ve a la sala con sus mensajes.
room-hello =
    Aquí escribes sobre { $children }.
    Lo que escribes en esta sala le llega a { $people }.
circle-gone = Este chat ya no está abierto para ti. No se envió nada.
circle-paused =
    { $caseworker } puso en pausa el chat sobre { $children }.
    Tu mensaje no se entregó, y no se enviará después.
    Puedes seguir escribiendo a { $caseworker }.
circle-closed =
    El chat sobre { $children } está cerrado. Tu mensaje no se entregó.
    { $caseworker } te puede decir más.
circle-nobody-decides =
    { $caseworker } tiene que mirarlo primero. Ahora nadie puede hacerlo.
    No se envió. Intenta más tarde, por favor.
hold-told-hold =
    { $caseworker } lo mira primero, casi siempre antes del mediodía de mañana.
    Luego te aviso.
hold-nobody =
    Por ahora no puedo comunicarme con { $caseworker }, así que tu mensaje sigue esperando.
    Te aviso cuando alguien lo haya mirado.
approved-told =
    { $caseworker } ya miró esto y lo dejó pasar:
    «{ $words }»
declined-told =
    { $caseworker } no dejó pasar este mensaje:
    «{ $words }»

    { $reason }
    Puedes escribirlo de otra manera.
reason-kinder = Dilo con palabras más amables, por favor.
reason-details = Dice algo que es muy privado para este chat.
reason-in-person = Esto es mejor hablarlo en persona.
reason-court = Este chat no es para cosas de la corte. Con eso te ayuda tu abogada o abogado.
# Not when they are over: another person's hours are theirs to tell.
quiet-told =
    Son horas de descanso para { $people }.
    Tu mensaje espera. Llega cuando terminen.

# Only the one question there is of these two is asked: whose words pass by themselves, and whose are looked at.
cannot-wait-which = ¿Cuál no puede esperar?
    .short = Cuál
cannot-wait-now =
    «{ $words }»

    ¿Se trata de la salud o la seguridad de un niño? Entonces se lo doy a { $people } ahora, en sus horas de descanso.
    Quien lleva tu caso lo verá.
    .short = Tu sí
cannot-wait-asked =
    «{ $words }»

    ¿Se trata de la salud o la seguridad de un niño? Entonces se lo doy a { $name } ahora, para que te ayude.
    A { $people } le llega cuando terminen las horas de descanso.

    { $help }
    .short = Tu sí
cannot-wait-done = Está bien, se lo doy a { $people } ahora.
cannot-wait-done-asked =
    Está bien, se lo doy a { $name } ahora.
    A { $people } le llega cuando terminen las horas de descanso.
cannot-wait-kept = Está bien, espera.
cannot-wait-gone = Ya no está en espera: ya llegó, lo tiene alguien de guardia, o lo retiraste.
cannot-wait-told =
    { $name } dijo que esto no podía esperar. Se lo di a { $people } en sus horas de descanso:
    «{ $words }»
cannot-wait-told-asked =
    { $name } dijo que esto no podía esperar. Se lo di enseguida a { $person }:
    «{ $words }»
header-cannot-wait = { $who } · no puede esperar, salud o seguridad de un niño ({ $caseworker })

## Ready sentences, and words that are not understood

ready-topic = ¿De qué se trata?
    .short = Tema
ready-sentence = ¿Qué frase? Se lee en el idioma de cada quien.
    .short = Frase
ready-circle = ¿En qué chat la quieres enviar?
    .short = Chat
ready-sent = Está bien, ya va en camino: «{ $words }»
unclear-none = Todavía no hay aquí un mensaje por el que pueda preguntar.
unclear-before = { $caseworker } ya sabe que no entiendes esto. La respuesta llega aquí.
unclear-done =
    Le pedí a { $caseworker } que te ayude con esto. La respuesta llega aquí, solo para ti:
    «{ $words }»
header-unclear = { $who } no entiende esto, de { $writer }. Responde aquí para ayudar

## Taking back and changing

undo-done =
    Lo retiro hasta donde puedo.
    Tal vez alguien ya lo vio. Queda guardado en el registro.
undo-unsure =
    Tal vez ya salió. Lo retiro hasta donde puedo.
    Queda guardado en el registro.
undo-erased = No había salido. Ya está borrado.
undo-partial =
    Ya llegó a alguien, y pasó demasiado tiempo para retirarlo de ahí.
    A nadie más le va a llegar.
undo-too-late = Ya se entregó, y pasó demasiado tiempo. Ya no lo puedo retirar.
undo-nothing = No hay nada que retirar.
edit-kept = Está bien, ya tengo tus palabras nuevas. Las de antes se borraron.
edit-held =
    Aquí { $caseworker } mira primero los mensajes. Este ya pasó y no se puede cambiar.
    Escribe un mensaje nuevo, por favor.
edit-shut =
    Ahora no se entrega nada en el chat sobre { $children }. Tu cambio no se entregó.
edit-unknown = No puedo cambiar ese mensaje. Escribe uno nuevo, por favor.

## The caseworker

caseworker-whom = ¿A quién le quieres escribir?
    .short = A quién
caseworker-words =
    ¿Qué le quieres decir a { $caseworker }?
    Le llega solo a { $caseworker }, o a quien esté en su lugar. También se guarda.
    .short = Palabras
caseworker-sure =
    Esto llega solo a { $caseworker }:
    «{ $words }»

    ¿Lo envío?
    .short = Tu sí
line-sent = Va en camino, solo a { $caseworker }, o a quien esté en su lugar.
line-none = Todavía nadie lleva tu caso aquí. Tu mensaje no se envió.
line-nobody =
    No pude pasar tu mensaje. Ahora nadie lo puede recibir.
    Llama a quien lleva tu caso, por favor.
paused-told =
    { $caseworker } puso en pausa el chat sobre { $children }.
    Por ahora no se entrega nada. Puedes seguir escribiendo a { $caseworker }.
paused-ended =
    { $count ->
        [one] Un mensaje tuyo no había llegado a todas las personas. Ya no llega a nadie más.
       *[other] { $count } mensajes tuyos no habían llegado a todas las personas. Ya no llegan a nadie más.
    }
paused-ended-one =
    Este mensaje tuyo no había llegado a todas las personas. Ya no llega a nadie más:
    «{ $words }»
resumed-told =
    Ya puedes escribir otra vez sobre { $children }.
    Lo que no se entregó no se envía ahora. Lo puedes escribir de nuevo.
hold-over =
    Desde ahora tus mensajes sobre { $children } salen enseguida.
    { $caseworker } ya no los mira primero, pero todavía los puede leer.

# Parts of the same message: what still waited for a look.
hold-over-one =
    Este no pasó antes, y ahora no se envía:
    «{ $words }»

    Lo puedes escribir otra vez.
hold-over-several =
    { $count ->
        [one] Un mensaje tuyo no pasó antes, y ahora no se envía. Lo puedes escribir otra vez.
       *[other] { $count } mensajes tuyos no pasaron antes, y ahora no se envían. Los puedes escribir otra vez.
    }

## Leaving

leave-sure =
    ¿Quieres dejar este chat?

    Aquí ya no te llegará ningún mensaje. Se avisa que te fuiste, no por qué.
    Lo que se dijo se guarda. Lo que aún no llegó ya no se envía.
    Para volver hace falta un código nuevo.
leave-desk =
    Aquí hay personas a tu cargo, así que no puedes salir de esta manera. No cambió nada.
    Antes, alguien más debe estar a cargo de ellas. Pregunta en tu agencia, por favor.
leave-stayed = Qué bueno que te quedas. No cambió nada.
leave-done =
    Ya no estás en este chat. No te voy a escribir más.
    Cuídate mucho.
left-told =
    { $name } ya no está en el chat sobre { $children }.
    Lo que escribas ya no le llega a { $name }.
