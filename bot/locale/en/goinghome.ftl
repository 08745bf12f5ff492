### Going home: how it is planned, what both homes read, and what a caseworker is asked.

## For both homes

label-going-home = Going home
going-title = Going home: { $children }
going-not-decided = Nothing is decided yet. A court or the agency may still change it.
going-aim = { $caseworker } hopes for { $day }, for { $children }. That is a hope, not a promise.
going-is-home = You made this plan before { $children } came home. You can still read it, and change it.
going-home-topic =
    { $title }

    What would you like to look at?
    .short = Topic
going-nothing = There is nothing here for you now. Your caseworker can help you with any question.
going-told-parent = { $caseworker } is starting to plan with you how { $children } may come home.
going-told-caregiver = { $caseworker } is starting to plan with you how { $children } may go home to the family.
going-told-both = Both homes make the plan, one part at a time. You can start when you like.
going-no-aim-told = There is no set day for { $children } right now. You can go on with your plan.
going-wider-told = Your plan for going home is now for { $children }.
going-as-told = As { $caseworker } has told you:
going-stopped-told =
    We stop planning for now how { $children } may go home.
    Your calendar stays as it is.
    { $caseworker } can tell you more. You can write or call.
going-moved-told =
    { $children } moved, so we stop planning for now how { $children } may go home.
    { $caseworker } can tell you more. You can write or call.
going-printed = Here is your plan. Whoever has this file can read it. Please keep it safe.
going-foot = For { $name }, { $day }. Nothing here is a promise. Please keep it safe, and share it with nobody else.

## Its parts

plan-about-overnights = Nights at home
plan-about-tell = What we tell the child
plan-about-along = Routines to take along
plan-about-things = What travels along
plan-about-doctors = School and doctors
plan-about-weeks = The first weeks
plan-about-touch = Who stays in touch
plan-about-worries = Worries
plan-hint-overnights = The first nights: when, how did they go, what comes next? A night needs a date, too. Press “Plan a visit” for that.
plan-hint-tell = What do you say about going home? The same words in both homes help. Say only what is sure.
plan-hint-along = What should stay the same at home? You can take pages of the book along.
plan-hint-things = Clothes, toys, papers, the night light: what goes along, and when?
plan-hint-doctors = Which school and which doctor come next? Who calls them?
plan-hint-weeks = Who helps, and on which days? What do you do if it gets hard?
plan-hint-touch = The foster family, brothers and sisters, friends: who, and how often?
plan-hint-worries = You can say what worries you. You can also leave this out.
plan-wish = It is a wish. The family decides later.
plan-along = Pages to take along: { $pages }
plan-along-of = { $topic } ({ $child })
plan-along-nothing = There is nothing here that you can read now.
plan-write-along =
    Which pages of the book should go along? Everybody reads them as they are that day.
    Tick some, then go on. Or skip this, and use your own words.

    Now it says: { $now }
    .short = Pages
plan-write-more =
    Would you like to add something in your own words?
    You can also answer by voice, or with a picture.
    .short = Your words
plan-write-home =
    { $topic }

    { $hint }

    Now it says: { $now }

    What would you like it to say? Everybody else is asked if they agree.
    You can also answer by voice, or with a picture.

## At the desk

going-desk-circle = Which children is it about?
    .short = Children
going-desk-what =
    { $title }

    What would you like to do?
    .short = What
going-desk-children = For whom does it begin? Tick them, then go on.
    .short = For whom
going-desk-aim =
    Is there a day that you hope for, for { $children }? No date yet is fine: just skip this.
    Both homes read it, as a hope and not as a promise.
    .short = Aim
going-desk-aim-again =
    For { $children } the aim is now { $day }. Which day do you hope for? Skip this to have no date.
    Both homes read it, as a hope and not as a promise.
going-desk-sure =
    { $people } will read, each side in its own words:

    { $words }

    An aim is not a promise. Is it right like this?
    .short = Your yes
going-desk-told =
    Both homes read this, with no reason given:

    { $words }

    Have you told { $people }? If you want to call first, they read nothing until you say so.
    .short = Told
going-desk-home =
    Are they home now: { $circle }?

    I ask each of the parents and caregivers if they would like to go on without you.
    Only when all say yes, your reading ends there. Nobody learns who says no. The plan stays with them.
    .short = Your yes
label-going-send = Send it now
label-home-aim = Change the aim
label-home-widen = For all children here
label-home-go-on = Let it go on
label-home-stop = Stop it
label-home-home = The children are home
going-begun = It has begun. On its way to { $people }.
going-aim-done = The aim is changed. On its way to { $people }.
going-wider-done = The plan is for all children of the circle now. On its way to { $people }.
going-stopped-done = It has stopped. On its way to { $people }, with no reason given.
going-done-nobody = It is done. Nobody is here yet who could read it.
going-phone = Please tell { $people } by phone.
going-call-done =
    All right. They read nothing of it yet, and the plan stays as it is.
    It waits in your queue until you say that you have told them.
going-go-on-done = All right, it goes on. They have read nothing.
going-call-waits = You want to call { $people } before it stops. They have read nothing of it yet.
going-cannot = This cannot be done now, for { $children }. The circle may be new or paused.
going-no-circle = There is no circle in your care for which this could be planned now.
going-not-all =
    This circle is also about { $others }. It is theirs alone only when all its children are home.
    You can make the plan for all of them first.
going-moved-desk = With this move, planning how { $children } may go home has ended. The parents read it.
queue-call = you want to call before it stops

## What is offered

offer-home-next =
    One part of your plan for { $children } is still open: { $topic }.
    Would you like to suggest something? There is no rush.
label-offer-home-next = Suggest something
offer-name-home-next = Open parts of a plan
offer-home-weeks =
    How are the first weeks with { $children }?
    Your plan is here if you want to look at it.
label-offer-home-weeks = Look at the plan
offer-name-home-weeks = A word now and then
offer-home-hello =
    { $children } may like to hear from you. You can send a short hello, if the family wants it.
    It is up to the family to answer.
label-offer-home-hello = Say hello
offer-name-home-hello = A hello later on

about-goinghome = plan how a child may come home
