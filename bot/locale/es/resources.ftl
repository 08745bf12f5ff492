### Classes, groups and services of the agency's own list.

about-resource = encontrar clases, grupos y ayuda

resource-topic = ¿Con qué te gustaría tener ayuda? Toca algo, o escribe una palabra.
    .short = Sobre qué
resource-which = ¿Cuál quieres ver?
    .short = Cuál
resource-phone = Teléfono: { $what }
resource-web = Página: { $what }
resource-address = Dónde: { $what }
resource-hours = Cuándo: { $what }
resource-languages = Idiomas: { $what }
resource-not-found = No encuentro nada con «{ $words }». Prueba otra palabra, o toca algo de abajo.
resource-gone = Esto ya no está en la lista. Le puedes preguntar a la trabajadora.
resource-none =
    La agencia todavía no me dio una lista de clases y ayuda.
    Le puedes preguntar a la trabajadora. Muchas veces sabe de algo.
resource-none-nobody = La agencia todavía no me dio una lista de clases y ayuda.
resource-none-desk =
    Todavía no hay una lista de clases y ayuda.
    Quien maneja este bot la puede poner: «resources» en sus ajustes dice el archivo.
label-resource-help = Quiero ayuda con esto
label-resource-other = Buscar más
resource-help-whom = ¿A quién le pregunto?
    .short = A quién
resource-help-sure =
    Le digo a { $caseworker } que quieres ayuda con esto:
    { $what }

    ¿Está bien?
    .short = Está bien
resource-not-asked = Está bien, no le digo nada a nadie.
header-line-resource = { $who } (solo para ti) quiere ayuda con esto:

offer-resource =
    Dijiste qué lo hizo difícil el otro día. Eso pasa.
    Sé de algo que quizás ayude. ¿Lo quieres ver?
label-offer-resource = Sí, quiero ver
offer-name-resource = Clases y ayuda

label-resource-parenting = Ser mamá o papá
label-resource-housing = Vivienda
label-resource-food = Comida
label-resource-transport = Transporte
label-resource-health = Salud
label-resource-recovery = No beber ni usar
label-resource-grief = Pérdidas y duelo
label-resource-work = Trabajo
label-resource-school = Escuela
label-resource-children = Cuidado de niños
label-resource-money = Dinero
label-resource-safety = Estar a salvo
label-resource-law = Asuntos legales
