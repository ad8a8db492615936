"""Tables of the resource centre, one file per family."""

from resources.models.approval import PeerApprovalTask
from resources.models.base import LibraryItemPage
from resources.models.belief import BeliefPage
from resources.models.guide import DiagnosisPage, GuidePage
from resources.models.kit import KitPage
from resources.models.library import AudiencePage, LibraryPage, ListingPage, Shelf, ShelfPage
from resources.models.links import LinkDirectoryPage, OutsideLink
from resources.models.media import Recording
from resources.models.resource import ResourcePage
from resources.models.sheet import ProjectSheetPage

__all__ = [
    "AudiencePage",
    "BeliefPage",
    "DiagnosisPage",
    "GuidePage",
    "KitPage",
    "LibraryItemPage",
    "LibraryPage",
    "LinkDirectoryPage",
    "ListingPage",
    "OutsideLink",
    "PeerApprovalTask",
    "ProjectSheetPage",
    "Recording",
    "ResourcePage",
    "Shelf",
    "ShelfPage",
]
