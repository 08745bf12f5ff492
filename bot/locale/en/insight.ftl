### What went on in a circle: what the caseworker reads, the picture, and what the families are told of it.

about-insight = see what went on

insight-circle = About which circle?
    .short = Circle
insight-week = Which days?
    .short = Days
insight-ready = { $children }, { $days }. It is noted when you look at it.
insight-title =
    { $children }
    { $days }
    It is noted that you looked.
insight-days-of = { $first } – { $last }
insight-good = ▪ What went well
insight-look = ▪ Worth a look
insight-nothing = Nothing stands here for these days. That alone says nothing about anybody.

insight-visit-kept =
    { $count ->
        [one] One visit took place.
       *[other] { $count } visits took place.
    }
insight-call-kept =
    { $count ->
        [one] One call took place.
       *[other] { $count } calls took place.
    }
insight-event-kept =
    { $count ->
        [one] One other date took place.
       *[other] { $count } other dates took place.
    }
insight-messages =
    { $count ->
        [one] One message was written.
       *[other] { $count } messages were written.
    }
insight-moments =
    { $count ->
        [one] One moment of the children was shared.
       *[other] { $count } moments of the children were shared.
    }
insight-thanks =
    { $count ->
        [one] One message said thank you, or celebrated something.
       *[other] { $count } messages said thank you, or celebrated something.
    }
insight-checkin =
    { $count ->
        [one] Once somebody told how the week was.
       *[other] { $count } times somebody told how the week was.
    }
insight-book =
    { $count ->
        [one] One part of the book got answers.
       *[other] { $count } parts of the book got answers.
    }
insight-plan =
    { $count ->
        [one] Both homes agreed on one part of the plan.
       *[other] Both homes agreed on { $count } parts of the plan.
    }
insight-moved =
    { $count ->
        [one] One date was moved.
       *[other] { $count } dates were moved.
    }
insight-called-off =
    { $count ->
        [one] One date was called off.
       *[other] { $count } dates were called off.
    }
insight-missed =
    { $count ->
        [one] One date did not take place.
       *[other] { $count } dates did not take place.
    }
insight-unclear =
    { $count ->
        [one] One date: the two homes remember it in different ways.
       *[other] { $count } dates: the two homes remember them in different ways.
    }
insight-unanswered =
    { $count ->
        [one] One question about a child is still open.
       *[other] { $count } questions about a child are still open.
    }
insight-with-sides =
    { $what }
    { $sides }
insight-side = – { $who }: { $count }
insight-side-notice = – { $who }: { $count } ({ $notice } before)
insight-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
insight-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
insight-agency = The agency

## What stands behind a figure

insight-opened =
    { $children }: { $what }
    It is noted that you read this.
insight-one-ended =
    { $what }
    { $who }, { $notice } before
insight-one-week = { $day }, how the week was:
insight-one-plan = { $topic } ({ $day })
insight-one =
    { $who }, { $day }, about { $child }:
    { $what }

## The picture

insight-chart-told = The weeks as a picture: { $children }, { $days }
insight-chart-line = { $week }: messages { $messages }, took place { $kept }, moved { $moved }, did not take place { $rest }
insight-chart-messages = Messages
insight-chart-meetings = Visits, calls and other dates
insight-chart-kept = Took place
insight-chart-moved = Moved
insight-chart-not-held = Did not take place
insight-chart-week =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[other] Dec
    } { $day }

## For the families

insight-share-whom = Who should read what went well? Tick them, then go on.
    .short = For whom
insight-share-sure =
    { $versions }

    Each reads only what they know of, in their own language. Shall I send it?
    .short = Your yes
insight-share-for =
    { $who } would read:
    { $words }
insight-share-and =
    { $first }

    { $more }
insight-share-none = { $who } would get nothing: there is nothing to tell.
insight-share-left = All right. Nothing was sent.
insight-share-empty = There is nothing to tell for these days. Nothing was sent.
insight-share-done = On its way to { $people }.
insight-family-title =
    { $caseworker } sends you what went well.
    { $children }, { $days }
insight-family-visit-kept =
    { $count ->
        [one] One visit took place.
       *[other] { $count } visits took place.
    }
insight-family-call-kept =
    { $count ->
        [one] One call took place.
       *[other] { $count } calls took place.
    }
insight-family-event-kept =
    { $count ->
        [one] You had one other date.
       *[other] You had { $count } other dates.
    }
insight-family-messages =
    { $count ->
        [one] You wrote or got one message.
       *[other] You wrote or got { $count } messages.
    }
insight-family-moments =
    { $count ->
        [one] You shared or got one moment.
       *[other] You shared or got { $count } moments.
    }
insight-family-thanks =
    { $count ->
        [one] There was one thank you between you.
       *[other] There were { $count } thank yous between you.
    }
insight-family-checkin =
    { $count ->
        [one] You told each other once how the week was.
       *[other] You told each other { $count } times how the week was.
    }
insight-family-book =
    { $count ->
        [one] One part of the book was filled in.
       *[other] { $count } parts of the book were filled in.
    }
insight-family-plan =
    { $count ->
        [one] You agreed on one part of the plan.
       *[other] You agreed on { $count } parts of the plan.
    }
insight-family-end = Thank you for what you do for the children!

label-insight-this = This week so far
    .typed = this week | now
label-insight-last = Last week
    .typed = last
label-insight-month = Four weeks
    .typed = 4 weeks | month
label-insight-before = Earlier
label-insight-after = Later days
label-insight-chart = As a picture
label-insight-share = For the families
label-insight-back = The figures
label-insight-earlier = Those before
label-insight-more = Those after
label-insight-visit-kept = Visits: { $count }
label-insight-call-kept = Calls: { $count }
label-insight-event-kept = Other dates: { $count }
label-insight-messages = Messages: { $count }
label-insight-moments = Moments: { $count }
label-insight-thanks = Thanks: { $count }
label-insight-checkin = Check-ins: { $count }
label-insight-book = Book: { $count }
label-insight-plan = Plan: { $count }
label-insight-moved = Moved: { $count }
label-insight-called-off = Called off: { $count }
label-insight-missed = Not held: { $count }
label-insight-unclear = Two memories: { $count }
label-insight-unanswered = Open questions: { $count }
