"""The objects that Excel shows through COM, as far as a live adapter asks for them."""
