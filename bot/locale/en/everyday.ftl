### What everybody has at hand, and what everybody is told.

## Who is here and who reads

# No verb may follow $readers and $people: they can be one name or several.
who-reads = What you write can be read by { $readers }, and by whoever stands in.
who-circle =
    Here for { $children }:
    { $people }
who-circle-paused =
    Here for { $children } (paused, nothing is delivered now):
    { $people }
who-circle-alone = Nobody else is here for { $children } now.
who-is-writing = { $who } (you can write)
who-is-not-yet = { $who } (not yet)
who-is-invited = { $who } (not here yet)
who-desk = { $prefix }people shows everybody in your care.
who-nobody = Nobody else is here with you yet.
nobody-here = Nobody is here to write to yet. Your message was not sent.

## Menu and help

menu-people = What would you like to do?
label-menu-more = More to do
menu-more = This is here, too:
label-menu-checkin = How the week was
label-menu-tip = A tip
label-menu-decision = Ask before deciding
label-menu-goals = My own steps
label-menu-form = A form
label-menu-resource = Classes and help
label-menu-album = An album
label-menu-forms = Forms
label-menu-decisions = Decisions
help-people =
    Just type here. Your words go to those who said yes.

    { $prefix }menu – all you can do
    { $prefix }who – who is here, and who reads
    { $prefix }caseworker – write only to your caseworker
    { $prefix }switch – choose who you write to
    { $prefix }book, { $prefix }share, { $prefix }ask – what is known of a child
    { $prefix }plan – what you agree on together
    { $prefix }undo – take back your last message
    { $prefix }settings – name, language, quiet hours
    { $prefix }link – use another phone or app
    { $prefix }leave – leave this chat

    { emergency }
command-later = I cannot do that yet. { $prefix }menu shows what I can do.
command-unknown =
    I do not know what that means, so nothing was sent.
    { $prefix }help shows what I know.

## Writing to the others

switch-circle = Which children is it about?
switch-done =
    All right, it is about { $children }.
    For the next half hour, your words go to { $people }.
switch-paused =
    The chat about { $children } is paused. Nothing is delivered there now.
    You can still write to { $caseworker }.
switch-nobody =
    All right, it is about { $children }.
    There is nobody you can write to there yet. It takes a yes from both sides.
switch-only-one = There is nothing to choose right now. Just type here.
switch-rooms =
    Each chat has a room of its own here.
    To write to somebody, go to the room with their messages.
room-hello =
    Here you write about { $children }.
    What you write in this room goes to { $people }.
circle-gone = This chat is not open to you any more. Nothing was sent.
circle-paused =
    { $caseworker } has paused the chat about { $children }.
    Your message was not delivered, and it will not be sent later.
    You can still write to { $caseworker }.
circle-closed =
    The chat about { $children } is closed. Your message was not delivered.
    { $caseworker } can tell you more.
circle-nobody-decides =
    { $caseworker } has to look at this first. Right now nobody can do that.
    It was not sent. Please try again later.
hold-told-hold =
    { $caseworker } looks at it first, most often by noon tomorrow.
    I will tell you then.
hold-nobody =
    I cannot reach { $caseworker } for now, so your message still waits.
    I will tell you when somebody has looked at it.
approved-told =
    { $caseworker } has looked at this and let it pass:
    “{ $words }”
declined-told =
    { $caseworker } did not pass on this message:
    “{ $words }”

    { $reason }
    You can write it again in another way.
reason-kinder = Please say it in kinder words.
reason-details = It tells something that is too private for this chat.
reason-in-person = This is better said face to face.
reason-court = This chat is not the place for court matters. Your lawyer can help you with that.
# Not when they are over: another person's hours are theirs to tell.
quiet-told =
    These are quiet hours for { $people }.
    Your message waits. It arrives when they are over.

# Only the one question there is of these two is asked: whose words pass by themselves, and whose are looked at.
cannot-wait-which = Which one cannot wait?
    .short = Which one
cannot-wait-now =
    “{ $words }”

    Is it about a child's health or safety? Then I give it to { $people } now, in the quiet hours.
    Your caseworker sees that I did.
    .short = Your yes
cannot-wait-asked =
    “{ $words }”

    Is it about a child's health or safety? Then { $name } gets it now and can help.
    It still gets to { $people } when the quiet hours are over.

    { $help }
    .short = Your yes
cannot-wait-done = All right, I give it to { $people } now.
cannot-wait-done-asked =
    All right, { $name } gets it now.
    It gets to { $people } when the quiet hours are over.
cannot-wait-kept = All right, it waits.
cannot-wait-gone = It does not wait any more. It has arrived, somebody on call has it, or you took it back.
cannot-wait-told =
    { $name } said that this could not wait. So I gave it to { $people } in the quiet hours:
    “{ $words }”
cannot-wait-told-asked =
    { $name } said that this could not wait. So { $person } got it at once:
    “{ $words }”
header-cannot-wait = { $who } · cannot wait, a child's health or safety ({ $caseworker })

## Ready sentences, and words that are not understood

ready-topic = What is it about?
    .short = Topic
ready-sentence = Which sentence? Each reads it in their own language.
    .short = Sentence
ready-circle = Which children is it about?
    .short = Children
ready-sent = All right, it is on its way: “{ $words }”
unclear-none = There is no message here yet that I can ask about.
unclear-before = { $caseworker } knows already that you do not understand this. The answer comes here.
unclear-done =
    I have asked { $caseworker } to help you with this. The answer comes here, only to you:
    “{ $words }”
header-unclear = { $who } does not understand this, from { $writer }. Reply to it to help

## Taking back and changing

undo-done =
    I take it back as far as I can.
    Someone may have seen it already. It stays on record.
undo-unsure =
    It may have gone out already. I take it back as far as I can.
    It stays on record.
undo-erased = It had not gone out. Now it is erased.
undo-partial =
    Some have it already, and too much time has passed to take it back there.
    It does not go to anyone else.
undo-too-late = It has been delivered, and too much time has passed. I cannot take it back.
undo-nothing = There is nothing to take back.
edit-kept = All right, I have your new words. The old ones are gone.
edit-held =
    { $caseworker } looks at messages first here. This one has been let pass and cannot be changed.
    Please write a new message.
edit-shut =
    Nothing is delivered in the chat about { $children } now. Your change was not delivered.
edit-unknown = I cannot change that message. Please write a new one.

## The caseworker

caseworker-whom = Who would you like to write to?
    .short = Who
caseworker-words =
    What would you like to say to { $caseworker }?
    It goes only to { $caseworker }, or to whoever stands in. It is kept too.
    .short = Words
caseworker-sure =
    This goes only to { $caseworker }:
    “{ $words }”

    Shall I send it?
    .short = Your yes
line-sent = It is on its way, only to { $caseworker }, or to whoever stands in.
line-none = You have no caseworker here yet. Your message was not sent.
line-nobody =
    I could not pass this on. Nobody can get it right now.
    Please call your caseworker.
paused-told =
    { $caseworker } has paused the chat about { $children }.
    Nothing is delivered for now. You can still write to { $caseworker }.
paused-ended =
    { $count ->
        [one] One message of yours had not reached everyone. It goes no further.
       *[other] { $count } messages of yours had not reached everyone. They go no further.
    }
paused-ended-one =
    This message of yours had not reached everyone. It goes no further:
    “{ $words }”
resumed-told =
    You can write about { $children } again.
    What was not delivered is not sent now. You can write it again.
hold-over =
    From now on your messages about { $children } go out at once.
    { $caseworker } does not look first any more, but can still read them.

# Parts of the same message: what still waited for a look.
hold-over-one =
    This one was not passed on before, and is not sent now:
    “{ $words }”

    You can write it again.
hold-over-several =
    { $count ->
        [one] One message of yours was not passed on before, and is not sent now. You can write it again.
       *[other] { $count } messages of yours were not passed on before, and are not sent now. You can write them again.
    }

## Leaving

leave-sure =
    Would you like to leave this chat?

    You will get no more messages here. The others will know that you left, not why.
    What was said is kept. What has not arrived yet is not sent.
    To come back you need a new code.
leave-desk =
    You look after people here, so you cannot leave with this. Nothing has changed.
    First, somebody else must look after them. Please ask your agency about that.
leave-stayed = Good, you stay. Nothing has changed.
leave-done =
    You have left. I will not write to you any more.
    Take good care.
left-told =
    { $name } has left the chat about { $children }.
    What you write does not go to { $name } any more.
