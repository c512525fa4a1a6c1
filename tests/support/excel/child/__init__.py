"""What a child process runs: this folder stands first in its PYTHONPATH, so Python finds `sitecustomize` here."""
