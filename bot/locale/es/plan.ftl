### The plan that both homes make together.

plan-which-circle = ¿De quién se trata?
    .short = De quién
plan-topic = El plan para { $children }. ¿Qué quieres ver?
    .short = Tema
plan-title = El plan para { $children }
plan-nobody = Aquí no hay un plan para ti todavía. Tu trabajadora del caso te puede decir más.
plan-empty = Todavía no se han puesto de acuerdo en nada.
plan-open = Falta por decidir: { $topics }.
plan-topic-empty = Aquí no hay nada todavía.
plan-agreed-on = De acuerdo desde el { $day }:
plan-came = Esto es de antes de la llegada de { $child }. Miren si todavía está bien.
plan-suggested = { $who } propone:
plan-waits = Falta que diga sí: { $people }.
plan-waits-nobody = Espera hasta que haya alguien del otro hogar.
label-plan = El plan
label-plan-whole = Todo el plan
label-plan-topic = Otros temas
label-plan-look = Ver el plan
label-plan-write = Proponer algo
label-plan-agree = De acuerdo
label-plan-other = Proponer otra cosa
label-plan-back = Quitar lo mío
label-plan-agree-for = { $name } dice sí

plan-write-words =
    { $topic }

    Ahora dice: { $now }

    ¿Qué quieres que diga? A los demás les pregunto si les parece bien.
    También puedes contestar con un audio o una foto.
    .short = Tus palabras
plan-done = Ya pregunté a { $people }. Vale cuando todos hayan dicho que sí.
plan-done-nobody = Lo guardo. Todavía no hay nadie que pueda decir que sí.
plan-done-held = Gracias. { $caseworker } lo mira primero. Luego lo ven los demás.
plan-held-desk = { $who } propone esto para el plan sobre { $children }. { $topic }:
plan-let-in-told = { $caseworker } ya lo miró. Ahora lo pueden ver los demás.
plan-sent-back-told = { $caseworker } no pasó lo que mandaste. Le puedes preguntar por qué.
plan-asked = { $who } propone esto para su plan. { $topic }:
call-said-asked = { $who } anotó lo que dijeron en la primera llamada. ¿Está bien así?
plan-change-asked = { $who } quiere cambiar su plan. { $topic }:
plan-agreed-told = Ya todos están de acuerdo en esto, para { $children }. { $topic }:
plan-agreed-desk = Ya todos están de acuerdo en esto, para { $children }. { $topic }:
plan-agreed-for = Anotado: { $name } está de acuerdo.
plan-gone = Esto ya no está abierto. Mira el plan, por favor.
plan-phone = { $who } propone algo para el plan. Por favor, pregunta por teléfono a { $people }. { $topic }:
plan-later = { $caseworker } todavía mira primero lo que se escribe aquí. El plan empieza después.
plan-taken-back = Ya no está. { $topic } queda como estaba.
plan-taken-back-told = { $who } quitó lo que había propuesto. { $topic } queda como estaba.
plan-review =
    Hace un tiempo hicieron su plan para { $children }. ¿Todavía está bien?
    Mírenlo juntos. Pueden cambiar lo que quieran.
plan-review-came =
    Su plan es ahora para { $children }. Lo hicieron antes de la llegada de { $child }.
    ¿Todavía está bien? Mírenlo juntos. Pueden cambiar lo que quieran.

plan-about-contact = Cómo estamos en contacto
plan-about-needs = Lo que hace falta
plan-about-routines = Cada día
plan-about-likes = Gustos y disgustos
plan-about-together = Cómo trabajamos juntos
plan-about-attend = A dónde vamos juntos
plan-about-hair = Pelo
plan-about-clothes = Ropa
plan-about-religion = Fe
plan-about-people = Gente que conservar
plan-about-more = Algo más

about-plan = el plan que hacen juntos
