"""Stage 3: which part is every paragraph in, and is that sure (WORDCHECK §3).

``decoder`` tells the order of events; read it first. What it calls, as the evidence comes in:

- ``lines``: number, heading text, emphasis and place of every paragraph; ``headings``: what a heading's words name.
- ``frame``: what belongs to no part, by ``title``, ``contents`` and ``ending``.
- ``outline``: which headings are the top-level ones; ``ledgers``: tables whose columns say the part.
- ``wrapped``, ``opening``, ``cuts``: sentences put together again, the opening taken off, the rest cut into sections
  at top-level headings and at sentences that turn (``cues``).
- ``signs``: how running text sounds, learned from labelled reports; one voice among others.
- ``sections``: the best order over the whole document, and how far it is ahead.
- ``inside``, ``missing``: what a section's paragraphs inherit, and which of them speak for themselves.
- ``decisions``: the outcome for one paragraph, with the reason that the page shows.
"""
