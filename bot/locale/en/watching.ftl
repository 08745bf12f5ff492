### Reading along in a circle: what passes is shown without a sound; everybody is told.

label-watch-begin = Read along
label-watch-stop = Read no more
label-watch-in = Step in
label-watch-out = Step out
label-watch-not-now = Not now
label-set-watched = Show watched chats
    .typed = watched
about-watch = Read along in a circle

watch-circle = Which circle?
    .short = Circle
watch-what =
    You read along in the circle about { $circle }.

    What would you like to do?
    .short = Next
watch-sure =
    Read along in the circle about { $circle }?

    Everybody in it is told now, and again when it ends.
    You are shown what arrives, without a sound. You only read, until you step in.
    .short = Your yes
settings-watched =
    In some circles you are with them: “Be with them”, and “I watch along”.

    Shall I show you what passes there, as soon as that begins? It makes no sound.
    .short = Watched chats

watch-begun =
    You read along in the circle about { $children } from now on. They are told.
    You are shown here what arrives, without a sound.
watch-begun-room =
    You read along in the circle about { $children } from now on. They are told.
    You are shown what arrives in a room of its own, without a sound.
watch-already = You read along in the circle about { $children } already.
watch-nowhere = There is no circle now that you could read along in.
watch-none = You do not read along in the circle about { $children }.
watch-cannot = In the circle about { $children } nobody can read along as it is now. Nothing has changed.
watch-discreet =
    Your notices are discreet, so I do not show what others write by itself.
    You can read it in the list of people, or change that in the settings.
watch-ended = You do not read along any more, about { $children }. They are told.
watch-over = You do not read along there any more. Nothing was sent.
watch-in =
    You are with them now, about { $children }. They are told.
    Reply to a message of theirs, and all in the circle get it.
    After half an hour without a word of yours you only read again.
watch-in-room =
    You are with them now, about { $children }. They are told.
    What you write in that room goes to all in the circle.
    After half an hour without a word of yours you only read again.
watch-out = You only read along again, about { $children }. They are told.
watch-out-quiet = You only read along again, about { $children }: for half an hour you said nothing. They are told.
watch-not-now =
    All right. Nothing was sent of this:
    “{ $words }”
watch-room-hello =
    Here you are shown what passes in the circle about { $children }.
    You only read. If you write here, I first ask if you want to step in.
    To end it, leave this room.
watch-room-over = You do not read along any more, about { $children }. Nothing more is shown here.

step-in-to =
    You only read along in the circle about { $circle }, so this went to nobody:
    “{ $words }”

    If you step in, all in the circle are told that you are with them, and get this.

watch-told-begun = { $caseworker } reads along in the chat about { $children } from now on.
watch-told-ended =
    { $caseworker } does not read along any more in the chat about { $children }.
    { $caseworker } can still look at what was written.
watch-told-in = { $caseworker } is with you now in the chat about { $children }, and writes there, too.
watch-told-out = { $caseworker } only reads along again in the chat about { $children }.
who-watches = Reading along now, about { $children }: { $people }.
