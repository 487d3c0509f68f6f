"""Changes of an edited Word file on their way back into the YAML that it was built from (import --update)."""

from ygt_docs.updating.update import Update as Update
from ygt_docs.updating.update import prepare_update as prepare_update
