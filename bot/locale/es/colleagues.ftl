### Otra persona que lleva el caso, por unos días o desde ahora; y el equipo de quien supervisa.

## Alguien cubre

cover-what =
    Ahora o pronto: { $covers }

    ¿Qué quieres hacer?
    .short = Qué
cover-one = { $name } por { $caseworker }, hasta el { $until }
cover-colleague = ¿Quién te cubre?
    .short = Quién
cover-begins = ¿Desde qué día?
    .short = Desde
cover-ends = ¿Hasta qué día? Ese día todavía cuenta.
    .short = Hasta
cover-ends-before = Ese día es antes del primero. Elige el primer día u otro después.
cover-sure =
    ¿Te cubre { $name } desde el { $since } hasta el { $until }?

    { $name } lee y decide lo mismo que tú, y tú también puedes.
    Los avisos urgentes van para las dos personas. Tus familias lo saben el primer día.
    Termina solo.
    .short = Tu sí
cover-planned = Está bien. { $name } te cubre desde ese día. Les aviso cuando empiece.
cover-planned-told = Cubres a { $name } desde el { $since } hasta el { $until }. Te aviso cuando empiece.
cover-begun =
    { $name } te cubre desde ahora hasta el { $until }.
    Las dos personas leen y deciden. Tus familias ya lo saben.
cover-begun-colleague =
    Cubres a { $name } desde ahora hasta el { $until }.
    Ahora lees y decides por estas familias, y { $name } también.
cover-begun-told = Desde ahora hasta el { $until }, { $name } cubre a { $caseworker }, sobre { $children }.
cover-begun-reads = En ese tiempo, lo que escribes ahí, o solo a { $caseworker }, también lo puede leer { $name }.
cover-ended = { $name } ya no te cubre, y ya no lee nada de tus familias.
cover-ended-colleague = Ya no cubres a { $name }. Estas familias ya no están contigo.
cover-ended-told =
    { $name } ya no cubre a { $caseworker }, sobre { $children }.
    Lo que escribes ahí lo lee desde ahora solo { $caseworker }.
cover-called-off = Queda sin efecto: nadie cubre a nadie, ni a ti ni a { $name }.
cover-over = Eso ya terminó. No cambió nada.
cover-already = { $name } ya te cubre, o pronto lo hará.
cover-nobody = No hay nadie que te pueda cubrir. No cambió nada.
cover-end-sure = ¿{ $name } ya no cubre, desde ahora?
    .short = Tu sí

## Las familias pasan a alguien del equipo

handover-families = ¿Qué familia quieres pasar?
    .short = Familia
handover-which = ¿Qué familia quieres pasar a { $name }?
    .short = Familia
handover-all-typed = todas | todo | todas las familias
handover-to = ¿A quién se la pasas?
    .short = Quién
handover-more = ¿Otra familia también?
    .short = Más
handover-sure =
    ¿Le pasas a { $name }: { $families }?

    Desde entonces { $name } lleva su caso. Lo que ahí te espera pasa a { $name }.
    Tú ya no lees nada de estas familias, ni lo viejo ni lo nuevo.
    Se les avisa ahora mismo, y lo que te escriben solo a ti llega a { $name }.
    .short = Tu sí
handover-done = Ahora las tiene { $name }: { $families }. Ya lo saben, y tú ya no las lees.
handover-done-team = Ahora las tiene { $name }: { $families }. Ya lo saben.
handover-nothing = No hay ninguna familia que puedas pasar así. No cambió nada.
handover-no-colleague = Todavía no hay nadie más de tu equipo aquí. No cambió nada.
handover-told = Desde ahora { $name } lleva tu caso, sobre { $children }.
handover-told-line =
    Lo que escribes solo a quien lleva tu caso le llega ahora a { $name }.
    No tienes que hacer nada. Lo que ya acordaste sigue igual.
handover-told-new = { $name } te pasó: { $families }. Ahora tú llevas su caso.
handover-told-old = Ahora { $name } lleva el caso de: { $families }. Tú ya no las lees.
handover-please-tell = Por favor llama a { $name }, que participa por teléfono: ahora tú llevas su caso.
handover-waits =
    { $count ->
        [one] Ahí un mensaje espera que lo veas.
       *[other] Ahí { $count } mensajes esperan que los veas.
    }

## El equipo de quien supervisa

oversee-worker =
    Tu equipo:
    { $team }

    ¿De quién quieres ver las familias?
    .short = Quién
oversee-family = ¿Qué familia? Queda anotado que la abres.
    .short = Familia
team-one =
    { $name }: { $count ->
        [0] ninguna familia
        [one] una familia
       *[other] { $count } familias
    }, { $waits }
team-nothing-waits = nada espera
team-waits =
    { $count ->
        [one] un mensaje espera
       *[other] { $count } mensajes esperan
    } desde el { $since }
team-away = { $about } (ahora no está disponible)
team-none = Aquí no hay nadie en tu equipo.
team-no-family = Ahí no hay ninguna familia.
team-family = { $family }, con { $name }. Queda anotado que abriste esto.
team-family-gone = Esta familia no es de tu equipo. No cambió nada.
reassign-to = ¿A quién le pasas la familia { $family }?
    .short = Quién
reassign-scope = ¿Solo esta familia, o todas las que tiene { $name }?
    .short = Cuáles
reassign-sure =
    ¿Le pasas a { $name }: { $families }?

    Desde entonces { $name } lleva su caso. Lo que ahí le espera a { $old } pasa a { $name }.
    { $old } ya no lee nada de estas familias. Se les avisa ahora mismo.
    .short = Tu sí

## Dos a la vez

queue-decided-approved = { $name } fue más rápido y ya lo dejó pasar. No cambió nada.
queue-decided-declined = { $name } fue más rápido y ya lo devolvió. No cambió nada.

label-cover-new = Alguien me cubre
label-cover-end = Terminar: { $name }
label-end-cover = Terminar ahora
label-all-families = Todas mis familias
label-that-is-all = Es todo
label-only-family = Solo { $family }
label-all-of = Todas de { $name }
label-oversee = Mi equipo
label-reassign = Pasar a alguien
label-audit = Quién leyó qué

about-cover = alguien te cubre
about-handover = pasar familias a alguien
about-audit = quién leyó o hizo qué
