### Preguntar qué quiere decir una palabra de la oficina.

explain-which =
    ¿Qué palabra? La puedes escribir, o elegir de qué se trata.
    .short = Tema
explain-term =
    ¿Qué palabra?
    .short = Palabra
explained =
    { $called }

    { $means }
label-explain = ¿Qué es «{ $term }»?
label-explain-own = Nuestras palabras
explain-gone = Ya no tengo esta palabra. Pregunta, por favor, a quien lleva tu caso.
label-explain-more = Otra palabra
label-explain-words = Explicar una palabra
about-explain = qué quiere decir una palabra
