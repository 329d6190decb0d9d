"""Stage 4: the limits of N3.2 and the smallest way to keep them (WORDCHECK §4).

``measures`` adds the paragraphs up: each part by best guess, and the least and the most that it could come to; ``limits``
holds that against each limit and gives the findings and the verdict; ``repair`` finds the fewest 字 to cut and add, for
one limit and for all broken ones together, in exact arithmetic. ``advice`` says what never blocks. ``mentions``, called
by the page and not by ``check``, tells the author alone whether earlier promises and the year's stresses are touched.
"""
