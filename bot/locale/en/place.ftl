### A child comes to live in another home; and both homes speak for the first time.

about-place = a child moves to another home
place-child = Which child moves?
    .short = Child
place-home = Where does { $child } live from now on?
    .short = Home
place-name = What is the name of the caregiver there? The first name will do.
    .short = Name
place-sure =
    { $child } moves from { $old } to { $new }, now?
    From now on { $old } cannot read { $child }'s book, or write about { $child } here.
    If their chat is about no other child, it ends, and its plan with it.
    { $child }'s book goes along. I tell those who are here. Please tell who is reached by phone.
    .short = Move
place-sure-alone =
    { $child } moves from { $old } to { $new }, now?
    Nobody writes about { $child } here yet, so nobody is told.
label-place-new = A new home
place-nobody = There is no child in your care here.
place-left = Nothing has changed.
place-there = { $child } lives there already, or nobody of that home is here. Nothing has changed.
place-apart =
    { $child } cannot go there in this way.
    There is an order: { $people } must have no contact with someone in that home.
    Nothing has changed.
place-done = Done. { $child } lives with { $people } now, and the book has gone along. Those who are here are told.
place-alone = Done. { $child } lives with { $people } now. There is no circle about { $child } yet.
place-left-told =
    { $child } lives in another home now. { $caseworker } has recorded it.
    You cannot open { $child }'s book here any more. What is on your phone stays there.
    What you had begun to write about { $child }, or asked, goes no further.
    Thank you for all that you did for { $child }.
place-told =
    { $child } lives in another home now, with { $people }.
    { $child }'s book has gone along. With a new home you make a new plan.
    Would you like to write to each other?
place-new =
    { $child } lives in another home now. { $child }'s book has gone along.
    I tell you when someone from there is here.
place-known =
    { $child } lives with { $people } now. { $child }'s book has gone along.
    You can go on writing where you write to each other already.
place-other = { $child } lives in another home now.
place-comes =
    { $child } comes to live with you. { $child }'s book is open for you now.
ask-moved = The child you asked about lives in another home now. You can ask there, with ask.

## The first call

about-firstcall = the first call of both homes
call-add-words =
    What would you like to ask or say in the call?
    You can also answer by voice, or with a picture.
    .short = Your words
call-said-words =
    What did you talk about? A few words are enough. Everybody is asked if it is right.
    You can also answer by voice, or with a picture.
    .short = What was said
label-call-list = See the list
label-call-add = Add to the list
label-call-said = We have talked
label-first-call = The first call
call-list =
    For the first call about { $children }:
    • How are the children right now?
    • What helps tonight? Food, nickname, light, what calms.
    • When is the next time to see or hear each other?
call-until = It helps most before: { $when }
call-asks = • { $words } ({ $who })
call-item = • { $words }
call-question-told = { $who } put this on the list for the first call about { $children }:
call-held-desk = { $who } would like this on the list for the first call about { $children }:
call-added = It is on the list.
call-said-title = What we said in our first call
call-offer =
    It helps { $children } when both homes talk soon. You can make a list for this first call here.
call-offer-phone = Both homes of { $children } can have their first call now. Please tell { $people } by phone.
call-nudge = The first call about { $children } has not been noted yet. There are 12 hours left. Maybe a word from you helps.
