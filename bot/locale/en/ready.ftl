### Ready sentences: a writer taps one, each reader gets it in their own language. Also the button's words.
### Both languages say the same. No child is named or counted, and nothing is said that only a doctor knows.

## Hello and thanks

label-ready-hello = Hello and thanks
ready-hello = Hello!
ready-good-morning = Good morning.
ready-good-night = Good night.
ready-thank-you = Thank you very much.
ready-thank-you-help = Thank you for the help.
ready-thank-you-news = Thank you for the news.
ready-good-to-write = It is good that we can write to each other.
ready-day-goes-well = I hope today goes well.

## Today

label-ready-today = Today
ready-all-well = All is well here.
ready-good-day = Today was a good day.
ready-quiet-day = Today was a quiet day.
ready-hard-day = Today was a hard day.
ready-much-play = There was a lot of play today.
ready-much-laughter = There was a lot of laughter today.
ready-time-outside = We spent time outside today.
ready-more-later = I will tell more later.

## Sleep

label-ready-sleep = Sleep
ready-night-good = The night was good.
ready-night-hard = The night was hard.
ready-night-short = There was little sleep last night.
ready-bad-dream = There was a bad dream.
ready-nap = There was a nap today.
ready-song-helps = A song helps at bedtime.
ready-story-helps = A story helps at bedtime.
ready-light-helps = A small light helps at night.

## Food

label-ready-food = Food
ready-meals-good = The meals went well today.
ready-little-hunger = There was little hunger today.
ready-milk-good = The milk went down well today.
ready-new-food = We tried a new food.
ready-food-liked = That food tastes good here.
ready-food-not-liked = That food does not taste good here.
ready-fun-cooking = We had fun cooking.
ready-send-recipe = Please send me a favorite recipe.

## School

label-ready-school = School
ready-school-good = School went well today.
ready-school-hard = School was hard today.
ready-school-news = There is good news from school.
ready-school-note = There is a note from school.
ready-school-friends = There are new friends at school.
ready-school-off = There is no school tomorrow.
ready-homework-done = The homework is done.
ready-read-story = We read a story today.

## Health

label-ready-health = Health
ready-health-good = We are in good health.
ready-small-cold = There is a small cold.
ready-getting-better = It is getting better.
ready-needs-rest = Today we need rest.
ready-much-energy = There is a lot of energy today.
ready-checkup-soon = There is a checkup soon.
ready-checkup-good = The checkup went well.
ready-shoes-small = The shoes are too small now.

## Feelings

label-ready-feelings = Feelings
ready-some-tears = There were some tears today.
ready-much-joy = There was a lot of joy today.
ready-home-missed = Home is missed a lot.
ready-talked-calmly = We talked about it calmly.
ready-hug-helped = A hug helped.
ready-give-hug = Please give a big hug from me.
ready-send-love = Please say that I send all my love.
ready-feel-proud = It makes me very proud.

## Visits

label-ready-visits = Visits
ready-glad-of-visit = I look forward to the visit.
ready-visit-good = The visit was good.
ready-goodbye-hard = The goodbye was hard.
ready-will-be-there = I will be there.
ready-on-my-way = I am on my way.
ready-little-late = I will be a little late.
ready-here-now = I am here now.
ready-see-you-soon = See you soon.

## Ask something

label-ready-asking = Ask something
ready-ask-all = How is everything going?
ready-ask-night = How was the night?
ready-ask-day = How was the day?
ready-ask-school = How was school?
ready-ask-food = Which food tastes good right now?
ready-ask-bedtime = What helps at bedtime?
ready-ask-calm = What helps on a hard day?
ready-ask-needs = Is anything needed?

## Short replies

label-ready-replies = Short replies
ready-yes = Yes.
ready-no = No.
ready-good-idea = Good idea.
ready-will-ask = I will ask.
ready-not-known = I don’t know yet.
ready-one-moment = One moment, please.
ready-answer-later = I will answer later.
ready-have-read = I have read it, thank you.
