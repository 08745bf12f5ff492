### Moving in a conversation: answers that do not fit, going back, stopping, going on, summing up.

answer-choose = I did not find that here. Please choose again.
answer-several = There is more than one with that name. Please choose one.
answer-empty = There were no words in that. Please write it again.
answer-too-long =
    That is too long for me here. Please use { $limit ->
        [one] one letter
       *[other] { $limit } letters
    } at most.

button-earlier =
    You have answered that already.
    To answer it in another way, type: change.
button-passed = That button is from before. It does nothing now.

flow-later = All right, later. I keep your answers until then.
flow-cancelled = All right, we stop here.
flow-none = No question is open right now. Nothing was sent.
flow-gone = This question is not there any more. Please start again from the menu.
flow-help =
    Pick one of the choices, or type your answer.
    You can also type: { $words }.
steering-back = back
steering-change = change
steering-skip = skip
steering-later = later
steering-cancel = cancel
help-joining =
    You are on the first screens. Nothing you type here goes to the others.

    { $prefix }caseworker – write only to your caseworker
    { $prefix }who – who is here, and who reads
    { $prefix }leave – leave this chat

    This is not an emergency service. In danger, call 911.
behind-kept = “{ $words }”
behind-unused =
    I could not use these words: “{ $words }”
    They were not sent to anybody.
flow-waits = A question from before is still open.
flow-cannot-back = This is the first question. You cannot go back from here.
flow-cannot-skip = This one cannot be skipped. You can also type: later.
flow-cannot-change = There is nothing to change yet.

summary-line = { $name }: { $answer }
summary-right = Is this all right?
summary-which = What would you like to change?
options-more = There are more. You can type your answer, too.
room-pointer = This room is only for talking with each other. Please write { $prefix }menu in the chat with me.
edit-no-command =
    A change cannot become a command, and it cannot go to somebody else.
    Nothing was changed. Your earlier words stay as they were.
edit-seen-no-command =
    A change cannot become a command, and it cannot go to somebody else.
    Nothing was changed. The others still see your earlier words.
