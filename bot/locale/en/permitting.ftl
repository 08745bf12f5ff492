### What a caseworker allows and ends, and what people read of it.

permission-person = Who is it about?
    .short = Who
permission-children = Which children is it about?
    .short = Children
permission-what = What would you like to do?
    .short = What
permission-kinds = Which kind of contact?
    .short = Kinds
permission-supervision = Is someone with them when they meet?
    .short = Who is there
permission-line-asked =
    What else shall hold? You can write it in one line, go step by step, or leave it.
    For example: until April 1, at most 2 hours, at Family Center, order FC-1
    .short = Terms
permission-line-unclear =
    I do not understand this: “{ $words }”
    I know: from, until, at most, 24 hours before, at, with, driver, order, review, both homes.
permission-since = From which day? Skip this if it starts today.
    .short = From
permission-until = Until which day? You can skip this.
    .short = Until
permission-longest = How long may they meet at most? You can skip this.
    .short = Longest
permission-notice = How long before must it be set? You can skip this.
    .short = Notice
permission-places = Where may they meet? Please put a comma between places. You can skip this.
    .short = Places
permission-escorts = Who may be there with them? Please put a comma between names. You can skip this.
    .short = Who is there
permission-drivers = Who may drive? Please put a comma between names. You can skip this.
    .short = Who drives
permission-review = On which day is it looked at again? You can skip this.
    .short = Review
permission-approval = Who must say yes to a meeting?
    .short = Who says yes
permission-order = Is there a court order? You can write its number, or skip.
    .short = Order
permission-sure =
    { $what }

    I say it in plain words. Is this right?
    .short = All right
permission-told =
    { $follows }

    Have you told { $who }?
    .short = Told
permission-summary = { $who } and { $children }: { $kinds }
permission-no-meetings = No meeting ends with this.
permission-would-end =
    These meetings are off at once:
    { $meetings }
permission-would-miss =
    These go on, but { $who } can't be there, or only in part:
    { $meetings }
permission-would-change =
    These go on in the new way:
    { $meetings }
permission-nobody = There is nobody here for that.
permission-left = All right. I leave it as it is.
permission-title = This holds for { $who }:
permission-line = { $child }: { $kinds }
permission-nothing = Nothing is allowed yet.
permission-given = It holds now for { $who } with { $children }: { $kinds }. I have told { $who }.
permission-given-phone =
    It holds now for { $who } with { $children }: { $kinds }.
    I can't reach { $who } here. Please tell { $who } yourself.
permission-same = { $who } has just this already with { $children }: { $kinds }. Nothing has changed.
permission-told-given = Good news: with { $children } you may now have { $kinds }.
permission-told-changed = Something has changed. With { $children } you may have { $kinds }, like this:
permission-told-ended = For now this is not possible with { $children }: { $kinds }. You did nothing wrong.
permission-told-stays = This stays as it was: { $kinds }.
permission-told-ask = { $caseworker } can tell you more. You can write or call.
permission-ended = It has ended for { $who } with { $children }: { $kinds }.
permission-ended-meetings =
    { $count ->
        [one] 1 meeting is off. I tell both homes.
       *[other] { $count } meetings are off. I tell both homes.
    }
permission-missed-meetings =
    { $count ->
        [one] { $who } can't be at 1 meeting, or only in part. It goes on, and I tell who holds it.
       *[other] { $who } can't be at { $count } meetings, or only in part. They go on, and I tell who holds them.
    }
permission-changed-meetings =
    { $count ->
        [one] 1 meeting goes on in the new way. I tell who comes.
       *[other] { $count } meetings go on in the new way. I tell who comes.
    }
permission-watch = I tell you if { $who } has not read it in time.
permission-unread = { $who } has not read yet that this is different now. Please call.
permission-way-none = You can't take part in this. You did nothing wrong. { $caseworker } can tell you more, and you can call.
permission-way-phone = You can join this by phone, but not come. You did nothing wrong. { $caseworker } can tell you more.
permission-way-questions = You can send questions for this, but not join. You did nothing wrong. { $caseworker } can tell you more.
permission-way-know = You can hear how this went, but not join. You did nothing wrong. { $caseworker } can tell you more.
permission-way-told-phone = { $who } can join this by phone, but can't come. No one did anything wrong.
permission-way-told = { $who } can't be there for this. No one did anything wrong.
permission-call = Please call { $who }.
permission-none = { $who } has nothing like that now.
permission-expires = This ends soon for { $who } with { $children }: { $kinds }. The last day is { $day }.
terms-unsupervised = You may be alone together.
terms-monitored = Someone looks in from time to time.
terms-supervised = Someone is there with you.
terms-therapeutic = A helper is there with you.
terms-since = It starts on { $day }.
terms-until = The last day is { $day }.
terms-longest = At most { $length } at a time.
terms-notice =
    { $hours ->
        [one] It must be set 1 hour before.
       *[other] It must be set { $hours } hours before.
    }
terms-places = Where: { $places }.
terms-escorts = Who may be there: { $people }.
terms-drivers = Who may drive: { $people }.
terms-review = It is looked at again on { $day }.
terms-order = Order: { $order }
terms-approval-caseworker = Each time the caseworker says yes, too.
terms-approval-none = When both homes say yes, it is set.

contact-know = news and dates
contact-letters = letters
contact-moments = photos and moments
contact-questions = questions
contact-phone = calls
contact-visit = visits
contact-appointment = appointments
contact-activity = activities

label-step-by-step = Step by step
label-contact-set-calls = News, letters, calls
label-contact-set-visits = News, letters, calls, visits
label-contact-set-most = All but activities
label-contact-set-every = All of it
label-permission-give = Give or change
label-permission-withdraw = End it now
label-permission-see = See what holds
label-permission-told = I have told them
label-permission-call = I will call
label-contact-all = All of it
label-contact-set-words = News, letters, photos, questions
label-contact-set-phone = Calls
label-contact-set-visit = Visits
label-contact-set-dates = Appointments, activities
label-contact-know = News and dates
label-contact-letters = Letters
label-contact-moments = Photos and moments
label-contact-questions = Questions
label-contact-phone = Calls
label-contact-visit = Visits
label-contact-appointment = Appointments
label-contact-activity = Activities
label-supervision-unsupervised = Alone together
label-supervision-monitored = Someone looks in
label-supervision-supervised = Someone is there
label-supervision-therapeutic = A helper is there
label-hours =
    { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
label-approval-caseworker = I say yes, too
label-approval-none = Both homes are enough

nocontact-one = Who is the first person?
    .short = First
nocontact-other = Who may have no contact with { $who }?
    .short = Second
nocontact-order = Is there a court order? You can write its number, or skip.
    .short = Order
nocontact-sure =
    { $one } and { $other } will be kept apart. A chat that they share stops now. What they would both come to is off. Neither hears of the other here. Is this right?
    .short = All right
nocontact-over = { $one } and { $other } are kept apart now. May they have contact again?
    .short = Again
nocontact-done = { $one } and { $other } are kept apart from now on.
nocontact-again = { $one } and { $other } may have contact again. A chat that was stopped stays stopped until you let it go on.
nocontact-both-invited = Both are invited to this. Please see to it that they do not meet there:
nocontact-meetings =
    { $count ->
        [one] 1 meeting of both is off, or goes on without them.
       *[other] { $count } meetings of both are off, or go on without them.
    }
resume-apart = Two in this chat may have no contact. It stays paused.
nocontact-paused =
    { $count ->
        [one] 1 chat has stopped. Please make a chat for each of them.
       *[other] { $count } chats have stopped. Please make a chat for each of them.
    }

connection-child = Which child is it about?
    .short = Child
connection-kind = What is this person to { $child }?
    .short = What they are
connection-sibling = Who is it?
    .short = Who
connection-meet =
    May { $child } meet { $others }? A foster home can then ask to invite them. You say yes each time.
    .short = May meet
connection-still = { $child } may meet { $others } now. Shall it stay so?
    .short = May meet
connection-name = What is their name?
    .short = Name
connection-done = { $who } is noted for { $child }.
connection-may = { $child } may meet { $others } now. When a home asks for it, I ask you first.
connection-may-not = { $child } may not meet { $others } any more.
connection-ended =
    { $count ->
        [one] 1 invitation is off. I tell both homes.
       *[other] { $count } invitations are off. I tell both homes.
    }
label-sibling-other = Somebody else
label-relation-sibling = Brother or sister
label-relation-grandparent = Grandparent
label-relation-teacher = Teacher
label-relation-former-caregiver = Cared for them before
label-relation-friend = Friend
label-relation-relative = Other family

about-permission = what a parent may have
about-nocontact = keep two people apart
about-connection = who matters to a child
