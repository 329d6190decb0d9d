"""Every limit on what a file may be, in bytes unless the name says otherwise (WORDCHECK §1)."""

from fractions import Fraction

MEBIBYTE = 1024 * 1024

MAX_FILE_BYTES = 10 * MEBIBYTE
MAX_MEMBERS = 500
MAX_UNPACKED_BYTES = 50 * MEBIBYTE
MAX_PART_BYTES = 5 * MEBIBYTE
MAX_PARAGRAPHS = 5000
RATIO_FROM_BYTES = MEBIBYTE
MAX_RATIO = 100

# A directory of 500 members stays far below this; a longer one is not even parsed.
MAX_DIRECTORY_BYTES = MEBIBYTE // 2
# Elements and attributes of all parts together: what keeps the parsed trees below 100 MB.
MAX_NODES = 400_000

# With less than this nobody has reported anything: the text stands where it is not counted.
FEWEST_WORDS = 50

# Where Word may show a few 字 more or less than we count (WORDCHECK §4).
NEAR_WORDS = 10
NEAR_SHARE = Fraction(1, 200)
