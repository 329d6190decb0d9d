"""Handing a file to a browser so that nothing in it can run here (PROMISES §5)."""

from io import BytesIO

from django.http import FileResponse

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {".docx": DOCX, ".xlsx": XLSX, ".zip": "application/zip", ".svg": "image/svg+xml"}


def download(data: bytes, filename: str) -> FileResponse:
    """Return ``data`` as an attachment under its Chinese name (RFC 6266), never rendered in the page."""
    suffix = filename[filename.rfind(".") :].lower()
    response = FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=filename,
        content_type=TYPES.get(suffix, "application/octet-stream"),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
