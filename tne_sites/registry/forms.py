"""What the national team says of a department in the programme."""

from django import forms

from tne_sites.registry.models import DepartmentRecord


class RecordForm(forms.ModelForm):
    class Meta:
        model = DepartmentRecord
        fields = ("state", "wave", "joined_on", "note")
        widgets = {"joined_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
