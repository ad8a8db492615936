"""An installation that would give itself away is refused before it takes visitors."""

from tenants.checks import check_mail_is_private


def test_mail_that_everybody_reads_is_for_demonstrations_only(settings) -> None:
    settings.OUTBOX_PAGE = True
    (shown,) = check_mail_is_private()
    settings.OUTBOX_PAGE = False

    assert shown.id == "tenants.E002"
    assert check_mail_is_private() == []
