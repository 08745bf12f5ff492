### What everybody sets for themself.

settings-which = What would you like to change?
settings-language =
    Which language do you like best?
    ¿Qué idioma prefieres?
settings-name =
    What name should others see?
    Please leave out your last name.
settings-word =
    Which word should stand by your name?
    You can write your own.
settings-zone =
    Your clock is set to { $zone }.
    Which one is right for you? You can also write one, such as America/Boise.
settings-quiet =
    When would you like it quiet?
    What others send you then waits until it is over.

    You can write your own hours, such as 21:00-07:00.
settings-sign = Would you like a sign each time your message has arrived? 👌
settings-person = Who is it about?
settings-willing =
    { $who }
    Would you like to write to each other?

    Not yet, or a break? The other person sees only “not yet”.

settings-done = Done. It is changed.
settings-yes = You said yes to { $name }.
settings-not-yet =
    All right, not yet. That is all { $name } sees.
    You can say yes here any time.
settings-break =
    All right, you take a break. { $name } sees only “not yet”.
    You can say yes here any time.

zone-unknown =
    I do not know that place.
    Pick one of these, or write it like this: America/Boise.
quiet-unclear =
    I did not get that.
    Please write it like this: 21:00-07:00. That is from 9 at night to 7 in the morning.
