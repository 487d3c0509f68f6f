"""Files that exist already (草稿、成品): opened with care, their parts and elements by name. Knows nothing of documents."""
