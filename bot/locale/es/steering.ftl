### Moving in a conversation: answers that do not fit, going back, stopping, going on, summing up.

answer-choose = Elige una de estas opciones, por favor.
answer-empty = No había palabras. Escríbelo otra vez, por favor.
answer-too-long =
    Eso es muy largo para este lugar. Usa { $limit ->
        [one] una letra
       *[other] { $limit } letras
    } como máximo.

button-earlier =
    Eso ya lo contestaste.
    Para contestar otra cosa, escribe: cambiar.
button-passed = Ese botón es de antes. Ahora no hace nada.

flow-later = Está bien, luego. Guardo tus respuestas hasta entonces.
flow-cancelled = Está bien, lo dejamos aquí.
flow-none = Ahora no hay ninguna pregunta abierta.
flow-gone = Esa pregunta ya no está. Empieza otra vez desde el menú, por favor.
flow-help =
    Elige una opción, o escribe tu respuesta.
    También puedes escribir: atrás, cambiar, saltar, luego o cancelar.
flow-waits = Queda abierta una pregunta de antes.
flow-cannot-back = Esta es la primera pregunta. No puedes ir más atrás.
flow-cannot-skip = Esta no se puede saltar. Si quieres, escribe: luego.
flow-cannot-change = Todavía no hay nada que cambiar.

summary-line = { $name }: { $answer }
summary-right = ¿Está bien así?
summary-which = ¿Qué quieres cambiar?
options-more = Hay más. Puedes escribir parte de un nombre.
room-pointer = Esta sala es solo para hablar entre ustedes. Escribe { $prefix }menu en el chat conmigo.
