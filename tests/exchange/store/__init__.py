"""The store of collected books."""
