### Momentos de un niño, ánimos, álbumes y gracias.

about-moment = compartir un momento de un niño
about-album = ver el álbum de un mes
about-thanks = dar las gracias
about-celebrate = celebrar algo
label-moment = Compartir un momento
label-thanks = Dar las gracias
label-celebrate = Celebrar

moment-circle = ¿Para quién es?
    .short = Para
moment-child = ¿Quién está en este momento?
    .short = Quién
moment-what =
    Un momento de { $children }: manda una foto, un audio o unas palabras.
    { $reach }
    .short = Momento
moment-how =
    Un momento de { $children }. { $reach }
    ¿Es de un día cualquiera, o es algo nuevo?
    .short = De qué tipo
label-moment-everyday = Un día cualquiera
label-moment-milestone = Algo nuevo 🌟
moment-reaches = Le llega a { $people }.
moment-reaches-some = Le llega a { $people }. No le llega a { $missing }.
moment-shared = Tu momento va en camino a { $people }.
moment-dropped = Está bien. No se envió nada.
moment-gone = Este momento ya no está aquí.
moment-nobody = Ahora nadie aquí puede recibir este momento, así que no se envió. { $caseworker } te puede decir más.
moment-not-open = Ahora no puedes compartir momentos aquí. Puedes hablarlo con { $caseworker }.
moment-no-child = Todavía no hay aquí un niño de quien compartir un momento.
moment-desk = Los padres y los hogares comparten momentos entre ellos. Los lees donde lees sus mensajes.
moment-file-kind = Un momento puede ser una foto, un video, un audio o palabras. Este archivo no se envió.

header-everyday = { $who } – un momento de { $children }
header-milestone = { $who } – algo nuevo de { $children } 🌟
header-just-you = { $who } (solo para ti)

label-cheer-heart = Me encanta ❤️
label-cheer-proud = Qué orgullo 🌟
label-cheer-thanks = Gracias 🙏
cheer-heart = «Me encanta ❤️»
cheer-proud = «Qué orgullo 🌟»
cheer-thanks = «Gracias 🙏»
cheer-done = Esto le va a dar gusto a { $who }. Pronto se lo digo.
cheer-before = Esto ya lo dijiste. Ya se lo digo a { $who }.
cheer-nobody = Esto no se puede pasar ahora.
cheer-by-emoji = (Le puedes poner un ❤️.)
cheers-told = Tus momentos dieron gusto:
cheer-line = { $moment } – { $cheers }
cheer-of = { $who }: { $cheers }

label-moment-rhythm = ¿Cada cuánto?
moment-rhythm-circle = ¿De qué niños se trata?
    .short = Niños
moment-rhythm-days =
    ¿Cada cuánto te gustaría un momento de { $children }? Le pregunto al otro hogar si está bien.
    Quien cuida a los niños recibe entonces un aviso de vez en cuando. Nadie está obligado.
    .short = Cada cuánto
label-often-week = Cada semana
label-often-two-weeks = Cada dos semanas
label-often-month = Cada mes
label-often-none = Sin aviso
label-often-other = Otro ritmo
often-week = cada semana
often-two-weeks = cada dos semanas
often-month = cada mes
often-suggested = Ya le pregunté a { $people }.
often-asked = A { $who } le gustaría un momento de { $children } { $often }. ¿Está bien para ti?
often-agreed = Está bien: un momento de { $children } { $often }, cuando se pueda.
often-agreed-told = { $who } dijo que sí: un momento de { $children } { $often }, cuando se pueda.
often-off = Está bien, sin avisos para los momentos de { $children }.
often-off-told = { $who } no quiere avisos para los momentos de { $children }. Cada momento sigue siendo un gusto.
often-nobody = Todavía no hay nadie aquí que pueda decir que sí. { $caseworker } te puede decir más.

offer-moment = ¿Hay hoy un momento de { $children }? Basta una foto o una línea. Los dos hogares lo querían de vez en cuando.
label-offer-moment = Compartir un momento
offer-name-moment = Momentos de vez en cuando

label-album = Ver un álbum
album-which = ¿Qué álbum quieres ver?
    .short = Álbum
album-form = ¿Como archivo para imprimir, o como página para tu teléfono?
    .short = Como
album-of = { $child }: { $month }
label-album-pdf = Para imprimir (PDF)
label-album-html = Como página web
label-album-monthly = Mandar cada mes
label-album-no-more = Ya no más álbumes
album-making = Estoy juntando las hojas. Puede tardar un minuto.
album-here =
    { $child }: { $month }. Aquí está el álbum.
    Quien tenga este archivo lo puede ver. Guárdalo bien, por favor.
album-none = No hay álbum de ese mes.
album-empty = Ahora no hay nada aquí para un álbum.
album-monthly-on = Está bien. Te llega el álbum cuando termina un mes.
album-monthly-off = Está bien, ya no te llegan álbumes solos. Puedes pedir uno con { $prefix }álbum.
album-part = Parte { $at } de { $of }
album-foot = Hecho el { $day }. Guárdalo bien, por favor.
album-mark-milestone = algo nuevo 🌟
album-mark-heard = con una grabación
album-mark-elsewhere = una foto no se muestra aquí

thanks-circle = ¿En qué círculo?
    .short = Círculo
thanks-to = ¿Para quién es?
    .short = Para
thanks-what = ¿Qué quieres decirle a { $people }? Elige una frase, o escribe tus palabras.
    .short = Palabras
celebrate-what = ¿Qué hay que celebrar? Elige una frase, o escribe tus palabras. Le llega a { $people }.
    .short = Palabras
thanks-sent = Va en camino a { $people }.
thanks-nobody = Todavía no puedes escribir a nadie aquí. { $caseworker } te puede decir más.

thanks-care = Gracias por cuidar tan bien.
thanks-news = Gracias por contarme tanto.
thanks-patience = Gracias por la paciencia.
thanks-time = Gracias por darte el tiempo.
thanks-trust = Gracias por la confianza.
thanks-visit = Gracias por la buena visita.
thanks-learned = Aprendí algo de ti. ¡Gracias!
thanks-together = Qué bueno hacer esto en equipo. ¡Gracias!
celebrate-day = Hoy fue un día muy bueno. ¡Qué alegría!
celebrate-step = Fue un gran paso. ¡Muy bien!
celebrate-birthday = ¡Feliz cumpleaños de todo corazón!
celebrate-school = ¡Qué buenas noticias de la escuela!
celebrate-visit = ¡Qué buena visita fue esa!
celebrate-team = ¡Somos un buen equipo!
celebrate-holidays = ¡Felices fiestas para la familia!
