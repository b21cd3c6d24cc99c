"""A list of organisations -> its names, without breaking those that contain "and" or a comma."""

from loaders.normalise import Mention
from loaders.normalise.organisation_parties import party


def split(text: str) -> list[Mention]:
    """The organisations that a list names."""
    return [Mention(0, len(text), text, party(text))]
