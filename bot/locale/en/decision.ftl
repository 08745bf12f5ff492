### What would you prefer? Asked, answered, and written down.

about-decision = ask what the others would prefer
label-decision-ask = Ask something
label-decision-all = All decisions
label-decision-look = Look at it
label-decision-own = In my own words
label-decision-desk = Ask { $caseworker }
label-decision-for = { $name } answers
label-decision-made = Write down the decision
label-decision-back = Take it back
label-decision-again = Ask about it again
label-decision-reason = Add a reason
label-decision-answer = Answer
label-decision-change = Change my answer

label-decision-hair = Haircut and hair
label-decision-school = School
label-decision-activity = Activity
label-decision-clothes = Clothes
label-decision-food = Food
label-decision-faith = Faith and holidays
label-decision-health = Body and health
label-decision-more = Something else

decision-ready-hair-cut = May the hair be cut?
decision-ready-hair-style = How would you like the hair to be worn?
decision-ready-school-trip = Is the school trip all right?
decision-ready-school-homework = What helps best with homework?
decision-ready-activity-join = Is it all right to join a team or a club?
decision-ready-activity-swim = Are swimming lessons all right?
decision-ready-clothes-style = Which clothes do you like best?
decision-ready-food-new = Is there food that should not be on the plate?
decision-ready-food-sweets = Are sweets all right now and then?
decision-ready-faith-service = Would you like visits to a place of worship?
decision-ready-faith-holiday = How would you like this holiday to be?
decision-ready-health-doctor = Which doctor do you like best?
decision-ready-health-ears = May the ears be pierced?

decision-says-yes = Yes
decision-says-no = No
decision-says-you = You decide
decision-says-talk = Let us talk about it

decision-none = There is nobody yet whom you could ask here. Your caseworker can tell you more.
decision-none-desk = Nothing has been asked or decided about { $children } yet.
decision-nobody = There is nobody here yet whom you could ask. { $caseworker } can tell you more.
decision-later = { $caseworker } still looks at what is written here first. You can ask for a decision after that.
decision-gone = This is not here any more.
decision-which = What was asked and decided about { $children }:
    .short = Which one
decision-line = { $question } – { $how }
decision-is-yours = waits for you
decision-is-open = open
decision-is-held = waits for a look
decision-is-over = no answer yet
decision-is-decided = { $words }
decision-is-changed = { $words } (changed since)

decision-title = { $topic }, about { $children }
decision-asks = { $who } asked on { $day }:
decision-choices = To choose from: { $choices }
decision-by = An answer would help by { $day }.
decision-law = Who may decide this by law has not changed by asking here. { $caseworker } knows.
decision-line-says = { $who }: { $words }
decision-line-none = { $who }: no answer yet
decision-line-desk = { $who } would like { $caseworker } to be asked
decision-reason = { $choice } – { $words }
decision-reason-of = (The answer was: { $choice })
decision-yours = Your answer:
decision-held = Your caseworker looks at it first.
decision-decided-on = Decided on { $day }:
decision-changed-on = Changed on { $day }.
decision-before = Before, on { $day }, it was: { $words }
decision-no-answer = There was no answer in time. You can ask again.
decision-differ = There are different wishes. Nobody has to give in. { $caseworker } can help you.
decision-differ-alone = There are different wishes. Nobody has to give in. Take your time to talk.
decision-compare = Please read all answers. Do they wish for the same? If not, nobody has to give in.
decision-waits = Still to answer: { $people }.
decision-all = All have answered.

decision-ask-child = Who is it about?
    .short = Child
decision-ask-topic = What is it about?
    .short = Topic
decision-ask-words =
    What would you like to ask { $people } about { $children }?
    Write it, choose one, or send a voice message or a picture.
    .short = Question
decision-ask-answers = How can it be answered?
    .short = Answers
label-decision-ready = Yes, no, or talk
label-decision-choices = I write the answers
label-decision-open = In their own words
decision-ask-choices =
    Which answers can be chosen?
    Write two to four short ones, each on a line of its own. You can put “;” between them, too.
    .short = To choose from
decision-choices-few = Please write two, three or four answers, each on a line of its own, or with “;” between them.
decision-choices-long = One of the answers is too long. Up to { $limit } letters fit on a button.
decision-day =
    By when would an answer help?
    You can skip this.
    .short = By when
decision-asked = I have asked { $people }. I tell you what each answers.

header-decision = { $who } asks what you would prefer – { $topic }, about { $children }
header-decision-again = { $who } asks again what you would prefer – { $topic }, about { $children }
header-decision-answer = { $who } – answer to “{ $question }”
header-decision-desk = { $name }, caseworker, on “{ $question }”
header-decision-made = { $who } wrote down what was decided about { $children }: “{ $question }”
decision-by-command = (To go on with this, write !decision in your chat with me.)
decision-said = Thank you. { $who } reads your answer. I tell you when it is decided.
decision-answer-choice =
    { $question }

    What would you prefer?
    .short = Answer
decision-say-words =
    { $question }

    Write what you think, or send a voice message or a picture.
    .short = Your words
decision-make-words =
    { $question }

    { $said }

    What was decided? Write only what you agreed on. I tell everybody who was asked.
    .short = Decided
decision-silence = Not all have answered. No answer is not a yes.
decision-silent = Nobody has answered yet, and no answer is not a yes. So nothing can be written down now.
decision-made = I have told { $people } what was decided.
decision-made-desk = { $who } wrote down what was decided. “{ $question }”:
decision-you-said = Your answer was: { $words }
decision-over-decided = “{ $question }” is decided: { $words }
decision-over = “{ $question }” is not open any more. It can be asked again.

decision-withdrawn = It is taken back: “{ $question }”
decision-withdrawn-told = { $who } does not ask this any more: “{ $question }”
decision-stopped = “{ $question }” can get no answer there now, so it has ended. You can talk to { $caseworker } about it.
decision-due = It would be good to write down now what was decided. “{ $question }”
decision-unwritten = Nothing was written down about “{ $question }”. That is all right. You can ask again at any time.
decision-lapsed = There is no answer yet to “{ $question }”. People have a lot on their minds. You can ask again at any time.

decision-phone = What does { $name } say? You can write the answer down here.
decision-desk-asked = { $who } would like to know what you say. { $topic }, about { $children }:
decision-desk-from = { $who } asked this.
decision-desk-told = { $who } would like { $caseworker } to be asked first: “{ $question }”
decision-desk-done = I have asked { $caseworker }.
decision-desk-shut = Nothing is delivered there now.
decision-desk-not-asked = You were not asked about this one. You can read it, or write to both with “say”.

offer-decision = { $who } would like to know what you would prefer: “{ $question }” One tap is enough.
label-offer-decision = Have a look
offer-name-decision = A question that waits for you
