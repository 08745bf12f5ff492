### Moments of a child, cheers, albums, and thanks.

about-moment = share a moment of a child
about-album = see the album of a month
about-thanks = say thank you
about-celebrate = celebrate something
label-moment = Share a moment
label-thanks = Say thank you
label-celebrate = Celebrate

moment-circle = Who is it for?
    .short = For
moment-child = Who is in this moment?
    .short = Child
moment-what =
    A moment of { $children }: send a picture, a voice message or a few words.
    { $reach }
    .short = Moment
moment-how =
    A moment of { $children }. { $reach }
    Is it from any day, or is it something new?
    .short = What kind
label-moment-everyday = Just a day
label-moment-milestone = Something new 🌟
moment-reaches = It goes to { $people }.
moment-reaches-some = It goes to { $people }. It does not go to { $missing }.
moment-shared = Your moment is on its way to { $people }.
moment-dropped = All right. Nothing was sent.
moment-gone = This moment is not here any more.
moment-nobody = Nobody here can get this moment now, so nothing was sent. { $caseworker } can tell you more.
moment-not-open = You cannot share moments here now. You can ask { $caseworker } about it.
moment-no-child = There is no child here yet of whom you could share a moment.
moment-desk = Parents and homes share moments with each other. You can read them where you read their messages.
moment-file-kind = A moment can be a picture, a video, a voice message or words. This file was not sent.

header-everyday = { $who } – a moment of { $children }
header-milestone = { $who } – something new from { $children } 🌟
header-just-you = { $who } (only to you)

label-cheer-heart = Love it ❤️
label-cheer-proud = So proud 🌟
label-cheer-thanks = Thank you 🙏
cheer-heart = “Love it ❤️”
cheer-proud = “So proud 🌟”
cheer-thanks = “Thank you 🙏”
cheer-done = That will make { $who } glad. { $who } hears of it soon.
cheer-before = You have said this already. { $who } hears of it.
cheer-nobody = This cannot be passed on now.
cheer-by-emoji = (You can put a ❤️ on it.)
cheers-told = Your moments made somebody glad:
cheer-line = { $moment } – { $cheers }
cheer-of = { $who }: { $cheers }

label-moment-rhythm = How often?
moment-rhythm-circle = Which children is it about?
    .short = Children
moment-rhythm-days =
    How often would you like there to be a moment of { $children }? I ask the other home if that is fine.
    Who cares for the children then gets a small reminder now and then. Nobody has to.
    .short = How often
label-often-week = Once a week
label-often-two-weeks = Every two weeks
label-often-month = Once a month
label-often-none = No reminder
label-often-other = Another rhythm
often-week = once a week
often-two-weeks = every two weeks
often-month = once a month
often-suggested = I have asked { $people }.
often-asked = { $who } would like a moment of { $children } { $often }. Is that fine for you?
often-agreed = All right: a moment of { $children } { $often }, when it fits.
often-agreed-told = { $who } said yes: a moment of { $children } { $often }, when it fits.
often-off = All right, no reminder for moments of { $children }.
often-off-told = { $who } would like no reminder for moments of { $children }. Moments are still welcome.
often-nobody = There is nobody here yet who could agree. { $caseworker } can tell you more.

offer-moment = Is there a moment of { $children } today? A photo or a line is enough. Both homes wished for one now and then.
label-offer-moment = Share a moment
offer-name-moment = Moments, now and then

label-album = See an album
album-which = Which album would you like to see?
    .short = Album
album-form = As a file to print, or as a page for your phone?
    .short = As
album-of = { $child }: { $month }
label-album-pdf = To print (PDF)
label-album-html = As a web page
label-album-monthly = Send it each month
label-album-no-more = No more albums
album-making = I put the pages together. This can take a minute.
album-here =
    { $child }: { $month }. Here is the album.
    Whoever has this file can see it. Please keep it safe.
album-none = There is no album for that month.
album-empty = There is nothing here for an album now.
album-monthly-on = All right. You get the album when a month is over.
album-monthly-off = All right, no more albums by themselves. You can ask for one with { $prefix }album.
album-part = Part { $at } of { $of }
album-foot = Made on { $day }. Please keep it safe.
album-mark-milestone = something new 🌟
album-mark-heard = with a recording
album-mark-elsewhere = a picture is not shown here

thanks-circle = In which circle?
    .short = Circle
thanks-to = Who is it for?
    .short = For
thanks-what = What would you like to say to { $people }? Pick one, or write your own words.
    .short = Words
celebrate-what = What is there to celebrate? Pick one, or write your own words. It goes to { $people }.
    .short = Words
thanks-sent = It is on its way to { $people }.
thanks-nobody = Nobody here can be written to yet. { $caseworker } can tell you more.

thanks-care = Thank you for the good care.
thanks-news = Thank you for telling me so much.
thanks-patience = Thank you for being patient.
thanks-time = Thank you for making time.
thanks-trust = Thank you for trusting me.
thanks-visit = Thank you for the good visit.
thanks-learned = I have learned something from you. Thank you!
thanks-together = It is good to do this together. Thank you!
celebrate-day = Today was a really good day. Let us be glad!
celebrate-step = That was a big step. Well done!
celebrate-birthday = Happy birthday from all my heart!
celebrate-school = Such good news from school!
celebrate-visit = What a good visit that was!
celebrate-team = We are a good team!
celebrate-holidays = Happy holidays to all of you!
