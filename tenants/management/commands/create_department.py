"""Make the sites of one or more departments."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kernel.domain import DomainError
from tenants import provisioning
from territories.models import Department
