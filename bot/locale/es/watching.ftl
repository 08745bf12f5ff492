### Leer en un círculo: lo que pasa se muestra sin sonido, y todos lo saben.

label-watch-begin = Leer lo que pasa
label-watch-stop = Ya no leer
label-watch-in = Entrar
label-watch-out = Salir
label-watch-not-now = Ahora no
label-set-watched = Mostrar lo que pasa
    .typed = mostrar
about-watch = Leer lo que pasa en un círculo

watch-circle = ¿Qué círculo?
    .short = Círculo
watch-what =
    Estás leyendo el círculo sobre { $circle }.

    ¿Qué quieres hacer?
    .short = Qué sigue
watch-sure =
    ¿Leer lo que pasa en el círculo sobre { $circle }?

    Ahora se les avisa a todos, y otra vez cuando termina.
    Ves lo que llega, sin sonido. Solo lees, hasta que entras.
    .short = Tu sí
settings-watched =
    En algunos círculos estás con ellos: «Estar con ellos» y «Yo acompaño».

    ¿Te muestro lo que pasa ahí, en cuanto eso empieza? No hace ruido.
    .short = Lo que pasa

watch-begun =
    Desde ahora lees el círculo sobre { $children }. Ya lo saben.
    Aquí ves lo que llega, sin sonido.
watch-begun-room =
    Desde ahora lees el círculo sobre { $children }. Ya lo saben.
    Ves lo que llega en una sala aparte, sin sonido.
watch-already = Ya estás leyendo el círculo sobre { $children }.
watch-nowhere = Ahora no hay ningún círculo que puedas leer así.
watch-none = No estás leyendo el círculo sobre { $children }.
watch-cannot = El círculo sobre { $children } no se puede leer así como está ahora. No cambió nada.
watch-discreet =
    Tus avisos son discretos, y por eso no muestro solo lo que otros escriben.
    Lo puedes leer en la lista de personas, o cambiar eso en los ajustes.
watch-ended = Ya no lees el círculo sobre { $children }. Ya lo saben.
watch-over = Ya no lees ese círculo. No se mandó nada.
watch-in =
    Ahora estás con ellos, sobre { $children }. Ya lo saben.
    Responde a un mensaje suyo, y les llega a todos.
    Si en media hora no dices nada, vuelves a solo leer.
watch-in-room =
    Ahora estás con ellos, sobre { $children }. Ya lo saben.
    Lo que escribes en esa sala les llega a todos.
    Si en media hora no dices nada, vuelves a solo leer.
watch-out = Otra vez solo lees, sobre { $children }. Ya lo saben.
watch-out-quiet = Otra vez solo lees, sobre { $children }: en media hora no dijiste nada. Ya lo saben.
watch-not-now =
    Está bien. De esto no se mandó nada:
    «{ $words }»
watch-room-hello =
    Aquí ves lo que pasa en el círculo sobre { $children }.
    Solo lees. Si escribes aquí, primero te pregunto si quieres entrar.
    Para terminar, deja esta sala.
watch-room-over = Ya no lees el círculo sobre { $children }. Aquí no se muestra nada más.

step-in-to =
    En el círculo sobre { $circle } solo lees, y por eso esto no le llegó a nadie:
    «{ $words }»

    Si entras, todos saben que estás con ellos, y les llega esto.

watch-told-begun = Desde ahora { $caseworker } lee lo que se escribe en el chat sobre { $children }.
watch-told-ended =
    { $caseworker } ya no va leyendo el chat sobre { $children }.
    Todavía puede ver lo que se escribió.
watch-told-in = { $caseworker } está ahora con ustedes en el chat sobre { $children }, y también escribe.
watch-told-out = { $caseworker } otra vez solo lee en el chat sobre { $children }.
who-watches = Leyendo ahora, sobre { $children }: { $people }.
