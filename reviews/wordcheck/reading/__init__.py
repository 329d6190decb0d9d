"""Stages 1 and 2: is it a harmless docx, and what are its paragraphs with their 字数 (WORDCHECK §1, §2).

``document`` puts it together; read it first. From the outside in:

1. ``sniff``: what the first bytes say, before anything is parsed. ``archive``: the zip, every member inflated and counted
   as it really is. ``xml``: no DOCTYPE, no entity, a bounded tree. ``package``: which part is the document, which are
   styles, notes, headers. ``secrecy``: a mark anywhere in all that, or in the name.
2. ``body``: the walk through the document, the one place that knows what counts: insertions but not deletions, one
   choice of alternatives (``boxes``), a field's result and not its code (``fields``), nothing hidden (``looks``,
   ``styles``). What a run's characters come to is ``characters``, beside this package.

``places`` tells where the paragraphs stand in the file, for whoever writes comments into a copy.
"""
