### The child's book: what is asked, how each answer is called on a page, and the ready answers.
### All is asked about now. No word tells whether the child is a girl or a boy, or who is answering.

## child

label-book-child = Quién es
book-called =
    ¿Cómo le gusta a { $child } que le digan?
    Por ejemplo: Lupita, o Junior.
    .short = Cómo le dicen
book-languages =
    ¿Qué idiomas habla o entiende { $child }?
    Por ejemplo: español en casa, inglés en la escuela.
    .short = Idiomas
book-words =
    ¿Qué palabras especiales usa { $child }, y qué quieren decir?
    Por ejemplo: «baba» es el biberón.
    .short = Palabras especiales
book-people =
    ¿A quién quiere { $child }, o de quién habla mucho?
    Por ejemplo: mamá y papá, la abuelita, alguien de la escuela.
    .short = Gente importante
book-pets =
    ¿Qué mascotas u otros animales quiere { $child }?
    Por ejemplo: Canelo, el perro de la casa.
    .short = Mascotas

## sleep

label-book-sleep = Dormir
book-bedtime = ¿A qué hora se va a dormir { $child }?
    .short = Hora de dormir
label-book-seven = 7:00 p.m.
label-book-half-seven = 7:30 p.m.
label-book-eight = 8:00 p.m.
label-book-half-eight = 8:30 p.m.
label-book-nine = 9:00 p.m.
book-nap =
    ¿Toma siesta { $child }?
    También puedes escribir: sí, después de comer, como una hora.
    .short = Siesta
book-light = ¿Cuánta luz le gusta a { $child } de noche?
    .short = Luz de noche
label-book-dark = A oscuras
label-book-small-light = Una luz pequeña
label-book-bright = Mucha luz
book-door = ¿Cómo le gusta a { $child } la puerta de noche?
    .short = Puerta de noche
label-book-open = Abierta
label-book-a-bit = Un poco abierta
label-book-closed = Cerrada
book-song =
    ¿Qué canción o qué cuento le ayuda a { $child } a dormir?
    Por ejemplo: «Los pollitos dicen», en voz bajita.
    .short = Canción o cuento
book-object =
    ¿Con qué le gusta dormir a { $child }?
    Por ejemplo: un conejo de peluche, una cobijita, una playera de mamá.
    .short = Duerme con
book-nightmares =
    ¿Qué ayuda cuando { $child } despierta por un mal sueño?
    Por ejemplo: un abrazo, un vaso de agua, la luz prendida.
    .short = Malos sueños

## baby

label-book-baby = Para bebés
book-formula =
    ¿Qué leche o fórmula toma { $child }, y cuánta?
    Por ejemplo: fórmula de soya, 4 onzas, cada 3 horas.
    .short = Leche o fórmula
book-bottle =
    ¿Cómo le gusta el biberón a { $child }?
    Por ejemplo: tibio, en brazos, con pausa para sacar el aire.
    .short = Biberón
book-pacifier =
    ¿Usa chupón { $child }?
    También puedes poner: solo de noche.
    .short = Chupón
book-diapers =
    ¿Qué pañales usa { $child }?
    Por ejemplo: talla 4, con crema en cada cambio.
    .short = Pañales

## food

label-book-food = Comida
book-likes =
    ¿Qué le gusta comer y tomar a { $child }?
    Por ejemplo: arroz con huevo, mango, leche fría.
    .short = Le gusta comer
book-refuses =
    ¿Qué no le gusta comer a { $child }?
    Por ejemplo: la cebolla, o la salsa sobre el arroz.
    .short = No le gusta
book-allergies =
    ¿Qué alergias tiene { $child }? ¿Qué le pasa entonces, y qué hay que hacer?
    Por ejemplo: al cacahuate. Se le hinchan los labios. Darle la medicina y llamar al 911.
    .short = Alergias
book-food-rules =
    ¿Qué reglas sobre la comida hay en la familia de { $child }?
    Por ejemplo: nada de puerco, o nada de carne los viernes de Cuaresma.
    .short = Reglas de comida

## body

label-book-body = Cuerpo y ropa
book-bath =
    ¿Cómo le gusta bañarse a { $child }?
    Por ejemplo: de noche, con agua tibia, sin agua en la cara.
    .short = Bañarse
book-toilet =
    ¿Necesita ayuda { $child } para ir al baño?
    También puedes escribir: de día sin ayuda, de noche con pañal.
    .short = Ir al baño
label-book-alone = Sin ayuda
label-book-with-help = Con ayuda
label-book-in-diapers = Con pañal
book-toilet-words =
    ¿Con qué palabras avisa { $child } que quiere ir al baño?
    Por ejemplo: «pipí», «popó».
    .short = Palabras del baño
book-skin =
    ¿Qué le hace bien a la piel de { $child }?
    Por ejemplo: crema después del baño, jabón sin perfume.
    .short = Piel
book-sizes =
    ¿Qué tallas usa { $child }?
    Por ejemplo: camisa 5, pantalón 4, zapatos 10.
    .short = Tallas

## hair

label-book-hair = Pelo
book-hair-type = ¿Cómo es el pelo de { $child }?
    .short = Tipo de pelo
label-book-straight = Lacio
label-book-wavy = Ondulado
label-book-curly = Rizado
label-book-coily = Rizos muy cerrados
book-hair-products =
    ¿Qué le hace bien al pelo de { $child }?
    Por ejemplo: crema para rizos, aceite de coco, un peine ancho.
    .short = Cuidado del pelo
book-hair-styles =
    ¿Qué peinados le gustan a { $child }?
    Por ejemplo: dos trenzas para la escuela, pelo suelto los domingos.
    .short = Peinados
book-hair-who =
    ¿Quién peina a { $child }?
    Por ejemplo: mamá en las visitas, o una tía que sabe trenzar.
    .short = Quién peina
book-hair-cut =
    ¿Está bien cortarle el pelo a { $child }?
    También puedes escribir: solo las puntas, y por favor pregúntame antes.
    .short = Cortar el pelo

## feelings

label-book-feelings = Sentimientos
book-fears =
    ¿A qué le tiene miedo { $child }?
    Por ejemplo: los truenos, los perros grandes, la oscuridad.
    .short = Miedos
book-triggers =
    ¿Qué cosas le despiertan sentimientos fuertes a { $child }?
    Por ejemplo: un ruido fuerte, un cambio de planes, tener hambre.
    .short = Sentimientos fuertes
book-signs =
    ¿Qué se nota primero cuando { $child } empieza a sentirse mal por dentro?
    Por ejemplo: se queda en silencio, se esconde, se muerde las uñas.
    .short = Primeras señales
book-calms =
    ¿Qué le ayuda a { $child } a recobrar la calma?
    Por ejemplo: un abrazo, un rincón tranquilo, una canción lenta.
    .short = Qué ayuda
book-worse =
    ¿Qué no ayuda cuando { $child } pasa un mal rato?
    Por ejemplo: muchas preguntas, una voz fuerte, las prisas.
    .short = Qué no ayuda
book-house-rules =
    ¿Qué reglas de la casa conoce { $child }?
    Por ejemplo: zapatos fuera al entrar, sin teléfono en la mesa.
    .short = Reglas de casa
book-rewards =
    ¿Qué premio le gusta a { $child }?
    Por ejemplo: una calcomanía, más tiempo en el parque, palabras bonitas.
    .short = Premios
book-screens =
    ¿Cuándo ve la tele o usa el teléfono { $child }?
    Por ejemplo: media hora, después de la tarea.
    .short = Tele y teléfono

## health

label-book-health = Salud
book-medicines =
    ¿Qué medicinas toma { $child }, cuánto y a qué hora?
    Por ejemplo: jarabe para la alergia, 5 ml, cada noche.
    .short = Medicinas
book-care-today =
    ¿Qué hay que hacer hoy por la salud de { $child }, y a qué hora?
    Por ejemplo: gotas, una en cada ojo, a las 8 de la mañana y a las 8 de la noche.
    .short = Cuidados de hoy
book-diagnoses =
    ¿Qué dicen los doctores sobre la salud de { $child }?
    Solo lo ve quien lleva el caso, o quien esté en su lugar, hasta que lo abra para alguien más.
    .short = Diagnósticos
book-therapy =
    ¿Qué terapia tiene { $child }, y cuándo?
    Solo lo ve quien lleva el caso, o quien esté en su lugar, hasta que lo abra para alguien más.
    .short = Terapia
book-reports =
    ¿Qué papeles hay sobre la salud de { $child }, y qué dicen?
    Solo lo ve quien lleva el caso, o quien esté en su lugar, hasta que lo abra para alguien más.
    .short = Papeles de salud

## school

label-book-school = Escuela
book-teacher =
    ¿Quién le da clases a { $child }?
    Basta el primer nombre. Por ejemplo: la maestra Lucy, por la mañana.
    .short = Quién da clases
book-homework =
    ¿Cómo le va mejor a { $child } con la tarea?
    Por ejemplo: después de comer algo, con música, con un poco de ayuda.
    .short = Tarea
book-supports =
    ¿Qué ayuda recibe o necesita { $child } en la escuela?
    Por ejemplo: un lugar al frente, más tiempo en los exámenes.
    .short = Ayuda en clase
book-activities =
    ¿Qué le gusta hacer a { $child } después de la escuela?
    Por ejemplo: futbol, dibujar, la biblioteca.
    .short = Después de clases

## faith

label-book-faith = Fe y cultura
book-services =
    ¿Qué fe o qué rezos son parte de la vida de { $child }?
    Por ejemplo: misa los domingos, la bendición antes de dormir.
    .short = Fe y rezos
book-holidays =
    ¿Qué fiestas son importantes para { $child } y su familia?
    Por ejemplo: Día de Muertos, Reyes, Eid.
    .short = Fiestas
book-faith-foods =
    ¿Qué le gusta comer a { $child } en las fiestas?
    Por ejemplo: tamales en Navidad, dátiles en Ramadán.
    .short = Comida de fiesta
book-traditions =
    ¿Qué tradiciones de su familia le gustan más a { $child }?
    Por ejemplo: una vela para el abuelo, caldo los domingos.
    .short = Tradiciones
book-tribe =
    ¿Es { $child } de una tribu indígena de Estados Unidos, o podría ser? ¿De cuál?
    Si no lo sabes bien, escríbelo, por favor. Las familias de una tribu tienen derechos especiales por ley.
    .short = Tribu

## keep

label-book-keep = Gente y lugares
book-keep-people =
    ¿Con quién es bueno que { $child } siga en contacto?
    Por ejemplo: la abuelita, los primos, una vecina.
    .short = Seguir en contacto
book-keep-places =
    ¿A qué lugares es bueno que vuelva { $child }?
    Por ejemplo: el parque de los patos, la iglesia de la abuelita.
    .short = Lugares queridos
book-keep-how =
    ¿Cómo puede { $child } seguir cerca de la gente que quiere?
    Por ejemplo: cartas, fotos, una llamada los domingos.
    .short = Cómo seguir cerca

## Answers to several questions

label-book-yes = Sí
label-book-sometimes = A veces
label-book-no = No
label-book-none = Ninguna
label-book-ask-me = Pregúntame
