### What would you prefer? Asked, answered, and written down.

about-decision = preguntar qué prefieren los demás
label-decision-ask = Preguntar algo
label-decision-all = Todas las decisiones
label-decision-look = Verlo
label-decision-own = Con mis palabras
label-decision-desk = Preguntar a { $caseworker }
label-decision-for = Contesta { $name }
label-decision-made = Anotar lo decidido
label-decision-back = Ya no preguntar
label-decision-again = Preguntarlo otra vez
label-decision-reason = Decir por qué
label-decision-answer = Contestar
label-decision-change = Cambiar mi respuesta

label-decision-hair = Corte y pelo
label-decision-school = Escuela
label-decision-activity = Actividad
label-decision-clothes = Ropa
label-decision-food = Comida
label-decision-faith = Fe y fiestas
label-decision-health = Cuerpo y salud
label-decision-more = Otra cosa

decision-ready-hair-cut = ¿Se puede cortar el pelo?
decision-ready-hair-style = ¿Cómo te gusta que lleve el pelo?
decision-ready-school-trip = ¿Está bien que vaya al paseo de la escuela?
decision-ready-school-homework = ¿Qué ayuda más con la tarea?
decision-ready-activity-join = ¿Está bien que entre a un equipo o a un club?
decision-ready-activity-swim = ¿Están bien las clases de natación?
decision-ready-clothes-style = ¿Qué ropa te gusta más?
decision-ready-food-new = ¿Hay comida que no debe estar en el plato?
decision-ready-food-sweets = ¿Están bien los dulces de vez en cuando?
decision-ready-faith-service = ¿Quieres que vaya a un lugar de fe?
decision-ready-faith-holiday = ¿Cómo te gusta que sea esta fiesta?
decision-ready-health-doctor = ¿Qué doctor te gusta más?
decision-ready-health-ears = ¿Se le pueden poner aretes?

decision-says-yes = Sí
decision-says-no = No
decision-says-you = Decide tú
decision-says-talk = Mejor hablarlo

decision-none = Todavía no hay nadie a quien le puedas preguntar aquí. Tu trabajadora del caso te puede decir más.
decision-none-desk = Todavía no hay preguntas ni decisiones sobre { $children }.
decision-nobody = Todavía no hay nadie a quien le puedas preguntar. { $caseworker } te puede decir más.
decision-later = { $caseworker } todavía mira primero lo que se escribe aquí. Después puedes preguntar qué prefieren.
decision-gone = Esto ya no está aquí.
decision-which = Lo que se preguntó y se decidió sobre { $children }:
    .short = Cuál
decision-line = { $question } – { $how }
decision-is-yours = te espera a ti
decision-is-open = abierta
decision-is-held = espera una mirada
decision-is-over = aún sin respuesta
decision-is-decided = { $words }
decision-is-changed = { $words } (luego cambió)

decision-title = { $topic }, sobre { $children }
decision-asks = { $who } preguntó el { $day }:
decision-choices = Para elegir: { $choices }
decision-by = Ayuda si contestas antes de que pase este día: { $day }.
decision-law = Quién puede decidir esto por ley no cambia por preguntar aquí. { $caseworker } lo sabe.
decision-line-says = { $who }: { $words }
decision-line-none = { $who }: aún sin respuesta
decision-line-desk = { $who } quiere que se le pregunte a { $caseworker }
decision-reason = { $choice } – { $words }
decision-reason-of = (La respuesta fue: { $choice })
decision-yours = Tu respuesta:
decision-held = Tu trabajadora del caso lo mira primero.
decision-decided-on = Decidido el { $day }:
decision-changed-on = Cambió el { $day }.
decision-before = Antes, el { $day }, era: { $words }
decision-no-answer = No hubo respuesta a tiempo. Se puede preguntar otra vez.
decision-differ = Hay deseos distintos. Nadie tiene que ceder. { $caseworker } les puede ayudar.
decision-differ-alone = Hay deseos distintos. Nadie tiene que ceder. Tómense tiempo para hablar.
decision-compare = Lee todas las respuestas. ¿Desean lo mismo? Si no, nadie tiene que ceder.
decision-waits = Falta la respuesta de { $people }.
decision-all = Ya contestaron todos.

decision-ask-child = ¿De quién se trata?
    .short = Niño
decision-ask-topic = ¿De qué se trata?
    .short = Tema
decision-ask-words =
    ¿Qué le quieres preguntar a { $people } sobre { $children }?
    Escríbelo, elige una, o manda un audio o una foto.
    .short = Pregunta
decision-ask-answers = ¿Cómo se puede contestar?
    .short = Respuestas
label-decision-ready = Sí, no o hablarlo
label-decision-choices = Escribo yo las respuestas
label-decision-open = Con sus palabras
decision-ask-choices =
    ¿Qué respuestas se pueden elegir?
    Escribe de dos a cuatro, cortas, cada una en su línea. También puedes poner «;» entre ellas.
    .short = Para elegir
decision-choices-few = Escribe dos, tres o cuatro respuestas, cada una en su línea o con «;» entre ellas.
decision-choices-long = Una de las respuestas es muy larga. En un botón caben { $limit } letras.
decision-day =
    ¿Para cuándo te ayuda una respuesta?
    Lo puedes saltar.
    .short = Para cuándo
decision-asked = Ya le pregunté a { $people }. Te digo lo que contesten.

header-decision = { $who } pregunta qué prefieres – { $topic }, sobre { $children }
header-decision-again = { $who } pregunta otra vez qué prefieres – { $topic }, sobre { $children }
header-decision-answer = { $who } – respuesta a «{ $question }»
header-decision-desk = { $name }, trabajadora del caso, sobre «{ $question }»
header-decision-made = { $who } anotó lo decidido sobre { $children }: «{ $question }»
decision-by-command = (Para seguir con esto, escribe !decision en tu chat conmigo.)
decision-said = Gracias. { $who } lee tu respuesta. Te aviso cuando esté decidido.
decision-answer-choice =
    { $question }

    ¿Qué prefieres?
    .short = Respuesta
decision-say-words =
    { $question }

    Escribe lo que piensas, o manda un audio o una foto.
    .short = Tus palabras
decision-make-words =
    { $question }

    { $said }

    ¿Qué se decidió? Escribe solo lo que acordaron. Se lo digo a todos los que fueron preguntados.
    .short = Decidido
decision-silence = Faltan respuestas. No contestar no es decir que sí.
decision-silent = Todavía nadie contestó, y no contestar no es decir que sí. Por eso aún no se puede anotar nada.
decision-made = Ya le dije a { $people } lo que se decidió.
decision-made-desk = { $who } anotó lo decidido. «{ $question }»:
decision-you-said = Tu respuesta fue: { $words }
decision-over-decided = «{ $question }» ya está decidido: { $words }
decision-over = «{ $question }» ya no está abierto. Se puede preguntar otra vez.

decision-withdrawn = Ya no se pregunta: «{ $question }»
decision-withdrawn-told = { $who } ya no pregunta esto: «{ $question }»
decision-stopped = «{ $question }» ya no puede tener respuesta ahí, así que terminó. Lo puedes hablar con { $caseworker }.
decision-due = Es buen momento para anotar lo que se decidió. «{ $question }»
decision-unwritten = No se anotó nada sobre «{ $question }». Está bien. Puedes preguntar otra vez cuando quieras.
decision-lapsed = Todavía no hay respuesta a «{ $question }». La gente tiene mucho en la cabeza. Puedes preguntar otra vez cuando quieras.

decision-phone = ¿Qué dice { $name }? Aquí puedes anotar la respuesta.
decision-desk-asked = { $who } quiere saber qué dices tú. { $topic }, sobre { $children }:
decision-desk-from = Lo preguntó { $who }.
decision-desk-told = { $who } quiere que primero se le pregunte a { $caseworker }: «{ $question }»
decision-desk-done = Ya le pregunté a { $caseworker }.
decision-desk-shut = Ahora ahí no se entrega nada.
decision-desk-not-asked = Sobre esto no te preguntaron. Lo puedes leer, o escribirles a todos con «say».

offer-decision = { $who } quiere saber qué prefieres: «{ $question }» Basta un toque.
label-offer-decision = Verlo
offer-name-decision = Una pregunta que te espera
