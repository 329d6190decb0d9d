"""Stages 1 and 2: is it a harmless docx, and what are its paragraphs with their 字数."""
