// What this front end says itself; everything else comes from the API in the reader's language.
export const LOCALES = ["fr", "ar"] as const;
export type Locale = (typeof LOCALES)[number];

const WORDS = {
  fr: {
    kits: "Mallettes", workshops: "Ateliers", search: "Recherche", news: "À la une",
    find: "Chercher", none: "Rien pour le moment.", name: "Votre nom", email: "Votre e-mail",
    party: "Nombre de personnes", register: "S’inscrire", confirmed: "Votre place est réservée.",
    waiting: "Vous êtes sur la liste d’attente.", other: "العربية",
    campaigns: "Collectes", give: "Donner à cette classe", raised: "réunis", minimum: "Minimum", optimum: "Optimum",
  },
  ar: {
    kits: "الحقائب", workshops: "الورشات", search: "بحث", news: "أخبار",
    find: "ابحث", none: "لا شيء الآن.", name: "الاسم", email: "البريد الإلكتروني",
    party: "عدد الأشخاص", register: "التسجيل", confirmed: "تم حجز مكانك.",
    waiting: "أنت في قائمة الانتظار.", other: "Français",
    campaigns: "حملات جمع التبرعات", give: "تبرّع لهذا الصف", raised: "جُمعت", minimum: "الحد الأدنى", optimum: "الهدف الأمثل",
  },
} satisfies Record<Locale, Record<string, string>>;

export type Words = (typeof WORDS)["fr"];

export function locale(): Locale {
  const asked = new URLSearchParams(location.search).get("lang");
  return LOCALES.find((one) => one === asked) ?? "fr";
}

export const words: Words = WORDS[locale()];
