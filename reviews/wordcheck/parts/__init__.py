"""Stage 3: which part is every paragraph in, and is that sure (WORDCHECK §3).

``decoder`` tells the order of events; read it first. What it calls, as the evidence comes in:

1. Every paragraph by itself. ``lines``: its number, heading text, emphasis and place; ``headings``: what a heading's
   words name (存在问题, 下步打算 …), strongly where reports use them for nothing else; ``signs``: how running text sounds,
   learned from labelled reports; ``cues``: sentences that turn to the next part, and labels such as 整改措施：.
2. What belongs to no part. ``frame`` takes off the title (``title``), the 目录 (``contents``), the form's head, notes, and
   from the end upwards signature, closing words and a last vow (``ending``); ``opening`` the words before the first part.
3. The outline. ``outline``: which headings are the top-level ones, by number, style, boldness, a form's left column, and
   as a last resort by standing alone; ``ledgers``: tables whose columns say the part; ``wrapped``: sentences broken by
   hand read as one; ``cuts``: sections, from one top-level heading or turn to the next.
4. The order. ``sections``: the best sequence over the whole document of what each heading names, how its text sounds and
   what usually follows what, and by how much it is ahead of the next best.
5. Inside a section. ``inside``: paragraphs inherit, but for what plainly says otherwise; ``merged``: problems and measures
   in one part, told apart or asked; ``missing``: a part that begins before, or without, any words that name it.

``decisions`` is the outcome for one paragraph: its part, whether that is sure, what else it could be, and the reason that
the page shows (因为标题“三、存在问题”). Sure is only what a heading names, or what stands under a top-level heading while the
best order is far ahead and the problems are named somewhere; everything else is a best guess that the author is asked about.
"""
