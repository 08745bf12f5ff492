### What does not pass, and why. Each says that nothing went out and what would help.

unsupported-document = No puedo pasar este tipo de archivo. Puede llevar nombres que no ves. Escríbelo con palabras, por favor.
unsupported-sticker = Todavía no puedo pasar stickers. Escríbelo con palabras, o manda un emoji.
unsupported-animation = Todavía no puedo pasar imágenes que se mueven. Escríbelo con palabras, o manda un emoji.
unsupported-location = No paso el lugar donde estás. Así te cuido. Escríbelo con palabras, por favor.
unsupported-contact = No paso tarjetas de contacto. Muestran un nombre y un número. Escríbelo con palabras, por favor.
unsupported-poll = No puedo pasar encuestas. Pregúntalo con palabras, por favor.
unsupported-forward = No paso mensajes reenviados. Pueden mostrar quién los escribió. Escríbelo con tus palabras, por favor.
unsupported-story = No puedo pasar historias. Escríbelo con palabras, por favor.
unsupported-reaction = Aquí nadie ve tu reacción. Escribe una palabra, o manda un emoji.
unsupported-undecryptable = Tu mensaje llegó cerrado. No lo pude abrir, así que no se envió. Mándalo otra vez, por favor.
unsupported-other = Eso no lo puedo pasar, así que no se envió. Escríbelo con palabras, por favor.
