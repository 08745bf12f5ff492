### Pictures, voices, videos: how they are called, and what is said where one does not pass.

shown-picture =
    { $count ->
        [one] a picture
       *[other] { $count } pictures
    }
shown-voice =
    { $count ->
        [one] a voice message
       *[other] { $count } voice messages
    }
shown-video =
    { $count ->
        [one] a video
       *[other] { $count } videos
    }
shown-document =
    { $count ->
        [one] a document
       *[other] { $count } documents
    }
shown-with-words = { $what }: { $words }

# Once, before anybody's first picture or voice goes out.
file-first =
    A picture or a voice can show who you are and where. I take out what is hidden in the file. I cannot check what one sees or hears.
file-text-only = In this circle only words can pass, so this was not sent. You can ask { $caseworker } about it.
document-to = I pass documents only to your caseworker. This is { $what }. Shall I?
file-elsewhere =
    { $kind ->
        [video] (There is a video. Your agency does not show it in this app. Please ask your caseworker.)
       *[other] (There is a picture. Your agency does not show it in this app. Please ask your caseworker.)
    }
files-later = Pictures and voice messages work once you are all set here. Nothing was sent. Please type it for now.

uncleaned-too-big = This file is too big for me, so it was not sent. Please try a smaller or shorter one.
uncleaned-too-many-pixels = This picture is too big for me, so it was not sent. Please try a smaller one.
uncleaned-too-long = This is too long for me, so it was not sent. Please try a shorter one.
uncleaned-not-readable = I could not open this file, so it was not sent. Please send it again, or try another one.
uncleaned-not-allowed = I do not know this kind of file, so it was not sent. A photo or a voice message works.
uncleaned-has-script = This document can do things by itself, so I did not pass it on. A plain PDF, or a photo of it, works.
uncleaned-too-slow = This file took me too long, so it was not sent. Please try a smaller one.
uncleaned-trouble = Something went wrong on my side, so it was not sent. Please send it again.
uncleaned-gone = I could not get this file, so it was not sent. Please send it again.
uncleaned-enough = That was a lot for one day, so this was not sent. You can send more tomorrow. Words still pass.
uncleaned-off = Your agency does not pass on this kind of file, so it was not sent. Please write it in words.
uncleaned-elsewhere = Your agency does not use this app for pictures, so this was not sent. Please write it in words.

hold-told-picture =
    { $caseworker } looks at your first pictures before they go out. Most often by noon tomorrow.
    I tell you then.
hold-told-video =
    { $caseworker } looks at each video before it goes out. Most often by noon tomorrow.
    I tell you then.
hold-told-contact =
    I have asked { $caseworker }. It goes out when { $caseworker } says yes.
    I tell you then.
header-waits-picture = A picture waits for you: { $who } – about { $circle }
header-waits-video = A video waits for you: { $who } – about { $circle }
header-waits-contact = May this pass? { $who } – about { $circle }
reaction-held = { $caseworker } looks first here, so nobody sees your reaction. Please write a word.
