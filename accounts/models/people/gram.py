"""Letters and pairs of letters, by which PostgreSQL finds a word inside a search text without reading every row.

Two Chinese characters are the usual word, so pairs; ``pg_trgm`` knows triples alone and needs a superuser besides.
SQLite serves one university and reads its few thousand rows.
"""

from itertools import pairwise
from typing import Any

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.db.models.lookups import In

from accounts.models.people.fields import SearchText

PLACE, MOST = 65537, 2147483647  # also in GRAMS
# A letter is its code point, a pair a number of both; where two share one, the text itself decides.
# Names of pg_catalog alone: a restored dump fills the column with an empty search path.
GRAMS = """
CREATE OR REPLACE FUNCTION search_grams(text) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}')
  FROM unnest(string_to_array($1, NULL), string_to_array(substr($1, 2), NULL)) AS pair(one, two),
    LATERAL (VALUES (ascii(one)), (((ascii(one)::bigint * 65537 + ascii(two)) % 2147483647)::int)) AS grams(gram)
  WHERE gram IS NOT NULL
$$;
"""
# A column that PostgreSQL fills by itself: worked out anew for each row, they would cost more than they save.
ADD = """
ALTER TABLE {table} ADD COLUMN search_grams int[] GENERATED ALWAYS AS (search_grams({text})) STORED;
CREATE INDEX {index} ON {table} USING gin (search_grams)
"""
NOTHING = "SELECT 1"


class GramIndex(models.Index):
    """An index of the letters and pairs in a ``SearchText``, and the column that it stands on; SQLite does without."""

    def create_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, **kw: Any) -> str:
        """Return what makes the column and its index."""
        if schema_editor.connection.vendor != "postgresql":
            return NOTHING
        quoted, text = schema_editor.quote_name, str(model._meta.get_field(self.fields[0]).column)
        named = {"table": quoted(model._meta.db_table), "index": quoted(self.name), "text": quoted(text)}
        return GRAMS + ADD.format(**named)

    def remove_sql(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, **kw: Any) -> str:
        """Return what takes the column away, and with it the index; the function stays for the other tables."""
        if schema_editor.connection.vendor != "postgresql":
            return NOTHING
        return f"ALTER TABLE {schema_editor.quote_name(model._meta.db_table)} DROP COLUMN search_grams"


@SearchText.register_lookup
class Grams(models.Lookup):
    """Whether every one of some grams stands in the text."""

    lookup_name = "grams"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition on the column that ``GramIndex`` keeps."""
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.search_grams @> %s::int[]", (self.rhs,)


@models.BigAutoField.register_lookup
class Among(In):
    """As ``in``, for a question with few answers: PostgreSQL then looks for those numbers in an index, also after OR."""

    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """Return the comparison with the answers."""
        if connection.vendor == "postgresql":
            return f"= ANY(ARRAY{rhs})"
        operator: str = super().get_rhs_op(connection, rhs)
        return operator


def grams_of(word: str) -> list[int]:
    """Return the pairs of a word, or its only letter: they stand wherever it does, and together sometimes elsewhere."""
    pairs = {(ord(one) * PLACE + ord(two)) % MOST for one, two in pairwise(word)}
    return sorted(pairs or map(ord, word))


def spelt(word: str) -> Q:
    """The rows whose ``search`` holds ``word``."""
    held = Q(search__contains=word)
    return held & Q(search__grams=grams_of(word)) if connection.vendor == "postgresql" else held
