### La trabajadora arma lo que está a su cargo: familias, niños, hogares, y círculos con su gente.

about-families = tus familias
about-family = ve una familia o haz una nueva
about-child = ve un niño o anota uno nuevo
about-home = ve un hogar o haz uno nuevo

families-family =
    Tus familias:
    { $families }

    ¿Cuál quieres ver?
families-one = { $name }: { $where }
families-at = { $children } ({ $home })
families-and = { $first }; { $more }
families-none = aún sin niños
families-empty = Aquí no hay familias todavía. Puedes hacer una con «familia».

family-first =
    ¿Cómo se llama la familia? Puedes poner también los niños.
    Por ejemplo: Vega: Luz 2 de marzo de 2018, Leo
family-family =
    ¿Qué familia? Elige una, o escribe el nombre de una nueva.
    Puedes poner también los niños. Por ejemplo: Vega: Luz 2 de marzo de 2018, Leo
    .short = Familia
family-children =
    ¿Cómo se llaman los niños de la familia { $family }? Pon una coma entre ellos.
    Puedes poner el día en que nacieron. Por ejemplo: Luz 2 de marzo de 2018, Leo
    .short = Niños
family-sure =
    Aún no hay una familia { $family } aquí. ¿La anoto así?

    { $children }
family-sure-alone = Aún no hay una familia { $family } aquí. ¿La anoto, por ahora sin niños?
family-title = Familia { $name }
family-no-children = Aún no hay niños.
family-made = Listo. La familia { $name } está ahora a tu cargo.
children-made = Listo. Familia { $name }: { $children }
family-taken = Ya hay una familia { $name } aquí. No cambió nada.
family-not-yours = Esta familia no está a tu cargo. No cambió nada.
setup-left = Muy bien. No anoté nada.

child-child =
    ¿Qué niño? Elige uno, o escribe los nombres de los nuevos.
    Puedes poner el día en que nacieron. Por ejemplo: Luz 2 de marzo de 2018, Leo
    .short = Niño
child-family = Familia { $family }
child-which-family = ¿De qué familia es?
    .short = Familia
child-born = ¿Qué día nació { $child }? Puedes saltar esto.
    .short = Nació
child-born-sure = ¿Cuál de estos días nació { $child }?
    .short = Nació
child-home = ¿Con quién vive { $child }?
    .short = Hogar
child-since = ¿Desde qué día es así para { $children }? Puedes saltar esto.
    .short = Desde
child-sure =
    ¿Anoto esto para la familia { $family }?

    { $children }
    .short = Tu sí
child-line = { $child } vive con { $home }.
child-line-born = { $child } nació el { $born } y vive con { $home }.
child-line-since = { $child } vive con { $home } desde el { $since }.
child-line-all = { $child } nació el { $born } y vive con { $home } desde el { $since }.
child-new-homes = Este hogar es nuevo: { $people }. Te doy un código para darlo.
child-parents = Mamá o papá: { $people }
child-taken = En esta familia ya está { $child }. Escribe un nombre que no se confunda, por favor.
child-there = En esta familia ya está { $child }. No cambió nada.
child-twice = { $child } está dos veces. Escríbelo otra vez, por favor.
child-born-unclear = No entiendo qué día nació { $child }. Escríbelo así, por favor: 2 de marzo de 2018
day-needs-year = Hace falta el día, el mes y el año. Por ejemplo: 2 de marzo de 2018
day-unclear = No entiendo qué día es. Escríbelo así, por favor: 1 de octubre de 2026
day-future = Ese día aún no llega. Escribe uno que ya pasó, por favor.
label-families = Tus familias
label-circles = Círculos
label-today = Hoy
label-not-all = No todos igual
label-add-child = Anotar un niño
label-make-circle = Hacer un círculo
label-look-at = { $name }
label-correct = Corregir
label-correct-name = El nombre { $name }
label-correct-born = El día que nació
child-correct-what = ¿Qué está mal de { $child }?
    .short = Qué
child-correct-name = ¿Cuál es el nombre correcto, en lugar de { $name }?
    .short = Nombre
child-correct-born = ¿Qué día nació { $child }?
    .short = Nació
child-correct-sure =
    ¿Escribo { $new }, y no { $old }?

    No se avisa a nadie. Desde ahora se lee así en todas partes.
    Lo que ya se mandó queda como está.
    .short = Tu sí
child-corrected = Listo. Ahora dice { $new }.
child-correct-here = { $name } ya está aquí y puede cambiar su nombre en ajustes.
child-not-yours = Este niño no está a tu cargo. No cambió nada.
label-child-moves = Se muda

home-first = ¿Quién cuida niños en el hogar nuevo? Basta el primer nombre.
home-home = ¿Qué hogar? Elige uno, o escribe quién cuida en uno nuevo.
    .short = Hogar
home-sure =
    ¿Hago un hogar nuevo con { $name }?
    Te doy un código para { $name }.
    .short = Tu sí
home-sure-more =
    ¿Pongo a { $name } en el hogar de { $people }?
    Te doy un código para { $name }. Con esto no entra en ningún círculo.
home-title = El hogar de { $people }
home-no-children = Aquí no vive ningún niño.
home-made = Listo. { $name } tiene ahora un hogar aquí. Con «niño» puedes decir quién vive ahí.
home-joined = Listo. { $name } está ahora en el hogar de { $people }, y aún en ningún círculo.
home-there = { $name } ya está en este hogar. No cambió nada.
home-not-yours = Este hogar no está a tu cargo. No cambió nada.
home-unknown = No hay aquí un hogar con { $name }. Elige uno, o «Un hogar nuevo».
label-add-caregiver = Añadir a alguien
label-add-to-circle = Al círculo { $children }

## Circles

label-new-circle = Un círculo nuevo
circle-new-typed = nuevo { $children }
circle-children = ¿De qué niños es el círculo nuevo?
    .short = Niños
circle-parents =
    ¿Qué mamá o papá de { $children } va a estar? Pon una coma entre los nombres.
    En todo caso está { $people }.
    .short = Mamá o papá
circle-others = ¿Quién más va a estar en el círculo de { $circle }? Pon una coma entre los nombres.
    .short = Más gente
circle-which-person = Ya conoces a alguien que se llama { $name }. ¿Quién es?
    .short = Quién
circle-role = ¿Qué es { $name } aquí?
    .short = Papel
circle-whose = ¿De quién es mamá o papá { $name }?
    .short = De quién
circle-phase = ¿Cómo empieza el círculo de { $children }?
    .short = Comienzo
label-circle-open = Abierto ya
label-circle-watch = Yo acompaño
label-circle-hold = Yo miro antes
circle-begins-open = Lo que escriben llega en seguida.
circle-begins-watch = Lo que escriben llega en seguida, y tú también lo lees.
circle-begins-hold = Siete días miras antes cada mensaje.
circle-sure =
    Un círculo de { $children }:
    { $people }

    { $begins } A quien ya está le pregunto si quiere escribir. Para la gente nueva hago códigos.

    ¿Pueden estar todos en un chat? Si hay una orden, o miedo, o si no lo sabes, haz dos círculos.
    .short = Tu sí
circle-sure-more =
    Van a entrar en el círculo de { $children }:
    { $people }

    Todos los que están lo saben, y les pregunto si quieren escribir. Para la gente nueva hago códigos.

    ¿Pueden estar todos en un chat? Si hay una orden, o miedo, o si no lo sabes: no.
circle-who = • { $name }, { $what }
circle-who-new = • { $name }, { $what } – gente nueva
circle-parent-of = familia de { $children }
circle-by-phone = Solo por teléfono: { $people }. Tu sí vale por su sí. Pregunta antes, por favor.
label-circle-more = Añadir a alguien más
label-circle-add = Añadir a alguien
circle-made = Listo. Ya está el círculo de { $children }, con { $people }.
circle-added = Listo. En el círculo de { $children } está ahora también: { $names }
circle-comes =
    { $names } va a estar aquí también por { $children }.
    Tú decides si quieren escribirse. No hay prisa.
circle-is-in = { $name } ya está. Escribe solo quién más va a estar. Otra persona tiene que llamarse de otro modo.
circle-there = { $name } ya está en este círculo. No cambió nada.
circle-name-taken = Dos personas de este círculo se llamarían { $name }, y se podrían confundir. No cambió nada.
circle-alone = Un círculo es de dos personas por lo menos. No cambió nada.
circle-apart =
    { $one } y { $other } no deben tener contacto. Por eso no pueden estar en un círculo.
    Haz un círculo para cada uno, por favor. No cambió nada.
circle-shared = Ya hay un círculo sobre { $children }, con { $people }. No cambió nada.
label-permission-for = Permiso para { $name }
