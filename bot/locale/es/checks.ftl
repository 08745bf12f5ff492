### Preguntas cortas antes de que salgan las palabras: peligro, contactos, palabras que duelen, otro niño en una foto.

safety-to =
    «{ $words }»

    ¿Estás a salvo? { $help }

    { $told }
    ¿Quién debe leer tus palabras? Si no contestas, solo le llegan a { $caseworker }.
safety-told = Ya le avisé a { $caseworker } que quizá necesitas ayuda.
safety-told-away = Ahora no puedo avisar a { $caseworker }. Sigo tratando, y le aviso a quien esté en su lugar.
safety-noticed = Ya avisé a quien lleva tu caso que quizá necesitas ayuda. ¿Estás a salvo?
safety-noticed-away = ¿Estás a salvo? Ahora no puedo avisar a quien lleva tu caso. Sigo tratando, y le aviso a quien esté en su lugar.
identifiers-to =
    Esto lleva { $kinds }: { $found }
    Por eso no lo envié. Así todos están a salvo.

    ¿Qué hago?
identifier-phone = un número
identifier-email = un correo
identifier-address = un lugar
identifier-handle = el nombre de una cuenta
identifier-link = un enlace
identifier-name = un nombre que no puedo pasar
kindness-to =
    «{ $words }»

    Me pediste que mirara. Esto puede doler. ¿Lo mando así?
other-child-to =
    Quieres mandar { $what }.

    ¿Se ve a otro niño? Un niño de otra familia no debe verse.
other-child-kept = Entonces no la envié. Gracias por mirar. Puedes mandar otra.
check-again = Está bien. No se envió. Escríbelo otra vez como tú quieras.

edit-safety = Tus palabras nuevas solo le llegan a { $caseworker }. Para los demás quedan las de antes.
edit-identifiers = Tus palabras nuevas llevan un número, un lugar o un nombre. Por eso quedan las de antes. Cámbialas otra vez, o manda un mensaje nuevo.
edit-kindness = Me pediste que mirara. Tus palabras nuevas pueden doler, así que quedan las de antes. Si las quieres mandar igual, escribe un mensaje nuevo.

alert-danger =
    { $name } puede estar en peligro. Lo dice algo que acaba de escribir.
    Por favor, busca a { $name } ahora. Le pregunto quién debe leer sus palabras.
alert-danger-words =
    { $name } puede estar en peligro. Lo dice algo que acaba de escribir.
    Por favor, busca a { $name } ahora. Sus palabras te llegan con esto.
alert-again =
    { $name } puede estar en peligro. Te avisé a las { $at } y nadie ha contestado.
    Por favor, busca a { $name } ahora.
alert-unseen =
    { $name } puede estar en peligro. Avisé a { $caseworker } a las { $at } y no me contesta.
    Por favor, busca a { $name } ahora.
alert-seen-done = Gracias. Le digo a { $name } que ya lo viste.
alert-seen-before = Gracias. Alguien ya se ocupa de { $name }.
alert-seen-told = { $name } ya vio que quizá necesitas ayuda.

label-without = Mandar sin eso
label-ask = Preguntar a { $name }
label-send-as-is = Mandarlo así
label-no-other = No, mándala
label-another = Sí, otro niño
label-seen = Ya lo vi
