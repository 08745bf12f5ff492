### Letters to a child and from one, the child's own voice, and homework.

about-letter = write a letter to a child, or from one
about-voice = say what a child wishes or tells
about-homework = homework, and help with it
label-letter = A letter
label-voice = What a child says
label-homework = Homework

letter-which = There is a letter to give. Which one is it about, or is it a new one?
    .short = Letter
label-letter-of = From { $writer } to { $children }
label-letter-new = A new letter
letter-which-one = A letter from { $writer } for { $children }. Has it been given?
letter-circle = Who is the letter for, or from?
    .short = Circle
letter-child = Who is the letter for?
    .short = For
reply-child = Who is the letter from?
    .short = From
letter-to = Who is the letter for?
    .short = For
letter-what =
    A letter for { $children }. Write it, or send a drawing, a picture or a voice message. A story is good, too.
    It goes to { $people }, to be given to { $children }.
    .short = Letter
reply-what =
    A letter from { $children }. Write it down, or send a drawing, a picture or a voice message.
    It goes to { $people }.
    .short = Letter
letter-reads = { $caseworker } can read it, too.
letter-sure =
    A letter for { $children }: “{ $what }”
    { $people } will read it first, and then read it out or show it.
    { $reads }
    Shall I send it?
    .short = Send
reply-sure =
    A letter from { $children }: “{ $what }”
    It goes to { $people }.
    { $reads }
    Shall I send it?
    .short = Send
letter-sent =
    Your letter is on its way to { $people }.
    I tell you when it has been given.
reply-sent = The letter is on its way to { $people }.
took-sent = It is on its way to { $people }. Thank you.
letter-dropped = All right. Nothing was sent.
letter-nobody = Nobody here can get this now, so nothing was sent. { $caseworker } can tell you more.
letter-not-open = This is not open to you now. { $caseworker } can open it. You can ask any time.
letter-no-child = There is no child here yet to whom you could write.
letter-file-kind = You can send words, a picture, a video or a voice message. This file was not sent.

header-letter = { $who } – a letter for { $children }. Please read it out or show it.
header-reply = { $who } – a letter from { $children }
header-took = { $who } – how { $children } took your letter

label-letter-given = I have given it
label-letter-later = Later
label-letter-cannot = I can't give it
letter-typed = (When you have given it, write !letter in your chat with me.)
letter-later = All right. If I hear nothing, I ask you once more.
letter-gone = This letter is not here any more.
letter-is-given = This letter has been given already. Thank you.
letter-is-not-given = It is noted that this letter cannot be given now. If you give it later, tell me.
letter-is-written = This letter has not been given yet.
letter-told-given = { $who } has given { $children } your letter. 💌
letter-told-not-given =
    Your letter has not been given to { $children } yet. You did nothing wrong.
    { $caseworker } knows about it and can tell you more.
letter-told-moved =
    { $children } lives in another home now. I do not know if what you wrote was given before.
    You did nothing wrong. You can write it again.
letter-told-not-yet = Your letter has not been given to { $children } yet. You did nothing wrong.
letter-home-given = { $who } has given { $children } the letter from { $writer }.
letter-home-not-given = { $who } cannot give { $children } the letter from { $writer } now.
letter-desk-why = { $who } says why { $children } cannot get the letter from { $writer }: “{ $words }”
letter-phone = Please tell this to { $people } by phone:
letter-took-how =
    Thank you. { $writer } hears that you gave it.
    How did { $children } take it? One line is enough. { $writer } can read it.
letter-why-how =
    All right. { $writer } hears only that it has not been given yet.
    Would you like to say why? Only { $caseworker } reads it.
letter-why-done = Thank you. { $caseworker } reads it.
letter-noted = All right, it is noted. Thank you.
letter-thanks = All right. Thank you.

offer-letter-ask = { $writer } wrote { $children } a letter some days ago. Has it been given?
label-offer-letter-ask = Say how it stands
offer-name-letter-ask = Letters to give
offer-letter = Would you like to write to { $children }? A few words or a drawing are enough.
label-offer-letter = Write a letter
offer-name-letter = Writing letters

voice-circle = Who is it about?
    .short = Circle
voice-child = Who says it?
    .short = Child
voice-topic = What would { $children } like to say?
    .short = About
voice-own-topic = What would you like to say?
label-voice-wish = For the next visit
label-voice-tell = Something to tell
label-voice-feel = A feeling
label-voice-own-feel = How I feel
voice-visit = For which visit?
    .short = Visit
voice-says-wish = What { $children } would like for { $day }
voice-says-tell = Something { $children } wants to tell
voice-says-feel = How { $children } feels
voice-says-own-wish = What you would like for { $day }
voice-says-own-tell = Something you want to tell
voice-says-own-feel = How you feel
voice-what =
    { $says }: write it in the child's own words, or send the voice or a drawing.
    It goes to { $people }.
    .short = Words
voice-own-what =
    { $says }: write it, or send your voice or a drawing.
    It goes to { $people }.
voice-sure =
    { $says }: “{ $what }”
    It goes to { $people }.
    { $reads }
    Shall I send it?
    .short = Send
voice-not-yours = What a child says is passed on by its home. It comes to who may have it.
voice-sent = It is on its way to { $people }.
header-voice-wish = { $who } – what { $children } would like for { $day }
header-voice-tell = { $who } – something { $children } wants to tell
header-voice-feel = { $who } – how { $children } feels
header-voice-own = { $who } – in their own words
voice-wish-said = { $children } would like: { $words }

offer-voice =
    You see each other on { $day }. What would { $children } like?
    I can pass it on beforehand.
label-offer-voice = Tell the wish
offer-name-voice = Wishes before a visit

homework-which = There is homework one can help with. Which one?
    .short = Homework
homework-circle = Which children is it about?
    .short = Circle
homework-child = Whose homework is it?
    .short = Child
homework-what =
    { $children }'s homework: send a picture of the page, and write what help you would like.
    It goes to { $people }.
    .short = Homework
homework-sure =
    { $children }'s homework: “{ $what }”
    It goes to { $people }.
    { $reads }
    Shall I send it?
    .short = Send
homework-not-yours = Homework goes from the home of a child to who may help with it.
homework-sent = The homework is on its way to { $people }. For seven days there can be answers.
header-homework = { $who } – { $children }'s homework. Can you help?
label-homework-of = { $children }: { $what }
label-homework-ask = Ask what there is
homework-which-one = { $children }'s homework: { $what }
label-homework-help = I'll help
label-homework-not = I can't this time
homework-typed = (To help with it, write !homework in your chat with me.)
homework-over = This homework is over. Thank you for looking.
homework-not-done = All right. Thank you for saying so.
homework-not-told = { $who } can't help with { $children }'s homework this time.
homework-what-is-there = What homework is there? I would like to help.
header-ask = { $who } – about { $children }'s homework
ask-sent = I have asked { $people }.
homework-help-what =
    Help with { $children }'s homework: send a voice message, a picture or words.
    It goes to { $people }.
    .short = Answer
homework-help-sure =
    Help with { $children }'s homework: “{ $what }”
    It goes to { $people }.
    { $reads }
    Shall I send it?
    .short = Send
help-sent = Your answer is on its way to { $people }.
header-help = { $who } – help with { $children }'s homework
