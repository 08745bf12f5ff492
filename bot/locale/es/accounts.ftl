### Another phone of one's own, a lost one, a stolen one. The same texts serve for another messenger.

## Asking for a code, and sending it

link-code =
    Tu código es { $code }

    Mándamelo desde tu otro teléfono o app. Sirve una vez, por { $minutes ->
        [one] un minuto
       *[other] { $minutes } minutos
    }.
    Luego te pregunto aquí. Nada cambia hasta que digas que sí.
    No le des este código a nadie. Nadie de aquí te lo va a pedir.
link-elsewhere = Ese es tu código. Mándamelo desde tu otro teléfono o app, no desde aquí.
stranger-link-sent =
    Gracias. Mira ahora tu otro teléfono. Ahí pregunté.
    Thank you. Please look at your other phone now. I asked there.

## Asked where the code was asked for

linked-mine =
    Alguien me mandó tu código desde otro teléfono o app. ¿Eres tú?

    Si dices que sí, desde allá se puede escribir con tu nombre y leer lo que te llega.
    .short = Eres tú
linked-accounts =
    ¿Quieres usar solo el nuevo desde ahora? ¿O los dos?

    Con «solo el nuevo», aquí ya no llega nada, y no puedes escribir desde aquí.
    Con «los dos», puedes escribir desde los dos. Lo que te mandan llega al nuevo.
    .short = Cuál
link-refused =
    Está bien, nadie entró. El código ya no sirve.
    Si se lo diste a alguien, avisa a quien lleva tu caso.
link-refused-desk =
    Alguien trató de entrar como { $name } desde otro teléfono, con un código. { $name } dice que no fue así.
    Nadie entró. Pregunta, por favor, cómo tuvo el código esa persona.
link-over = Esa pregunta ya pasó. Nada cambió. Puedes pedir otro código.
link-unanswered =
    Alguien mandó tu código desde otro teléfono o app, y aquí nadie dijo que sí a tiempo.
    Nada cambió. El código ya no sirve.
link-moved =
    Está bien, desde ahora solo escribo a tu otro teléfono o app.
    Aquí ya no llega nada.
link-both =
    Está bien, ya puedes usar los dos. Lo que te mandan llega al nuevo.
    Lo puedes cambiar en los ajustes.
link-hello =
    Hola, { $name }. Qué bueno que estás aquí.
    Desde ahora te escribo aquí.
linked-desk = { $name } escribe ahora desde otro teléfono o app, y dijo que sí en el de antes.

## Where the bot writes

account-here = Está bien, desde ahora te escribo aquí.
account-there = Está bien, desde ahora te escribo allá. Desde aquí también puedes escribir.
account-only =
    Está bien, desde ahora te escribo solo aquí.
    Tu otro teléfono o app ya no funciona aquí.
account-only-desk = { $name } detuvo otro teléfono o app, y ahora escribe solo desde uno.
account-gone = Ese teléfono o app ya no está. Nada cambió.

## A lost phone

reissue-person = ¿Quién perdió o cambió su teléfono?
    .short = Quién
reissue-sure =
    ¿Hago un código nuevo para { $name }?

    El teléfono de antes se detiene ya. No le llega nada más, y nada de ahí entra.
    Lo que otros escriben espera, y llega al teléfono nuevo cuando se usa el código. Hay tiempo por { $hours ->
        [one] una hora
       *[other] { $hours } horas
    }.
    Lo que ya se dijo queda en el registro.
    .short = Tu sí
reissue-done = El teléfono de antes de { $name } ya no funciona aquí. Da el código solo a { $name }, en persona o por teléfono.
reissue-nothing = { $name } no está aquí con un teléfono. Para hacer un código, usa «invitar».
back-hello =
    Hola, { $name }. Qué bueno que estás de vuelta.
    Todo está como antes. Ahora te llega lo que te esperaba.
back-desk = { $name } está de vuelta, con otro teléfono.

## A stolen phone

freeze-person = ¿A quién detengo, o a quién dejo seguir?
    .short = Quién
freeze-sure =
    ¿Detengo todo lo que va a { $name } y lo que viene de ahí?

    Nada más llega a ese teléfono, y nada de ahí entra.
    Lo que otros escriben a { $name } espera. Solo leen que no se puede llegar a { $name }.
    Lo que { $name } escribió y no ha llegado no sigue.
    .short = Tu sí
freeze-undone =
    La cuenta de { $name } está detenida. ¿Dejo que todo siga?

    Entonces llega lo que esperaba a { $name }.
    .short = Tu sí
freeze-done =
    Listo. Nada llega a { $name }, y nada viene de ahí.
    Para otro teléfono, { $prefix }reemitir hace un código.
freeze-already = La cuenta de { $name } ya está detenida.
freeze-nothing = { $name } no está aquí con un teléfono. No hay nada que detener.
thaw-done = { $name } puede escribir y leer aquí otra vez.
thaw-nothing = La cuenta de { $name } no está detenida. Nada cambió.
thawed-told = Ya puedes escribir aquí otra vez. Ahora te llega lo que te esperaba.
