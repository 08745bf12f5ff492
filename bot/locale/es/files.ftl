### Fotos, voces, videos: cómo se llaman, y qué se dice cuando algo no pasa.

shown-picture =
    { $count ->
        [one] una foto
       *[other] { $count } fotos
    }
shown-voice =
    { $count ->
        [one] un mensaje de voz
       *[other] { $count } mensajes de voz
    }
shown-video =
    { $count ->
        [one] un video
       *[other] { $count } videos
    }
shown-document =
    { $count ->
        [one] un documento
       *[other] { $count } documentos
    }
shown-with-words = { $what }: { $words }

# Once, before anybody's first picture or voice goes out.
file-first =
    Una foto o una voz puede mostrar quién eres y dónde estás. Yo quito lo que va oculto en el archivo. No puedo revisar lo que se ve o se oye.
file-text-only = En este círculo solo pasan palabras, así que esto no se envió. Puedes hablarlo con { $caseworker }.
document-to = Los documentos solo se los paso a quien lleva tu caso. Esto es { $what }. ¿Se lo mando?
file-elsewhere =
    { $kind ->
        [video] (Hay un video. Tu agencia no lo muestra en esta aplicación. Pregunta a quien lleva tu caso.)
       *[other] (Hay una foto. Tu agencia no la muestra en esta aplicación. Pregunta a quien lleva tu caso.)
    }
files-later = Podrás mandar fotos y notas de voz cuando termines de entrar aquí. No se envió nada. Por ahora, escríbelo.

uncleaned-too-big = Este archivo es muy grande para mí, así que no se envió. Prueba con uno más chico o más corto.
uncleaned-too-many-pixels = Esta foto es muy grande para mí, así que no se envió. Prueba con una más chica.
uncleaned-too-long = Esto es muy largo para mí, así que no se envió. Prueba con algo más corto.
uncleaned-not-readable = No pude abrir este archivo, así que no se envió. Mándalo otra vez, o prueba con otro.
uncleaned-not-allowed = No conozco este tipo de archivo, así que no se envió. Una foto o un mensaje de voz sí pasa.
uncleaned-has-script = Este documento puede hacer cosas por sí solo, así que no lo pasé. Un PDF simple, o una foto, sí pasa.
uncleaned-too-slow = Tardé mucho con este archivo, así que no se envió. Prueba con uno más chico.
uncleaned-trouble = Algo me salió mal, así que no se envió. Mándalo otra vez, por favor.
uncleaned-gone = No pude recibir este archivo, así que no se envió. Mándalo otra vez, por favor.
uncleaned-enough = Hoy ya fueron muchos, así que este no se envió. Mañana puedes mandar más. Las palabras sí pasan.
uncleaned-off = Tu agencia no pasa este tipo de archivos, así que no se envió. Escríbelo con palabras, por favor.
uncleaned-elsewhere = Tu agencia no usa esta aplicación para fotos, así que esto no se envió. Escríbelo con palabras, por favor.

hold-told-picture =
    { $caseworker } mira tus primeras fotos antes de que salgan, casi siempre antes del mediodía de mañana.
    Luego te aviso.
hold-told-video =
    { $caseworker } mira cada video antes de que salga, casi siempre antes del mediodía de mañana.
    Luego te aviso.
hold-told-contact =
    Le pregunté a { $caseworker }. Sale cuando { $caseworker } diga que sí.
    Luego te aviso.
header-waits-picture = Te espera una foto: { $who } – sobre { $circle }
header-waits-video = Te espera un video: { $who } – sobre { $circle }
header-waits-contact = ¿Puede pasar esto? { $who } – sobre { $circle }
reaction-held = Aquí { $caseworker } mira primero, así que nadie ve tu reacción. Escribe una palabra, por favor.
