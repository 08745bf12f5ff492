### What people are offered at the right moment, and how they stop it.

offer-checkin =
    How was the week, with { $children }?
    It takes half a minute. You can also let it be.
offer-rhythm =
    Would you like to tell each other how the week was, with { $people }?
    A few taps are enough. You choose how often.
offer-share =
    You know { $child } best. Would you like to write one thing down, for who looks after { $child }?
life-desk = This is between the homes of a child. There is nothing you need to do here.

label-offer-checkin = Tell how it was
label-offer-rhythm = Choose how often
label-offer-share = Write one thing
label-offer-off = Not this again

offer-name-checkin = Check-ins
offer-name-rhythm = A set day
offer-name-share = Writing in the book
offer-name-all = Everything
label-offers-on = { $what }: on
label-offers-off = { $what }: off
label-set-offers = What I offer
    .typed = offers
settings-offers =
    This is what I may ask you, at most one thing a day.
    Tap one to stop it, or to start it again.
    .short = What I offer
offer-off-done =
    All right, I do not ask this again: { $what }.
    You can start it again in { $prefix }settings.
offer-on-done =
    All right, I may ask this again: { $what }.
    You can stop it in { $prefix }settings.
