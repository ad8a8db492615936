"""The words of a new department's own pages, in three languages: coordinators go on from there."""

from typing import Any

from cms.models import BasePage
from tenants.models import Tenant
from tne_sites.models import ProfessionalsPage, ResourceParentPage, TerritoryPage

LANGUAGES = ("fr", "en", "ar")
# A page by its address, or a view; and its name in the menu when the title is too long for it.
MENU = {
    "fr": (
        ("/ateliers/", "Ateliers"),
        ("mon-territoire", "Mon territoire"),
        ("actualites", ""),
        ("parents-ressources", ""),
        ("professionnels", ""),
        ("contact", ""),
    ),
    "en": (
        ("/ateliers/", "Workshops"),
        ("mon-territoire", "My territory"),
        ("actualites", ""),
        ("parents-ressources", ""),
        ("professionnels", ""),
        ("contact", ""),
    ),
    "ar": (
        ("/ateliers/", "الورشات"),
        ("mon-territoire", "مقاطعتي"),
        ("actualites", ""),
        ("parents-ressources", ""),
        ("professionnels", ""),
        ("contact", ""),
    ),
}
CHARTER = """Être parent ressource, c’est donner un peu de son temps à d’autres parents.

Le parent ressource :
– accueille chacun sans juger, et écoute avant de répondre ;
– garde pour lui ce qu’on lui confie ;
– dit quand il ne sait pas, et oriente vers l’équipe ou une structure ;
– n’entre jamais à la place d’un parent dans un espace personnel, et ne note aucun mot de passe ;
– ne vend rien et ne représente aucun parti ni aucune religion ;
– prévient l’équipe quand il ne peut pas venir.

L’équipe du département :
– forme le parent ressource, l’invite aux rencontres et répond à ses questions ;
– lui rembourse ses déplacements quand ils ont été décidés ensemble ;
– l’assure pendant les ateliers ;
– ne donne jamais ses coordonnées sans son accord.

Chacun peut arrêter quand il le souhaite, sans avoir à se justifier."""


CHARTER_EN = """To be a resource parent is to give a little of one’s time to other parents.

The resource parent:
– welcomes everybody without judging, and listens before answering;
– keeps to themselves what they are told;
– says when they do not know, and leads to the team or to a structure;
– never signs in in a parent’s place, and writes no password down;
– sells nothing, and speaks for no party and no religion;
– tells the team when they cannot come.

The team of the department:
– trains the resource parent, invites them to meetings and answers their questions;
– pays back the travel that was decided together;
– insures them during the workshops;
– never gives their address or number without their agreement.

Each may stop whenever they like, without having to explain."""
CHARTER_AR = """أن تكون وليّ أمر مرجعيًا يعني أن تمنح قليلًا من وقتك لأولياء أمور آخرين.

وليّ الأمر المرجعي:
– يستقبل الجميع من دون حكم، ويصغي قبل أن يجيب؛
– يحفظ سرّ ما يُقال له؛
– يقول إنه لا يعرف حين لا يعرف، ويوجّه إلى الفريق أو إلى هيئة؛
– لا يدخل أبدًا مكان وليّ أمر إلى فضائه الشخصي، ولا يدوّن أي كلمة سر؛
– لا يبيع شيئًا ولا يمثل حزبًا ولا دينًا؛
– يخبر الفريق حين يتعذر عليه الحضور.

فريق المقاطعة:
– يكوّن وليّ الأمر المرجعي ويدعوه إلى اللقاءات ويجيب عن أسئلته؛
– يعوّض تنقلاته التي تقررت معًا؛
– يؤمّنه أثناء الورشات؛
– لا يعطي عنوانه أو رقمه أبدًا من دون موافقته.

يمكن لكل واحد أن يتوقف متى شاء من دون تبرير."""


def pages(tenant: Tenant, language: str) -> list[BasePage]:
    """Return the pages that a department owes its readers, in the order of the menu."""
    words = WORDS[language]
    kinds: tuple[tuple[type[BasePage], str, list[str]], ...] = (
        (TerritoryPage, "mon-territoire", []),
        (ResourceParentPage, "parents-ressources", ["parents"]),
        (ProfessionalsPage, "professionnels", ["teachers", "professionals"]),
    )
    return [
        kind(slug=slug, audiences=audiences, **_named(words[slug], tenant.name))
        for kind, slug, audiences in kinds
    ]


def _named(words: dict[str, Any], name: str) -> dict[str, Any]:
    """Write the department's name where the words leave a place for it."""
    return {
        key: value.format(name=name) if isinstance(value, str) and key != "charter" else value
        for key, value in words.items()
    }


FRENCH: dict[str, dict[str, Any]] = {
    "mon-territoire": {
        "title": "Mon territoire : {name}",
        "summary": "Les nouvelles, les ressources choisies, les écoles et les structures près de chez vous.",
        "body": [
            (
                "text",
                "<p>Des écoles, des collèges et des associations travaillent ensemble pour que chaque parent "
                "puisse suivre la scolarité de son enfant et utiliser le numérique sans crainte.</p>",
            )
        ],
    },
    "parents-ressources": {
        "title": "Parents ressources",
        "summary": "Des parents formés, bénévoles, qui aident d’autres parents.",
        "charter": CHARTER,
        "body": [
            (
                "text",
                "<p>Un parent ressource connaît l’école du quartier et quelques outils numériques. Il aide à se "
                "connecter, à lire un message, à oser poser une question. Il ne remplace pas un professionnel.</p>",
            ),
            ("heading", "Ce qu’il faut"),
            (
                "text",
                "<ul><li>Deux heures de temps en temps.</li><li>L’envie d’aider. Les langues que vous parlez "
                "sont une chance.</li><li>Aucun diplôme : l’équipe vous forme.</li></ul>",
            ),
            ("heading", "Comment cela se passe"),
            (
                "text",
                "<ol><li>Vous remplissez le formulaire.</li><li>Nous vous appelons.</li><li>Nous lisons la charte "
                "ensemble et la signons.</li><li>Vous venez à un premier atelier, avec quelqu’un de l’équipe.</li></ol>",
            ),
        ],
    },
    "professionnels": {
        "title": "Professionnels",
        "summary": "Pour les équipes éducatives, les médiateurs et les travailleurs sociaux : {name}.",
        "body": [
            (
                "text",
                "<p>Vous accueillez des parents ? Voici de quoi préparer un atelier, un café des parents, un "
                "entretien : des ressources choisies par le département, des formations, des partenaires.</p>",
            )
        ],
    },
}
ENGLISH: dict[str, dict[str, Any]] = {
    "mon-territoire": {
        "title": "My territory: {name}",
        "summary": "News, chosen resources, schools and structures near you.",
        "body": [
            (
                "text",
                "<p>Schools, collèges and associations work together so that every parent can follow their "
                "child’s schooling and use digital tools without fear.</p>",
            )
        ],
    },
    "parents-ressources": {
        "title": "Resource parents",
        "summary": "Trained volunteers, parents themselves, who help other parents.",
        "charter": CHARTER_EN,
        "body": [
            (
                "text",
                "<p>A resource parent knows the school next door and a few digital tools. They help to sign in, "
                "to read a message, to dare to ask. They do not replace a professional.</p>",
            ),
            ("heading", "What you need"),
            (
                "text",
                "<ul><li>Two hours from time to time.</li><li>The wish to help. The languages you speak are an "
                "asset.</li><li>No diploma: the team trains you.</li></ul>",
            ),
            ("heading", "How it goes"),
            (
                "text",
                "<ol><li>You fill the form in.</li><li>We call you.</li><li>We read the charter together and sign "
                "it.</li><li>You come to a first workshop, with somebody of the team.</li></ol>",
            ),
        ],
    },
    "professionnels": {
        "title": "Professionals",
        "summary": "For school teams, digital mediators and social workers: {name}.",
        "body": [
            (
                "text",
                "<p>Do you welcome parents? Here is what it takes to prepare a workshop, a parents’ café, a "
                "talk: resources chosen by the department, trainings, partners.</p>",
            )
        ],
    },
}
ARABIC: dict[str, dict[str, Any]] = {
    "mon-territoire": {
        "title": "مقاطعتي: {name}",
        "summary": "الأخبار والموارد المختارة والمدارس والهيئات القريبة منكم.",
        "body": [
            (
                "text",
                "<p>تعمل المدارس والإعداديات والجمعيات معًا كي يستطيع كل وليّ أمر متابعة دراسة طفله "
                "واستعمال الأدوات الرقمية من دون خوف.</p>",
            )
        ],
    },
    "parents-ressources": {
        "title": "أولياء الأمور المرجعيون",
        "summary": "أولياء أمور متطوعون ومكوَّنون يساعدون أولياء أمور آخرين.",
        "charter": CHARTER_AR,
        "body": [
            (
                "text",
                "<p>يعرف وليّ الأمر المرجعي مدرسة الحي وبعض الأدوات الرقمية. يساعد على الدخول إلى الحساب وقراءة "
                "رسالة وطرح سؤال. وهو لا يحل محل المهني.</p>",
            ),
            ("heading", "ما يلزم"),
            (
                "text",
                "<ul><li>ساعتان من حين إلى آخر.</li><li>الرغبة في المساعدة. واللغات التي تتكلمونها مكسب.</li>"
                "<li>لا شهادة: الفريق يكوّنكم.</li></ul>",
            ),
            ("heading", "كيف يجري ذلك"),
            (
                "text",
                "<ol><li>تملؤون الاستمارة.</li><li>نتصل بكم.</li><li>نقرأ الميثاق معًا ونوقّعه.</li>"
                "<li>تحضرون ورشة أولى مع أحد أعضاء الفريق.</li></ol>",
            ),
        ],
    },
    "professionnels": {
        "title": "المهنيون",
        "summary": "للفرق التربوية والوسطاء الرقميين والعاملين الاجتماعيين: {name}.",
        "body": [
            (
                "text",
                "<p>تستقبلون أولياء الأمور؟ إليكم ما يلزم لإعداد ورشة أو مقهى للآباء أو مقابلة: موارد اختارتها "
                "المقاطعة وتكوينات وشركاء.</p>",
            )
        ],
    },
}
WORDS = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC}
