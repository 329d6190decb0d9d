"""Receiving files without touching the disk."""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

KEPT = 10 * 1024 * 1024  # bytes; WORDCHECK §1
HEARD_OUT = 64 * 1024 * 1024  # bytes; a longer request is not even read


class CappedMemoryUploadHandler(FileUploadHandler):
    """Keeps up to 10 MB in memory; of a larger file only its true size, so that the answer can name it."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        """Refuse at once what is far too long; the error page for 413 answers."""
        if content_length > HEARD_OUT:
            raise RequestDataTooBig

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file."""
        super().new_file(*args, **kwargs)
        self.kept, self.received = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk while the file is within the limit."""
        self.received += len(raw_data)
        if self.received <= KEPT:
            self.kept.write(raw_data)
        else:
            self.kept = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over the file with its true size; beyond the limit its content is empty."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, self.received, self.charset
        )
