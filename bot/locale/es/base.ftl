### What every part of the bot may need. Ids beginning with "label-" are words on buttons.

language-name = Español

label-yes = Sí
label-no = No

# Shown when the agency has set no text of its own (emergency_text in its configuration).
emergency =
    Este chat no es un servicio de emergencia.
    ¿Hay alguien en peligro ahora? Llama al 911.
    ¿Piensas en hacerte daño? Llama o escribe al 988, de día o de noche.
