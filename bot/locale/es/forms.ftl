### Formularios: un documento sobre un niño, para firmar o leer, que pasa por quien lleva el caso.

about-form = dar, leer o firmar un formulario

slip-kind-school = Papel de la escuela
slip-kind-medical = Papel del médico
slip-kind-report = Notas de la escuela
slip-kind-record = Historia médica
slip-kind-permission = Permiso para firmar
slip-kind-other = Otro papel
slip-called = { $what }, { $child }
slip-called-title = { $what }, { $child }: «{ $title }»

form-which = ¿Qué papel quieres ver?
slip-line = { $form } ({ $state })
slip-line-sign = { $form } (por firmar)
slip-line-sign-by = { $form } (por firmar para el { $day })
slip-short-waiting = en espera
slip-short-passed = ya pasó
slip-short-declined = no pasó
slip-short-withdrawn = lo retiraste
slip-short-reads = para leer
slip-short-asked = por firmar
slip-short-signed = ya firmaste
slip-short-paper = firmado en papel
slip-short-cannot = no puedes firmar
label-slip-give = Dar un papel
slip-none = Aquí no hay papeles todavía. Puedes dar uno, por ejemplo algo de la escuela que hay que firmar.
slip-none-desk = No espera ningún papel, y no pasó ninguno.
slip-nobody = Ahora no hay aquí ningún niño de quien puedas dar papeles.
slip-gone = Este papel no lo puedes abrir ahora. No cambió nada.

slip-give-pages =
    Manda aquí el papel: un PDF, o una foto de cada hoja.
    Primero lo ve quien lleva tu caso. Antes no lo ve nadie más.
    .short = Papel
slip-give-pages-desk = Manda aquí el papel: un PDF, o una foto de cada hoja. Luego eliges quién lo lee.
slip-give-signs-desk = ¿Alguien lo tiene que firmar?
slip-give-note-desk = ¿Quieres decir algo más? Lo lee quien reciba el papel. Puedes saltar esto.
slip-send-file = Manda el papel como PDF o como foto, por favor. También puedes decir «cancelar».
slip-file-kind = Tiene que ser una foto o un PDF. Esto no lo puedo tomar.
slip-give-child =
    { $count ->
        [one] Tengo un archivo.
       *[other] Tengo { $count } archivos.
    } ¿Hay más hojas? Las puedes mandar ahora.
    ¿De quién es?
    .short = De quién es
slip-give-kind =
    { $count ->
        [one] Tengo un archivo.
       *[other] Tengo { $count } archivos.
    } Puedes mandar más hojas.
    ¿Qué es?
    .short = Qué es
slip-give-title = ¿Qué dice arriba? Bastan unas palabras. Puedes saltar esto.
    .short = Título
slip-give-signs = ¿Alguien lo tiene que firmar? Si no sabes quién, se lo puedes preguntar a { $caseworker }.
    .short = Quién firma
label-slip-nobody = Nadie firma
label-slip-some = Más de uno
label-slip-unsure = Preguntar a { $caseworker }
slip-give-signers = ¿Quiénes lo tienen que firmar?
    .short = Quiénes firman
slip-give-day = ¿Para qué día? Puedes saltar esto.
    .short = Para el
slip-give-note = ¿Quieres decir algo más? Lo lee { $caseworker }, y también quien reciba el papel. Puedes saltar esto.
    .short = Nota
slip-given =
    Gracias. Ya lo tiene { $caseworker }, y nadie más: { $form }
    { $caseworker } dice a quién le llega. Yo te aviso.
slip-given-desk = Ya lo tengo: { $form }. Por ahora solo lo tienes tú.
label-slip-this = Darlo como papel
label-slip-look = Verlo
label-slip-back = Retirarlo
slip-back = Lo retiré. Nadie más lo vio.
slip-back-told = { $who } retiró un papel: { $form }

slip-waits = { $who } te dio un papel. Espera tu decisión: { $form }
queue-signed = una hoja firmada: { $form }
slip-from = De { $who }
slip-through = De { $who }
slip-named = Para que firme: { $people }
slip-unsure = No se sabe quién puede firmar.
slip-due = Para el { $day }
slip-no-day = No se dijo ningún día.
slip-no-know = { $who } no puede tener ahora { $kind } de { $child }. Por eso no le puede llegar.
slip-by-phone = A { $who } se le llama por teléfono. Dale el papel en mano, por favor.
slip-not-here = { $who } todavía no entró.
slip-apart = { $people } no pueden tener contacto. Mira si las hojas nombran a uno de ellos, por favor.
slip-paused = El círculo está en pausa. Lo que dejes pasar sale de todos modos.
slip-is-passed = Ya lo tienen:
slip-is-declined = No pasó.
slip-is-withdrawn = Se retiró.
slip-stands-reads = { $who }: para leer
slip-stands-asked = { $who }: tiene que firmar, y no contestó todavía
slip-stands-closed = { $who }: ahora no lo puede abrir
slip-stands-signed = { $who }: firmó, con foto
slip-stands-paper = { $who }: firmó en papel
slip-stands-cannot = { $who }: no lo puede firmar
label-slip-pass = Dejar pasar a { $people }
label-slip-choose = Elegir quién lo lee
label-slip-more = Dejar pasar a más
label-slip-decline = No dejar pasar
label-slip-page = Hoja firmada: { $who }
slip-changed = Alguien ya no puede tener este papel. Por eso no le llegó a nadie. Mira otra vez, por favor:
slip-pass-readers =
    { $form }
    ¿A quién le llega? Nadie lee aquí quién más lo tiene.
    .short = Quién lo lee
slip-pass-signs = ¿A quién le pido que firme?
    .short = Quién firma
slip-pass-day =
    ¿Para qué día? Salta esto para dejarlo así.
    { $now }
    .short = Para el
slip-passed = Va en camino a { $people }: { $form }
slip-passed-told = { $caseworker } dejó pasar tu papel. Le llega a { $people }: { $form }
slip-passed-told-some = { $caseworker } dejó pasar tu papel: { $form }
slip-decline-why = Esto no pasa: { $form }. ¿Quieres decir por qué? Lo lee quien dio el papel. Puedes saltar esto.
slip-declined = No pasó: { $form }
slip-declined-told = { $caseworker } no dejó pasar tu papel: { $form }
slip-declined-why = «{ $words }»

slip-asks = ¿Lo puedes leer, y firmar en el papel?
slip-paper-counts = Una foto aquí no es una firma legal. Lo que vale es el papel.
label-slip-signed = Ya lo firmé
label-slip-question = Tengo una pregunta
label-slip-cannot = No puedo firmar
slip-sign-picture =
    { $form }
    Gracias. Ahora puedes mandar una foto de la hoja firmada. Primero le llega a { $caseworker }.
    Una foto aquí no es una firma legal. Lo que vale es el papel.
slip-send-page = Manda una foto de la hoja firmada, por favor, o un PDF. También puedes decir «cancelar».
label-slip-on-paper = Firmé en papel
slip-thanks-signed = Gracias. { $caseworker } ya tiene la foto. Guarda también el papel: es lo que vale.
slip-thanks-paper = Gracias. Ya se lo dije a { $caseworker }. Guarda el papel: es lo que vale.
slip-thanks-cannot = Está bien. Se lo dije a { $caseworker }, y a nadie más.
slip-cannot-why =
    { $form }
    Está bien. ¿Quieres decir por qué? Lo lee solo quien lleva tu caso. Puedes saltar esto.
slip-ask-words =
    { $form }
    ¿Qué quieres saber? Lo lee solo quien lleva tu caso.
header-slip-question = { $line } – sobre: { $form }
slip-desk-signed = { $who } firmó, y mandó una foto: { $form }
slip-desk-paper = { $who } firmó en papel: { $form }
slip-desk-cannot = { $who } no puede firmar esto: { $form }
slip-signed-told = { $who } ya firmó: { $form }
label-slip-page-look = Ver la hoja firmada
label-slip-page-pass = Dejar pasar a { $who }
label-slip-page-keep = Dejarla aquí
header-slip-page = La hoja que firmó { $who }: { $form }
slip-page-passed = Va en camino a { $who }.
slip-page-kept = Se queda contigo.
slip-page-apart = Aquí no pueden saber uno del otro ahora. Por eso se queda contigo.
slip-own-waiting = Lo tiene quien lleva tu caso. Nadie más lo vio.
slip-own-passed = Ya pasó.
slip-own-declined = No pasó. Puedes preguntar por qué a quien lleva tu caso.
slip-own-withdrawn = Lo retiraste.
slip-own-signed = Ya lo firmaste.
slip-own-paper = Ya lo firmaste en papel.
slip-own-cannot = Dijiste que no lo puedes firmar. Todavía lo puedes cambiar.
slip-remind =
    { $when ->
        [today] Hoy es el día para este papel: { $form }
       *[other] Este papel es para el { $day }: { $form }
    }
    ¿Lo puedes firmar?
slip-overdue = Falta la firma de { $people }, era para el { $day }: { $form }
