"""Pages in English and Arabic, by site and address of the French page."""

from typing import Any

NATIONAL: dict[str, dict[str, dict[str, Any]]] = {
    "en": {
        "accueil": {
            "title": "Home",
            "seo_title": "Projects for schools",
            "headline": "Small kit, great projects.",
            "cut_word": "great",
            "lead": "Give to a class near you. Find a resource to teach or to help your child. A public "
            "service, open to all.",
            "summary": "The platform for school projects and resources for parents and teachers.",
            "doors": [
                ("Give to a class", "Checked projects, from €5.", "/en/about/", "mains"),
                ("Find a resource", "Free sheets and videos.", "/en/parents/", "livre"),
            ],
            "steps": [
                (
                    "A class tells its project",
                    "We check the page, the head of the school agrees. Nothing shows before.",
                ),
                (
                    "You give what you like",
                    "From €5, without an account. Goal missed? You are refunded, or help another class.",
                ),
                (
                    "The class answers",
                    "Pictures, log book, receipt: you follow the project to its end.",
                ),
            ],
            "figures": [],
        },
        "a-propos": {
            "title": "About us",
            "slug": "about",
            "summary": "Who runs Trousse, and for whom.",
            "body": [
                (
                    "text",
                    "<p>Trousse brings together classes with a project, people who want to help, parents who look "
                    "for support and the teams on the ground who give it.</p>",
                )
            ],
        },
        "parents": {
            "title": "Parents",
            "slug": "parents",
            "summary": "Resources, workshops and people, near you and free.",
            "body": [
                (
                    "text",
                    "<p>School changes, and so do its tools. Nobody is born knowing how to read an online report "
                    "book. It can be learnt, together, close to home.</p>",
                ),
                (
                    "notice",
                    {
                        "kind": "info",
                        "title": "You do not speak French well?",
                        "text": "<p>Say so when you call: an interpreter can come, at no cost.</p>",
                    },
                ),
            ],
        },
    },
    "ar": {
        "accueil": {
            "title": "الرئيسية",
            "seo_title": "مشاريع من أجل المدرسة",
            "headline": "من المقلمة تخرج مشاريع كبيرة.",
            "cut_word": "كبيرة",
            "lead": "تبرعوا لقسم قريب منكم. اعثروا على مورد للتعليم أو لمرافقة أطفالكم. خدمة عمومية مفتوحة للجميع.",
            "summary": "منصة مشاريع المدرسة وموارد الآباء والمعلمين.",
            "doors": [
                ("تبرعوا لقسم", "مشاريع تم التحقق منها، ابتداء من 5 يورو.", "/ar/من-نحن/", "mains"),
                ("اعثروا على مورد", "بطاقات ومقاطع فيديو مجانية.", "/ar/الآباء/", "livre"),
            ],
            "steps": [
                (
                    "القسم يعرض مشروعه",
                    "يتحقق الفريق من الصفحة وتوافق إدارة المدرسة. لا ينشر شيء قبل ذلك.",
                ),
                (
                    "تعطون ما تريدون",
                    "ابتداء من 5 يورو ودون حساب. إذا لم يتحقق الهدف يعاد إليكم المبلغ أو يساعد قسما آخر.",
                ),
                ("القسم يجيبكم", "صور ودفتر يوميات وإيصال: تتابعون المشروع حتى نهايته."),
            ],
            "figures": [],
        },
        "a-propos": {
            "title": "من نحن",
            "slug": "من-نحن",
            "summary": "من يدير المنصة ولمن.",
            "body": [
                (
                    "text",
                    "<p>تجمع المنصة بين الأقسام التي لديها مشروع، والأشخاص الذين يريدون المساعدة، والآباء الذين يبحثون "
                    "عن سند، والفرق الميدانية التي تقدمه.</p>",
                )
            ],
        },
        "parents": {
            "title": "الآباء",
            "slug": "الآباء",
            "summary": "موارد وورشات وأشخاص قريبون منكم، مجانا.",
            "body": [
                (
                    "text",
                    "<p>المدرسة تتغير وأدواتها أيضا. لا أحد يولد وهو يعرف قراءة دفتر المراسلة على الإنترنت. هذا يتعلم، "
                    "معا، قرب البيت.</p>",
                ),
                (
                    "notice",
                    {
                        "kind": "info",
                        "title": "هل تحتاجون إلى مترجم؟",
                        "text": "<p>قولوا ذلك عند الاتصال: يمكن أن يحضر مترجم مجانا.</p>",
                    },
                ),
            ],
        },
    },
}


def department(name: str, language: str) -> dict[str, dict[str, Any]]:
    """Return the translated home of a department."""
    if language == "ar":
        return {
            "accueil": {
                "title": f"{name}",
                "headline": "المدرسة نعيشها معا.",
                "cut_word": "معا",
                "lead": "ورشات مجانية قريبة منكم لمتابعة دراسة أطفالكم والتعود على الأدوات الرقمية.",
                "summary": "ورشات وأخبار وموارد للآباء.",
            }
        }
    return {
        "accueil": {
            "title": f"{name}",
            "headline": f"{name}: school is lived together.",
            "cut_word": "together",
            "lead": "Free workshops near you, to follow your child’s schooling and tame digital tools.",
            "summary": "Workshops, news and resources for parents.",
        }
    }


MENUS = {"en": (("a-propos", "parents"), "Trousse"), "ar": (("a-propos", "parents"), "المنصة")}
