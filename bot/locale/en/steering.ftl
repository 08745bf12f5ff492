### Moving in a conversation: answers that do not fit, going back, stopping, going on, summing up.

answer-choose = Please pick one of these.
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
flow-none = No question is open right now.
flow-gone = This question is not there any more. Please start again from the menu.
flow-help =
    Pick one of the choices, or type your answer.
    You can also type: back, change, skip, later or cancel.
flow-waits = A question from before is still open.
flow-cannot-back = This is the first question. You cannot go back from here.
flow-cannot-skip = This one cannot be skipped. You can also type: later.
flow-cannot-change = There is nothing to change yet.

summary-line = { $name }: { $answer }
summary-right = Is this all right?
summary-which = What would you like to change?
options-more = There are more. You can type part of a name.
room-pointer = This room is only for talking with each other. Please write { $prefix }menu in the chat with me.
