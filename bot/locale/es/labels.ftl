### Words on buttons: at most four, so that they fit on a small phone.

## Everywhere

label-all-right = Está bien
label-question = Tengo una pregunta
label-agree = Sí, de acuerdo
label-not-yet = Todavía no
label-break = Tomar una pausa
label-change = Cambiar
label-send = Enviar
label-keep = Guardar
label-delete = Borrar

## Moving in a conversation

label-back = Atrás
label-skip = Saltar
label-later = Luego
label-cancel = Cancelar
label-go-on = Seguir
label-more = Más

## Where words go

label-circle = { $people } ({ $children })
label-send-to = Enviar a { $people }
label-only = Solo a { $name }
label-everybody = A todo el grupo
label-my-answer = Mi respuesta
label-show-kept = Ver lo que guardé
label-meet = Contestar

## The menu

label-who = Quién está aquí
label-switch = A quién le escribo
label-settings = Ajustes
label-cannot-wait = No puede esperar
label-now = Sí, ahora
label-can-wait = Puede esperar
label-ready = Frases listas
label-unclear = No entiendo
label-show = Ver
label-show-news = Ver novedades
label-help = Ayuda

## The desk

label-queue = Lo que espera
label-people = Personas
label-invite = Invitar a alguien
label-say = Escribir a un círculo
label-pause = Pausar un círculo
label-approve = Dejar pasar
label-decline = Devolver
label-decide = Decidir
label-read = Leer: { $children }
label-someone-new = Otra persona
label-role-parent = Madre o padre
label-role-caregiver = Familia de crianza
label-role-supporter = Persona de apoyo
label-role-youth = Joven
label-reason-kinder = Con palabras amables
label-reason-details = Demasiados detalles
label-reason-in-person = Mejor en persona
label-reason-court = Es para la corte
label-ask-back = Primero preguntar
label-answer-back = Contestar
label-look-again = Verlo
label-digest = Mi día
label-all-circles = Todos
label-these = Seguir con estos
label-ticked = ✓ { $what }
label-note-write = Escribir una nota
label-note-read = Leer las notas ({ $count })
label-note-delete = Borrar la nota { $number }

## Settings. Each language is named in itself.

label-language-en = English
label-language-es = Español
label-set-language = Idioma
    .typed = lenguaje
label-set-name = Mi nombre
    .typed = nombre
label-set-word = Palabra junto al nombre
    .typed = palabra
label-set-zone = Zona horaria
    .typed = zona
label-set-quiet = Horas de descanso
    .typed = descanso
label-set-reminders = Recordatorios
    .typed = recordatorios
label-set-sign = Señal de entrega
    .typed = señal
label-set-discreet = Avisos discretos
    .typed = discreto
label-set-checks = Revisar mis palabras
    .typed = revisar
label-set-people = Con quién me escribo
    .typed = personas
label-set-account = Dónde leo
    .typed = dónde
label-set-link = Otro teléfono
    .typed = teléfono
label-account-here = Aquí
label-account-other = Otro teléfono o app
label-account-only = Solo aquí
label-quiet-off = Sin horas de descanso
label-zone-eastern = Este (Nueva York)
label-zone-central = Centro (Chicago)
label-zone-mountain = Montaña (Denver)
label-zone-arizona = Arizona (Phoenix)
label-zone-pacific = Pacífico (Los Ángeles)
label-zone-alaska = Alaska
label-zone-hawaii = Hawái
label-zone-puerto-rico = Puerto Rico
label-word-mom = Mamá
label-word-dad = Papá
label-word-parent = Familia
label-word-foster-mom = Mamá de crianza
label-word-foster-dad = Papá de crianza
label-word-caregiver = Familia de crianza
label-word-grandmother = Abuela
label-word-grandfather = Abuelo
label-word-supporter = Persona de apoyo
label-quiet-nine = 9 pm–7 am
label-quiet-ten = 10 pm–6 am
label-quiet-eight = 8 pm–8 am
label-remind-both = Un día y horas
label-remind-day = El día antes
label-remind-hours = 2 horas antes
label-remind-early = 2 días, día, horas
label-remind-off = Sin recordatorios
label-set-digest = Mensaje de la mañana
    .typed = mañana
label-digest-seven = 7 a.m.
label-digest-eight = 8 a.m.
label-digest-nine = 9 a.m.
label-digest-off = Sin mensaje
label-with-code = Con un código
label-greet = Invitar por Matrix
label-by-phone = Por teléfono
label-my-own-words = Mis propias palabras
label-told-me = Lo dijo { $name }
label-it-is-me = Sí, soy yo
label-only-new = Solo el nuevo
label-both = Los dos
label-let-go-on = Que siga
label-keep-stopped = Dejarlo detenido
