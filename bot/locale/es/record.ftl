### Entregar lo que se dijo y se decidió: lo que se le pregunta a la trabajadora, y lo que está en las hojas.

record-circle = ¿De qué círculo?
    .short = Círculo
record-whom = ¿De qué familia, o de quién?
    .short = De quién
record-period = ¿De qué días?
    .short = Días
record-since = ¿Desde qué día?
    .short = Desde
record-until = ¿Hasta qué día?
    .short = Hasta
record-purpose = ¿Para qué es? Elige, o escríbelo.
    .short = Para qué
record-recipient = ¿Quién lo recibe? Elige, o escríbelo.
    .short = Para quién
record-out = { $people } no pueden tener contacto. ¿Quién no debe estar ahí?
    .short = Queda fuera
record-form = ¿Qué archivos quieres?
    .short = Archivos
record-sure =
    { $what }

    ¿Lo hago?
    .short = Está bien
record-closed = { $circle } – cerrado
record-of-circle = Todo lo que se dijo sobre { $circle }
record-of-family = Todo lo que se dijo en la familia { $name }
record-of-person = Todo lo que { $name } escribió y recibió
record-days = { $first } – { $last }
record-size =
    { $messages ->
        [0] Ningún mensaje
        [one] Un mensaje
       *[other] { $messages } mensajes
    }, { $meetings ->
        [0] ninguna cita
        [one] una cita
       *[other] { $meetings } citas
    }
record-empty = No se dijo nada en esos días.
record-never = No está ahí: lo que se escribió solo a la trabajadora del caso, las notas, los lugares y por qué falló una visita.
record-size-most = Como mucho: { $size }
record-left-out = Queda fuera: { $people }, y cada mensaje que dice su nombre.
record-not-theirs = Ojo: { $who } no está en todos estos círculos.
record-noted = Anoto que lo hiciste, para qué es ({ $purpose }) y quién lo recibe ({ $who }).
record-left = Está bien. No se hizo nada.
record-making =
    Ahora lo hago. Míralo bien antes de entregarlo, por favor.
    Quien tenga los archivos los puede leer.
record-here-page = La hoja para leer
record-here-paper = El PDF para imprimir
record-here-table = La tabla de citas
record-here-proof = El archivo con prueba
record-proof =
    Muestra si algo se cambió. Esta es la clave para mirarlo:
    { $key }
record-gone = No lo pude hacer. La familia ya no está a tu cargo, o sus palabras se borraron.
record-day-unclear = Escribe un día que ya pasó, por favor, como “3 de mayo” o “3 de mayo de 2025”.
record-day-outside = Elige un día hasta hoy, por favor. El último día no puede ser antes del primero.

about-transcript = entregar lo que se dijo en un círculo
about-export = entregar lo que dijo una familia

label-period-week = Últimos 7 días
    .typed = 7 días | semana
label-period-month = Últimos 30 días
    .typed = 30 días | mes
label-period-all = Desde el principio
    .typed = todo
label-period-days = Otros días
    .typed = días
label-purpose-court = Cita en la corte
label-purpose-lawyer = Lo pidió un abogado
label-purpose-file = Nuestro archivo
label-purpose-family = Lo pidió la familia
label-recipient-court = La corte
label-recipient-agency = Nuestra agencia
label-out-nobody = Que estén todos
label-form-all = Todos
    .typed = todo
label-form-page = Hoja para leer
    .typed = hoja | html
label-form-paper = PDF para imprimir
    .typed = pdf
label-form-proof = Archivo con prueba
    .typed = prueba | json
label-form-table = Tabla de citas
    .typed = tabla | csv

## En las hojas

record-title = Lo que se dijo sobre { $children }
record-about = Sobre estas hojas
record-line-of = Lo hizo
record-line-person = De
record-line-days = Días
record-line-zone = Las horas son en
record-line-who = Quién está
record-line-purpose = Para qué
record-line-for = Para
record-line-without = Lo que no está
record-line-empty = Lo que hay
record-without = Lo que se escribió solo a la trabajadora del caso, las notas, los lugares, por qué falló una visita. Quien no debe estar ahí.
record-since-until = { $since } – { $until }
record-all-until = Desde el principio hasta { $until }
record-meetings = Citas
record-agreed = Lo que acordaron las dos familias
record-agreed-on = Acordado desde { $at }; lo escribió { $who }
record-agreed-pages = Hojas del libro
record-foot = Hecho el { $day }. En el archivo con prueba, el último número empieza con { $head }.
record-no-words = Las palabras se borraron.
record-edited = Cambiado: { $at }
record-withdrawn = Retirado: { $at }
record-withdrawn-partly = Retirado donde no había llegado: { $at }
record-approved = { $who } lo dejó pasar: { $at }
record-declined = { $who } lo devolvió: { $at }
record-cannot-wait = { $who } dijo que no puede esperar: { $at }
record-told = Se lo dijo a { $who }, que lo anotó: { $at }
record-decision-asked = { $who } lo preguntó, para decidir: { $at }
record-decision-answered = { $who } dio esta respuesta, para decidir: { $at }
record-decision-made = { $who } anotó que esto se decidió: { $at }
record-reacted = { $who } le puso { $emoji }: { $at }
record-held = Espera a la trabajadora del caso.
record-delivered = Entregado a { $who }: { $at }
record-copy-perhaps = Nadie sabe si { $who } lo recibió.
record-copy-waiting = Todavía espera a { $who }.
record-copy-never = Nunca se entregó a { $who }.
record-phase = Este círculo desde ahora: { $phase }
record-hold-renewed = La trabajadora del caso sigue mirando primero.
record-ended = { $who } lo canceló: { $at }
record-unclear = Los dos hogares lo recuerdan de otra manera.
record-column-day = Fecha
record-column-start = Empieza
record-column-minutes = Minutos
record-column-zone = Zona horaria
record-column-kind = Qué es
record-column-children = Niños
record-column-state = Qué pasó
record-column-by = Lo propuso
record-column-ended-by = Lo canceló
record-column-ended-at = Cancelado
record-kind-visit = Visita
record-kind-call = Llamada
record-kind-appointment = Consulta
record-kind-activity = Actividad
record-kind-team = Reunión de equipo
record-kind-court = Cita en la corte
