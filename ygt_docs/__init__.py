"""From YAML to official documents after GB/T 9704-2012 (公文自动生成)."""

__version__ = "0.7.0"
