### Asking what a word of the office means.

explain-which =
    Which word? You can type it, or choose what it is about.
    .short = About
explain-term =
    Which word?
    .short = Word
explained =
    { $called }

    { $means }
label-explain = What is “{ $term }”?
label-explain-own = Our own words
explain-gone = I do not have this word any more. Please ask your caseworker.
label-explain-more = Another word
label-explain-words = Explain a word
about-explain = what a word means
