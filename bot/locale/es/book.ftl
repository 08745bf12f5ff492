### The child's book: writing in it, reading it, asking about it.

book-which-child = ¿De quién se trata?
    .short = Quién
share-topic = ¿De qué quieres escribir? También puedes contestar con un audio o una foto.
    .short = Tema
share-field = ¿Qué quieres escribir?
    .short = Respuesta
share-step =
    { $at } de { $of }

    { $question }
share-again =
    { $question }

    Ahora dice: «{ $answer }». Contesta de nuevo, o salta para dejarlo así.
share-asked =
    { $who } quiere saber:

    { $question }
share-who =
    ¿Quién lo puede leer?
    Todos: { $people }. Solo quien cuida ahora: { $caregivers }.
    .short = Quién lo lee
label-in-book-circle = Todos
label-in-book-caregiver = Solo quien cuida ahora
label-in-book-remove = Quitar lo mío
share-nothing = No se escribió nada en el libro de { $child }.
share-removed = Lo que escribiste ya no está en el libro de { $child }.
share-done =
    Ya está en el libro de { $child }. Lo puede leer: { $people }.
    Lo puedes cambiar cuando quieras.
share-done-held =
    Gracias. { $caseworker } lo mira primero. Luego entra en el libro de { $child }.
share-done-today = Esto llega enseguida a quien cuida ahora ({ $people }): { $fields }.
share-done-opened =
    Está en el libro de { $child }. Solo lo lee { $caseworker }, hasta que lo abra para alguien.
share-done-only = Esto solo lo lee { $caseworker }, hasta que se abra para alguien: { $fields }.
share-done-nobody = Ya está en el libro de { $child }. Todavía no hay nadie más que lo lea.
share-done-later = Cuando se abra el chat, también lo puede leer: { $people }.
label-in-book-another = Escribir más
share-file-kind = Aquí puedes contestar con un audio, una foto o palabras. Esto no lo puedo tomar.
label-in-book-hear = Abrir: { $field }
label-hear-from = Abrir: de { $who }
label-in-book-read = Leer en el libro

book-tells =
    Esto puede decir quién es alguien o dónde está: { $found }
    Por favor, escríbelo sin eso. O pregunta antes a { $caseworker }.

book-danger =
    Estas palabras se las di a { $caseworker }, y a nadie más.
    Aquí no están escritas.
book-question-of = La pregunta de { $who }
book-question = Una pregunta
book-line = { $field }: { $answer }
book-told = { $who } escribió en el libro de { $child }:
book-told-changed = Hay algo nuevo en el libro. Lo puedes leer ahí.
book-answered-told = { $who } contestó tu pregunta sobre { $child }:
book-answered-unopened =
    { $who } contestó tu pregunta sobre { $child }: { $field }.
    Solo lo lee { $caseworker }, hasta que lo abra para alguien.
book-health-told = { $who } escribió algo sobre la salud de { $child }. Por favor, léelo ahora:
book-health-elsewhere =
    Hay algo que leer sobre la salud de un niño.
    En esta app no lo puedo mostrar. Pide que te lo digan de otra forma.
book-health-desk = { $who } escribió sobre la salud de { $child }. Ya se lo envié a: { $people }.
book-health-desk-nobody = { $who } escribió sobre la salud de { $child }. Quien cuida ahora no está aquí para leerlo. Por favor, avísale tú:
book-out-told = { $who } quitó esto del libro de { $child }:
book-out-ask = Por favor, pregunta antes de cambiar algo.
book-out-known = Ya lo sabe: { $people }.
book-out-nobody = Quien cuida ahora a { $child } no está aquí para leerlo. Por favor, avísale tú.
book-opened-desk = { $who } escribió esto en el libro de { $child }. Solo tú lo lees, hasta que lo abras para alguien:
book-held-desk = { $who } quiere escribir esto en el libro de { $child }:
book-asked-phone = { $who } pregunta algo sobre { $child }. Por favor, pregunta por teléfono a { $people }:
book-asked-desk = { $who } quiere preguntar esto sobre { $child }:
label-in-book-close = Cerrar esto
label-in-book-open = Abrir para alguien

## Reading

book-topic = El libro de { $child }. ¿Qué quieres leer?
    .short = Tema
book-empty = Todavía no hay nada en el libro de { $child }. Puedes escribir tú lo primero.
# As it is typed: "jon sleep".
book-child-topic = { $child } { $topic }
book-page = El libro de { $child }: { $topic }
book-page-empty = Aquí no hay nada todavía.
book-by = – { $who }, { $day }
book-by-parent = – su mamá o papá, { $day }
book-by-caregiver = – un hogar de antes, { $day }
book-by-supporter = – alguien cercano, { $day }
book-by-youth = – alguien cercano, { $day }
book-by-caseworker = – la agencia, { $day }
book-by-supervisor = – la agencia, { $day }
book-caregiver-note = Solo para quien cuida ahora.
book-later-note = Por ahora, solo para quien cuida.
book-closed-note = Está cerrado. Solo lo leen quien lo escribió y la trabajadora social.
label-in-book-print = Imprimir todo (PDF)
label-in-book-web = Como página web
book-title = El libro de { $child }
book-subtitle = Como estaba el { $day }
book-foot = Para { $name }, { $day }. Guárdalo bien y no lo compartas con nadie más.
book-foot-health = Para { $name }, { $day }. Guárdalo bien. Lo de salud no está aquí.
book-printed =
    Aquí está el libro de { $child }, como lo puedes leer hoy.
    Quien tenga este archivo lo puede leer. Guárdalo bien, por favor.
book-not-yours = Aquí no hay un libro que puedas abrir. Tu trabajadora del caso te puede decir más.
book-gone = Esto ya no está. Nada ha cambiado.
label-book-asked = Preguntas y respuestas
label-in-book-write = Escribir aquí
label-in-book-earlier = Respuestas de antes
label-in-book-topics = Otras hojas
label-in-book-further = Más atrás
book-earlier-field = ¿Cuál quieres ver?
    .short = Cuál
book-earlier = El libro de { $child }. { $field }, primero lo más nuevo:
book-earlier-none = No hay nada más de antes.

## Asking

ask-topic = ¿De qué quieres preguntar?
    .short = Tema
ask-which = ¿Qué pregunta?
    .short = Pregunta
ask-words =
    ¿Qué quieres preguntar sobre { $child }? Escríbelo como lo dirías.
    También puedes mandar un audio o una foto.
    .short = Tu pregunta
label-ask-other = Preguntar al otro hogar
label-share = Escribir en el libro
label-book = Leer el libro
label-questions = Preguntas para ti
label-in-book-own-words = Con mis palabras
label-in-book-answer = Contestar
label-in-book-unknown = No lo sé
ask-nobody = Todavía no hay aquí quien pueda contestar sobre { $child }.
ask-done = Ya pregunté a { $people }. Te aviso cuando haya respuesta.
ask-done-held = { $caseworker } lo mira primero. Luego pregunto a { $people }.
ask-over = Esta pregunta ya no está abierta. Gracias de todos modos.
ask-over-unsaid =
    Esta pregunta ya no está abierta, así que lo que escribiste no se pasó a nadie.
    Lo puedes escribir en el libro, con: compartir.
ask-desk = Tú lees lo que escriben los dos hogares. Para preguntar algo, escríbele a la persona.
ask-none = Nadie espera una respuesta tuya.
ask-unknown-done = Está bien. { $name } no te va a esperar.
book-asked-told = { $who } te pregunta sobre { $child }:
book-unknown-told =
    Nadie pudo contestar tu pregunta sobre { $child }:
    { $question }

## At the desk

book-close-sure =
    ¿Cierro esta respuesta? Entonces solo la leen quien la escribió y tú.
    Aviso a quienes la tenían. Lo que leyeron lo pueden recordar.
book-closed = Cerrado: { $field }, en el libro de { $child }.
book-closed-told = { $caseworker } cerró «{ $field }» en el libro de { $child }. Si te hace falta, pregunta a { $caseworker }.
book-left = Queda como está.
book-open-person = ¿Para quién quieres abrir «{ $field }»?
label-in-book-to = Abrir para { $name }
label-in-book-shut = Cerrar para { $name }
book-opened = Ahora { $name } puede leer «{ $field }» en el libro de { $child }.
book-opened-told = { $caseworker } abrió para ti «{ $field }» en el libro de { $child }.
book-shut = { $name } ya no puede leer «{ $field }» en el libro de { $child }.
book-shut-told = { $caseworker } cerró «{ $field }» en el libro de { $child }. Si te hace falta, pregunta a { $caseworker }.
book-approved = Listo. { $who } ya lo sabe.
book-declined = No pasó. { $who } ya lo sabe.
book-approved-told = { $caseworker } ya lo miró. Lo que escribiste está en el libro de { $child }.
book-declined-told = { $caseworker } no puso lo que escribiste en el libro de { $child }. Le puedes preguntar por qué.
book-hold-over = Lo que escribiste en el libro no entró: { $caseworker } no lo miró. Ya lo puedes escribir otra vez.
book-question-approved-told = { $caseworker } ya lo miró. Tu pregunta sobre { $child } ya está hecha.
book-question-declined-told = { $caseworker } no pasó tu pregunta sobre { $child }. Le puedes preguntar por qué.

about-share = escribir en el libro de un niño
about-book = leer el libro de un niño
about-ask = preguntar al otro hogar
