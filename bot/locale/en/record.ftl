### Handing out what was said and decided: what the caseworker is asked, and what stands on the pages.

record-circle = Of which circle?
    .short = Circle
record-whom = Of which family, or of whom?
    .short = Of whom
record-period = Which days?
    .short = Days
record-since = From which day on?
    .short = From
record-until = Up to which day?
    .short = To
record-purpose = What is it for? Choose, or write it.
    .short = What for
record-recipient = Who gets it? Choose, or write it.
    .short = For whom
record-out = { $people } may have no contact. Who should not be in it?
    .short = Kept out
record-form = Which files do you want?
    .short = Files
record-sure =
    { $what }

    Shall I make it?
    .short = All right
record-closed = { $circle } – closed
record-of-circle = All that was said about { $circle }
record-of-family = All that was said in the family { $name }
record-of-person = All that { $name } wrote and got
record-days = { $first } – { $last }
record-size =
    { $messages ->
        [0] No message
        [one] One message
       *[other] { $messages } messages
    }, { $meetings ->
        [0] no meeting
        [one] one meeting
       *[other] { $meetings } meetings
    }
record-empty = Nothing was said on these days.
record-never = Not in it: what was only for the caseworker, notes, places, and why a visit went wrong.
record-size-most = At most: { $size }
record-left-out = Kept out: { $people }, and every message that names them.
record-not-theirs = Please note: { $who } is not in all of these circles.
record-noted = I note that you made it, what for ({ $purpose }), and who gets it ({ $who }).
record-left = All right. Nothing was made.
record-making =
    I make it now. Please look through it before you hand it out.
    Whoever has the files can read them.
record-here-page = The page to read
record-here-paper = The PDF to print
record-here-table = The meetings as a table
record-here-proof = The file with proof
record-proof =
    It shows if anything was changed. This is the key to check it with:
    { $key }
record-gone = I could not make it. The family is not in your care now, or its words are deleted.
record-day-unclear = Please write a day that was, like “May 3” or “May 3, 2025”.
record-day-outside = Please choose a day up to today. The last day cannot be before the first one.

about-transcript = hand out what was said in a circle
about-export = hand out what a family said

label-period-week = Last 7 days
    .typed = 7 days | week
label-period-month = Last 30 days
    .typed = 30 days | month
label-period-all = From the beginning
    .typed = all | everything
label-period-days = Other days
    .typed = days
label-purpose-court = A hearing
label-purpose-lawyer = A lawyer asked
label-purpose-file = Our own file
label-purpose-family = The family asked
label-recipient-court = The court
label-recipient-agency = Our agency
label-out-nobody = Keep everybody in
label-form-all = All of them
    .typed = all
label-form-page = Page to read
    .typed = page | html
label-form-paper = PDF to print
    .typed = pdf
label-form-proof = File with proof
    .typed = proof | json
label-form-table = Meetings as table
    .typed = table | csv

## On the pages

record-title = What was said about { $children }
record-about = About these pages
record-line-of = Made by
record-line-person = Of
record-line-days = Days
record-line-zone = Times are in
record-line-who = Who is in it
record-line-purpose = What for
record-line-for = For
record-line-without = Left out
record-line-empty = What there is
record-without = What was only for the caseworker, notes, places, why a visit went wrong. People who must not be in it.
record-since-until = { $since } – { $until }
record-all-until = From the beginning to { $until }
record-meetings = Meetings
record-agreed = What both homes agreed on
record-agreed-on = Agreed on since { $at }; { $who } wrote it
record-agreed-pages = Pages of the child's book
record-foot = Made on { $day }. In the file with proof, the last number begins with { $head }.
record-no-words = The words are deleted.
record-edited = Changed: { $at }
record-withdrawn = Taken back: { $at }
record-withdrawn-partly = Taken back where it had not arrived: { $at }
record-approved = { $who } passed it on: { $at }
record-declined = { $who } sent it back: { $at }
record-cannot-wait = { $who } said that it cannot wait: { $at }
record-told = Told to { $who }, who wrote it down: { $at }
record-decision-asked = { $who } asked this, for a decision: { $at }
record-decision-answered = { $who } gave this answer, for a decision: { $at }
record-decision-made = { $who } wrote down that this was decided: { $at }
record-reacted = { $who } put { $emoji } on it: { $at }
record-held = It waits for the caseworker.
record-delivered = Delivered to { $who }: { $at }
record-copy-perhaps = Nobody knows if { $who } got it.
record-copy-waiting = It still waits for { $who }.
record-copy-never = Never delivered to { $who }.
record-phase = This circle from now on: { $phase }
record-hold-renewed = The caseworker still looks first.
record-ended = { $who } called it off: { $at }
record-unclear = The two homes remember it in different ways.
record-column-day = Date
record-column-start = Start
record-column-minutes = Minutes
record-column-zone = Time zone
record-column-kind = What
record-column-children = Children
record-column-state = What came of it
record-column-by = Suggested by
record-column-ended-by = Called off by
record-column-ended-at = Called off at
record-kind-visit = Visit
record-kind-call = Call
record-kind-appointment = Appointment
record-kind-activity = Activity
record-kind-team = Team meeting
record-kind-court = Court date
