"""What texts are about: their terms, and which of them are near each other. No list of words of any language."""
