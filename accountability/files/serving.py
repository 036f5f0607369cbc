"""Handing out a kept file: always as an attachment, never run by the browser."""

from __future__ import annotations

from django.http import FileResponse

from accountability.files.models import StoredFile


def serve(file: StoredFile) -> FileResponse:
    """The response for a file that the caller's door has opened."""
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
