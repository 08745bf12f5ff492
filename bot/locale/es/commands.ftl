### What each command is for, as messengers show it beside the text field.

about-settings = cambia idioma, nombre o descanso
about-who = quién está aquí y quién lee
about-help = qué puedes hacer aquí
about-menu = tus botones
about-switch = elige a quién escribes
about-undo = retira tu último mensaje
about-caseworker = escribe solo a quien lleva tu caso
about-leave = deja este chat
about-queue = lo que tienes por revisar
about-approve = deja pasar un mensaje
about-decline = devuelve un mensaje
about-pause = detén una conversación
about-resume = sigue una conversación en pausa
about-invite = crea un código para alguien
about-people = todas tus personas
about-say = escribe a todo un círculo
about-digest = mira qué trae tu día
about-announce = escribe a varios círculos
about-note = guarda una nota para ti
about-link = usa otro teléfono o app
about-reissue = código nuevo si se perdió el teléfono
about-freeze = detén todo si robaron el teléfono
