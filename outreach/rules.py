"""The rules that every number follows, as the page of definitions, the workbook and the report give them."""

RULES = {
    "Reported and named": "A record that says “from 96 states” reports a number; one that lists them names states. The "
    "two stand side by side and are never filled from one another.",
    "Missing": "Missing is not zero: an event whose record gives no number adds nothing to a sum, and the sum says for "
    "how many events it is known.",
    "Bounds": "“More than 60” counts as 60 and the sum says “at least”; “some 40” makes it “about”.",
    "Attended": "Invited is not attended and announced is not held; both stay as evidence. The state of the place "
    "attended only where a source says so, or where it or a body of its government organised or hosted.",
    "One event": "An event that several sources tell of counts once; its page shows all of them and where they differ.",
    "Role": "A party counts once an event, in its principal role: organiser, host, sponsor, partner, participant, "
    "observer.",
    "Region": "The region of an event is that of its place; online events and unknown places stand apart.",
}
