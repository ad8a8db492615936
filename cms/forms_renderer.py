"""How every form is written: labels above, help beside, errors that lead to their field."""

from django.forms.renderers import TemplatesSetting


class PaperForms(TemplatesSetting):
    """Django's forms in the look of Trousse: `{{ form }}`, `{{ form.email.as_field_group }}`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
