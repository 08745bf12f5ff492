### What a caseworker sets for a circle, and what its people are told of it.

about-circle = make a circle, or change one
circle-circle = Which circle?
    .short = Circle
circle-what =
    About { $circle }: { $terms }

    What would you like to change?
    .short = What
circle-terms = protected words: { $terms }.
circle-no-terms = no protected words yet.
circle-files = May pictures, voices and videos pass in the circle about { $circle }?
    .short = Pictures
circle-contacts =
    May numbers and addresses pass in the circle about { $circle }?
    With a yes I ask everybody in it. They pass once all have said yes.
    .short = Numbers
circle-term = Which words must not be told? A last name, a school, a street.
    .short = Words
circle-again = Which words may be told again?
    .short = Words
circle-protected = All right. “{ $words }” is kept back from now on, in messages about this family.
circle-unprotected = All right. “{ $words }” may pass again.
label-circle-files = Pictures and voices
label-circle-contacts = Numbers, addresses
label-circle-protect = Protect a word
label-circle-unprotect = Stop protecting
files-on-told = { $caseworker } has opened the chat about { $children } for pictures and voices.
files-off-told = From now on only words pass in the chat about { $children }. { $caseworker } has set it so.
files-on-done = Done. Pictures, voices and videos pass about { $children }. All are told.
files-off-done = Done. Only words pass about { $children }. All are told.
contacts-asked = { $caseworker } says it is all right to share numbers and places here. It takes a yes from you and from { $people }.
contacts-asked-done = I have asked { $people }. Numbers pass about { $children } once all have said yes.
contacts-off-told = From now on I hand back numbers and addresses again. { $caseworker } has set it so.
contacts-off-done = Done. Numbers and addresses about { $children } are handed back again. All are told.
contacts-agrees = May you give each other numbers and addresses here? { $people }
contacts-with = That is with { $people }.
contacts-yes = Thank you. It is so once all have said yes. You can tell your caseworker any time that you want it back.
contacts-no = All right. I go on handing numbers back. Nobody is told why.
contacts-yes-told = { $name } says yes to numbers in the chat about { $children }.
contacts-no-told = { $name } says no to numbers in the chat about { $children }.
settings-on-call = Who should be asked when you do not answer?
    .short = On call
label-set-on-call = Who is on call
    .typed = on call
label-nobody = Nobody
on-call-none = All right. Nobody is on call for you.
on-call-told = { $name } has put you on call. Where { $name } does not answer an alert, I ask you.
on-call-done = Done. Where you do not answer an alert, I ask { $name }. { $name } is told.
