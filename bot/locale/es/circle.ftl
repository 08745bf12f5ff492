### Lo que la trabajadora fija para un círculo, y lo que se le dice a su gente.

about-circle = haz un círculo o cambia uno
circle-circle = ¿Qué círculo?
    .short = Círculo
circle-what =
    Sobre { $circle }: { $terms }

    ¿Qué quieres cambiar?
    .short = Qué
circle-terms = palabras protegidas: { $terms }.
circle-no-terms = todavía no hay palabras protegidas.
circle-files = ¿Pueden pasar fotos, voces y videos en el círculo sobre { $circle }?
    .short = Fotos
circle-contacts =
    ¿Pueden pasar números y direcciones en el círculo sobre { $circle }?
    Si dices que sí, le pregunto a cada persona. Pasan cuando todos digan que sí.
    .short = Números
circle-term = ¿Qué palabras no se deben decir? Un apellido, una escuela, una calle.
    .short = Palabras
circle-again = ¿Qué palabras se pueden decir otra vez?
    .short = Palabras
circle-protected = Está bien. Desde ahora no paso «{ $words }» en los mensajes de esta familia.
circle-unprotected = Está bien. «{ $words }» puede pasar otra vez.
label-circle-files = Fotos y voces
label-circle-contacts = Números, direcciones
label-circle-protect = Proteger una palabra
label-circle-unprotect = Dejar de proteger
files-on-told = { $caseworker } abrió el chat sobre { $children } para fotos y voces.
files-off-told = Desde ahora solo pasan palabras en el chat sobre { $children }. Así lo decidió { $caseworker }.
files-on-done = Listo. Pasan fotos, voces y videos sobre { $children }. Todos lo saben.
files-off-done = Listo. Solo pasan palabras sobre { $children }. Todos lo saben.
contacts-asked = { $caseworker } dice que aquí se pueden dar números y direcciones. Hace falta tu sí y el de { $people }.
contacts-asked-done = Les pregunté a { $people }. Los números sobre { $children } pasan cuando todos digan que sí.
contacts-off-told = Desde ahora devuelvo otra vez los números y las direcciones. Así lo decidió { $caseworker }.
contacts-off-done = Listo. Los números sobre { $children } se devuelven otra vez. Todos lo saben.
contacts-agrees = ¿Se pueden dar números y direcciones aquí? { $people }
contacts-with = Es con { $people }.
contacts-yes = Gracias. Vale cuando todos digan que sí. Si cambias de idea, díselo a quien lleva tu caso.
contacts-no = Está bien. Sigo devolviendo los números. A nadie le digo por qué.
contacts-yes-told = { $name } dice que sí a los números en el chat sobre { $children }.
contacts-no-told = { $name } dice que no a los números en el chat sobre { $children }.
settings-on-call = ¿A quién le pregunto si tú no contestas?
    .short = De guardia
label-set-on-call = Quién está de guardia
    .typed = guardia
label-nobody = A nadie
on-call-none = Está bien. Nadie está de guardia por ti.
on-call-told = { $name } te puso de guardia. Si { $name } no contesta un aviso, te pregunto a ti.
on-call-done = Listo. Si no contestas un aviso, le pregunto a { $name }. Ya lo sabe.
