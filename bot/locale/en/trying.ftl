### Tips: found, written, tried, and told of.

tip-nobody = There is no chat here in which you could try something together. Your caseworker can tell you more.
tip-topic = What would you like a tip for?
    .short = About
label-tip-agency = From the agency
label-tip-ours = What we try
label-tip-write = I know one
tip-age = For which age?
    .short = Age
label-age-baby = Up to 2 years
label-age-small = 3 to 5 years
label-age-school = 6 to 11 years
label-age-teen = 12 and older
label-age-any = Any age
tip-which = Which one would you like to see?
    .short = Tip
tip-words = What works? Write it in a few words. { $people } can read it.
    .short = Your tip
tip-sure =
    “{ $words }”

    Shall I tell { $people }?
    .short = Tell it
label-tip-try = I'll try it
label-tip-another = Another tip
tip-gone = This tip is not here any more.
tip-told = { $who } says what works:
tip-written = Thank you. It is on its way to { $people }.
tip-kept = Thank you. I keep it. Nobody else is here yet who could read it.
tip-tried = Good luck! I ask you how it went: after your next visit, or in three days.
tip-tried-before = You are trying this one already. Good luck!
tip-tried-told = { $who } would like to try this:
tip-ours = What you try, about { $children }
tip-is-trying = { $who } is trying this:
tip-is-worked = It worked for { $who }:
tip-is-not-yet = Not yet for { $who }:

tip-after-how =
    You wanted to try this:
    { $tip }

    Did it work?
    .short = Did it work
label-tip-worked = It worked
label-tip-not-yet = Not yet
label-tip-more = Tell more
tip-after-words = How did it go? { $people } can read it.
    .short = How it went
tip-after-then = Did it work?
    .short = Did it work
tip-over = This is done already.
tip-worked = How nice that it worked!
tip-not-yet = Thank you for trying. Some things take time, or another way.
tip-worked-told = { $who } tried this, and it worked:
tip-not-yet-told = { $who } tried this. It did not work yet:
tip-says = { $who } says: { $words }
label-tip-book = Put in the book
label-tip-ask = Book: ask { $who }
tip-author-gone = { $who } wrote this tip, and cannot be asked now.
tip-book-asks = I have asked { $who }. With a yes, it is in the book.
tip-book-asked = { $who } tried your tip, and it worked. May it be in { $child }'s book, under your name?
label-tip-allow = Yes, put it in
label-tip-not = Rather not
tip-book-left = All right, it is not in the book.

offer-tip =
    You will see each other soon, with { $children }. Would you like a short tip for the visit?
label-offer-tip = Show me tips
offer-name-tip = Tips for a visit
offer-tip-after =
    How did it go with this?
    { $tip }
label-offer-tip-after = Tell how it went
offer-name-tip-after = How tips worked

about-tip = what may help with a child
