### The first screens, and how people say yes to each other.

# The language is not chosen yet: both are spoken.
join-hello =
    Hello { $name }. It is good that you are here.
    Hola, { $name }. Qué bueno que estás aquí.
join-language =
    Which language do you like best?
    ¿Qué idioma prefieres?
    .short = Language

# Who reads, before anything else. No verb may follow $readers: it can be one name or several.
join-privacy =
    Before you start, please read this.

    Nobody here sees your number.
    What you write can be read by { $readers }, and by whoever stands in.
    What you send is kept, and a judge may ask for it.
    What is between you and your lawyer, do not write here.

    { $platform }
    This chat is not an emergency service. In danger, call 911.
    .short = Who reads
privacy-telegram = Telegram itself could read it too.
privacy-matrix = Those who run your Matrix server can see that you write here.
privacy-simulator = This is a demo on one computer. Please write nothing real.

join-question =
    What would you like to know?
    Write it here. It goes only to { $caseworker }, or to whoever stands in.

    No question after all? You can skip this.
    .short = Your question

join-name =
    What name should others see?
    A first name is best. Please leave out your last name.
    .short = Name

join-word =
    Which word should stand by your name? Others see it above your messages.
    You can write your own. You can also skip this.
    .short = Word

join-rules =
    We have two rules here.

    1. We are kind, even when it is hard.
    2. We share no phone numbers, no addresses and no last names.

    Is that all right with you?
    .short = Rules

join-willing =
    { $who }
    Would you like to write with { $name }?

    There is no hurry. If not now, the other person sees only “not yet”.
    You can say yes later.
who-caregiver = { $name } looks after { $children }.
who-parent = { $name } is { $children }'s { $word }.
who-other = { $name } ({ $word }) is here for { $children } too.

join-done-people =
    Welcome! You are all set.

    To write to the others, just type here. It goes to those who said yes, if you did too.
    { $prefix }menu shows what else you can do.
join-done-alone =
    Welcome! You are all set.

    Nobody else is here with you yet. You can write to your caseworker.
    Just type here. I ask you first, before I pass it on.
    { $prefix }menu shows what else you can do.
join-done-desk =
    Welcome, you are all set.
    { $prefix }menu shows your buttons. { $prefix }help shows all you can do.
join-already = You are here already, so you do not need another code.
join-cancelled =
    All right, we stop here. You are not in yet, and the others were not told.
    Write to me any time, and we start again.
joined-told = { $name } has joined.
joined-told-as = { $name } has joined, under the name { $chosen }.
renamed-told = { $name } is now called { $chosen } here.
reworded-told = By the name of { $name }, it now says: { $word }

## A yes needs two. A no is shown to nobody.

willing-waits =
    Thank you. There is no yes from { $name } yet.
    I will tell you when you can write to each other.
willing-both = { $name } said yes too. Now you can write to each other.
willing-now = { $name } said yes too. Now you can write to each other.
circle-new =
    There is a new chat about { $children }, and you can be in it.
    You choose with whom you write. There is no hurry.
meet-asked =
    { $name } ({ $word }) would like to write to you about { $children }.
    You choose. There is no hurry.
meet-nobody =
    There is nobody new to say yes to.
    { $prefix }settings shows everybody you can write with.
