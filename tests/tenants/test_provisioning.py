"""A site is made whole or not at all, archived, reopened and deleted."""

import pytest

from tenants import schemas
from tenants.models import Tenant

pytestmark = pytest.mark.both_databases


@pytest.mark.django_db
def test_the_template_gives_every_table_of_its_type() -> None:
    for tenant in Tenant.objects.all():
        assert schemas.unexpected_tables(tenant.schema_name, tenant.type) == {}
