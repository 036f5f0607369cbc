"""Our print HTML as a Word file that an office goes on editing: the same template, the same style sheets, the same layout."""

from .writing import word_of

__all__ = ["word_of"]
