### Forms: a document about a child, to sign or to read, that goes through the caseworker.

about-form = give, read or sign a form

slip-kind-school = School form
slip-kind-medical = Medical form
slip-kind-report = Report card or school record
slip-kind-record = Medical record
slip-kind-permission = Permission slip
slip-kind-other = Other paper
slip-called = { $what } for { $child }
slip-called-title = { $what } for { $child }: “{ $title }”

form-which = Which form would you like to see?
slip-line = { $form } ({ $state })
slip-line-sign = { $form } (please sign)
slip-line-sign-by = { $form } (please sign by { $day })
slip-short-waiting = waiting
slip-short-passed = passed on
slip-short-declined = not passed on
slip-short-withdrawn = taken back
slip-short-reads = to read
slip-short-asked = please sign
slip-short-signed = you signed
slip-short-paper = signed on paper
slip-short-cannot = you cannot sign
label-slip-give = Give a form
slip-none = There are no forms here yet. You can give one, such as a school form that has to be signed.
slip-none-desk = No form waits, and none was passed on.
slip-nobody = There is no child here now of whom you could give forms.
slip-gone = This form is not open to you now. Nothing has changed.

slip-give-pages =
    Send the form here: a PDF, or a photo of each page.
    It goes to your caseworker first. Nobody else sees it before.
    .short = Form
slip-give-pages-desk = Send the form here: a PDF, or a photo of each page. Then you choose who gets it.
slip-give-signs-desk = Does somebody have to sign it?
slip-give-note-desk = Is there anything to say about it? Who gets the form reads it. You can skip this.
slip-send-file = Please send the form as a PDF or as a photo. You can also say “cancel”.
slip-file-kind = A form can be a photo or a PDF. I cannot take this one.
slip-give-child =
    { $count ->
        [one] I have one file.
       *[other] I have { $count } files.
    } Are there more pages? You can still send them.
    Which child is it about?
    .short = Child
slip-give-kind =
    { $count ->
        [one] I have one file.
       *[other] I have { $count } files.
    } You can still send more pages.
    What is it?
    .short = What it is
slip-give-title = What does it say at the top? A few words will do. You can skip this.
    .short = Title
slip-give-signs = Does somebody have to sign it? If you don't know who, { $caseworker } can find out.
    .short = Who signs
label-slip-nobody = Nobody has to sign
label-slip-some = More than one
label-slip-unsure = Ask { $caseworker }
slip-give-signers = Who has to sign?
    .short = Who signs
slip-give-day = By which day? You can skip this.
    .short = By
slip-give-note = Is there anything to say about it? { $caseworker } reads it, and so does who gets the form. You can skip this.
    .short = Note
slip-given =
    Thank you. { $caseworker } has it now, and nobody else: { $form }
    { $caseworker } says who gets it. I will tell you.
slip-given-desk = I have it: { $form }. Nobody has it yet but you.
label-slip-this = It is a form
label-slip-look = Look at it
label-slip-back = Take it back
slip-back = It is taken back. Nobody else has seen it.
slip-back-told = { $who } took a form back: { $form }

slip-waits = { $who } has given you a form. It waits for you: { $form }
queue-signed = a signed page: { $form }
slip-from = From { $who }
slip-through = From { $who }
slip-named = To be signed by: { $people }
slip-unsure = It is not known who may sign.
slip-due = By { $day }
slip-no-day = No day was given.
slip-no-know = { $who } may not have { $kind } of { $child } now, so this cannot go there.
slip-by-phone = { $who } is reached by phone. Please hand it over on paper.
slip-not-here = { $who } has not joined yet.
slip-apart = { $people } may have no contact. Please look if the pages name one of them.
slip-paused = The circle is paused. What you pass on goes out all the same.
slip-is-passed = Passed on to:
slip-is-declined = It was not passed on.
slip-is-withdrawn = It was taken back.
slip-stands-reads = { $who }: to read
slip-stands-asked = { $who }: asked to sign, no answer yet
slip-stands-closed = { $who }: cannot open it now
slip-stands-signed = { $who }: signed, with a picture
slip-stands-paper = { $who }: signed on paper
slip-stands-cannot = { $who }: cannot sign it
label-slip-pass = Pass on to { $people }
label-slip-choose = Choose who gets it
label-slip-more = Pass on to more
label-slip-decline = Don't pass it on
label-slip-page = Signed page: { $who }
slip-changed = Somebody cannot have this form any more. So nobody got it now. Please look again:
slip-pass-readers =
    { $form }
    Who gets it? Nobody reads here who else has it.
    .short = Readers
slip-pass-signs = Who is asked to sign?
    .short = Who signs
slip-pass-day =
    By which day? You can skip this to leave it so.
    { $now }
    .short = By
slip-passed = Passed on to { $people }: { $form }
slip-passed-told = { $caseworker } passed your form on to { $people }: { $form }
slip-passed-told-some = { $caseworker } passed your form on: { $form }
slip-decline-why = You don't pass this on: { $form }. Would you like to say why? Who gave it reads that. You can skip this.
slip-declined = Not passed on: { $form }
slip-declined-told = { $caseworker } did not pass your form on: { $form }
slip-declined-why = “{ $words }”

slip-asks = Can you read it, and sign it on the paper?
slip-paper-counts = A picture here is not a legal signature. The paper counts.
label-slip-signed = I signed it
label-slip-question = I have a question
label-slip-cannot = I can't sign
slip-sign-picture =
    { $form }
    Thank you. You can send a photo of the signed page now. It goes to { $caseworker } first.
    A picture here is not a legal signature. The paper counts.
slip-send-page = Please send a photo of the signed page, or a PDF. You can also say “cancel”.
label-slip-on-paper = I signed on paper
slip-thanks-signed = Thank you. { $caseworker } has the picture. Please keep the paper, too: the paper counts.
slip-thanks-paper = Thank you. I have told { $caseworker }. Please keep the paper: the paper counts.
slip-thanks-cannot = That is all right. I have told { $caseworker }, and nobody else.
slip-cannot-why =
    { $form }
    That is all right. Would you like to say why? Only your caseworker reads it. You can skip this.
slip-ask-words =
    { $form }
    What would you like to know about it? Only your caseworker reads it.
header-slip-question = { $line } – about: { $form }
slip-desk-signed = { $who } has signed, and sent a picture: { $form }
slip-desk-paper = { $who } has signed on paper: { $form }
slip-desk-cannot = { $who } cannot sign this: { $form }
slip-signed-told = { $who } has signed: { $form }
label-slip-page-look = See the signed page
label-slip-page-pass = Pass on to { $who }
label-slip-page-keep = Keep it here
header-slip-page = The page that { $who } signed: { $form }
slip-page-passed = Passed on to { $who }.
slip-page-kept = It stays with you.
slip-page-apart = They may not hear of each other here now, so it stays with you.
slip-own-waiting = Your caseworker has it. Nobody else has seen it.
slip-own-passed = It was passed on.
slip-own-declined = It was not passed on. You can ask your caseworker why.
slip-own-withdrawn = You took it back.
slip-own-signed = You have signed it.
slip-own-paper = You have signed it on paper.
slip-own-cannot = You said that you cannot sign it. You can still change that.
slip-remind =
    { $when ->
        [today] Today is the day for this form: { $form }
       *[other] A form is due by { $day }: { $form }
    }
    Can you sign it?
slip-overdue = Not signed yet by { $people }, was due { $day }: { $form }
