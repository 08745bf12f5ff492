### The first screens, and how people say yes to each other.

# The language is not chosen yet: both are spoken.
join-hello =
    Hola, { $name }. Qué bueno que estás aquí.
    Hello { $name }. It is good that you are here.
join-language =
    ¿Qué idioma prefieres?
    Which language do you like best?
    .short = Idioma

# Who reads, before anything else. "Lo puede leer" goes before $readers, so that it fits one name or several.
join-privacy =
    Antes de empezar, lee esto, por favor.

    Aquí nadie ve tu número.
    Lo que escribes lo puede leer { $readers }, o quien esté en su lugar.
    Lo que mandas se guarda, y la corte lo puede pedir.
    Lo que hablas con tu abogada o abogado, no lo escribas aquí.

    { $platform }
    Este chat no es para emergencias. Si hay peligro, llama al 911.
    .short = Quién lee
privacy-telegram = Telegram mismo también podría leerlo.
privacy-matrix = La gente que maneja tu servidor de Matrix puede ver que escribes aquí.
privacy-simulator = Esto es una prueba en una computadora. No escribas nada real.

join-question =
    ¿Qué quieres saber?
    Escríbelo aquí. Le llega solo a { $caseworker }, o a quien esté en su lugar.

    ¿Ya no tienes preguntas? Puedes saltar este paso.
    .short = Tu pregunta

join-name =
    ¿Qué nombre quieres que se vea aquí?
    Basta tu primer nombre. No pongas tu apellido, por favor.
    .short = Nombre

join-word =
    ¿Qué palabra va junto a tu nombre? Se ve arriba de tus mensajes.
    Puedes escribir la tuya. También puedes saltar este paso.
    .short = Palabra

join-rules =
    Aquí tenemos dos reglas.

    1. Nos tratamos bien, aunque sea difícil.
    2. No damos teléfonos, ni direcciones, ni apellidos.

    ¿Te parece bien?
    .short = Reglas

join-willing =
    { $who }
    ¿Quieres escribirte con { $name }?

    No hay prisa. Si aún no quieres, la otra persona solo ve «todavía no».
    Puedes decir que sí después.
who-caregiver = { $name } cuida a { $children }.
who-parent = { $name } es { $word } de { $children }.
who-other = { $name } ({ $word }) también está aquí por { $children }.

join-done-people =
    ¡Listo! Qué gusto tenerte aquí.

    Para escribir a tu grupo, solo escribe aquí. Le llega a quien dijo que sí, si tú también lo dijiste.
    { $prefix }menu te muestra qué más puedes hacer.
join-done-alone =
    ¡Listo! Qué gusto tenerte aquí.

    Todavía no hay nadie más contigo. Puedes escribir a quien lleva tu caso.
    Solo escribe aquí. Antes de pasarlo, te pregunto.
    { $prefix }menu te muestra qué más puedes hacer.
join-done-desk =
    Listo. Qué gusto tenerte aquí.
    { $prefix }menu muestra tus botones. { $prefix }ayuda muestra todo lo que puedes hacer.
join-already = Ya estás dentro. No te hace falta otro código.
join-cancelled =
    Está bien, lo dejamos aquí. Todavía no estás dentro, y las otras personas no lo saben.
    Escríbeme cuando quieras, y empezamos otra vez.
joined-told = { $name } ya está aquí.
joined-told-as = { $name } ya está aquí, con el nombre { $chosen }.
renamed-told = { $name } ahora se llama { $chosen } aquí.
reworded-told = Junto al nombre de { $name }, ahora dice: { $word }

## A yes needs two. A no is shown to nobody.

willing-waits =
    Gracias. Aún falta el sí de { $name }.
    Te aviso cuando puedan escribirse.
willing-both = { $name } también dijo que sí. Ya pueden escribirse.
willing-now = { $name } también dijo que sí. Ya pueden escribirse.
circle-new =
    Hay un chat nuevo sobre { $children }, y puedes estar en él.
    Tú eliges con quién escribes. No hay prisa.
meet-asked =
    { $name } ({ $word }) quiere escribirte sobre { $children }.
    Tú decides. No hay prisa.
meet-nobody =
    No hay nadie nuevo a quien decir que sí.
    { $prefix }ajustes muestra con quién puedes escribirte.
