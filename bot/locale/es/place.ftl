### A child comes to live in another home; and both homes speak for the first time.

about-place = un niño se muda a otro hogar
place-child = ¿Quién se muda?
    .short = Quién
place-home = ¿Dónde vive { $child } desde ahora?
    .short = Hogar
place-name = ¿Cómo se llama quien cuida ahí? Basta el primer nombre.
    .short = Nombre
place-sure =
    ¿{ $child } se muda de { $old } a { $new }, ahora mismo?
    Desde ahora { $old } no puede leer el libro de { $child } ni escribir aquí sobre { $child }.
    Si su chat no es sobre otro niño, se cierra, y su plan también.
    El libro va también. Aviso a quien está aquí. Avisa tú a quien solo contesta por teléfono.
    .short = Mudanza
place-sure-alone =
    ¿{ $child } se muda de { $old } a { $new }, ahora mismo?
    Aún no hay un chat sobre { $child }, así que no le aviso a nadie.
label-place-new = Un hogar nuevo
place-nobody = Aquí no hay nadie a tu cargo.
place-left = Nada ha cambiado.
place-there = { $child } ya vive ahí, o no hay nadie de ese hogar aquí. Nada ha cambiado.
place-apart =
    No se puede anotar ahí a { $child }: hay una orden para que { $people } no tenga contacto con alguien de ese hogar.
    Nada ha cambiado.
place-done = Listo. { $child } vive ahora con { $people }, y el libro va también. Ya avisé a quien está aquí.
place-alone = Listo. { $child } vive ahora con { $people }. Aún no hay un círculo de { $child }.
place-left-told =
    { $child } vive ahora en otro hogar. Lo anotó { $caseworker }.
    Aquí ya no puedes abrir el libro de { $child }. Lo que está en tu teléfono se queda ahí.
    Lo que ibas a escribir o preguntaste sobre { $child } ya no sigue.
    Gracias por todo lo que hiciste por { $child }.
place-told =
    { $child } vive ahora en otro hogar, con { $people }.
    El libro de { $child } va también. Con un hogar nuevo se hace un plan nuevo.
    ¿Quieren escribirse?
place-new =
    { $child } vive ahora en otro hogar. El libro de { $child } va también.
    Te aviso cuando haya alguien de ahí.
place-known =
    { $child } vive ahora con { $people }. El libro de { $child } va también.
    Pueden seguir en el chat donde ya se escriben.
place-other = { $child } vive ahora en otro hogar.
place-comes =
    { $child } viene a vivir contigo. Ya puedes abrir el libro de { $child }.
ask-moved = La pregunta que hiciste ya no está: ahora vive en otro hogar. Ahí puedes preguntar de nuevo.

## The first call

about-firstcall = la primera llamada de los dos hogares
call-add-words =
    ¿Qué quieres preguntar o decir en la llamada?
    También puedes contestar con un audio o una foto.
    .short = Tus palabras
call-said-words =
    ¿De qué hablaron? Bastan unas palabras. A todos les pregunto si está bien así.
    También puedes contestar con un audio o una foto.
    .short = Lo que dijeron
label-call-list = Ver la lista
label-call-add = Poner en la lista
label-call-said = Ya hablamos
label-first-call = La primera llamada
call-list =
    Para la primera llamada sobre { $children }:
    • ¿Cómo están ahora mismo?
    • ¿Qué ayuda esta noche? Comida, apodo, luz, lo que calma.
    • ¿Cuándo se ven o se oyen la próxima vez?
call-until = Ayuda más antes de: { $when }
call-asks = • { $words } ({ $who })
call-item = • { $words }
call-question-told = { $who } puso esto en la lista para la primera llamada sobre { $children }:
call-held-desk = { $who } quiere poner esto en la lista para la primera llamada sobre { $children }:
call-added = Ya está en la lista.
call-said-title = Lo que dijimos en la primera llamada
call-offer =
    Para { $children } es bueno que los dos hogares hablen pronto. Aquí pueden hacer una lista para esa primera llamada.
call-offer-phone = Los dos hogares de { $children } ya pueden tener su primera llamada. Por favor, avisa por teléfono a { $people }.
call-nudge = Todavía no se anotó la primera llamada sobre { $children }. Quedan 12 horas. Quizá ayude una palabra tuya.
