"""The register of document numbers (发文登记): never twice, never lost; an issued document stays as it was issued."""
