### The plan that both homes make together.

plan-which-circle = Which children is it about?
    .short = Children
plan-topic = The plan for { $children }. What would you like to look at?
    .short = Topic
plan-title = The plan for { $children }
plan-nobody = There is no plan here for you yet. Your caseworker can tell you more.
plan-empty = You have not agreed on anything yet.
plan-open = Still open: { $topics }.
plan-topic-empty = Nothing is here yet.
plan-agreed-on = Agreed on { $day }:
plan-came = This is from before { $child } came. Please look if it still fits.
plan-suggested = { $who } suggests:
plan-waits = Still to say yes: { $people }.
plan-waits-nobody = It waits until someone is here from the other home.
label-plan = The plan
label-plan-whole = The whole plan
label-plan-topic = Other topics
label-plan-look = Look at the plan
label-plan-write = Suggest something
label-plan-agree = I agree
label-plan-other = Suggest something else
label-plan-back = Take mine back
label-plan-agree-for = { $name } agrees

plan-write-words =
    { $topic }

    Now it says: { $now }

    What would you like it to say? Everybody else is asked if they agree.
    You can also answer by voice, or with a picture.
    .short = Your words
plan-done = I have asked { $people }. It holds when everybody has said yes.
plan-done-nobody = I keep it. Nobody is here yet who could say yes.
plan-done-held = Thank you. { $caseworker } looks at it first. Then the others can see it.
plan-held-desk = { $who } suggests this for the plan about { $children }. { $topic }:
plan-let-in-told = { $caseworker } has looked at it. The others can see it now.
plan-sent-back-told = { $caseworker } did not pass on what you sent. You can ask { $caseworker } why.
plan-asked = { $who } suggests this for your plan. { $topic }:
call-said-asked = { $who } wrote down what you said in your first call. Is it right?
plan-change-asked = { $who } would like to change your plan. { $topic }:
plan-agreed-told = You have all agreed on this, for { $children }. { $topic }:
plan-agreed-desk = They have all agreed on this, for { $children }. { $topic }:
plan-agreed-for = Noted: { $name } agrees.
plan-gone = This is not open any more. Please look at the plan.
plan-phone = { $who } suggests something for the plan. Please ask { $people } by phone. { $topic }:
plan-later = { $caseworker } still looks at what is written here first. The plan begins after that.
plan-taken-back = It is taken back. { $topic } stays as it was.
plan-taken-back-told = { $who } has taken back what was suggested. { $topic } stays as it was.
plan-review =
    You made your plan for { $children } a while ago. Is it still right?
    Have a look together. You can change any part.
plan-review-came =
    Your plan is now for { $children }. You made it before { $child } came.
    Does it still fit? Have a look together. You can change any part.

plan-about-contact = How we keep in touch
plan-about-needs = Needs and wishes
plan-about-routines = Every day
plan-about-likes = Likes and dislikes
plan-about-together = How we work together
plan-about-attend = Where we go together
plan-about-hair = Hair
plan-about-clothes = Clothes
plan-about-religion = Faith
plan-about-people = People to keep
plan-about-more = Anything else

about-plan = the plan that you make together
