"""What no editor's browser sends is answered, not a fault; a fault stays one."""

import pytest
from django.core.files.base import ContentFile
from django.db import DataError
from django.utils.datastructures import MultiValueDictKeyError

from cms.admin.nonsense import is_unreadable


@pytest.mark.parametrize(
    "error",
    [
        MultiValueDictKeyError("field"),
        ValueError("Field 'id' expected a number but got 'é'."),
        DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"),
        OverflowError("Python int too large to convert to C int"),
    ],
)
def test_errors_about_what_was_sent_are_the_senders(error) -> None:
    assert is_unreadable(error)


@pytest.mark.parametrize(
    "error", [KeyError("page"), ValueError("a page has no parent"), RuntimeError("number")]
)
def test_faults_of_ours_stay_faults(error) -> None:
    assert not is_unreadable(error)


def test_an_editor_who_sends_nonsense_is_told_in_french(coordinator) -> None:
    broken = coordinator.get("/admin/images/chooser/chosen-multiple/?id=nonsense")

    assert broken.status_code == 400
    assert '<html lang="fr"' in broken.content.decode()


def test_a_damaged_document_is_refused_in_one_sentence(coordinator) -> None:
    sent = {"title": "Le règlement", "file": ContentFile(b"not a pdf", name="reglement.pdf")}

    answer = coordinator.post("/admin/documents/add/", sent)

    assert len(answer.context["form"].errors["file"]) == 1
    assert answer.context["form"]["title"].value() == "Le règlement"
