### The words beside names, the lines above messages, and how people, circles and phases are called.

word-mom = mamá
word-dad = papá
# "Ana · familia de Gladys y Jon": Spanish has no word that leaves open whether mother or father.
word-parent = familia
word-foster-mom = mamá de crianza
word-foster-dad = papá de crianza
word-caregiver = familia de crianza
word-grandmother = abuela
word-grandfather = abuelo
word-supporter = apoyo
word-youth = joven
word-caseworker = lleva el caso
word-supervisor = supervisión

# Fills the place of the readers' names where nobody is named yet.
reader-caseworker = quien lleva tu caso

header = { $name } · { $word }
header-with-children = { $name } · { $word } de { $children }
header-in-circle = { $who } – sobre { $circle }
header-caseworker = { $name } · lleva el caso
header-line = { $who } (solo para ti)
header-only-you = { $name } (solo para ti)
header-waits-hold = Espera tu decisión: { $who } – sobre { $circle }
header-repeat = { $who } (tal vez repetido)
header-changed = { $who } (cambiado)

circle-with-people = { $children } ({ $people })
person-in-circle = { $name } ({ $circle })

phase-introduction = se están conociendo
phase-open = abierto
phase-watched = abierto, contigo presente
phase-paused = en pausa
phase-after-reunification = de vuelta en casa
phase-closed = cerrado

state-invited = con invitación, aún no está
state-joining = en los primeros pasos
state-joined = ya está aquí
state-left = ya no está
state-frozen = cuenta detenida por seguridad
state-unreachable = no se le puede escribir ahora
header-told-to = { $who } – se lo dijo a { $caseworker }, { $day }
header-please-tell = Para decirle a { $name }: { $who }
state-by-phone = por teléfono
