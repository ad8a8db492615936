// What this front end says itself; everything else comes from the API in the reader's language.
export const LOCALES = ["fr", "ar"] as const;
export type Locale = (typeof LOCALES)[number];

const WORDS = {
  fr: {
    kits: "Mallettes", workshops: "Ateliers", search: "Recherche", news: "À la une",
    find: "Chercher", none: "Rien pour le moment.", name: "Votre nom", email: "Votre e-mail",
    party: "Nombre de personnes", register: "S’inscrire", confirmed: "Votre place est réservée.",
    waiting: "Vous êtes sur la liste d’attente.", other: "العربية",
    campaigns: "Collectes", give: "Donner à cette classe", raised: "Réunis", minimum: "Minimum", optimum: "Optimum",
    left: "Reste", closed: "Cette collecte est terminée.", amount: "Montant en euros", failure: "Si le minimum n’est pas atteint",
    refund: "Rendez-moi mon argent", fund: "Donnez-le au fonds de solidarité", method: "Je paie", card: "par carte",
    transfer: "par virement", message: "Un mot de soutien", pseudonym: "Pseudonyme", receipt: "Je voudrais un reçu fiscal",
    address: "Adresse postale, pour le reçu", adult: "Je suis majeur", next: "Continuer", pay: "Confirmer et payer",
    code: "Le code à six chiffres reçu par e-mail", paid: "Merci ! Votre don est arrivé.", pending: "Votre paiement se confirme.",
    unpaid: "Ce don n’a pas été payé.", awaited: "Votre virement est attendu.", reference: "Référence", until: "avant le",
    colon: " : ", more: "Voir la suite", instead: "Recherché à la place", found: "Résultats", sections: "Rubriques", languages: "Langues",
    nothing: "Rien ne correspond à cette recherche. Essayez avec moins de mots, ou d’autres.",
    silence: "Le site ne répond pas. Réessayez dans un instant.", again: "Réessayer", trouble: "Cette page ne s’affiche pas",
    stranger: "Cette adresse ne fait pas partie des sites que cette page peut lire.", where: "Où", when: "Quand", places: "Places",
    donors: "Soutiens", ends: "Jusqu’au",
  },
  ar: {
    kits: "الحقائب", workshops: "الورشات", search: "بحث", news: "أخبار",
    find: "ابحث", none: "لا شيء الآن.", name: "الاسم", email: "البريد الإلكتروني",
    party: "عدد الأشخاص", register: "التسجيل", confirmed: "تم حجز مكانك.",
    waiting: "أنت في قائمة الانتظار.", other: "Français",
    campaigns: "حملات جمع التبرعات", give: "تبرّع لهذا الصف", raised: "جُمعت", minimum: "الحد الأدنى", optimum: "الهدف الأمثل",
    left: "المتبقي", closed: "انتهت هذه الحملة.", amount: "المبلغ باليورو", failure: "إذا لم يُبلغ الحد الأدنى",
    refund: "أعيدوا إليّ مالي", fund: "امنحوه لصندوق التضامن", method: "أدفع", card: "بالبطاقة",
    transfer: "بالتحويل المصرفي", message: "كلمة دعم", pseudonym: "الاسم المستعار", receipt: "أريد إيصالاً ضريبياً",
    address: "العنوان البريدي، للإيصال", adult: "أنا راشد", next: "متابعة", pay: "تأكيد ودفع",
    code: "الرمز المكوّن من ستة أرقام المرسل بالبريد", paid: "شكراً! وصل تبرعك.", pending: "جارٍ تأكيد الدفع.",
    unpaid: "لم يُدفع هذا التبرع.", awaited: "ننتظر تحويلك.", reference: "المرجع", until: "قبل",
    colon: ": ", more: "عرض المزيد", instead: "تم البحث بدلاً من ذلك عن", found: "النتائج", sections: "الأقسام", languages: "اللغات",
    nothing: "لا شيء يطابق هذا البحث. جرّب كلمات أقل أو كلمات أخرى.",
    silence: "الموقع لا يستجيب. أعد المحاولة بعد لحظات.", again: "إعادة المحاولة", trouble: "تعذّر عرض هذه الصفحة",
    stranger: "هذا العنوان ليس من المواقع التي يمكن لهذه الصفحة قراءتها.", where: "المكان", when: "الموعد", places: "الأماكن",
    donors: "الداعمون", ends: "حتى",
  },
} satisfies Record<Locale, Record<string, string>>;

export type Words = (typeof WORDS)["fr"];

export function locale(): Locale {
  const asked = new URLSearchParams(location.search).get("lang");
  return LOCALES.find((one) => one === asked) ?? "fr";
}

export const words: Words = WORDS[locale()];

export const euros = (cents: number): string =>
  new Intl.NumberFormat(locale(), { style: "currency", currency: "EUR" }).format(cents / 100);

export const moment = (text: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeZone: "Europe/Paris" }).format(new Date(text));
