### Lo que la casa guarda de quien lo pide: qué se pregunta y qué hay en el archivo.

about-mydata = pide lo que se guarda de ti

mydata-form = ¿Cómo lo quieres?
    .short = Archivo
mydata-sure =
    { $what }

    ¿Lo hago?
    .short = De acuerdo
mydata-inside =
    Está ahí: lo que escribiste y lo que recibiste, con la hora. Tus ajustes, tus invitaciones, tus visitas. Tu chat con la trabajadora del caso. Los libros y planes que hoy puedes leer.
    No está ahí: lo que era solo para otros.
    Guarda bien el archivo. Quien lo tenga puede leerlo. Anoto que lo pediste.
mydata-inside-desk =
    Está ahí: lo que escribiste a tus familias y lo que ellas te escribieron, con la hora. Tus ajustes, tus invitaciones, tus propias citas.
    No está ahí: las notas, los libros, los planes y las familias que ya no llevas. Para una familia, usa «export».
    Guarda bien el archivo. Quien lo tenga puede leerlo. Anoto que lo pediste.
mydata-left = Está bien. No se hizo nada.
mydata-making = Lo hago ahora. Puede tardar un minuto.
mydata-soon = Acabas de recibirlo. Puedes pedirlo otra vez desde las { $at }.
mydata-here-page = Aquí está tu hoja para leer. Guárdala bien.
mydata-here-file = Aquí está tu archivo para computadora. Guárdalo bien.
mydata-gone = No lo pude hacer. Pídelo otra vez.

label-mydata-page = Hoja para leer
    .typed = hoja | html
label-mydata-file = Archivo para computadora
    .typed = archivo | json
label-mydata-both = Los dos
    .typed = dos | todo

## En el archivo

mydata-title = { $name }: lo que se guarda de ti
mydata-times = Las horas son de { $zone }.
mydata-foot = Hecho el { $day }. Guárdalo bien.
mydata-part-self = Tú y tus ajustes
mydata-part-accounts = Tus teléfonos y apps
mydata-part-invited = Tus invitaciones
mydata-part-circles = Tus chats
mydata-part-wrote = Lo que escribiste
mydata-part-got = Lo que recibiste
mydata-part-meetings = Citas en las que estás
mydata-part-book = Lo que hoy puedes leer en los libros
mydata-part-plan = Lo que hoy está en los planes
mydata-recorded = Nombre en los registros
mydata-since = Tú
mydata-known = Se te conoce aquí desde entonces.
mydata-account = App
mydata-account-over = Ya está parada.
mydata-code = Invitación
mydata-code-used = La usaste entonces.
mydata-code-until = Valía hasta entonces.
mydata-with = Con { $people }
mydata-line = Tu chat con la trabajadora del caso
mydata-earlier = Un chat que terminó
mydata-week = Cómo fue la semana, { $circle }
mydata-kept = Esto lo dejaste solo para ti. Nadie más lo ve.
mydata-tip = Sobre un consejo, { $circle }
mydata-held = Espera a la trabajadora del caso.
mydata-declined = La trabajadora del caso lo devolvió.
mydata-withdrawn = Lo borraste.
mydata-changed = Cambiado
mydata-said = Te escribieron
mydata-told = Se te dijo
mydata-unnamed = otra persona
mydata-about = Sobre { $child }, de { $who }
mydata-by = { $what }, de { $who }
mydata-agreed = Todos lo acordaron.
mydata-suggested = Es una propuesta.
