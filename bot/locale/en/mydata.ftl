### What the house has of whoever asks for it: what is asked, and what stands in the file.

about-mydata = get what is kept of you

mydata-form = How would you like to have it?
    .short = File
mydata-sure =
    { $what }

    Shall I make it?
    .short = All right
mydata-inside =
    In it: what you wrote and what you got, with times. Your settings, your invitations, your visits. Your chat with the caseworker. The books and plans that you can read today.
    Not in it: what was for others only.
    Please keep the file safe. Whoever has it can read it. I note that you had it.
mydata-inside-desk =
    In it: what you wrote to your families and what they wrote to you, with times. Your settings, your invitations, your own meetings.
    Not in it: notes, books, plans, and families that are not in your care now. For a family, use “export”.
    Please keep the file safe. Whoever has it can read it. I note that you had it.
mydata-left = All right. Nothing was made.
mydata-making = I make it now. It can take a minute.
mydata-soon = You just had it. You can have it again from { $at }.
mydata-here-page = Here is your page to read. Please keep it safe.
mydata-here-file = Here is your file for a computer. Please keep it safe.
mydata-gone = I could not make it. Please ask again.

label-mydata-page = Page to read
    .typed = page | html
label-mydata-file = File for a computer
    .typed = file | json
label-mydata-both = Both
    .typed = both | all

## In the file

mydata-title = { $name }: what is kept of you
mydata-times = Times are in { $zone }.
mydata-foot = Made on { $day }. Please keep it safe.
mydata-part-self = You and your settings
mydata-part-accounts = Your phones and apps
mydata-part-invited = Your invitations
mydata-part-circles = Your chats
mydata-part-wrote = What you wrote
mydata-part-got = What you got
mydata-part-meetings = Meetings you are in
mydata-part-book = What you can read in the books today
mydata-part-plan = What stands in the plans today
mydata-recorded = Name in the records
mydata-since = You
mydata-known = You are known here since then.
mydata-account = App
mydata-account-over = It is stopped now.
mydata-code = Invitation
mydata-code-used = You used it then.
mydata-code-until = It was good until then.
mydata-with = With { $people }
mydata-line = Your chat with the caseworker
mydata-earlier = A chat that is over
mydata-week = How the week was, { $circle }
mydata-kept = You kept this to yourself. Nobody else can see it.
mydata-tip = About a tip, { $circle }
mydata-held = It waits for the caseworker.
mydata-declined = The caseworker sent it back.
mydata-withdrawn = You took it back.
mydata-changed = Changed
mydata-said = Written to you
mydata-told = Told to you
mydata-unnamed = somebody else
mydata-about = About { $child }, from { $who }
mydata-by = { $what }, from { $who }
mydata-agreed = All agreed on it.
mydata-suggested = It is suggested.
