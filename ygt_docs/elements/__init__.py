"""What an element of the standard is (要素): how it is written, how people type it, where it stands, who prints it."""
