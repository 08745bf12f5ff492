### Ready sentences: a writer taps one, each reader gets it in their own language. Also the button's words.
### No word tells whether one child or several are meant, or a girl or a boy, or who is writing.

## Hello and thanks

label-ready-hello = Hola y gracias
ready-hello = ¡Hola!
ready-good-morning = Buenos días.
ready-good-night = Buenas noches.
ready-thank-you = Muchas gracias.
ready-thank-you-help = Gracias por la ayuda.
ready-thank-you-news = Gracias por las noticias.
ready-good-to-write = Qué bueno que podemos escribirnos.
ready-day-goes-well = Espero que hoy todo vaya bien.

## Today

label-ready-today = Hoy
ready-all-well = Todo bien por aquí.
ready-good-day = Hoy fue un buen día.
ready-quiet-day = Hoy fue un día tranquilo.
ready-hard-day = Hoy fue un día difícil.
ready-much-play = Hoy hubo mucho juego.
ready-much-laughter = Hoy hubo muchas risas.
ready-time-outside = Hoy pasamos tiempo al aire libre.
ready-more-later = Más tarde cuento más.

## Sleep

label-ready-sleep = Dormir
ready-night-good = La noche fue buena.
ready-night-hard = La noche fue difícil.
ready-night-short = Anoche se durmió poco.
ready-bad-dream = Hubo un mal sueño.
ready-nap = Hoy hubo siesta.
ready-song-helps = Una canción ayuda a la hora de dormir.
ready-story-helps = Un cuento ayuda a la hora de dormir.
ready-light-helps = Una luz pequeña ayuda de noche.

## Food

label-ready-food = Comida
ready-meals-good = Hoy se comió bien.
ready-little-hunger = Hoy hubo poca hambre.
ready-milk-good = Hoy la leche cayó bien.
ready-new-food = Probamos una comida nueva.
ready-food-liked = Esa comida gusta aquí.
ready-food-not-liked = Esa comida no gusta aquí.
ready-fun-cooking = Nos divertimos al cocinar.
ready-send-recipe = Mándame una receta favorita, por favor.

## School

label-ready-school = Escuela
ready-school-good = Hoy fue bien la escuela.
ready-school-hard = Hoy fue difícil la escuela.
ready-school-news = Hay buenas noticias de la escuela.
ready-school-note = Hay una nota de la escuela.
ready-school-friends = Hay nuevas amistades en la escuela.
ready-school-off = Mañana no hay escuela.
ready-homework-done = La tarea ya está lista.
ready-read-story = Hoy leímos un cuento.

## Health

label-ready-health = Salud
ready-health-good = Estamos bien de salud.
ready-small-cold = Hay un poco de resfriado.
ready-getting-better = Ya va mejor.
ready-needs-rest = Hoy nos hace falta descanso.
ready-much-energy = Hoy hay mucha energía.
ready-checkup-soon = Pronto hay una revisión médica.
ready-checkup-good = La revisión médica salió bien.
ready-shoes-small = Los zapatos ya quedan chicos.

## Feelings

label-ready-feelings = Sentimientos
ready-some-tears = Hoy hubo algunas lágrimas.
ready-much-joy = Hoy hubo mucha alegría.
ready-home-missed = Se extraña mucho la casa.
ready-talked-calmly = Lo hablamos con calma.
ready-hug-helped = Un abrazo ayudó.
ready-give-hug = Da un gran abrazo de mi parte, por favor.
ready-send-love = Di que mando todo mi amor, por favor.
ready-feel-proud = Me da mucho orgullo.

## Visits

label-ready-visits = Visitas
ready-glad-of-visit = Espero la visita con alegría.
ready-visit-good = La visita fue buena.
ready-goodbye-hard = La despedida fue difícil.
ready-will-be-there = Ahí voy a estar.
ready-on-my-way = Voy en camino.
ready-little-late = Voy a llegar un poco tarde.
ready-here-now = Ya llegué.
ready-see-you-soon = Nos vemos pronto.

## Ask something

label-ready-asking = Preguntar algo
ready-ask-all = ¿Cómo va todo?
ready-ask-night = ¿Cómo fue la noche?
ready-ask-day = ¿Cómo fue el día?
ready-ask-school = ¿Cómo fue en la escuela?
ready-ask-food = ¿Qué comida gusta ahora?
ready-ask-bedtime = ¿Qué ayuda a la hora de dormir?
ready-ask-calm = ¿Qué ayuda en un día difícil?
ready-ask-needs = ¿Hace falta algo?

## Short replies

label-ready-replies = Respuestas cortas
ready-yes = Sí.
ready-no = No.
ready-good-idea = Buena idea.
ready-will-ask = Voy a preguntar.
ready-not-known = Todavía no sé.
ready-one-moment = Un momento, por favor.
ready-answer-later = Más tarde contesto.
ready-have-read = Ya lo leí, gracias.
