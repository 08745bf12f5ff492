### What happens to messages on their way. Never "read", only "arrived" and "delivered".

# No verb may depend on $people: it can be one name or several.
delay-resting = Tu mensaje llega a { $people } en la mañana.
delay-unreachable =
    Ahora no puedo llegar al teléfono de { $people }.
    Guardo tu mensaje y lo mando cuando pueda.
delay-waiting = Tu mensaje para { $people } todavía no llega. Va en camino.
arrived-told = Lo que esperaba ya llegó a { $people }.
ended-told = Un mensaje tuyo no pudo llegar a { $people }. No se entregó.
ended-unsure =
    No sé si un mensaje tuyo llegó a { $people }.
    Tal vez se perdió. Pregunta, por favor, o escríbelo otra vez.
ended-unreachable =
    No pude llegar al teléfono de { $people }.
    Un mensaje tuyo no se entregó.
account-lost-sender =
    Por ahora no puedo llegar a { $people } por aquí.
    Quien lleva tu caso ya lo sabe.
sign-delivered = Entregado a { $people } 👌
withdrawn-told = { $name } retiró un mensaje.
unreadable-told = No pude leer algo que mandaste. Mándalo con palabras, por favor.
error-told =
    Algo salió mal. No se perdió nada.
    Ya lo sabe la gente que maneja este servicio. Intenta otra vez, por favor.
words-too-long = Es muy largo, así que no se envió nada. Mándalo en dos o más partes, por favor.
flood-told = Son muchos mensajes juntos. No se pierde nada. Llegan poco a poco.
by-phone-told =
    Se les avisa por teléfono: { $people }.
    Puede tardar unos días.
