"""The smallest valid person, role and legal text; variants as traits."""

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from accounts.domain.roles import RoleKind
from accounts.models import CoordinatingBody, LegalText, LegalVersion, Role, User

PASSWORD = "tulipe orage vélo lampe"


class UserFactory(DjangoModelFactory[User]):
    """Somebody whose address is confirmed and whose password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = "Jeanne"
    last_name = "Martin"
    email = factory.Sequence(lambda n: f"jeanne{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(password=password, **kwargs)

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        EmailAddress.objects.create(
            user=self, email=self.email, verified=extracted is not False, primary=True
        )


class RoleFactory(DjangoModelFactory[Role]):
    """A role as the table holds it: rights do not follow. Use the action for that."""

    class Meta:
        model = Role

    user = factory.SubFactory(UserFactory)
    kind = RoleKind.MODERATOR
    tenant = None


class BodyFactory(DjangoModelFactory[CoordinatingBody]):
    class Meta:
        model = CoordinatingBody

    name = factory.Sequence(lambda n: f"Ligue de l’enseignement {n}")


class LegalVersionFactory(DjangoModelFactory[LegalVersion]):
    class Meta:
        model = LegalVersion
        skip_postgeneration_save = True

    kind = "terms"
    number = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        LegalText.objects.create(version=self, language="fr", body=extracted or "<p>Le texte.</p>")
