### What happens to messages on their way. Never "read", only "arrived" and "delivered".

# No verb may depend on $people: it can be one name or several.
delay-resting = Tu mensaje llega a { $people } en la mañana.
delay-unreachable =
    Ahora no puedo comunicarme con { $people }.
    Guardo tu mensaje y lo mando cuando pueda.
delay-waiting = Tu mensaje para { $people } todavía no llega. Va en camino.
arrived-one =
    Ya se entregó a { $people }:
    «{ $words }»
arrived-told = Lo que esperaba ya se entregó a { $people }.
ended-told =
    Un mensaje tuyo no pudo llegar a { $people }. No se entregó:
    «{ $words }»
ended-unsure =
    No sé si un mensaje tuyo llegó a { $people }:
    «{ $words }»

    Tal vez se perdió. Pregunta, por favor, o escríbelo otra vez.
# The words are the new ones.
ended-change =
    Tu cambio no llegó a { $people }:
    «{ $words }»

    Ahí siguen las palabras de antes.
ended-undo =
    Esto no lo pude retirar del chat con { $people }:
    «{ $words }»

    Ahí sigue.
ended-unreachable =
    No pude comunicarme con { $people }.
    Un mensaje tuyo no se entregó.
account-lost-sender =
    Por ahora no puedo comunicarme con { $people } por aquí.
    Quien lleva tu caso ya lo sabe.
sign-delivered = Entregado a { $people } 👌

# For who is discreet: all that stands on the phone until they ask, and what is said then.
news = Tienes novedades.
news-shown = Esto es lo nuevo:
news-none = Ya no hay nada nuevo.

withdrawn-told = { $name } retiró un mensaje.
unreadable-told = No pude leer algo que mandaste. Mándalo con palabras, por favor.
error-told =
    Algo salió mal con eso, así que no se envió.
    Ya lo sabe la gente que maneja este servicio. Escríbelo otra vez, por favor.
words-too-long = Es muy largo, así que no se envió. Mándalo en dos o más partes, por favor.
flood-told = Son muchos mensajes juntos. No se pierde nada. Llegan poco a poco.
words-without = Esto ya no se le envía a { $people }, por haber salido de este chat.
by-phone-told =
    A { $people } se lo dirá por teléfono quien lleva tu caso.
    Puede tardar unos días.
