### One's own steps: written, looked at, done; and shown to others only where their owner says so.

about-goals = guardar tus propios pasos, solo para ti

goals-whose =
    Aquí puedes guardar tus propios pasos, grandes o chicos.
    Solo los ves tú. De cada uno dices si lo puede leer alguien más.
goals-which = Tus pasos. Toca uno para verlo.
    .short = Paso
goals-words =
    ¿Qué quieres lograr?
    Dilo como tú quieras, o toca uno.
    .short = Tu paso
goal-class = Terminar mi clase
goal-home = Encontrar dónde vivir
goal-work = Encontrar trabajo
goal-sober = 30 días sin beber ni usar
goal-visits = Ir a cada visita
goal-health = Cuidar mi salud
goal-school = Terminar el año de clases
goal-friends = Hacer nuevos amigos
goal-money = Ahorrar un poco
goal-rest = Descansar más
goal-help = Pedir ayuda a tiempo
goals-act =
    «{ $words }»

    { $who }
    .short = Qué hacer
goals-only-you = Esto solo lo ves tú.
goals-shown-to = Lo puede leer { $people }.
goals-somebody = alguien que estaba aquí
goals-anew =
    «{ $words }»

    ¿Qué debe decir ahora?
    .short = Cómo decirlo
goals-sure =
    «{ $words }»

    ¿Lo quito? Ya no se puede traer de vuelta.
    .short = Quitarlo
goals-share =
    { $people } va a leer esto, tal cual:

    { $shown }

    { $also }
    ¿Lo mando? Después lo puedes quitar. Pero quien lo leyó, ya lo leyó.
    .short = Mostrarlo
goals-stand-in = También lo puede leer quien esté en su lugar.
goals-caseworker-too = También lo puede leer { $caseworker }.
goals-nobody-else = Nadie más lo puede leer.
goals-back =
    { $people } puede leer tu paso. ¿Se lo quito?
    Quien lo leyó, ya lo leyó.
    .short = Quitarlo
goals-hear =
    Tu paso sigue siendo solo tuyo.
    ¿Se lo quieres mostrar a { $people }, para no estar a solas con esto?
    .short = Quién sabe
private-danger = No le dije nada de esto a nadie. No estás a solas.

label-goal-write = Escribir otro paso
label-goal-look = Verlo
label-goal-was-done = { $words } ✓
label-goal-done = Lo logré
label-goal-again = Todavía no
label-goal-change = Decirlo de otro modo
label-goal-out = Quitarlo
label-goal-share = Mostrarlo: { $people }
label-goal-share-about = Mostrarlo: { $people } ({ $children })
label-goal-back = Ya no mostrarlo: { $people }
label-goal-hear = Sí, dile a { $name }
label-goal-only-me = No, solo yo

goals-kept = Te lo guardo. Solo lo ves tú.
goals-did-done = Lo lograste. Hizo falta fuerza, y eso vale mucho.
goals-did-again = Está bien, sigue abierto. Cada día se puede empezar de nuevo.
goals-did-change = Está bien, ya dice otra cosa.
goals-did-out = Ya no está.
goals-tell = ¿Se lo quieres contar a alguien?
goals-shown-stays = Lo que ya mostraste a otros se queda como estaba.
goals-stays = Está bien, se queda así.
goals-unshared = Está bien, no mando nada.
goals-shared = Listo. Les llega como un mensaje tuyo.
goals-nobody = Ahora nadie lo puede leer ahí. Sigue siendo tuyo.
goals-back-done = Otra vez es solo tuyo. Nadie lo había leído todavía.
goals-back-read = Otra vez es solo tuyo. Quien lo leyó, ya lo leyó.
goals-gone = Este paso ya no está aquí.
goals-full =
    Tienes { $count } pasos abiertos. No puedo guardar más.
    Marca uno como logrado, o quita uno. Después puedes escribir otro.
goals-desk = Aquí la gente guarda sus propios pasos, solo para sí. Te muestran uno cuando quieren.

header-goal-open = { $who } – un paso suyo
header-goal-done = { $who } – un paso que logró
header-line-goal-open = { $who } (solo para ti) – un paso suyo
header-line-goal-done = { $who } (solo para ti) – un paso que logró

offer-goal =
    ¿Cómo va tu paso? Esto solo lo ves tú.
    Lo puedes mirar, o dejarlo así.
label-offer-goal = Ver mi paso
offer-name-goal = Mis propios pasos
