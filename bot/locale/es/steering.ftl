### Moving in a conversation: answers that do not fit, going back, stopping, going on, summing up.

answer-choose = Eso no lo encontré aquí. Elige otra vez, por favor.
answer-several = Hay más de uno con ese nombre. Elige uno, por favor.
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
flow-none = Ahora no hay ninguna pregunta abierta. No se envió nada.
flow-gone = Esa pregunta ya no está. Empieza otra vez desde el menú, por favor.
flow-help =
    Elige una opción, o escribe tu respuesta.
    También puedes escribir: { $words }.
steering-back = atrás
steering-change = cambiar
steering-skip = saltar
steering-later = luego
steering-cancel = cancelar
help-joining =
    Estás en los primeros pasos. Lo que escribes aquí no les llega a los demás.

    { $prefix }trabajadora – escribir solo a quien lleva tu caso
    { $prefix }quien – quién está aquí y quién lee
    { $prefix }salir – dejar este chat

    Este chat no es para emergencias. Si hay peligro, llama al 911.
behind-kept = «{ $words }»
behind-unused =
    Estas palabras no las pude usar: «{ $words }»
    No se las envié a nadie.
flow-waits = Queda abierta una pregunta de antes.
flow-cannot-back = Esta es la primera pregunta. No puedes ir más atrás.
flow-cannot-skip = Esta no se puede saltar. Si quieres, escribe: luego.
flow-cannot-change = Todavía no hay nada que cambiar.

summary-line = { $name }: { $answer }
summary-right = ¿Está bien así?
summary-which = ¿Qué quieres cambiar?
options-more = Hay más. También puedes escribir tu respuesta.
room-pointer = Esta sala es solo para hablar entre ustedes. Escribe { $prefix }menu en el chat conmigo.
edit-no-command =
    Lo que cambias no puede darme una orden ni ir a otra persona.
    No cambié nada. Tus palabras de antes quedan como estaban.
edit-seen-no-command =
    Lo que cambias no puede darme una orden ni ir a otra persona.
    No cambié nada. Los demás todavía ven tus palabras de antes.
