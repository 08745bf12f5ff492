### How a circle goes on, and what homes answer when the children are back.

label-circle-phase = How it goes on
label-phase-open = Open, on their own
label-phase-watch = Be with them
label-phase-hold = Look first
label-phase-release = Look no more first
label-phase-home = The children are home
label-phase-close = Close for good

circle-step =
    The circle about { $circle } is now: { $phase }.

    How should it go on?
    .short = Step
circle-sure-open =
    Open the circle about { $circle }?

    Messages go out at once. You can still read them. All are told.
circle-sure-watch =
    Be with them in the circle about { $circle }?

    They are told that you are with them. You read along when you like, and no message is held back.
circle-sure-hold =
    Look first at each message in the circle about { $circle }?

    Nothing goes out before you have seen it. That ends after seven days, unless you renew it. All are told.
circle-sure-release =
    No longer look first in the circle about { $circle }?

    New messages go out at once. What waits now still waits for you. All are told.
circle-sure-home =
    Are the children home, in the circle about { $circle }?

    I ask each of the parents and caregivers if they would like to go on without you.
    Only when all say yes, your reading ends there, and all are told. Nobody learns who says no.
circle-sure-close =
    Close the circle about { $circle } for good?

    Nothing more can be written there, and it cannot be opened again. What has not arrived is never sent.
    All are told at once.

phase-cannot = That cannot be done with the circle about { $children } as it is now. Nothing has changed.
phase-done-open = The circle about { $children } is open. All are told.
phase-done-watched = You are with them in the circle about { $children }. They are told.
phase-done-hold = You look first in the circle about { $children }, for seven days. All are told.
phase-done-watch = New messages about { $children } go out at once. All are told.
phase-done-closed = The circle about { $children } is closed. All are told.
phase-told-open = The chat about { $children } is open now. { $caseworker } can still read it.
phase-told-unwatched =
    { $caseworker } is not with us all the time any more in the chat about { $children }.
    { $caseworker } can still read it.
phase-told-watched = { $caseworker } is with us in the chat about { $children } from now on, and reads along.
phase-told-hold = { $caseworker } looks first at messages about { $children } for some days, before they go out.
phase-told-watch = Messages about { $children } go out at once now. { $caseworker } can still read them.
phase-told-closed = { $caseworker } has closed the chat about { $children }. Nothing more is delivered there.
phase-lost = This of yours had not arrived, and will not be sent: { $words }

reunion-asked =
    { $children }: home again! { $caseworker } asks if you would like to keep that chat to yourselves now.

    If all of you say yes, { $caseworker } does not read it any more.
    If you are not sure, say “not yet”. Nobody is told who said so.
reunion-asked-done = I have asked { $people }, about { $children }. I tell you when all have answered.
reunion-not-all-here = For that, parents and caregivers of the circle about { $children } must all be here. Nothing has changed.
reunion-yes = Thank you. I wait for the others now, about { $children }.
reunion-no = All right. It stays as it is, about { $children }. You can say yes later, with the same button.
reunion-over = That question is over. Nothing has changed.
reunion-told =
    All of you have said yes. { $caseworker } does not read the chat about { $children } any more.
    You can still write to { $caseworker } alone.
reunion-told-desk = All have said yes: you do not read the chat about { $children } any more. They know it.
reunion-not-yet = All have answered about { $children }. There is no yes of all yet. The circle stays as it is.
who-reads-home = The chat about { $children } is yours alone. Nobody of the agency reads it.
read-home = The children are home, and this chat is theirs alone now. Nobody of the agency reads it.
