### What somebody reads who has no account, or who writes in a group. It tells nothing of whom we serve.
### Their language is only guessed at, so that both are spoken.

stranger-hello =
    Hello, please send me the code you were given, and then we can talk.
    Hola, mándame el código que te dieron, y así podemos hablar.
stranger-no-such-code =
    That code does not work. Please ask the person who gave it to you.
    Ese código no funciona. Pregúntale a quien te lo dio.
stranger-wait =
    There were too many tries. Please wait an hour and try again.
    Fueron muchos intentos. Espera una hora e intenta otra vez.
group-refused =
    Thank you for the invitation. I only talk with one person at a time, so please write to me alone.
    Gracias por la invitación. Solo hablo con una persona a la vez, así que escríbeme a solas, por favor.
# Said in each language at once, one below the other.
room-is-new = This room is new. The old one was lost. Please go on here.
