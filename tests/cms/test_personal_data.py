from django.utils import timezone

from cms.models import Message, Subscriber
from cms.personal_data import EditorialData
from kernel.ports import Person

LEA = Person(user_id=None, emails=frozenset({"lea@example.org"}))


def test_what_a_site_knows_of_somebody_can_be_taken_away_and_forgotten(aisne):
    Message.objects.create(
        subject="Bonjour", body="Une question", email="Lea@Example.org", name="Léa"
    )
    Subscriber.objects.create(email="lea@example.org", confirmed_at=timezone.now())
    Subscriber.objects.create(email="other@example.org")

    sections = EditorialData().export(LEA)
    kept = EditorialData().anonymise(LEA)
    again = EditorialData().anonymise(LEA)

    assert [len(section.rows) for section in sections] == [1, 1]
    assert Message.objects.get().email == ""
    assert Message.objects.get().body == "Une question"
    assert Subscriber.objects.get().email == "other@example.org"
    assert EditorialData().export(LEA) == []
    # The text stays: the person is told so, once.
    assert (len(kept), len(again)) == (1, 0)
    assert kept[0].reason
