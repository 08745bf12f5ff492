### Another phone of one's own, a lost one, a stolen one. The same texts serve for another messenger.

## Asking for a code, and sending it

link-code =
    Your code is { $code }

    Send it to me from your other phone or app. It works once, for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
    Then I ask you here. Nothing changes before you say yes.
    Do not give this code to anybody. Nobody here will ever ask you for it.
link-elsewhere = That is your code. Please send it to me from your other phone or app, not from here.
stranger-link-sent =
    Thank you. Please look at your other phone now. I asked there.
    Gracias. Mira ahora tu otro teléfono. Ahí pregunté.

## Asked where the code was asked for

linked-mine =
    Somebody has sent me your code from another phone or app. Was that you?

    If you say yes, that one can write here in your name, and read what comes for you.
    .short = Was it you
linked-accounts =
    Would you like to use only the new one from now on? Or both?

    With “only the new one”, nothing more comes here, and you cannot write from here.
    With “both”, you can write from both. What others send you comes to the new one.
    .short = Which one
link-refused =
    All right, nobody came in. The code does not work any more.
    If you gave it to somebody, please tell your caseworker.
link-refused-desk =
    Somebody tried to come in as { $name } from another phone, with a code. { $name } says it was not { $name }.
    Nobody came in. Please ask how that person got the code.
link-over = That question is over. Nothing has changed. You can ask for a new code.
link-unanswered =
    Somebody sent your code from another phone or app, and nobody said yes here in time.
    Nothing has changed. The code does not work any more.
link-moved =
    All right, from now on I write only to your other phone or app.
    Nothing more comes here.
link-both =
    All right, you can use both now. What others send you comes to the new one.
    You can change that in the settings.
link-hello =
    Hello { $name }. It is good that you are here.
    From now on I write to you here.
linked-desk = { $name } writes from a new phone or app now, and has said yes to that on the old one.

## Where the bot writes

account-here = All right, I write to you here from now on.
account-there = All right, I write to you there from now on. You can still write from here.
account-only =
    All right, from now on I write to you only here.
    Your other phone or app is stopped.
account-only-desk = { $name } has stopped another phone or app, and writes only from one now.
account-gone = That phone or app is not there any more. Nothing has changed.

## A lost phone

reissue-person = Whose phone is lost or new?
    .short = Who
reissue-sure =
    Make a new code for { $name }?

    The old phone stops at once. Nothing more goes to it, and nothing from it comes in.
    What others write waits, and goes to the new phone once the code is used. That must be within { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }.
    What was said before stays on record.
    .short = Your yes
reissue-done = The old phone of { $name } is stopped. Give the code only to { $name }, in person or by phone.
reissue-nothing = { $name } is not here with a phone. To make a code, use “invite”.
back-hello =
    Hello { $name }. It is good that you are back.
    Everything is as it was. What waited for you comes now.
back-desk = { $name } is back, with a new phone.

## A stolen phone

freeze-person = Who should be stopped, or let go on?
    .short = Who
freeze-sure =
    Stop everything to and from { $name }?

    Nothing more goes to the phone, and nothing from it comes in.
    What others write to { $name } waits. They read only that { $name } cannot be reached.
    What { $name } wrote and has not arrived goes no further.
    .short = Your yes
freeze-undone =
    { $name } is stopped. Let everything go on?

    What waited for { $name } is sent then.
    .short = Your yes
freeze-done =
    { $name } is stopped. Nothing goes to or from { $name }.
    For a new phone, { $prefix }reissue makes a code.
freeze-already = { $name } is stopped already.
freeze-nothing = { $name } is not here with a phone, so there is nothing to stop.
thaw-done = { $name } can write and read here again.
thaw-nothing = { $name } is not stopped. Nothing has changed.
thawed-told = You can write here again. What waited for you comes now.
