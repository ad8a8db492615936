"""What engines keep beside the catalogue. The rows of the first three may be made again at will."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Posting(models.Model):
    """One term of one entry, and how often it is there; titles count more.

    Written by `search.postings`, removed by triggers on the catalogue.
    """

    pk = models.CompositePrimaryKey("term", "entry_id")
    term = models.BigIntegerField()
    entry_id = models.BigIntegerField()
    frequency = models.FloatField()
    length = models.PositiveIntegerField()
    profile = models.BigIntegerField()

    class Meta:
        # The migration makes the table, for its index holds all columns.
        managed = False
        db_table = "search_posting"

    def __str__(self) -> str:
        return f"{self.term} in {self.entry_id}"


class Profile(models.Model):
    """What many entries have in common; written by `search.profiles`."""

    # Not unique in the table: see search.profiles.
    id = models.BigIntegerField(primary_key=True)
    schema = models.TextField()
    visibility = models.TextField()
    kind = models.TextField()
    language = models.TextField()
    languages = ArrayField(models.TextField())
    facets = ArrayField(models.TextField())
    is_dated = models.BooleanField()

    class Meta:
        managed = False
        db_table = "search_profile"

    def __str__(self) -> str:
        return f"{self.kind} of {self.schema}"


class Frequency(models.Model):
    """A term so frequent that it is not counted at each search."""

    term = models.BigIntegerField(primary_key=True)
    entries = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.term}: {self.entries}"


class Word(models.Model):
    """A word that everybody may read somewhere: misspelt ones are corrected to it."""

    language = models.CharField(max_length=3)
    word = models.CharField(max_length=40)
    seen = models.PositiveIntegerField()
    keys = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="search_word_once")
        ]
        indexes = [
            # Without a list of things to add later, which every look-up would read whole.
            GinIndex(fields=["keys"], name="search_word_keys", fastupdate=False),
            models.Index(OpClass("word", name="text_pattern_ops"), name="search_word_starts"),
        ]

    def __str__(self) -> str:
        return self.word


class Statistic(models.Model):
    """The one row of what ranking must know of all entries together."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    entries = models.PositiveIntegerField(default=0)
    average_length = models.FloatField(default=100)
    # Words of entries up to this version are in the vocabulary.
    learnt_version = models.BigIntegerField(default=0)
    refreshed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="search_statistic_is_one")]

    def __str__(self) -> str:
        return f"{self.entries} entries"


class Snapshot(models.Model):
    """All entries in arrays, a place for each, as they were at a version: see `search.snapshot`."""

    # Never the same twice, in whichever database: processes keep what they read of it.
    id = models.UUIDField(primary_key=True, default=uuid4)
    # Every entry written up to this version is in it as it was then.
    version = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=Now())
    entries = models.BinaryField()
    profiles = models.BinaryField()
    lengths = models.BinaryField()
    # When each is over, in seconds since 1970; infinite where it never is.
    ends = models.BinaryField()

    def __str__(self) -> str:
        return f"snapshot of version {self.version}"


class Common(models.Model):
    """A term that so many entries hold that a search for it reads arrays, not postings."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE)
    term = models.BigIntegerField()
    places = models.BinaryField()
    frequencies = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "term"], name="search_common_once")
        ]

    def __str__(self) -> str:
        return f"{self.term} in snapshot {self.snapshot_id}"


class Gone(models.Model):
    """An entry removed since the snapshot: written by a trigger on the catalogue."""

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.entry_id} gone"


class Change(models.Model):
    """An entry that Elasticsearch has yet to hear of: written by triggers, with the entry."""

    entry_id = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField()
    is_gone = models.BooleanField(db_default=False)
    attempts = models.PositiveSmallIntegerField(db_default=0)
    next_at = models.DateTimeField(db_default=Now())
    error = models.TextField(blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="search_change_due")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.version}"
