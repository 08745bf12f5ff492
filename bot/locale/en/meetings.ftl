### Meetings: visits, calls, appointments, and what the agency holds.

## What they are called. Neutral, for they stand in calendars and on lock screens.

meeting-title-visit = Family time with { $children }
meeting-title-visit-named = { $what }: { $children }
meeting-title-call = Call with { $children }
meeting-title-call-named = { $what }: { $children }
meeting-title-appointment = Appointment for { $children }
meeting-title-appointment-named = { $what }, for { $children }
meeting-title-activity = Activity with { $children }
meeting-title-activity-named = { $what }, with { $children }
meeting-title-team = Team meeting about { $children }
meeting-title-team-named = { $what }: { $children }
meeting-title-court = Court date about { $children }
meeting-title-court-named = { $what }: { $children }

## When

when-with = With { $child }.
when-sure = Which one do you mean?
    .short = Which one
when-open = not set yet
when-day-unclear = I did not get that day. Tap one, or write it like this: December 4, or this Friday.
when-time-unclear = I did not get that time. Tap one, or write it like this: 4:30 pm.
when-length-unclear = I did not get how long. Tap one, or write it like this: 90 minutes.
when-past = That time has passed. Please choose a later one.
when-day-past = That day has passed. Please choose a later one.
when-far = That is more than a year away. Please choose a day that is closer.
when-month = This is { $month }. Tap a day, or write it like this: December 4.
when-tap-number = Tap a number to choose that day. With ‹ and › you see other months.
when-not-here = That day is not in this list. You can write it all the same.
meeting-day-outside = The permission does not cover that day. You can write it all the same: then your caseworker looks at it first.
minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
length-hours =
    { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
length-both = { $hours } h { $minutes } min
meeting-every-1 = Every week, first on { $when }
meeting-every-2 = Every two weeks, first on { $when }
meeting-every-more = Every { $weeks } weeks, first on { $when }
meeting-until = { $when }. Last day: { $day }

## What is asked

meeting-which-circle = Which children is it about?
    .short = Children
meeting-whom = Who would you like to invite?
    .short = With whom
visit-children = Who is it about?
    .short = Who
call-children = Who is it about?
    .short = Who
visit-day = Which day would be good?
    .short = When
call-day = Which day would be good for the call?
    .short = When
event-day = Which day is it?
    .short = When
team-day = Which day is it?
    .short = When
meeting-other-day = Which day would be better?
    .short = When
visit-start = { $day }. What time should it start?
    .short = Start
call-start = { $day }. What time is good for the call?
    .short = Start
event-start = { $day }. What time does it start?
    .short = Start
team-start = { $day }. What time does it start?
    .short = Start
meeting-other-start = { $day }. What time should it start?
    .short = Start
visit-minutes = How long should it be?
    .short = How long
call-minutes = How long should the call be?
    .short = How long
event-minutes = How long will it take?
    .short = How long
team-minutes = How long will it take?
    .short = How long
meeting-repeat = Is it just once?
    .short = How often
visit-place = Where would you like to meet? You can choose, or write a place.
    .short = Place
visit-driver = Who drives { $children }?
    .short = Who drives
meeting-note-asked = Is there anything else to say? Everybody who comes can read it.
    .short = Note
event-child = Which child is it for?
    .short = Child
event-sort = What kind is it?
    .short = Kind
event-what = What is it? Just a few words, such as “dentist” or “school play”.
    .short = What
event-place = Where is it? Only those who may come in person will see this.
    .short = Place
event-siblings = Shall { $children } be invited, too?
    .short = Siblings
team-circle = Which family is it about?
    .short = Family
team-sort = What is it?
    .short = What
team-who = Who is invited?
    .short = Who
team-place = Where is it?
    .short = Place
meeting-late-by = How late will you be?
meeting-which-day = Which day is it about?
    .short = Day
meeting-move-which = Which day would you like to move?
    .short = Day
meeting-decline-why = Would you like to say why? They can read it.
meeting-refuse-why = Would you like to say why? They can read it.
meeting-cancel-why = Would you like to say why? They can read it.
    .short = Why
meeting-cannot-why = Thank you for saying so early. Would you like to say why? They can read it.
meeting-change-what = What would you like to add or change?
    .short = What
meeting-change-words = { $what }: what should it say?
    .short = Words
meeting-agree-clash = You already have this at that time: { $what }. What would you like to do?
meeting-after-how = Good to hear. How did it go?
    .short = How it went
meeting-after-more = Is there anything you want { $people } to know? They can read it.
    .short = More
meeting-after-way = I am sorry it did not work out. What got in the way? You can skip this. { $caseworker } reads it, to help.
    .short = In the way
meeting-after-way-words = What was it? { $caseworker } reads it, and nobody else.
    .short = In the way

## Labels

label-all-children = { $children }
label-visit = Plan a visit
label-call = Plan a call
label-event = Tell of a date
label-calendar = Calendar
label-team = Team meeting
label-another-day = Another day
label-no-day = –
label-month-before = ‹
label-month-after = ›
label-first-days = Show the list
label-once = Just once
label-every-week = Every week
label-every-two-weeks = Every two weeks
label-all-of-them = All of them
label-driver-parent = The parent
label-driver-caregiver = The foster home
label-driver-agency = The agency
label-meeting-agree = Yes, that works
label-meeting-counter = Another time
label-meeting-decline = No, sorry
label-meeting-allow = Say yes
label-meeting-refuse = Say no
label-meeting-take-back = Take it back
label-meeting-look = Look at it
label-meeting-come = I'll be there
label-meeting-late = Running late
label-meeting-cannot = I can't make it
label-meeting-move = Move it
label-meeting-change = Add or change
label-meeting-cancel = Call it off
label-meeting-again = Find another time
label-meeting-next = Plan the next one
label-meeting-read = I have read it
label-meeting-question = Send a question
label-meeting-may-come = Let them come
label-meeting-stays = Leave it so
label-meeting-siblings-yes = They may come
label-meeting-siblings-no = Not this time
label-meeting-all-the-same = Yes, all the same
label-meeting-agree-for = { $name } agrees
label-meeting-decline-for = { $name } says no
label-meeting-happened = It happened
label-meeting-missed = It did not happen
label-reason-of-time = That time doesn't work
label-reason-of-day = That day doesn't work
label-reason-of-sick = I am sick
label-reason-of-child-sick = A child is sick
label-reason-of-away = We are away
label-reason-of-ride = No ride
label-reason-of-work = Work
label-reason-of-not-now = Not right now
label-reason-of-court = The court decides
label-reason-of-talk-first = Let's talk first
label-change-driver = Who drives
label-change-meet = Where to meet
label-change-bring = What to bring
label-change-note = Note
label-how-good = It went well
label-how-mixed = Good and hard
label-how-hard = It was hard
label-way-ride = No ride
label-way-work = Work
label-way-sick = I was sick
label-way-child-sick = A child was sick
label-way-forgot = I forgot
label-way-other = Something else
label-event-appointment = Doctor or school
label-event-activity = Party, sports, other
label-team-team = Team meeting
label-team-court = Court date

## What it is, line by line

meeting-place = Where: { $words }
meeting-driver = Who drives: { $words }
meeting-driver-parent = the parent
meeting-driver-caregiver = the foster home
meeting-driver-agency = the agency
meeting-meet = Meet at: { $words }
meeting-bring = Please bring: { $words }
meeting-link = Link: { $words }
meeting-note = Note: { $words }
meeting-with = With: { $people }
meeting-supervision-monitored = Someone looks in: { $who }
meeting-supervision-supervised = Someone is there with you: { $who }
meeting-supervision-therapeutic = A helper is there with you: { $who }
meeting-escort-open = your caseworker says who
meeting-agency = The agency

meeting-is-wished = It waits for the caseworker.
meeting-is-proposed = It waits for an answer.
meeting-is-countered = Another time was suggested. It waits for an answer.
meeting-is-awaiting = Both homes said yes. It waits for the caseworker.
meeting-is-standing = It is set.
meeting-is-declined = The answer was no.
meeting-is-taken-back = It was taken back.
meeting-is-refused = The caseworker could not say yes.
meeting-is-lapsed = The day passed before there was an answer.
meeting-is-cancelled = It was called off.
meeting-is-revoked = It can't take place.
meeting-is-moved = It was moved.
meeting-is-over = It is over.
meeting-is-happened = It happened.
meeting-is-missed = It did not happen.
meeting-is-unclear = You two remember it in different ways.

## What stands in the way of a wish. Only its writer and the caseworker read it.

hurdle-none = There is no permission for this yet.
hurdle-early = The permission starts later.
hurdle-ended = The permission ends before that day.
hurdle-notice = It is very soon. It needs more notice.
hurdle-long = It is longer than the permission says.
hurdle-place = The place is not on the list.
hurdle-willing = You have not both said yes to writing yet.
hurdle-held = The caseworker still looks at what is written first.

## What people are told

meeting-gone = I can't find that any more. /calendar shows what is coming.
meeting-passed = That can't be done any more. This is how it is now:
meeting-nobody = There is nobody here yet to ask. Your caseworker can tell you more.
meeting-when-past = That time has passed. Please choose a later one.
meeting-counter-outside = That time needs { $caseworker } first. Please choose another one, or write to { $caseworker }.
meeting-apart = { $one } and { $other } may not meet. Please invite them one by one.
meeting-proposed = I have asked { $people }. I will tell you when there is an answer.
meeting-asked = { $who } would like to set a time.
meeting-asked-move = { $who } would like to move this to another time. Until you agree, the old time stands.
meeting-instead = In place of: { $when }
meeting-wished = This needs { $caseworker } first. I have passed on your wish. Nobody else sees it.
meeting-wish = { $who } has a wish that is outside what is set. Nobody else sees it until you say yes.
meeting-asks-approval = Both homes said yes. It now waits for your yes.
meeting-phone = Please tell { $people } by phone:
meeting-phone-reminder = Please remind { $people } by phone:
meeting-approve-near =
    Close to it is this, with someone who may have no contact with one of them:
    { $what }

    What would you like to do?
meeting-left-waiting = All right. It waits for your yes.
label-meeting-not-yet = Not yet
meeting-reason = { $who } says: { $words }
meeting-did-allow = I have passed it on to the other home.
meeting-did-refuse = I have told them kindly.
meeting-did-take-back = It is taken back.
meeting-did-agree = It is set. I will remind you.
meeting-did-agree-to-ask = Thank you. { $caseworker } still has to say yes. I will tell you.
meeting-did-counter = I have suggested the other time.
meeting-did-decline = I have told them kindly.
meeting-did-approve = It is set. I have told both homes.
meeting-did-cancel = It is off. I have told everybody.
meeting-did-cannot = Thank you for saying so early. I have told the others.
meeting-did-come = Good. See you there!
meeting-did-late = I have told the others. Get there safely.
meeting-did-change = I have told everybody.
meeting-did-happened = Thank you. It is noted.
meeting-did-missed = Thank you. It is noted.
meeting-told-allow = Your caseworker said yes to your wish. I have asked the other home.
meeting-told-refuse = Your caseworker could not say yes to this.
meeting-told-take-back = { $who } has taken this back.
meeting-told-lapse = The day came before there was an answer.
meeting-told-agree = It is set: { $who } said yes.
meeting-told-agree-to-ask = { $who } said yes. Your caseworker still has to say yes.
meeting-told-counter = { $who } would like another time.
meeting-told-decline = { $who } can't say yes to this.
meeting-told-approve = Your caseworker said yes. It is set.
meeting-told-cancel = { $who } had to call this off.
meeting-told-cannot = { $who } can't make it and tells you early.
meeting-told-come = { $who } will be there.
meeting-told-late = { $who } is running late by { $minutes }.
meeting-told-change = { $who } has changed something.
meeting-told-revoke = This can't take place. You did nothing wrong. { $caseworker } can tell you more, and you can call.
meeting-told-happened = { $who } says it happened.
meeting-told-missed = { $who } says it did not happen.
meeting-how-good-told = It went well, says { $who }.
meeting-how-mixed-told = Some was good and some was hard, says { $who }.
meeting-how-hard-told = It was hard, says { $who }.
meeting-in-the-way = { $who } says what got in the way: { $what }
meeting-reminder = Coming up.
meeting-after = I hope it went well. Did it happen?
meeting-unread = { $who } has not read yet that this can't take place. Please call.
meeting-read-done = Thank you.
meeting-invited-agency = { $who } invites you.
meeting-invited-in-person = { $who } invites you to come.
meeting-invited-phone = { $who } invites you to join by phone.
meeting-invited-questions = { $who } wants you to know. You can send questions to ask there.
meeting-invited-know = { $who } wants you to know.
meeting-invited-done = I have told { $people }.
meeting-invited-none = It is noted. There was nobody I could tell.
meeting-invited-asked = For some it needs { $caseworker } first. I have asked.
meeting-may-come = { $by } has told me of this. May { $who } come in person?
meeting-let-come = I have invited { $who }.
meeting-stays = It stays as it is for { $who }.
meeting-home = The home of { $children }
meeting-home-of = the home of { $children }
meeting-siblings-asked = For { $children } it needs { $caseworker } first. I have asked.
meeting-siblings-may-come = { $by } asks: may { $children } come to this? { $people } would bring them.
meeting-invited-siblings = { $caseworker } invites { $children } to see { $child }. Can you bring them? It is just for this one time.
meeting-siblings-come = { $children } will be there.
meeting-siblings-off = { $children } can't come this time. Nobody did anything wrong.
meeting-siblings-not = They may not all meet now: { $children }. You can change it with /connection.
meeting-siblings-apart = { $one } and { $other } may have no contact, and both would be there. So I have not invited { $children }.
meeting-siblings-parent = { $who } knows of this date, and may not have so much contact with { $children }. Please change the permission first.

about-visit = time with a child
about-call = a phone or video call
about-event = tell parents of an appointment
about-team = a team meeting or court date

## The calendar

calendar-title = This is coming:
calendar-empty = Nothing is coming yet. You can set a time with /visit or /call.
calendar-more =
    { $count ->
        [one] And 1 more.
       *[other] And { $count } more.
    }
label-calendar-one = { $day }: { $what }
label-calendar-file = As a file
calendar-file = This opens in the calendar of your phone.
calendar-name = Family calendar
label-calendar-past = What was
label-calendar-feed = In my phone calendar
past-title = This is what was. Both homes see the same.
past-empty = There is nothing here yet.
past-cancelled =
    { $hours ->
        [one] Called off by { $who }, 1 hour before.
       *[other] Called off by { $who }, { $hours } hours before.
    }
feed-fresh =
    Your phone can show this in its own calendar. I make a secret link for that.
    Who has the link can see your times. Shall I make it?
    .short = Link
feed-again = Your calendar link is on. What would you like to do?
    .short = Link
feed-left = All right. I leave it as it is.
feed-open = This is your link. Add it in your phone calendar as a subscription. Please keep it to yourself. If you think someone else has it, make a new one.
feed-closed = The link is off. It shows nothing any more.
feed-none = The calendar link is not set up here yet.
label-feed-keep = Leave it so
label-feed-new = Make a new one
label-feed-close = Turn it off

about-calendar = what is coming
