"""What of this essay's content looks odd: told by `make content` as warnings, and never a gate for a note."""
