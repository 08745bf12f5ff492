### What everybody sets for themself.

settings-which = What would you like to change?
    .short = What to change
settings-language =
    Which language do you like best?
    ¿Qué idioma prefieres?
    .short = Language
settings-name =
    What name should others see?
    Please leave out your last name.
    .short = Name
settings-word =
    Which word should stand by your name?
    You can write your own.
    .short = Word
settings-zone =
    Your clock is set to { $zone }.
    Which one is right for you? You can also write the name of a big city near you, such as Boise.
    .short = Time zone
settings-quiet =
    When would you like it quiet?
    What others send you then waits until it is over.

    You can write your own hours, such as 9 pm - 7 am.
    .short = Quiet hours
settings-reminders = When shall I remind you of what is coming?
    .short = Reminders
settings-digest =
    When shall I tell you each morning what the day brings?

    You can write another time, such as 7:30 am.
    .short = Morning message
settings-sign = Would you like a sign each time your message has arrived? 👌
    .short = Sign
settings-discreet =
    Shall I be discreet?
    Then your phone shows only “You have news”, and you read it when you tap Show.
    .short = Discreet
settings-checks =
    Shall I look at your words before they go?
    If they may hurt, I ask you first. I tell nobody.
    .short = Check
settings-person = Who is it about?
    .short = Who
settings-willing =
    { $who }
    Would you like to write with { $name }?

    Not yet, or a break? The other person sees only “not yet”.
    .short = Your answer
settings-account =
    Where would you like to read what others send you?

    With “only here”, your other phone or app is stopped. It takes a new code to use it again.
    .short = Where

settings-done = Done. It is changed.
settings-done-called =
    Done. This is how others see you now:
    { $who }
settings-done-zone = Done. Your clock says { $now } now.
settings-done-quiet =
    Done. Your quiet hours: { $start } – { $end }
    What others send you then waits until they are over.
settings-done-digest = Done. I tell you each morning at { $hour } what the day brings.
settings-done-loud = Done. You have no quiet hours now. Messages come at any time.
settings-not-yet =
    All right, not yet. That is all { $name } sees.
    You can say yes any time, in { $prefix }settings.
settings-break =
    All right, you take a break. { $name } sees only “not yet”.
    You can say yes any time, in { $prefix }settings.

zone-unknown =
    I do not know that place.
    Pick one of these, or write a big city near you, such as Boise.
quiet-unclear =
    I did not get that.
    Please write it like this: 9 pm - 7 am.
digest-unclear =
    I did not get that.
    Please write it like this: 8:00 am.
name-letters = Only letters can stand here, all of one alphabet. Please write it again.
name-tells = This stands above each message, so it must not say who or where somebody is. Please write another one.
name-office =
    That is the word for somebody with another job here.
    Please write a different one, so that nobody is mixed up.
name-of-other =
    That has somebody else's name in it.
    Please write a different one, so that nobody is mixed up.
name-taken =
    Somebody here has that name already.
    Please add a letter, so that nobody mixes you up.
