"""How the stages are run: one document, many side by side, and what stays as it is (生成)."""
