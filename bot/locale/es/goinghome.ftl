### Going home: how it is planned, what both homes read, and what a caseworker is asked.

## For both homes

label-going-home = Volver a casa
going-title = Volver a casa: { $children }
going-not-decided = Todavía no hay nada decidido. Un juez o la agencia lo puede cambiar.
going-aim = { $caseworker } espera que sea el { $day }, para { $children }. Es una esperanza, no una promesa.
going-is-home = Hicieron este plan antes de la vuelta a casa de { $children }. Todavía lo pueden leer y cambiar.
going-home-topic =
    { $title }

    ¿Qué quieres ver?
    .short = Tema
going-nothing = Aquí no hay nada para ti por ahora. Si tienes dudas, tu trabajadora del caso te ayuda.
going-told-parent = { $caseworker } empieza a planear contigo la posible vuelta a casa de { $children }.
going-told-caregiver = { $caseworker } empieza a planear contigo la posible vuelta de { $children } con su familia.
going-told-both = El plan lo hacen los dos hogares, tema por tema. Puedes empezar cuando quieras.
going-no-aim-told = Por ahora no hay un día fijo para { $children }. Pueden seguir con su plan.
going-wider-told = Su plan para volver a casa es ahora para { $children }.
going-as-told = Como ya te dijo { $caseworker }:
going-stopped-told =
    Por ahora dejamos de planear la vuelta a casa de { $children }.
    Tu calendario queda como está.
    { $caseworker } te puede decir más. Puedes escribir o llamar.
going-moved-told =
    { $children } cambió de hogar. Por ahora dejamos de planear su vuelta a casa.
    { $caseworker } te puede decir más. Puedes escribir o llamar.
going-printed = Aquí está su plan. Quien tenga este archivo lo puede leer. Guárdalo bien, por favor.
going-foot = Para { $name }, { $day }. Nada de esto es una promesa. Guárdalo bien y no lo pases a nadie más.

## Its parts

plan-about-overnights = Noches en casa
plan-about-tell = Qué decimos en casa
plan-about-along = Costumbres que van también
plan-about-things = Cosas que van también
plan-about-doctors = Escuela y doctores
plan-about-weeks = Las primeras semanas
plan-about-touch = Quién sigue en contacto
plan-about-worries = Preocupaciones
plan-hint-overnights = Las primeras noches: ¿cuándo, cómo fueron, qué sigue? Una noche también necesita un día. Para eso toca «Planear una visita».
plan-hint-tell = ¿Qué dicen de volver a casa? Ayuda decir lo mismo en los dos hogares. Y solo lo que es seguro.
plan-hint-along = ¿Qué debe seguir igual en casa? Pueden llevar hojas del libro.
plan-hint-things = Ropa, juguetes, papeles, la lucecita: ¿qué va también, y cuándo?
plan-hint-doctors = ¿Qué escuela y qué doctor siguen? ¿Quién les llama?
plan-hint-weeks = ¿Quién ayuda, y qué días? ¿Qué hacen si se pone difícil?
plan-hint-touch = El hogar de crianza, los hermanos, los amigos: ¿quién, y cada cuánto?
plan-hint-worries = Puedes decir qué te preocupa. También lo puedes dejar así.
plan-wish = Es un deseo. La familia lo decide después.
plan-along = Hojas que van también: { $pages }
plan-along-of = { $topic } ({ $child })
plan-along-nothing = Aquí no hay nada que puedas leer ahora.
plan-write-along =
    ¿Qué hojas del libro van también? Todos las leen como estén ese día.
    Marca algunas y sigue. O salta esto y dilo con tus palabras.

    Ahora dice: { $now }
    .short = Hojas
plan-write-more =
    ¿Quieres añadir algo con tus palabras?
    También puedes contestar con un audio o una foto.
    .short = Tus palabras
plan-write-home =
    { $topic }

    { $hint }

    Ahora dice: { $now }

    ¿Qué quieres que diga? A los demás les pregunto si les parece bien.
    También puedes contestar con un audio o una foto.

## At the desk

going-desk-circle = ¿De quién se trata?
    .short = De quién
going-desk-what =
    { $title }

    ¿Qué quieres hacer?
    .short = Qué
going-desk-children = ¿Para quién empieza? Marca y luego sigue.
    .short = Para quién
going-desk-aim =
    ¿Hay un día que esperas, para { $children }? Si aún no hay fecha, está bien: salta esto.
    Los dos hogares lo leen, como esperanza y no como promesa.
    .short = Meta
going-desk-aim-again =
    Para { $children } la meta es ahora el { $day }. ¿Qué día esperas? Salta esto para no tener fecha.
    Los dos hogares lo leen, como esperanza y no como promesa.
going-desk-sure =
    { $people } leen esto, cada lado con sus palabras:

    { $words }

    Una meta no es una promesa. ¿Está bien así?
    .short = Tu sí
going-desk-told =
    Los dos hogares leen esto, sin ningún motivo:

    { $words }

    ¿Ya se lo dijiste a { $people }? Si quieres llamar primero, no leen nada hasta que lo digas.
    .short = Avisados
going-desk-home =
    ¿Ya están en casa: { $circle }?

    Pregunto a los padres y al hogar de crianza si quieren seguir sin ti.
    Solo si todos dicen que sí, tú ya no lo lees. Nadie sabe quién dice que no. El plan se queda con ellos.
    .short = Tu sí
label-going-send = Enviar ya
label-home-aim = Cambiar la meta
label-home-widen = Para todos los niños
label-home-go-on = Que siga
label-home-stop = Parar
label-home-home = Ya están en casa
going-begun = Ya empezó. Va en camino a { $people }.
going-aim-done = La meta cambió. Va en camino a { $people }.
going-wider-done = El plan es ahora para todos los niños del círculo. Va en camino a { $people }.
going-stopped-done = Ya paró. Va en camino a { $people }, sin ningún motivo.
going-done-nobody = Ya está. Todavía no hay nadie que lo pueda leer.
going-phone = Por favor, dilo por teléfono a { $people }.
going-call-done =
    Está bien. Aún no leen nada, y el plan queda como está.
    Espera en tu lista hasta que digas que ya se lo dijiste.
going-go-on-done = Está bien, sigue. No han leído nada.
going-call-waits = Quieres llamar a { $people } antes de parar. Todavía no han leído nada.
going-cannot = Ahora no se puede, para { $children }. Quizá el círculo es nuevo o está en pausa.
going-no-circle = No hay un círculo a tu cargo para el que se pueda planear esto ahora.
going-not-all =
    Este círculo también es sobre { $others }. Es solo de ellos cuando todos sus niños están en casa.
    Primero puedes hacer el plan para todos.
going-moved-desk = Con este cambio paró el plan para la vuelta a casa de { $children }. Los padres lo leen.
queue-call = quieres llamar antes de parar

## What is offered

offer-home-next =
    Falta una parte de su plan para { $children }: { $topic }.
    ¿Quieres proponer algo? No hay prisa.
label-offer-home-next = Proponer algo
offer-name-home-next = Partes de un plan
offer-home-weeks =
    ¿Cómo van las primeras semanas con { $children }?
    Tu plan está aquí, si lo quieres ver.
label-offer-home-weeks = Ver el plan
offer-name-home-weeks = Unas palabras a veces
offer-home-hello =
    Quizá a { $children } le gusta saber de ti. Puedes mandar un saludo corto, si la familia quiere.
    La familia decide si contesta.
label-offer-home-hello = Saludar
offer-name-home-hello = Un saludo más tarde

about-goinghome = planear una vuelta a casa
