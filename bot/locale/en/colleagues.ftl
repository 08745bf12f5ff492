### Another caseworker for some days or from now on, and a supervisor's team.

## A colleague stands in

cover-what =
    Now or soon: { $covers }

    What would you like to do?
    .short = What
cover-one = { $name } for { $caseworker }, until { $until }
cover-colleague = Who stands in for you?
    .short = Who
cover-begins = From which day?
    .short = From
cover-ends = Until which day? That day still counts.
    .short = Until
cover-ends-before = That is before the first day. Please pick the first day or a later one.
cover-sure =
    { $name } stands in for you from { $since } until { $until }?

    { $name } then reads and decides what you do, and you still can, too.
    Alerts go to both of you. Your families are told on the first day.
    It ends by itself.
    .short = Your yes
cover-planned = All right. { $name } stands in for you from that day on. I tell you both when it begins.
cover-planned-told = You stand in for { $name } from { $since } until { $until }. I tell you when it begins.
cover-begun =
    { $name } stands in for you from now until { $until }.
    You both read and decide. Your families are told.
cover-begun-colleague =
    You stand in for { $name } from now until { $until }.
    You read and decide for these families now, and so does { $name }.
cover-begun-told = From now until { $until }, { $name } stands in for { $caseworker }, about { $children }.
cover-begun-reads = What you write there, or to { $caseworker } alone, can be read by { $name }, too, in that time.
cover-ended = { $name } does not stand in for you any more, and reads nothing of your families now.
cover-ended-colleague = You do not stand in for { $name } any more. These families are not on your desk now.
cover-ended-told =
    { $name } does not stand in for { $caseworker } any more, about { $children }.
    What you write there is read by { $caseworker } alone from now on.
cover-called-off = It is called off: nobody stands in, for you or for { $name }.
cover-over = That is over already. Nothing has changed.
cover-already = { $name } stands in for you already, or will soon.
cover-nobody = There is nobody who could stand in. Nothing has changed.
cover-end-sure = { $name } stands in no more, from now on?
    .short = Your yes

## Families go to a colleague

handover-families = Which family would you like to give to a colleague?
    .short = Family
handover-which = Which family would you like to give to { $name }?
    .short = Family
handover-all-typed = all | everything | every family
handover-to = Who should have the family?
    .short = Who
handover-more = Another family, too?
    .short = More
handover-sure =
    Give to { $name }: { $families }?

    { $name } is their caseworker from then on. What waits for you there goes to { $name }.
    You read nothing more of these families, old or new.
    They are told at once, and what they write to you alone goes to { $name }.
    .short = Your yes
handover-done = { $name } has them now: { $families }. They are told, and you do not read them any more.
handover-done-team = { $name } has them now: { $families }. All of them are told.
handover-nothing = There is no family that you could give away like that. Nothing has changed.
handover-no-colleague = There is no colleague here yet. Nothing has changed.
handover-told = { $name } is your caseworker from now on, about { $children }.
handover-told-line =
    What you write to your caseworker alone goes to { $name } now.
    You do not have to do anything. All you have agreed on stays as it is.
handover-told-new = { $name } has given to you: { $families }. You are their caseworker now.
handover-told-old = { $name } is the caseworker now of: { $families }. You do not read them any more.
handover-please-tell = Please call { $name }, who is reached by phone: you are the caseworker now.
handover-waits =
    { $count ->
        [one] One message waits there for your look.
       *[other] { $count } messages wait there for your look.
    }

## A supervisor's team

oversee-worker =
    Your team:
    { $team }

    Whose families would you like to see?
    .short = Who
oversee-family = Which family? It is noted that you open it.
    .short = Family
team-one =
    { $name }: { $count ->
        [0] no family
        [one] one family
       *[other] { $count } families
    }, { $waits }
team-nothing-waits = nothing waits
team-waits =
    { $count ->
        [one] one message waits
       *[other] { $count } messages wait
    } since { $since }
team-away = { $about } (cannot be reached now)
team-none = Nobody is in your team here.
team-no-family = There is no family there.
team-family = { $family }, with { $name }. It is noted that you opened this.
team-family-gone = This family is not in your team. Nothing has changed.
reassign-to = Who should have the family { $family }?
    .short = Who
reassign-scope = Only this family, or all that { $name } has?
    .short = Which
reassign-sure =
    Give to { $name }: { $families }?

    { $name } is their caseworker from then on. What waits for { $old } there goes to { $name }.
    { $old } reads nothing more of these families. They are told at once.
    .short = Your yes

## Two at once

queue-decided-approved = { $name } was quicker, and has passed this one on. Nothing has changed.
queue-decided-declined = { $name } was quicker, and has sent this one back. Nothing has changed.

label-cover-new = Someone stands in
label-cover-end = End: { $name }
label-end-cover = End it now
label-all-families = All my families
label-that-is-all = That is all
label-only-family = Only { $family }
label-all-of = All of { $name }
label-oversee = My team
label-reassign = Give to a colleague
label-audit = Who read what

about-cover = a colleague stands in for you
about-handover = give families to a colleague
about-audit = who read or did what
