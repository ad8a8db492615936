"""Wagtail's own lists and forms, for what needs no screen of its own."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from tne_sites.domain.states import WorkshopKind
from tne_sites.forms.office import CONSENT_ON_PAPER, ParentForm, StructureForm
from tne_sites.models import Agreement, ResourceParent, Structure, TrainedGroup, Workshop
from tne_sites.office.access import in_department
from tne_sites.office.exports import (
    HEADINGS,
    AgreementIndexView,
    ParentIndexView,
    harmless_columns,
)


class StructureIndexView(IndexView):
    """Leads to the partner's file, where its agreements are, for those who may read them."""

    export_headings = HEADINGS
    custom_field_preprocess = harmless_columns("name", "address", "phone")

    def get_edit_url(self, instance: Structure) -> str | None:
        if in_department() and self.request.user.has_perm("tne_sites.view_agreement"):
            return reverse("office:structure", args=[instance.pk])
        return super().get_edit_url(instance)


class StructureDeleteView(DeleteView):
    """A structure with agreements or workshops stays: it is marked as not active instead."""

    def form_valid(self, form: forms.Form) -> Any:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except ProtectedError as error:
            raise PermissionDenied from error


class StructureViewSet(ModelViewSet):
    model = Structure
    name = "tne_structures"
    icon = "group"
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = StructureIndexView
    delete_view_class = StructureDeleteView
    list_display = [
        "name",
        "kind",
        Column("commune_name", label=_("Town"), sort_key="commune_name"),
        BooleanColumn("is_public", label=_("Shown on the site"), sort_key="is_public"),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["kind", "is_public", "is_active"]
    search_fields = ["name", "commune_name", "contact_name"]
    list_export = [
        *("name", "get_kind_display", "commune_name", "address", "email", "phone", "website")
    ]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["name", "kind", "description", "audiences"], _("What it is")),
            MultiFieldPanel(
                ["commune_code", "address", "hours", "latitude", "longitude"], _("Where and when")
            ),
            MultiFieldPanel(["email", "phone", "website"], _("For the public")),
            MultiFieldPanel(
                ["contact_name", "contact_email", "contact_phone"], _("For the team alone")
            ),
            MultiFieldPanel(["is_public", "is_active"], _("State")),
        ],
        base_form_class=StructureForm,
    )


class AgreementViewSet(ModelViewSet):
    model = Agreement
    name = "tne_agreements"
    icon = "doc-full"
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = AgreementIndexView
    list_display = ["title", "structure", "kind", "state", "starts_on", "ends_on"]
    list_filter = ["kind", "state", "structure", "ends_on"]
    search_fields = ["title"]
    list_export = [
        *("title", "structure.name", "get_kind_display", "get_state_display"),
        *("signed_on", "starts_on", "ends_on", "amount_cents", "workshops_promised"),
    ]
    ordering = ["-starts_on"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["structure", "kind", "title", "terms"], _("Agreement")),
            MultiFieldPanel(["state", "signed_on", "starts_on", "ends_on"], _("State and dates")),
            MultiFieldPanel(["amount_cents", "workshops_promised"], _("What is promised")),
            InlinePanel(
                "instalments",
                heading=_("Instalments"),
                label=_("Instalment"),
                panels=[FieldPanel("amount_cents"), FieldPanel("due_on"), FieldPanel("paid_on")],
            ),
        ]
    )


class ParentCreateView(CreateView):
    """Whoever types an application in says that the paper form is signed."""

    def save_instance(self) -> Any:
        now = timezone.now()
        self.form.instance.applied_at = self.form.instance.changed_at = now
        self.form.instance.consent_text = str(CONSENT_ON_PAPER)
        return super().save_instance()


class ParentViewSet(ModelViewSet):
    model = ResourceParent
    name = "tne_parents"
    icon = "user"
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = ParentIndexView
    add_view_class = ParentCreateView
    list_display = ["name", "state", "language", "applied_at", "active_since"]
    list_filter = ["state", "language", "applied_at"]
    search_fields = ["name", "email", "school"]
    list_export = [
        *("name", "get_state_display", "email", "phone", "get_language_display"),
        *("applied_at", "active_since"),
    ]
    ordering = ["-applied_at"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["name", "email", "phone", "language"], _("Who")),
            MultiFieldPanel(["commune_code", "school", "message"], _("What they said")),
            FieldPanel("note"),
            FieldPanel("has_agreed"),
        ],
        base_form_class=ParentForm,
    )


def dated(training: Workshop) -> str:
    return f"{training.local_start:%d/%m/%Y} – {training.title}"


class TrainedForm(WagtailAdminModelForm):
    """Only trainings may be chosen, the latest first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["training"]
        if isinstance(field, forms.ModelChoiceField):
            trainings = Workshop.objects.filter(kind=WorkshopKind.TRAINING)
            field.queryset = trainings.order_by("-starts_at")
            field.label_from_instance = dated  # type: ignore[method-assign, assignment]


class TrainedViewSet(ModelViewSet):
    model = TrainedGroup
    name = "tne_trained"
    icon = "clipboard-list"
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["training", "profession", "structure", "people"]
    list_filter = ["profession", "structure"]
    ordering = ["-training__starts_at"]
    edit_handler = ObjectList(
        [MultiFieldPanel(["training", "profession", "structure", "people"], _("Who was trained"))],
        base_form_class=TrainedForm,
    )


def all_of_them() -> list[ModelViewSet]:
    return [StructureViewSet(), AgreementViewSet(), ParentViewSet(), TrainedViewSet()]
