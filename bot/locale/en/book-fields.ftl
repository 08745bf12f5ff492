### The child's book: what is asked, how each answer is called on a page, and the ready answers.
### Whoever answers knows the child from before or from today, so all is asked about now. Never "he" or "she".

## child

label-book-child = About the child
book-called =
    What does { $child } like to be called?
    For example: Lupita, or Junior.
    .short = Name to use
book-languages =
    What languages does { $child } speak or understand?
    For example: Spanish at home, English at school.
    .short = Languages
book-words =
    What special words does { $child } use, and what do they mean?
    For example: “baba” is the bottle.
    .short = Special words
book-people =
    Who does { $child } love, or talk about a lot?
    For example: Mom and Dad, Grandma, a friend at school.
    .short = Important people
book-pets =
    What pets or other animals does { $child } love?
    For example: Canelo, the dog at home.
    .short = Pets

## sleep

label-book-sleep = Sleep
book-bedtime = What time does { $child } go to bed?
    .short = Bedtime
label-book-seven = 7:00 PM
label-book-half-seven = 7:30 PM
label-book-eight = 8:00 PM
label-book-half-eight = 8:30 PM
label-book-nine = 9:00 PM
book-nap =
    Does { $child } take a nap?
    You can also write: yes, after lunch, for an hour.
    .short = Nap
book-light = How much light does { $child } like at night?
    .short = Light at night
label-book-dark = Dark
label-book-small-light = A small light
label-book-bright = A bright light
book-door = How does { $child } like the door at night?
    .short = Door at night
label-book-open = Open
label-book-a-bit = Open a bit
label-book-closed = Closed
book-song =
    What song or story helps { $child } fall asleep?
    For example: “Twinkle, Twinkle”, sung softly.
    .short = Song or story
book-object =
    What does { $child } like to have close in bed?
    For example: a stuffed rabbit, a blanket, Mom's T-shirt.
    .short = Sleeps with
book-nightmares =
    What helps when { $child } wakes up from a bad dream?
    For example: a hug, a glass of water, the light on.
    .short = Bad dreams

## baby

label-book-baby = For babies
book-formula =
    What milk or formula does { $child } drink, and how much?
    For example: soy formula, 4 ounces, every 3 hours.
    .short = Milk or formula
book-bottle =
    How does { $child } like the bottle?
    For example: warm, held close, with a stop to burp.
    .short = Bottle
book-pacifier =
    Does { $child } use a pacifier?
    You can also write: only at night.
    .short = Pacifier
book-diapers =
    What diapers does { $child } use?
    For example: size 4, with cream at each change.
    .short = Diapers

## food

label-book-food = Food
book-likes =
    What does { $child } like to eat and drink?
    For example: rice with egg, mango, cold milk.
    .short = Likes to eat
book-refuses =
    What does { $child } not like to eat?
    For example: onions, or sauce on the rice.
    .short = Does not like
book-allergies =
    What allergies does { $child } have? What happens then, and what should be done?
    For example: peanuts. The lips swell. Give the medicine, and call 911.
    .short = Allergies
book-food-rules =
    What rules about food are there in { $child }'s family?
    For example: no pork, or no meat on Fridays in Lent.
    .short = Food rules

## body

label-book-body = Body and clothes
book-bath =
    How does { $child } like bath time?
    For example: at night, warm water, no water on the face.
    .short = Bath time
book-toilet =
    Does { $child } need help with the toilet?
    You can also write: alone by day, in diapers at night.
    .short = Toilet
label-book-alone = Alone
label-book-with-help = With help
label-book-in-diapers = In diapers
book-toilet-words =
    What words does { $child } use for the toilet?
    For example: “potty”, “pee-pee”.
    .short = Toilet words
book-skin =
    What is good for { $child }'s skin?
    For example: lotion after the bath, soap with no perfume.
    .short = Skin care
book-sizes =
    What sizes does { $child } wear?
    For example: shirt 5, pants 4, shoes 10.
    .short = Sizes

## hair

label-book-hair = Hair
book-hair-type = What is { $child }'s hair like?
    .short = Kind of hair
label-book-straight = Straight
label-book-wavy = Wavy
label-book-curly = Curly
label-book-coily = Very tight curls
book-hair-products =
    What is good for { $child }'s hair?
    For example: curl cream, coconut oil, a wide comb.
    .short = Hair care
book-hair-styles =
    What hairstyles does { $child } like?
    For example: two braids for school, loose on Sundays.
    .short = Hairstyles
book-hair-who =
    Who does { $child }'s hair?
    For example: Mom at the visits, or an aunt who can braid.
    .short = Hair done by
book-hair-cut =
    Is it all right to cut { $child }'s hair?
    You can also write: only the tips, and please ask me first.
    .short = Cutting hair

## feelings

label-book-feelings = Feelings
book-fears =
    What is { $child } afraid of?
    For example: thunder, big dogs, the dark.
    .short = Fears
book-triggers =
    What can bring up strong feelings in { $child }?
    For example: a loud noise, a change of plans, being hungry.
    .short = Strong feelings
book-signs =
    What do you see first when { $child } gets upset?
    For example: going very quiet, hiding, biting nails.
    .short = First signs
book-calms =
    What helps { $child } feel calm again?
    For example: a hug, a quiet corner, a slow song.
    .short = What helps
book-worse =
    What does not help when { $child } is upset?
    For example: a lot of questions, a loud voice, a rush.
    .short = Does not help
book-house-rules =
    What house rules does { $child } know?
    For example: shoes off at the door, no phone at the table.
    .short = House rules
book-rewards =
    What is a nice reward for { $child }?
    For example: a sticker, more time at the park, kind words.
    .short = Rewards
book-screens =
    When does { $child } watch TV or use a phone?
    For example: half an hour, after homework.
    .short = TV and phone

## health

label-book-health = Health
book-medicines =
    What medicines does { $child } take, how much, and when?
    For example: allergy syrup, 5 ml, every night.
    .short = Medicines
book-care-today =
    What has to be done today for { $child }'s health, and at what time?
    For example: eye drops, one in each eye, at 8:00 AM and 8:00 PM.
    .short = Care today
book-diagnoses =
    What do doctors say about { $child }'s health?
    Only the caseworker sees this, or whoever stands in. They can open it for someone else.
    .short = What doctors say
book-therapy =
    What therapy does { $child } have, and when?
    Only the caseworker sees this, or whoever stands in. They can open it for someone else.
    .short = Therapy
book-reports =
    What papers are there about { $child }'s health, and what do they say?
    Only the caseworker sees this, or whoever stands in. They can open it for someone else.
    .short = Health papers

## school

label-book-school = School
book-teacher =
    Who is { $child }'s teacher?
    A first name is best. For example: Ms. Lucy, in the morning.
    .short = Teacher
book-homework =
    How does homework go best for { $child }?
    For example: after a snack, with music, with a little help.
    .short = Homework
book-supports =
    What help does { $child } get or need at school?
    For example: a seat in front, more time for tests.
    .short = Help at school
book-activities =
    What does { $child } like to do after school?
    For example: soccer, drawing, the library.
    .short = After school

## faith

label-book-faith = Faith and culture
book-services =
    What faith or prayers are part of { $child }'s life?
    For example: Mass on Sundays, a blessing before bed.
    .short = Faith and prayer
book-holidays =
    What holidays matter to { $child } and the family?
    For example: Day of the Dead, Three Kings Day, Eid.
    .short = Holidays
book-faith-foods =
    What does { $child } like to eat on holidays?
    For example: tamales at Christmas, dates in Ramadan.
    .short = Holiday foods
book-traditions =
    What family traditions matter to { $child }?
    For example: a candle for Grandpa, soup on Sundays.
    .short = Traditions
book-tribe =
    Is { $child } part of a Native tribe, or could that be? Which one?
    Not sure? Please write that. Families of a tribe have special rights by law.
    .short = Tribe

## keep

label-book-keep = People and places
book-keep-people =
    Who should { $child } stay in touch with?
    For example: Grandma, the cousins, a neighbor.
    .short = Stay in touch
book-keep-places =
    What places should { $child } get to see again?
    For example: the park with the ducks, Grandma's church.
    .short = Places to keep
book-keep-how =
    How can { $child } stay close to loved ones?
    For example: letters, photos, a call on Sundays.
    .short = Staying close

## Answers to several questions

label-book-yes = Yes
label-book-sometimes = Sometimes
label-book-no = No
label-book-none = None
label-book-ask-me = Ask me
