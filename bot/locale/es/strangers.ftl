### What somebody reads who has no account, or who writes in a group. It tells nothing of whom we serve.
### Their language is only guessed at, so that both are spoken.

stranger-hello =
    Hola, mándame el código que te dieron, y así podemos hablar.
    Hello, please send me the code you were given, and then we can talk.
stranger-no-such-code =
    Ese código no funciona. Pregúntale a quien te lo dio.
    That code does not work. Please ask the person who gave it to you.
stranger-wait =
    Fueron muchos intentos. Espera una hora e intenta otra vez.
    That was too many tries. Please wait an hour and try again.
group-refused =
    Gracias por la invitación. Solo hablo con una persona a la vez, así que escríbeme a solas, por favor.
    Thank you for the invitation. I only talk with one person at a time, so please write to me alone.
# Said in each language at once, one below the other.
room-is-new = Esta sala es nueva. La anterior se perdió. Sigue aquí, por favor.
