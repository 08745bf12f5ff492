### What happens to messages on their way. Never "read", only "arrived" and "delivered".

# No verb may depend on $people: it can be one name or several.
delay-resting = { $people } will get your message in the morning.
delay-unreachable =
    I cannot reach the phone of { $people } right now.
    I keep your message and send it when I can.
delay-waiting = Your message to { $people } is not there yet. It is on its way.
arrived-told = What waited has now arrived at { $people }.
ended-told = A message of yours could not get to { $people }. It was not delivered.
ended-unsure =
    I do not know if a message of yours has reached { $people }.
    It may be lost. Please ask, or write it again.
ended-unreachable =
    I could not reach the phone of { $people }.
    A message of yours was not delivered.
account-lost-sender =
    I cannot reach { $people } here for now.
    Your caseworker knows about it.
sign-delivered = Delivered to { $people } 👌
withdrawn-told = { $name } took a message back.
unreadable-told = I could not read something you sent. Please send it as words.
error-told =
    Something went wrong with that. Nothing was lost.
    The people who run this have been told. Please try again.
words-too-long = That is very long, so nothing was sent. Please send it in two or more parts.
flood-told = That is a lot at once. Nothing is lost. It arrives bit by bit.
by-phone-told =
    Reached by phone: { $people }.
    It may take a few days.
