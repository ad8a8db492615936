// What was searched for on this device, and on no other: nothing is sent.
const KEY = "recherches", MOST = 5;

export const recent = () => {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
};

export const remember = (text) => {
  const searches = [text, ...recent().filter((known) => known !== text)].slice(0, MOST);
  try { localStorage.setItem(KEY, JSON.stringify(searches)); } catch { /* refused */ }
};
