### The caseworker's texts: brief and clear.

menu-desk = What would you like to do?
help-desk =
    To write to one person, just type here. I ask you who it is for.

    { $prefix }digest – what your day brings
    { $prefix }queue – all that waits for you
    { $prefix }approve – pass one on
    { $prefix }decline – send one back
    { $prefix }people – everybody in your care
    { $prefix }families – your families
    { $prefix }family – look at one, or make a new one
    { $prefix }child – look at one, or add a new one
    { $prefix }home – look at one, or make a new one
    { $prefix }invite – make a code for someone
    { $prefix }reissue – a lost phone: make a new code
    { $prefix }freeze – a stolen phone: stop everything
    { $prefix }say – write to a whole circle
    { $prefix }cover – a colleague stands in for you
    { $prefix }handover – give families to a colleague
    { $prefix }audit – who read or did what
    { $prefix }announce – write to several circles
    { $prefix }note – keep a note for yourself
    { $prefix }place – a child moves to another home
    { $prefix }book – what is known of a child
    { $prefix }plan – what both homes agree on
    { $prefix }goinghome – plan how a child may come home
    { $prefix }pause – stop a circle
    { $prefix }circle – a new one, someone more, how it goes on
    { $prefix }permission – what a parent may have
    { $prefix }resume – let it go on
    { $prefix }transcript – what was said, to hand out
    { $prefix }export – the same for a family or a person
    { $prefix }undo – take back your last message
    { $prefix }settings – name, language, quiet hours
    { $prefix }menu – the same as buttons

## What waits

queue-which-one =
    { $count ->
        [one] One thing waits for you.
       *[other] { $count } things wait for you. What cannot wait long is first.
    }

    Which one would you like to see?
queue-line = { $who }: { $what } ({ $waits })
queue-book = about { $child }, for the book
queue-question = a question about { $child }
queue-plan = for the plan or the list, { $children }
queue-wish = a wish for { $children }
queue-approval = your yes for { $children }
queue-come = may come with { $children }?
queue-siblings = may { $children } come?
queue-hold = looking first is nearly over
waits-minutes =
    { $count ->
        [0] now
        [one] 1 minute
       *[other] { $count } minutes
    }
waits-hours =
    { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
waits-days = { $count } days
waiting-told =
    { $caseworker } has not yet decided:
    { $count ->
        [one] one thing of { $people } has waited more than { $hours } hours.
       *[other] { $count } things of { $people } have waited more than { $hours } hours.
    }
    Can you help? I tell you of each only once.
ask-back-words =
    What would you like to ask { $name }?
    The message waits until you decide.
ask-back-told =
    { $caseworker } has a question before this goes on its way:
    “{ $words }”
ask-back-done = I have asked { $name }. The message still waits for you.
answer-back-words =
    What would you like to tell { $name }?
    Only { $name } reads it.
answer-back-told = This is { $name }’s answer. The message still waits for you.
answer-back-done = { $caseworker } has your answer. The message still waits.
queue-left =
    { $count ->
        [one] One more waits.
       *[other] { $count } more wait.
    }
queue-item =
    From { $name }, about { $circle }
    Since { $since }
queue-one = { $name }: { $words }
queue-which = Which message?
    .short = Message
queue-empty = Nothing waits for you.
queue-changed = { $name } has changed this one. Please read it again.
queue-gone = This one does not wait any more. Nothing has changed.
approve-done = Passed on to { $people }. { $name } is told.
approve-some =
    Passed on to { $people }, but not to { $missing }: there is no yes any more.
    { $name } is told.
approve-nobody =
    Passed on, but it reaches nobody: there is no yes any more.
    { $name } is told.
decline-reason = What should the writer read? Pick a reason, or write your own.
    .short = Reason
decline-done = Not passed on. { $name } is told, with your reason.

## Circles

pause-circle = Which circle should pause?
    .short = Circle
pause-sure =
    Pause the circle about { $circle }?

    Nothing is delivered from then on. All are told at once.
    What has not arrived yet will never be sent.
    .short = Your yes
pause-done = The circle about { $children } is paused.
pause-none = There is no circle to pause.
pause-already = This circle is paused or closed already.
resume-circle = Which circle should go on?
resume-done = The circle about { $children } goes on. What the pause stopped is not sent.
resume-none = No circle is paused.
hold-ends = You look first at messages about { $children }. The seven days of that are nearly over.
hold-ends-on =
    Would you like to look first for seven more days, about { $children }?

    If not, messages go out at once. You can still read them.
hold-renewed = You look first for seven more days, about { $children }.
hold-ended = Messages about { $children } go out at once now. You can still read them.
hold-ended-unsent =
    { $count ->
        [one] One message still waited for you. It was not sent, and its writer is told.
       *[other] { $count } messages still waited for you. They were not sent, and the writers are told.
    }
say-circle = Which circle would you like to write to?
    .short = Circle
say-words = What would you like to say to all in the circle about { $circle }?
    .short = Words
say-sure =
    This goes to all in the circle about { $circle }:
    “{ $words }”

    Shall I send it?
    .short = Your yes
resume-running = This circle is not paused.
say-done = On its way to { $people }.
circle-not-yours = This circle is not in your care. Nothing has changed.
read-title = The last messages about { $children }. It is noted that you read them.
read-passed =
    { $name }, { $at }:
    { $words }
read-held =
    { $name }, { $at } (waits for you):
    { $words }
read-declined =
    { $name }, { $at } (not passed on):
    { $words }
read-withdrawn =
    { $name }, { $at } (taken back):
    { $words }
read-nothing = There are no messages yet.
nothing-changed = All right, nothing has changed.

## People

invite-person = Who would you like to invite?
    .short = Who
invite-name = What is the first name?
    .short = Name
invite-name-taken =
    Somebody in this circle is called { $name } already.
    Which name could others tell this person by?
invite-role = Who is this person here?
    .short = Role
invite-circle = Which circle is it for? You can skip this.
    .short = Circle
invite-done =
    The code for { $name }: { $code }

    It works once, for { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }. Older codes for { $name } do not work any more.
invite-link = Or with one tap on Telegram: { $link }
greet-user = Which Matrix name does this person have? It looks like this: @name:server.org.
greet-done =
    I invite { $user } to a chat with me, and ask for the code.
    Please tell the code by yourself. I do not write it there.
greet-failed = I could not invite { $user } on Matrix. Please look at the spelling.
greet-unclear = That is no Matrix name. It looks like this: @name:server.org.
invite-joined = { $name } is here already. No code is needed. For a new phone, there is “reissue”.
people-family =
    { $family }:
    { $people }
people-homes = Others
people-one = { $name } ({ $state })
people-circle =
    Circle about { $children }: { $phase }
    { $people }
people-none = Nobody is in your care here yet.
person-not-yours = This person is not in your care. Nothing was sent.
person-unreachable = { $name } cannot be reached here right now. Nothing was sent.
account-lost = { $name } cannot be reached here for now. Please try to call or to visit.
left-told-desk = { $name } has left all chats. To come back takes a new code.
dead-letter-desk = Something from { $name } could not be carried to { $people }. Please ask what it was.
second-code-desk = { $name } is in already, and a second code came from the same phone. Do two people share it?
by-phone-done =
    { $name } is now reached by phone.
    What others write comes to you. Please tell { $name }.
    With “say” you can pass on what { $name } tells you.
by-phone-still = Until the code is used, { $name } is still reached by phone, through you.
invite-how =
    Does this person have a smartphone?
    If not, you can tell them by phone what is written here, and write down what they say.
    .short = How
say-voice = Whose words are these?
    .short = Whose words
