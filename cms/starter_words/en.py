"""A new site in English."""

from typing import Any

MENUS = {
    "Le site": "This site",
    "Nous écrire": "Write to us",
    "Vos droits": "Your rights",
}
LABELS = {"/departements/": "Departments", "/lettre/": "Newsletter"}

NATIONAL: dict[str, Any] = {
    "title": "Home",
    "seo_title": "Projects for schools",
    "headline": "Out of the pencil case come great projects.",
    "cut_word": "great",
    "lead": "Give to a class near you. Find a resource to teach or to help your child. "
    "A public service, open to all.",
    "summary": "The platform of school projects and of resources for parents and teachers.",
}


def department(name: str) -> dict[str, Any]:
    return {
        "title": name,
        "headline": f"{name}: school is lived together.",
        "cut_word": "together",
        "lead": "Free workshops near you, to follow your child’s schooling and get along with "
        "digital tools.",
        "summary": f"Workshops, news and resources for parents and professionals: {name}.",
    }


def about(name: str) -> dict[str, Any]:
    return {
        "title": "About us",
        "summary": f"Who runs the site {name}, and for whom.",
        "body": [
            (
                "text",
                "<p>This page will present the team that runs the site and what it offers.</p>",
            )
        ],
    }


PAGES: dict[str, dict[str, Any]] = {
    "actualites": {
        "title": "News",
        "summary": "What happens near you and elsewhere.",
        "introduction": "Workshops, meetings, loans of computers: what is happening.",
    },
    "contact": {
        "title": "Write to us",
        "summary": "A form to ask the team a question.",
        "introduction": "A question, an idea, a mistake to report: we answer within a few days, "
        "in French or in simple English.",
    },
    "accessibilite": {
        "title": "Accessibility",
        "summary": "What we do so that everybody can use this site, and how to alert us.",
    },
    "mentions-legales": {
        "title": "Legal notice",
        "summary": "Who publishes this site and who hosts it.",
    },
    "donnees-personnelles": {
        "title": "Personal data",
        "summary": "What we know about you, why, for how long, and your rights.",
        "body": [
            ("heading", "What you write to us"),
            (
                "text",
                "<p>Your name, your address and your message serve to answer you. They are erased "
                "a year after the answer. Nobody else reads them.</p>",
            ),
            ("heading", "The newsletter"),
            (
                "text",
                "<p>Your address serves to send you the newsletter, once you have confirmed it with "
                "one click. One more click is enough to leave. We measure neither what you open nor "
                "what you click.</p>",
            ),
            ("heading", "Your rights"),
            (
                "text",
                "<p>You may see, correct, take away or have erased what concerns you: write to us. "
                "If our answer does not suit you, you may turn to the French data protection "
                "authority (Cnil).</p>",
            ),
        ],
    },
    "cookies": {
        "title": "Cookies",
        "summary": "A few cookies, all necessary: none of them asks for your consent.",
    },
    "conditions": {
        "title": "Terms of use",
        "summary": "What everybody may expect of the service, and what it expects of everybody.",
        "body": [
            (
                "text",
                "<p>The service is free and open to all. An account is asked for only where it is "
                "needed: to propose a project, follow a registration, run a site.</p>",
            ),
            ("heading", "What we ask"),
            (
                "text",
                "<ul><li>Stay courteous.</li><li>Never publish the name, the face or the voice of a "
                "child without the written consent of the parents.</li><li>Report what seems wrong "
                "or hurtful to you.</li></ul>",
            ),
        ],
    },
    "plan-du-site": {"title": "Site map", "summary": "All the pages at a glance."},
}
