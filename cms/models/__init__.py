"""Editorial tables, one file per family."""

from cms.models.accessibility import AccessibilityStatementPage
from cms.models.base import BasePage
from cms.models.contact import ContactPage, Message, MessageKind, MessageState
from cms.models.faq import FaqPage
from cms.models.file_text import FileText
from cms.models.home import DepartmentHomePage, HomePage, NationalHomePage
from cms.models.legal import CookiesPage, LegalNoticePage, PrivacyPage, SiteMapPage, TermsPage
from cms.models.media import Document, Image, Rendition
from cms.models.menus import Menu, MenuSlot
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.newsletter import IssueState, NewsletterIssue, Subscriber
from cms.models.partners import PartnersPage
from cms.models.settings import SiteSettings
from cms.models.standard import StandardPage

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "ContactPage",
    "CookiesPage",
    "DepartmentHomePage",
    "Document",
    "FaqPage",
    "FileText",
    "HomePage",
    "Image",
    "IssueState",
    "LegalNoticePage",
    "Menu",
    "MenuSlot",
    "Message",
    "MessageKind",
    "MessageState",
    "NationalHomePage",
    "NewsIndexPage",
    "NewsPage",
    "NewsletterIssue",
    "PartnersPage",
    "PrivacyPage",
    "Rendition",
    "SiteMapPage",
    "SiteSettings",
    "StandardPage",
    "Subscriber",
    "TermsPage",
]
