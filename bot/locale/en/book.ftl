### The child's book: writing in it, reading it, asking about it.

book-which-child = Which child is it about?
    .short = Child
share-topic = What would you like to write about? You can also answer by voice, or with a picture.
    .short = Topic
share-field = What would you like to write?
    .short = Answer
share-step =
    { $at } of { $of }

    { $question }
share-again =
    { $question }

    Now it says: “{ $answer }”. Answer anew, or skip to leave it.
share-asked =
    { $who } would like to know:

    { $question }
share-who =
    Who may read this?
    Everybody: { $people }. Only who has the child now: { $caregivers }.
    .short = Readers
label-in-book-circle = Everybody
label-in-book-caregiver = Only who cares now
label-in-book-remove = Take mine out
share-nothing = Nothing was written in { $child }'s book.
share-removed = What you wrote is not in { $child }'s book any more.
share-done =
    It is in { $child }'s book now. Who can read it there: { $people }.
    You can change it at any time.
share-done-held =
    Thank you. { $caseworker } looks at it first. Then it is in { $child }'s book.
share-done-today = Who has the child now gets this at once ({ $people }): { $fields }.
share-done-opened =
    It is in { $child }'s book. Only { $caseworker } reads it, until { $caseworker } opens it for someone.
share-done-only = Only { $caseworker } reads this, until it is opened for someone: { $fields }.
share-done-nobody = It is in { $child }'s book now. Nobody else is here yet to read it.
share-done-later = Once the chat is open, { $people } can read it, too.
label-in-book-another = Write more
share-file-kind = A voice note or a picture can be an answer here, and so can words. This cannot.
label-in-book-hear = Open: { $field }
label-hear-from = Open: from { $who }
label-in-book-read = Read in the book

book-tells =
    This may show who or where someone is: { $found }
    Please write it without that. Or ask { $caseworker } first.

book-danger =
    I have given these words to { $caseworker }, and to nobody else.
    They are not written here.
book-question-of = { $who }'s question
book-question = A question
book-line = { $field }: { $answer }
book-told = { $who } wrote in { $child }'s book:
book-told-changed = There is something new in the book. You can read it there.
book-answered-told = { $who } has answered your question about { $child }:
book-answered-unopened =
    { $who } has answered your question about { $child }: { $field }.
    Only { $caseworker } reads it, until { $caseworker } opens it for someone.
book-health-told = { $who } wrote something about { $child }'s health. Please read it now:
book-health-elsewhere =
    There is something to read about a child's health.
    I may not show it in this app. Please ask for it another way.
book-health-desk = { $who } wrote about { $child }'s health. I have sent it to { $people } now:
book-health-desk-nobody = { $who } wrote about { $child }'s health. Nobody who has { $child } now is here to read it. Please tell them:
book-out-told = { $who } took this out of { $child }'s book:
book-out-ask = Please ask before you change anything.
book-out-known = I have told { $people }.
book-out-nobody = Nobody who has { $child } now is here to read it. Please tell them.
book-opened-desk = { $who } wrote this in { $child }'s book. Only you read it, until you open it for someone:
book-held-desk = { $who } would like to write this in { $child }'s book:
book-asked-phone = { $who } asks something about { $child }. Please ask { $people } by phone:
book-asked-desk = { $who } would like to ask this about { $child }:
label-in-book-close = Close this
label-in-book-open = Open for someone

## Reading

book-topic = { $child }'s book. What would you like to read?
    .short = Topic
book-empty = Nothing is in { $child }'s book yet. You can write the first lines.
# As it is typed: "jon sleep".
book-child-topic = { $child } { $topic }
book-page = { $child }'s book: { $topic }
book-page-empty = Nothing is here yet.
book-by = – { $who }, { $day }
book-by-parent = – a parent, { $day }
book-by-caregiver = – a home before, { $day }
book-by-supporter = – someone close, { $day }
book-by-youth = – someone close, { $day }
book-by-caseworker = – the agency, { $day }
book-by-supervisor = – the agency, { $day }
book-caregiver-note = Only for who cares for the child now.
book-later-note = For now, only for who cares for the child.
book-closed-note = This is closed. Only who wrote it and the caseworker read it.
label-in-book-print = Print all (PDF)
label-in-book-web = As web page
book-title = { $child }'s book
book-subtitle = As it was on { $day }
book-foot = For { $name }, { $day }. Please keep it safe, and share it with nobody else.
book-foot-health = For { $name }, { $day }. Please keep it safe. What is about health is not in it.
book-printed =
    Here is { $child }'s book, as you can read it today.
    Whoever has this file can read it. Please keep it safe.
book-not-yours = There is no child here whose book you can open. Your caseworker can tell you more.
book-gone = This is not there any more. Nothing has changed.
label-book-asked = Questions and answers
label-in-book-write = Write here
label-in-book-earlier = Earlier answers
label-in-book-topics = Other pages
label-in-book-further = Further back
book-earlier-field = Which one would you like to see?
    .short = Which one
book-earlier = { $child }'s book. { $field }, newest first:
book-earlier-none = There is nothing earlier.

## Asking

ask-topic = What would you like to ask about?
    .short = Topic
ask-which = Which question?
    .short = Question
ask-words =
    What would you like to ask about { $child }? Write it as you would say it.
    You can also send a voice message, or a picture.
    .short = Your question
label-ask-other = Ask the other home
label-share = Write in the book
label-book = Read the book
label-questions = Questions for you
label-in-book-own-words = In my own words
label-in-book-answer = Answer
label-in-book-unknown = I don't know
ask-nobody = There is nobody here yet who could answer about { $child }.
ask-done = I have asked { $people }. I will tell you when there is an answer.
ask-done-held = { $caseworker } looks at it first. Then I ask { $people }.
ask-over = This question is not open any more. Thank you all the same.
ask-over-unsaid =
    This question is not open any more, so what you wrote was not passed on.
    You can still write it in the book, with share.
ask-desk = You read what both homes write. To ask someone, write to them.
ask-none = Nobody waits for an answer from you.
ask-unknown-done = That is all right. { $name } will not wait for you.
book-asked-told = { $who } asks you about { $child }:
book-unknown-told =
    Nobody could answer your question about { $child }:
    { $question }

## At the desk

book-close-sure =
    Close this answer? Then only its writer and you can read it.
    Those who had it are told. What they read, they may remember.
book-closed = Closed: { $field }, in { $child }'s book.
book-closed-told = { $caseworker } has closed “{ $field }” in { $child }'s book. Please ask { $caseworker } if you need it.
book-left = Left as it is.
book-open-person = For whom would you like to open “{ $field }”?
label-in-book-to = Open for { $name }
label-in-book-shut = Close for { $name }
book-opened = { $name } can read “{ $field }” in { $child }'s book now.
book-opened-told = { $caseworker } has opened “{ $field }” in { $child }'s book for you.
book-shut = { $name } cannot read “{ $field }” in { $child }'s book any more.
book-shut-told = { $caseworker } has closed “{ $field }” in { $child }'s book. Please ask { $caseworker } if you need it.
book-approved = Done. { $who } is told.
book-declined = Not passed on. { $who } is told.
book-approved-told = { $caseworker } has looked at it. What you wrote is in { $child }'s book now.
book-declined-told = { $caseworker } did not put what you wrote into { $child }'s book. You can ask { $caseworker } why.
book-hold-over = What you wrote in the book was not put there: { $caseworker } has not looked at it. You can write it again now.
book-question-approved-told = { $caseworker } has looked at it. Your question about { $child } is asked now.
book-question-declined-told = { $caseworker } did not pass on your question about { $child }. You can ask { $caseworker } why.

about-share = write in a child's book
about-book = read a child's book
about-ask = ask the other home
