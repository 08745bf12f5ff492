### The caseworker's texts: brief and clear.

menu-desk = ¿Qué quieres hacer?
help-desk =
    Para escribir a una persona, solo escribe aquí. Te pregunto para quién es.

    { $prefix }resumen – qué trae tu día
    { $prefix }cola – todo lo que espera tu decisión
    { $prefix }aprobar – dejar pasar uno
    { $prefix }rechazar – devolver uno
    { $prefix }personas – todas las personas a tu cargo
    { $prefix }familias – tus familias
    { $prefix }familia – ver una, o hacer una nueva
    { $prefix }niño – ver uno, o anotar uno nuevo
    { $prefix }hogar – ver uno, o hacer uno nuevo
    { $prefix }invitar – hacer un código para alguien
    { $prefix }reemitir – un teléfono perdido: hacer otro código
    { $prefix }congelar – un teléfono robado: parar todo
    { $prefix }cubrir – alguien te cubre
    { $prefix }entregar – pasar familias a alguien
    { $prefix }registro – quién leyó o hizo qué
    { $prefix }decir – escribir a todo un círculo
    { $prefix }anunciar – escribir a varios círculos
    { $prefix }nota – guardar una nota para ti
    { $prefix }mudar – un niño se muda a otro hogar
    { $prefix }libro – lo que se sabe de un niño
    { $prefix }plan – lo que acuerdan los dos hogares
    { $prefix }goinghome – planear una vuelta a casa
    { $prefix }pausar – parar un círculo
    { $prefix }círculo – uno nuevo, alguien más, cómo sigue
    { $prefix }permiso – lo que puede tener mamá o papá
    { $prefix }seguir – dejar que siga
    { $prefix }actas – entregar lo que se dijo
    { $prefix }exportar – lo mismo, de una familia o persona
    { $prefix }deshacer – retirar tu último mensaje
    { $prefix }ajustes – nombre, idioma, horas de descanso
    { $prefix }menu – lo mismo con botones

## What waits

queue-which-one =
    { $count ->
        [one] Una cosa espera tu decisión.
       *[other] { $count } cosas esperan tu decisión. Lo que más urge va primero.
    }

    ¿Cuál quieres ver?
queue-line = { $who }: { $what } ({ $waits })
queue-book = sobre { $child }, para el libro
queue-question = una pregunta sobre { $child }
queue-plan = para el plan o la lista, { $children }
queue-wish = un deseo para { $children }
queue-approval = tu sí para { $children }
queue-come = ¿puede ir con { $children }?
queue-siblings = ¿van { $children }?
queue-hold = mirar primero ya casi termina
waits-minutes =
    { $count ->
        [0] ahora
        [one] 1 minuto
       *[other] { $count } minutos
    }
waits-hours =
    { $count ->
        [one] 1 hora
       *[other] { $count } horas
    }
waits-days = { $count } días
waiting-told =
    { $caseworker } todavía no decidió:
    { $count ->
        [one] algo de { $people } espera hace más de { $hours } horas.
       *[other] { $count } cosas de { $people } esperan hace más de { $hours } horas.
    }
    ¿Puedes ayudar? De cada cosa te aviso solo una vez.
ask-back-words =
    ¿Qué le quieres preguntar a { $name }?
    El mensaje espera hasta que decidas.
ask-back-told =
    Antes de pasar esto, { $caseworker } tiene una pregunta:
    «{ $words }»
ask-back-done = Ya le pregunté a { $name }. El mensaje todavía espera tu decisión.
answer-back-words =
    ¿Qué le quieres decir a { $name }?
    Solo { $name } lo lee.
answer-back-told = Es la respuesta de { $name }. El mensaje todavía espera tu decisión.
answer-back-done = { $caseworker } ya tiene tu respuesta. El mensaje todavía espera.
queue-left =
    { $count ->
        [one] Queda uno más.
       *[other] Quedan { $count } más.
    }
queue-item =
    De { $name }, sobre { $circle }
    Desde: { $since }
queue-one = { $name }: { $words }
queue-which = ¿Cuál mensaje?
    .short = Mensaje
queue-empty = No hay nada que espere tu decisión.
queue-changed = { $name } cambió este mensaje. Léelo otra vez, por favor.
queue-gone = Ese mensaje ya no espera. No cambió nada.
approve-done = Va en camino a { $people }. Se lo digo a { $name }.
approve-some =
    Va en camino a { $people }, pero no a { $missing }: ya no hay un sí de cada lado.
    Se lo digo a { $name }.
approve-nobody =
    Lo dejaste pasar, pero no llega a nadie: ya no hay un sí de cada lado.
    Se lo digo a { $name }.
decline-reason = ¿Qué debe leer quien lo escribió? Elige un motivo, o escribe el tuyo.
    .short = Motivo
decline-done = El mensaje no se pasa. Se lo digo a { $name }, con tu motivo.

## Circles

pause-circle = ¿Qué círculo pongo en pausa?
    .short = Círculo
pause-sure =
    ¿Pongo en pausa el círculo sobre { $circle }?

    Desde ese momento no se entrega nada. Se avisa a todo el círculo enseguida.
    Lo que aún no llegó ya no se enviará.
    .short = Tu sí
pause-done = El círculo sobre { $children } está en pausa.
pause-none = No hay ningún círculo para poner en pausa.
pause-already = Este círculo ya está en pausa o cerrado.
resume-circle = ¿Qué círculo sigue?
resume-done = El círculo sobre { $children } sigue. Lo que paró la pausa no se envía.
resume-none = No hay ningún círculo en pausa.
hold-ends = Tú miras primero los mensajes sobre { $children }. Los siete días ya casi terminan.
hold-ends-on =
    ¿Quieres mirar primero por siete días más, sobre { $children }?

    Si no, los mensajes salen enseguida. Todavía los puedes leer.
hold-renewed = Por siete días más, tú miras primero los mensajes sobre { $children }.
hold-ended = Los mensajes sobre { $children } ahora salen enseguida. Todavía los puedes leer.
hold-ended-unsent =
    { $count ->
        [one] Un mensaje todavía esperaba tu decisión. No se envió, y se lo digo a quien lo escribió.
       *[other] { $count } mensajes todavía esperaban tu decisión. No se enviaron, y se lo digo a quienes los escribieron.
    }
say-circle = ¿A qué círculo quieres escribir?
    .short = Círculo
say-words = ¿Qué le quieres decir a todo el círculo sobre { $circle }?
    .short = Palabras
say-sure =
    Esto llega a todo el círculo sobre { $circle }:
    «{ $words }»

    ¿Lo envío?
    .short = Tu sí
resume-running = Este círculo no está en pausa.
say-done = Va en camino a { $people }.
circle-not-yours = Este círculo no está a tu cargo. No cambió nada.
read-title = Los últimos mensajes sobre { $children }. Queda anotado que los leíste.
read-passed =
    { $name }, { $at }:
    { $words }
read-held =
    { $name }, { $at } (espera tu decisión):
    { $words }
read-declined =
    { $name }, { $at } (no pasó):
    { $words }
read-withdrawn =
    { $name }, { $at } (retirado):
    { $words }
read-nothing = Todavía no hay mensajes.
nothing-changed = Está bien, no cambió nada.

## People

invite-person = ¿A quién quieres invitar?
    .short = Quién
invite-name = ¿Cuál es su primer nombre?
    .short = Nombre
invite-name-taken =
    En este círculo ya hay alguien con el nombre { $name }.
    ¿Con qué nombre no se confunden?
invite-role = ¿Quién es esta persona aquí?
    .short = Papel
invite-circle = ¿Para qué círculo es? Puedes saltar este paso.
    .short = Círculo
invite-done =
    El código para { $name }: { $code }

    Sirve una sola vez, por { $hours ->
        [one] una hora
       *[other] { $hours } horas
    }. Los códigos de antes para { $name } ya no sirven.
invite-link = O con un toque en Telegram: { $link }
greet-user = ¿Qué nombre de Matrix tiene esta persona? Se escribe así: @nombre:servidor.org.
greet-done =
    Invito a { $user } a un chat conmigo, y le pido el código.
    Dale tú el código, por favor. Ahí no lo escribo.
greet-failed = No pude invitar a { $user } por Matrix. Revisa cómo se escribe, por favor.
greet-unclear = Ese no es un nombre de Matrix. Se escribe así: @nombre:servidor.org.
invite-joined = { $name } ya está aquí. No hace falta un código. Para otro teléfono está «reemitir».
people-family =
    { $family }:
    { $people }
people-homes = Otras personas
people-one = { $name } ({ $state })
people-circle =
    Círculo sobre { $children }: { $phase }
    { $people }
people-none = Todavía no hay nadie a tu cargo aquí.
person-not-yours = Esta persona no está a tu cargo. No se envió nada.
person-unreachable = Ahora no se le puede escribir a { $name } aquí. No se envió nada.
account-lost = Por ahora no se le puede escribir a { $name } aquí. Intenta llamar o ir, por favor.
left-told-desk = { $name } salió de todos los chats. Para volver hace falta un código nuevo.
dead-letter-desk = Algo de { $name } no se le pudo pasar a { $people }. Pregunta qué era, por favor.
second-code-desk = { $name } ya tiene su lugar aquí, y llegó otro código del mismo teléfono. ¿Lo usan dos personas?
by-phone-done =
    A { $name } se le avisa ahora por teléfono.
    Lo que otros escriben te llega a ti. Por favor, díselo a { $name }.
    Con «decir» pasas lo que { $name } te cuenta.
by-phone-still = Hasta que use el código, a { $name } se le avisa por teléfono, por medio de ti.
invite-how =
    ¿Tiene un celular con internet?
    Si no, tú le puedes decir por teléfono lo que se escribe aquí, y escribir lo que te dice.
    .short = Cómo
say-voice = ¿De quién son estas palabras?
    .short = De quién
