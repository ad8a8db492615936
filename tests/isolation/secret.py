"""What the department of Aisne keeps to itself, planted so that any trace of it is recognised.

The first row of each kind has the same number, which no other site uses, and the same word in every
text.
"""

from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from cms.models import Document, FaqPage, Image, Message, NewsletterIssue, StandardPage, Subscriber
from tenants.context import current_tenant
from tests.accounts.factories import UserFactory
from tests.isolation import people
from tests.tne_sites.secret import plant_partners

NUMBER = 424242
WORD = "zibeline"
EMAIL = f"{WORD}@example.org"


@dataclass(frozen=True)
class Secret:
    """How the planted things are reached on their own site."""

    file_path: str
    document_name: str
    subscriber_key: str
    hidden_path: str
    series_key: str


def plant() -> Secret:
    """Fill the site in use with things that no other site may show."""
    _number_rows_from(NUMBER)
    home = Site.objects.get(is_default_site=True).root_page
    draft = _page(
        home, StandardPage(title=f"{WORD} brouillon", slug=WORD, summary=WORD, live=False)
    )
    draft.save_revision()
    hidden = _page(home, FaqPage(title=f"{WORD} réservé", slug=f"{WORD}-2", summary=WORD))
    PageViewRestriction.objects.create(page=hidden, restriction_type="password", password=WORD)
    image, document = _image(), _document()
    Message.objects.create(name=WORD, email=EMAIL, subject=WORD, body=WORD)
    subscriber = Subscriber.objects.create(email=EMAIL, confirmed_at=timezone.now())
    NewsletterIssue.objects.create(subject=WORD, introduction=WORD)
    member = _member()
    plant_partners(WORD, EMAIL)
    series_key = people.plant(WORD, EMAIL, member)
    Redirect.objects.create(old_path=f"/{WORD}", redirect_link=f"/{WORD}-cible/")
    return Secret(image.file.name, document.filename, str(subscriber.key), f"{WORD}-2/", series_key)


def _number_rows_from(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s, false)"
            " FROM pg_sequences WHERE schemaname = current_schema()",
            [number],
        )


def _page(home: Page, page: Page) -> Page:
    home.refresh_from_db()
    return home.add_child(instance=page)


def _member() -> User:
    """Somebody of this site alone, who wrote here: people are in `public`, their names are not."""
    person = UserFactory(first_name=WORD, last_name=WORD, email=f"{WORD}.membre@example.org")
    here = current_tenant()
    grant_role(user=person, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=here, by=None)
    Page.objects.filter(slug=WORD).update(owner=person, locked=True, locked_by=person)
    return person


def _image() -> Image:
    stream = BytesIO()
    Drawing.new("RGB", (40, 30), "red").save(stream, "PNG")
    file = ImageFile(BytesIO(stream.getvalue()), name=f"{WORD}.png")
    return Image.objects.create(title=WORD, description=WORD, file=file)


def _document() -> Document:
    closed = Collection.get_first_root_node().add_child(name=WORD)
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password=WORD
    )
    file = ContentFile(WORD.encode(), name=f"{WORD}.txt")
    return Document.objects.create(title=WORD, file=file, collection=closed)
