"""National pages in English and Arabic, by the address of the French page."""

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
                ("Give to a class", "Checked projects, from €5.", "/en/a-propos/", "mains"),
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
        "professionnels": {
            "title": "Professionals and authorities",
            "summary": "What saves time when you welcome parents.",
            "body": [
                (
                    "text",
                    "<p>You teach, you run a social centre, you are elected: parents turn to you first. Here are "
                    "kits to run a workshop, sheets to hand out, and in each department a person to call.</p>",
                ),
                (
                    "text",
                    "<p>Most of these resources are in French. The ones for parents exist in several languages.</p>",
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
                (
                    "تبرعوا لقسم",
                    "مشاريع تم التحقق منها، ابتداء من 5 يورو.",
                    "/ar/a-propos/",
                    "mains",
                ),
                ("اعثروا على مورد", "بطاقات ومقاطع فيديو مجانية.", "/ar/parents/", "livre"),
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
        "professionnels": {
            "title": "المهنيون والمنتخبون",
            "summary": "ما يوفر الوقت لاستقبال الآباء.",
            "body": [
                (
                    "text",
                    "<p>أنتم معلمون أو تديرون مركزا اجتماعيا أو منتخبون: إليكم يتوجه الآباء أولا. تجدون هنا حقائب "
                    "لتنشيط ورشة، وبطاقات للتوزيع، وفي كل مقاطعة شخصا تتصلون به.</p>",
                ),
                (
                    "text",
                    "<p>معظم هذه الموارد بالفرنسية. أما الموجهة إلى الآباء فتوجد بعدة لغات.</p>",
                ),
            ],
        },
    },
}
