### Tips: found, written, tried, and told of.

tip-nobody = Aquí no hay un chat para probar algo juntos. Tu trabajadora del caso te puede decir más.
tip-topic = ¿Para qué quieres un consejo?
    .short = Para qué
label-tip-agency = De la agencia
label-tip-ours = Lo que probamos
label-tip-write = Yo sé uno
tip-age = ¿Para qué edad?
    .short = Edad
label-age-baby = Hasta 2 años
label-age-small = De 3 a 5
label-age-school = De 6 a 11
label-age-teen = De 12 o más
label-age-any = Cualquier edad
tip-which = ¿Cuál quieres ver?
    .short = Consejo
tip-words = ¿Qué funciona? Escríbelo en pocas palabras. Lo puede leer { $people }.
    .short = Tu consejo
tip-sure =
    «{ $words }»

    ¿Se lo cuento a { $people }?
    .short = Contarlo
label-tip-try = Lo voy a probar
label-tip-another = Otro consejo
tip-gone = Este consejo ya no está.
tip-told = { $who } cuenta lo que funciona:
tip-written = Gracias. Va en camino a { $people }.
tip-kept = Gracias. Lo guardo. Todavía no hay nadie más que lo pueda leer.
tip-tried = ¡Suerte! Te pregunto cómo te fue: después de la próxima visita, o en tres días.
tip-tried-before = Este ya lo estás probando. ¡Suerte!
tip-tried-told = { $who } quiere probar esto:
tip-ours = Lo que prueban, con { $children }
tip-is-trying = { $who } está probando esto:
tip-is-worked = A { $who } le funcionó:
tip-is-not-yet = A { $who } todavía no:

tip-after-how =
    Querías probar esto:
    { $tip }

    ¿Funcionó?
    .short = Si funcionó
label-tip-worked = Funcionó
label-tip-not-yet = Todavía no
label-tip-more = Contar más
tip-after-words = ¿Cómo te fue? Lo puede leer { $people }.
    .short = Cómo te fue
tip-after-then = ¿Funcionó?
    .short = Si funcionó
tip-over = Esto ya está hecho.
tip-worked = ¡Qué bueno que funcionó!
tip-not-yet = Gracias por probar. A veces hace falta tiempo, o hacerlo de otro modo.
tip-worked-told = { $who } probó esto, y funcionó:
tip-not-yet-told = { $who } probó esto. Todavía no funcionó:
tip-says = { $who } dice: { $words }
label-tip-book = Ponerlo en el libro
label-tip-ask = Libro: preguntar a { $who }
tip-author-gone = Este consejo es de { $who }, y ahora no le puedo preguntar.
tip-book-asks = Ya le pregunté a { $who }. Con su sí, queda en el libro.
tip-book-asked = { $who } probó tu consejo, y funcionó. ¿Lo pongo en el libro de { $child }, con tu nombre?
label-tip-allow = Sí, ponlo
label-tip-not = Mejor no
tip-book-left = Está bien, no queda en el libro.

offer-tip =
    Pronto se ven, con { $children }. ¿Quieres un consejo corto para la visita?
label-offer-tip = Ver consejos
offer-name-tip = Consejos de visita
offer-tip-after =
    ¿Cómo te fue con esto?
    { $tip }
label-offer-tip-after = Contar cómo fue
offer-name-tip-after = Cómo resultó

about-tip = lo que puede ayudar
