### How the week was, told by both homes in half a minute; and how often.

checkin-nobody = There is nobody yet with whom you could share how the week was. It takes a yes from both homes.
checkin-later = { $caseworker } still looks at what is written here first. Check-ins begin after that.
checkin-paused =
    { $caseworker } has paused the chat about { $children }. Check-ins wait until it goes on.
    You can still write to { $caseworker }.
checkin-voice-only = Here you can write, or send a voice message. For a picture, just send it to the others.

checkin-week = How was the week? { $people } can read it.
    .short = The week
label-week-well = It went well
label-week-both = Good and hard
label-week-hard = It was hard
label-week-question = I have a question
checkin-words =
    Would you like to tell { $people } one thing?
    Write it, or send a voice message.
    .short = One thing
checkin-own =
    How are you?
    Only you see this, as long as you do not share it.
    .short = How you are
label-own-good = Good
label-own-so-so = So-so
label-own-hard-day = It is hard now
checkin-share = Shall { $people } see it, too?
    .short = Who sees it
label-own-keep = Only me
label-own-share = Share it
checkin-step =
    Is there a step you took, that you want to share with { $people }?
    Write it, or send a voice message.
    .short = A step
checkin-asks =
    Would you like to ask { $people } something?
    .short = A question
checkin-question =
    What would you like to ask { $people }?
    .short = A question
checkin-done =
    Thank you. I show it to { $people } when both homes have told how it was.
    At the latest, when the week is over.
checkin-both = Thank you. This is what all of you read now:
label-checkin-often = Choose how often

checkin-card = How the week was, about { $children }
checkin-says-well = { $who }: It went well.
checkin-says-both = { $who }: It was good, and hard, too.
checkin-says-hard = { $who }: It was hard.
checkin-says-good = { $who } is doing well.
checkin-says-so-so = { $who } is doing so-so.
checkin-says-hard-day = It is hard for { $who } right now.
checkin-says-more = { $who } says: { $words }
checkin-says-step = A step { $who } took: { $words }
checkin-says-question = { $who } has asked something, too.
checkin-says-here = { $who } was here, too.
checkin-unsent = What you told of your week with { $children } was not passed on: nothing is delivered there now.
checkin-phone = Please tell this to { $who } by phone:

checkin-rhythm-often = How often would you like to tell each other how the week was, with { $people }?
    .short = How often
checkin-rhythm-weekday = On which day shall I ask?
    .short = Day
label-often-1 = Every week
label-often-2 = Every two weeks
label-often-off = Not any more
label-weekday-0 = Monday
label-weekday-1 = Tuesday
label-weekday-2 = Wednesday
label-weekday-3 = Thursday
label-weekday-4 = Friday
label-weekday-5 = Saturday
label-weekday-6 = Sunday
checkin-on-0 = Mondays
checkin-on-1 = Tuesdays
checkin-on-2 = Wednesdays
checkin-on-3 = Thursdays
checkin-on-4 = Fridays
checkin-on-5 = Saturdays
checkin-on-6 = Sundays
checkin-every-1 = every week, on { $day }
checkin-every-2 = every two weeks, on { $day }
checkin-rhythm-sent = I have asked { $people }: { $often }. It begins when they say yes.
checkin-rhythm-asked =
    { $who } would like you to tell each other how the week was, about { $children }: { $often }.
    It takes half a minute. Is that all right?
label-rhythm-yes = Yes, that is good
label-rhythm-other = Suggest another day
label-rhythm-no = No, thank you
checkin-rhythm-gone = This is not open any more: somebody has answered, or has suggested another day.
checkin-rhythm-declined = All right. You can check in any time all the same.
checkin-rhythm-not = { $who } would rather not have a set day. You can check in any time all the same.
checkin-rhythm-set =
    You will tell each other how the week was: { $often }.
    The first time is { $day }. I ask each of you then.
checkin-off = All right, I do not ask by the calendar any more. { $prefix }checkin works any time.
checkin-off-told = { $who } would rather not have a set day to check in about { $children }. You still can, any time.

about-checkin = tell how the week was
