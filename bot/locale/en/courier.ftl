### What happens to messages on their way. Never "read", only "arrived" and "delivered".

# No verb may depend on $people: it can be one name or several.
delay-resting = { $people } will get your message in the morning.
delay-unreachable =
    I cannot reach { $people } right now.
    I keep your message and send it when I can.
delay-waiting = Your message to { $people } is not there yet. It is on its way.
arrived-one =
    This has now been delivered to { $people }:
    “{ $words }”
arrived-told = What waited has now been delivered to { $people }.
ended-told =
    A message of yours could not get to { $people }. It was not delivered:
    “{ $words }”
ended-unsure =
    I do not know if a message of yours has reached { $people }:
    “{ $words }”

    It may be lost. Please ask, or write it again.
# The words are the new ones.
ended-change =
    Your change did not get to { $people }:
    “{ $words }”

    The words from before still stand there.
ended-undo =
    I could not take this back from { $people }:
    “{ $words }”

    It still stands there.
ended-unreachable =
    I could not reach { $people }.
    A message of yours was not delivered.
account-lost-sender =
    I cannot reach { $people } here for now.
    Your caseworker knows about it.
sign-delivered = Delivered to { $people } 👌

# For who is discreet: all that stands on the phone until they ask, and what is said then.
news = You have news.
news-shown = This is new:
news-none = There is nothing new any more.

withdrawn-told = { $name } took a message back.
unreadable-told = I could not read something you sent. Please send it as words.
error-told =
    Something went wrong with that, so it was not sent.
    The people who run this have been told. Please write it again.
words-too-long = That is very long, so it was not sent. Please send it in two or more parts.
flood-told = That is a lot at once. Nothing is lost. It arrives bit by bit.
words-without = This does not go to { $people } any more, who left this chat.
by-phone-told =
    Your caseworker will tell it to { $people } by phone.
    It may take a few days.
