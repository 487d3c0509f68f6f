"""From YAML to official documents after GB/T 9704-2012 (公文自动生成)."""

__version__ = "0.7.0"

import os

# numpy counts pixels here and multiplies nothing; the thread that it begins for that would keep a process from being
# copied (building/companion.py).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
