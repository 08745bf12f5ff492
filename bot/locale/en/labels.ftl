### Words on buttons: at most four, so that they fit on a small phone.

## Everywhere

label-all-right = All right
label-question = I have a question
label-agree = Yes, I agree
label-not-yet = Not yet
label-break = Take a break
label-change = Change it
label-send = Send it
label-keep = Keep it
label-delete = Delete it

## Moving in a conversation

label-back = Back
label-skip = Skip
label-later = Later
label-cancel = Cancel
label-go-on = Go on
label-more = More

## Where words go

label-circle = { $people } ({ $children })
label-send-to = Send to { $people }
label-only = Only { $name }
label-everybody = Everybody
label-my-answer = My answer
label-show-kept = Show what I kept
label-meet = Answer

## The menu

label-who = Who is here
label-switch = Who I write to
label-settings = Settings
label-cannot-wait = It cannot wait
label-now = Yes, now
label-can-wait = It can wait
label-ready = Ready sentences
label-unclear = I don't understand
label-show = Show
label-show-news = Show what is new
label-help = Help

## The desk

label-queue = What waits
label-people = People
label-invite = Invite someone
label-say = Write to a circle
label-pause = Pause a circle
label-approve = Pass it on
label-decline = Send it back
label-decide = Decide
label-read = Read: { $children }
label-someone-new = Someone new
label-role-parent = Parent
label-role-caregiver = Caregiver
label-role-supporter = Supporter
label-role-youth = Teen
label-reason-kinder = In kinder words
label-reason-details = Too many details
label-reason-in-person = Better face to face
label-reason-court = For the court
label-ask-back = Ask first
label-answer-back = Answer
label-look-again = Look at it
label-digest = My day
label-all-circles = All of them
label-these = Go on with these
label-ticked = ✓ { $what }
label-note-write = Write a note
label-note-read = Read them ({ $count })
label-note-delete = Delete note { $number }

## Settings. Each language is named in itself.

label-language-en = English
label-language-es = Español
label-set-language = Language
    .typed = language
label-set-name = My name
    .typed = name
label-set-word = Word by my name
    .typed = word
label-set-zone = Time zone
    .typed = zone
label-set-quiet = Quiet hours
    .typed = quiet
label-set-reminders = Reminders
    .typed = reminders
label-set-sign = Sign when delivered
    .typed = sign
label-set-discreet = Discreet notices
    .typed = discreet
label-set-checks = Check my words
    .typed = check
label-set-people = People I write with
    .typed = people
label-set-account = Where I read
    .typed = where
label-set-link = Another phone
    .typed = phone
label-account-here = Here
label-account-other = Other phone or app
label-account-only = Only here
label-quiet-off = No quiet hours
label-zone-eastern = Eastern (New York)
label-zone-central = Central (Chicago)
label-zone-mountain = Mountain (Denver)
label-zone-arizona = Arizona (Phoenix)
label-zone-pacific = Pacific (Los Angeles)
label-zone-alaska = Alaska
label-zone-hawaii = Hawaii
label-zone-puerto-rico = Puerto Rico
label-word-mom = Mom
label-word-dad = Dad
label-word-parent = Parent
label-word-foster-mom = Foster mom
label-word-foster-dad = Foster dad
label-word-caregiver = Caregiver
label-word-grandmother = Grandmother
label-word-grandfather = Grandfather
label-word-supporter = Supporter
label-quiet-nine = 9 pm–7 am
label-quiet-ten = 10 pm–6 am
label-quiet-eight = 8 pm–8 am
label-remind-both = Day and 2 hours
label-remind-day = The day before
label-remind-hours = 2 hours before
label-remind-early = 2 days, day, hours
label-remind-off = No reminders
label-set-digest = Morning message
    .typed = morning
label-digest-seven = 7 am
label-digest-eight = 8 am
label-digest-nine = 9 am
label-digest-off = No morning message
label-with-code = With a code
label-greet = Invite on Matrix
label-by-phone = By phone
label-my-own-words = My own words
label-told-me = What { $name } told me
label-it-is-me = Yes, it was me
label-only-new = Only the new one
label-both = Both
label-let-go-on = Let it go on
label-keep-stopped = Keep it stopped
