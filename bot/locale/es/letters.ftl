### Cartas para un niño y de un niño, su propia voz, y la tarea.

about-letter = escribir una carta para un niño, o de un niño
about-voice = decir lo que un niño quiere o cuenta
about-homework = la tarea, y ayudar con ella
label-letter = Una carta
label-voice = La voz del niño
label-homework = La tarea

letter-which = Hay una carta para dar. ¿De cuál se trata, o es una nueva?
    .short = Carta
label-letter-of = De { $writer } para { $children }
label-letter-new = Una carta nueva
letter-which-one = Una carta de { $writer } para { $children }. ¿Ya la tiene?
letter-circle = ¿Para quién es la carta, o de quién?
    .short = Círculo
letter-child = ¿Para quién es la carta?
    .short = Para
reply-child = ¿De quién es la carta?
    .short = De
letter-to = ¿Para quién es la carta?
    .short = Para
letter-what =
    Una carta para { $children }. Escríbela, o manda un dibujo, una foto o un audio. También puede ser un cuento.
    Le llega a { $people }, para dársela a { $children }.
    .short = Carta
reply-what =
    Una carta de { $children }. Escríbela, o manda un dibujo, una foto o un audio.
    Le llega a { $people }.
    .short = Carta
letter-reads = { $caseworker } también la puede leer.
letter-sure =
    Una carta para { $children }: «{ $what }»
    La lee primero { $people }, y luego la lee en voz alta o la muestra.
    { $reads }
    ¿La mando?
    .short = Mandar
reply-sure =
    Una carta de { $children }: «{ $what }»
    Le llega a { $people }.
    { $reads }
    ¿La mando?
    .short = Mandar
letter-sent =
    Tu carta va en camino a { $people }.
    Te aviso cuando { $people } la haya dado.
reply-sent = La carta va en camino a { $people }.
took-sent = Va en camino a { $people }. Gracias.
letter-dropped = Está bien. No se envió nada.
letter-nobody = Ahora nadie aquí puede recibir esto, así que no se envió. { $caseworker } te puede decir más.
letter-not-open = Ahora esto no está abierto para ti. { $caseworker } lo puede abrir. Puedes pedirlo cuando quieras.
letter-no-child = Todavía no hay aquí un niño a quien escribir.
letter-file-kind = Puedes mandar palabras, una foto, un video o un audio. Este archivo no se envió.

header-letter = { $who } – una carta para { $children }. Por favor, léela en voz alta o muéstrala.
header-reply = { $who } – una carta de { $children }
header-took = { $who } – cómo recibió { $children } tu carta

label-letter-given = Ya la di
label-letter-later = Luego
label-letter-cannot = No la puedo dar
letter-typed = (Cuando la hayas dado, escribe !carta en tu chat conmigo.)
letter-later = Está bien. Si no sé nada, te pregunto una vez más.
letter-gone = Esta carta ya no está aquí.
letter-is-given = Esta carta ya se dio. Gracias.
letter-is-not-given = Ya sé que esta carta no se puede dar ahora. Si la das más tarde, dímelo.
letter-is-written = Esta carta todavía no se ha dado.
letter-told-given = { $who } le dio tu carta a { $children }. 💌
letter-told-not-given =
    { $children } todavía no tiene tu carta. No hiciste nada malo.
    { $caseworker } lo sabe y te puede decir más.
letter-told-moved =
    { $children } vive ahora en otro hogar. No sé si antes le dieron lo que escribiste.
    No hiciste nada malo. La puedes escribir otra vez.
letter-told-not-yet = { $children } todavía no tiene tu carta. No hiciste nada malo.
letter-home-given = { $who } le dio a { $children } la carta de { $writer }.
letter-home-not-given = { $who } no le puede dar ahora a { $children } la carta de { $writer }.
letter-desk-why = { $who } dice por qué { $children } no puede tener la carta de { $writer }: «{ $words }»
letter-phone = Por favor, dile esto a { $people } por teléfono:
letter-took-how =
    Gracias. { $writer } sabe que la diste.
    ¿Cómo la recibió { $children }? Basta una línea. { $writer } la puede leer.
letter-why-how =
    Está bien. { $writer } solo sabe que todavía no se ha dado.
    ¿Quieres decir por qué? Solo lo lee { $caseworker }.
letter-why-done = Gracias. { $caseworker } lo lee.
letter-noted = Está bien, ya está anotado. Gracias.
letter-thanks = Está bien. Gracias.

offer-letter-ask = { $writer } le escribió una carta a { $children } hace unos días. ¿Ya la tiene?
label-offer-letter-ask = Decir cómo va
offer-name-letter-ask = Cartas para dar
offer-letter = ¿Quieres escribirle a { $children }? Bastan unas palabras o un dibujo.
label-offer-letter = Escribir una carta
offer-name-letter = Escribir cartas

voice-circle = ¿De quién se trata?
    .short = Círculo
voice-child = ¿Quién lo dice?
    .short = Quién
voice-topic = ¿Qué quiere decir { $children }?
    .short = De qué
voice-own-topic = ¿Qué quieres decir?
label-voice-wish = Para la próxima visita
label-voice-tell = Algo que contar
label-voice-feel = Lo que siente
label-voice-own-feel = Lo que siento
voice-visit = ¿Para qué visita?
    .short = Visita
voice-says-wish = Lo que { $children } quiere para el { $day }
voice-says-tell = Algo que { $children } quiere contar
voice-says-feel = Lo que siente { $children }
voice-says-own-wish = Lo que quieres para el { $day }
voice-says-own-tell = Algo que quieres contar
voice-says-own-feel = Lo que sientes
voice-what =
    { $says }: escríbelo con las palabras del niño, o manda su voz o un dibujo.
    Le llega a { $people }.
    .short = Palabras
voice-own-what =
    { $says }: escríbelo, o manda tu voz o un dibujo.
    Le llega a { $people }.
voice-sure =
    { $says }: «{ $what }»
    Le llega a { $people }.
    { $reads }
    ¿Lo mando?
    .short = Mandar
voice-not-yours = Lo que dice un niño lo manda su hogar. Le llega a quien lo puede tener.
voice-sent = Va en camino a { $people }.
header-voice-wish = { $who } – lo que { $children } quiere para el { $day }
header-voice-tell = { $who } – algo que { $children } quiere contar
header-voice-feel = { $who } – lo que siente { $children }
header-voice-own = { $who } – con sus propias palabras
voice-wish-said = { $children } quiere: { $words }

offer-voice =
    Se ven el { $day }. ¿Qué quiere { $children }?
    Se lo puedo pasar antes.
label-offer-voice = Contar el deseo
offer-name-voice = Deseos antes de una visita

homework-which = Hay tarea con la que puedes ayudar. ¿Cuál?
    .short = Tarea
homework-circle = ¿De qué niños se trata?
    .short = Círculo
homework-child = ¿De quién es la tarea?
    .short = De quién
homework-what =
    La tarea de { $children }: manda una foto de la hoja, y escribe qué ayuda quieres.
    Le llega a { $people }.
    .short = Tarea
homework-sure =
    La tarea de { $children }: «{ $what }»
    Le llega a { $people }.
    { $reads }
    ¿La mando?
    .short = Mandar
homework-not-yours = La tarea va del hogar del niño a quien puede ayudar.
homework-sent = La tarea va en camino a { $people }. Puede haber respuestas durante siete días.
header-homework = { $who } – la tarea de { $children }. ¿Puedes ayudar?
label-homework-of = { $children }: { $what }
label-homework-ask = Preguntar qué hay
homework-which-one = La tarea de { $children }: { $what }
label-homework-help = Yo ayudo
label-homework-not = Esta vez no puedo
homework-typed = (Para ayudar, escribe !tarea en tu chat conmigo.)
homework-over = Esta tarea ya pasó. Gracias por mirar.
homework-not-done = Está bien. Gracias por decirlo.
homework-not-told = { $who } no puede ayudar esta vez con la tarea de { $children }.
homework-what-is-there = ¿Qué tarea hay? Me gustaría ayudar.
header-ask = { $who } – sobre la tarea de { $children }
ask-sent = Ya le pregunté a { $people }.
homework-help-what =
    Ayuda con la tarea de { $children }: manda un audio, una foto o palabras.
    Le llega a { $people }.
    .short = Respuesta
homework-help-sure =
    Ayuda con la tarea de { $children }: «{ $what }»
    Le llega a { $people }.
    { $reads }
    ¿La mando?
    .short = Mandar
help-sent = Tu respuesta va en camino a { $people }.
header-help = { $who } – ayuda con la tarea de { $children }
