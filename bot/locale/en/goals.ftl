### One's own steps: written, looked at, done; and shown to others only where their owner says so.

about-goals = keep your own steps, just for you

goals-whose =
    Here you can keep your own steps, big or small.
    Only you see them. You choose, for each one, if somebody else may read it.
goals-which = Your steps. Tap one to look at it.
    .short = Step
goals-words =
    What would you like to do?
    Write it in your own words, or tap one.
    .short = Your step
goal-class = Finish my class
goal-home = Find a flat
goal-work = Find work
goal-sober = 30 days sober
goal-visits = Be at each visit
goal-health = Look after my health
goal-school = Finish the school year
goal-friends = Find new friends
goal-money = Save some money
goal-rest = Get more rest
goal-help = Ask for help in time
goals-act =
    “{ $words }”

    { $who }
    .short = What to do
goals-only-you = Only you see this.
goals-shown-to = You have shown it to { $people }.
goals-somebody = somebody who was here
goals-anew =
    “{ $words }”

    What should it say now?
    .short = New words
goals-sure =
    “{ $words }”

    Shall I take this out? It is gone then.
    .short = Take it out
goals-share =
    { $people } will read this, just so:

    { $shown }

    { $also }
    Shall I send it? You can take it back later. But who has read it has read it.
    .short = Show it
goals-stand-in = Whoever stands in for them can read it, too.
goals-caseworker-too = { $caseworker } can read it, too.
goals-nobody-else = Nobody else can read it.
goals-back =
    { $people } can read your step. Shall I take it back?
    Who has read it has read it.
    .short = Take it back
goals-hear =
    Your step is still just yours.
    Would you like to show it to { $people }, so that you are not alone with it?
    .short = Who hears
private-danger = I have told nobody of this. You are not alone.

label-goal-write = Write a new step
label-goal-look = Look at it
label-goal-was-done = { $words } ✓
label-goal-done = I did it
label-goal-again = Not done yet
label-goal-change = Change the words
label-goal-out = Take it out
label-goal-share = Show it to { $people }
label-goal-share-about = Show { $people } ({ $children })
label-goal-back = Take it back: { $people }
label-goal-hear = Yes, tell { $name }
label-goal-only-me = No, only me

goals-kept = I keep it for you. Only you see it.
goals-did-done = You did it. That took strength, and it counts.
goals-did-again = All right, it is open again. Each day is a new start.
goals-did-change = All right, it has new words.
goals-did-out = It is gone.
goals-tell = Would you like to tell somebody?
goals-shown-stays = What you have shown to others stays with them as it was.
goals-stays = All right, it stays as it is.
goals-unshared = All right, I send nothing.
goals-shared = Done. They get it as a message from you.
goals-nobody = Nobody can read it there right now. It stays yours.
goals-back-done = It is all yours again. Nobody had read it yet.
goals-back-read = It is all yours again. Who has read it has read it.
goals-gone = This step is not here any more.
goals-full =
    You have { $count } open steps. That is as many as I can keep.
    Mark one as done, or take one out. Then you can write a new one.
goals-desk = Here people keep their own steps, just for them. They show you one when they want to.

header-goal-open = { $who } – a step of their own
header-goal-done = { $who } – a step they have taken
header-line-goal-open = { $who } (only to you) – a step of their own
header-line-goal-done = { $who } (only to you) – a step they have taken

offer-goal =
    How is your step going? Only you see this.
    You can look at it, or let it be.
label-offer-goal = Look at my step
offer-name-goal = My own steps
