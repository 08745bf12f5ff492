### Cómo sigue un círculo, y qué contestan las casas cuando los niños están de vuelta.

label-circle-phase = Cómo sigue
label-phase-open = Abierto, por su cuenta
label-phase-watch = Estar con ellos
label-phase-hold = Ver antes
label-phase-release = Ya no ver antes
label-phase-home = Ya están en casa
label-phase-close = Cerrar del todo

circle-step =
    El círculo sobre { $circle } está así: { $phase }.

    ¿Cómo sigue?
    .short = Paso
circle-sure-open =
    ¿Abrir el círculo sobre { $circle }?

    Los mensajes salen al momento. Los puedes seguir leyendo. Se les avisa a todos.
circle-sure-watch =
    ¿Estar con ellos en el círculo sobre { $circle }?

    Van a saber que estás ahí. Lees cuando quieres, y ningún mensaje se detiene.
circle-sure-hold =
    ¿Ver antes cada mensaje en el círculo sobre { $circle }?

    Nada sale antes de que lo veas. Termina en siete días, si no lo renuevas. Se les avisa a todos.
circle-sure-release =
    ¿Ya no ver antes en el círculo sobre { $circle }?

    Lo nuevo sale al momento. Lo que espera ahora te sigue esperando. Se les avisa a todos.
circle-sure-home =
    ¿Ya están los niños en casa, en el círculo sobre { $circle }?

    Les pregunto a madres, padres y familias de crianza si quieren seguir sin ti.
    Solo si todos dicen que sí, dejas de leer ahí, y todos lo saben. Nadie sabe quién dijo que no.
circle-sure-close =
    ¿Cerrar del todo el círculo sobre { $circle }?

    Ahí ya no se puede escribir, y no se puede abrir otra vez. Lo que no llegó no se manda.
    Se les avisa a todos ahora mismo.

phase-cannot = Eso no se puede hacer ahora con el círculo sobre { $children }. No cambió nada.
phase-done-open = El círculo sobre { $children } está abierto. Ya lo saben.
phase-done-watched = Estás con ellos en el círculo sobre { $children }. Ya lo saben.
phase-done-hold = Ves antes los mensajes sobre { $children }, por siete días. Ya lo saben.
phase-done-watch = Lo nuevo sobre { $children } sale al momento. Ya lo saben.
phase-done-closed = El círculo sobre { $children } está cerrado. Ya lo saben.
phase-told-open = El chat sobre { $children } ya está abierto. { $caseworker } lo puede seguir leyendo.
phase-told-unwatched =
    { $caseworker } ya no está siempre con nosotros en el chat sobre { $children }.
    Lo puede seguir leyendo.
phase-told-watched = Desde ahora { $caseworker } está con nosotros en el chat sobre { $children }, y lee lo que se escribe.
phase-told-hold = Por unos días { $caseworker } ve antes los mensajes sobre { $children }, y luego salen.
phase-told-watch = Los mensajes sobre { $children } ya salen al momento. { $caseworker } los puede seguir leyendo.
phase-told-closed = { $caseworker } cerró el chat sobre { $children }. Ahí ya no se entrega nada.
phase-lost = Esto tuyo no había llegado, y ya no se manda: { $words }

reunion-asked =
    { $children }: ¡en casa otra vez! { $caseworker } pregunta si ahora quieren ese chat solo para ustedes.

    Si todos dicen que sí, { $caseworker } ya no lo lee.
    Si tienes dudas, di «todavía no». A nadie se le dice quién lo dijo.
reunion-asked-done = Ya les pregunté a { $people }, sobre { $children }. Te aviso cuando todos contesten.
reunion-not-all-here = Para eso tienen que estar aquí todas las familias del círculo sobre { $children }. No cambió nada.
reunion-yes = Gracias. Ahora espero a los demás, sobre { $children }.
reunion-no = Está bien. Todo sigue igual, sobre { $children }. Puedes decir que sí más tarde, con el mismo botón.
reunion-over = Esa pregunta ya terminó. No cambió nada.
reunion-told =
    Todos dijeron que sí. { $caseworker } ya no lee el chat sobre { $children }.
    Le puedes seguir escribiendo a solas.
reunion-told-desk = Todos dijeron que sí: ya no lees el chat sobre { $children }. Ya lo saben.
reunion-not-yet = Ya todos contestaron sobre { $children }. Todavía no hay un sí de todos. El círculo sigue igual.
who-reads-home = El chat sobre { $children } es solo de ustedes. Nadie de la agencia lo lee.
read-home = Los niños están en casa, y este chat ya es solo de ellos. Nadie de la agencia lo lee.
