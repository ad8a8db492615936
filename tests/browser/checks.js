// What axe does not see. Each function returns what is wrong, as short texts; nothing when all is well.
({
  tooWide() {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return [];
    const edge = document.documentElement.clientWidth;
    const guilty = [...document.querySelectorAll('body *')].filter(e => {
      const box = e.getBoundingClientRect();
      return box.width && (box.right > edge + 1 || box.left < -1);
    });
    return [`${over} px: ` + guilty.slice(0, 3).map(e => e.outerHTML.slice(0, 90)).join(' | ')];
  },
  smallTargets() {
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(e => {
      const box = e.getBoundingClientRect();
      if (!box.width || e.type === 'hidden' || e.closest('svg, .vh, .prose, p, li > p, label')) return false;
      // WCAG 2.5.8 leaves out links within a sentence.
      if (e.matches('a') && getComputedStyle(e).display === 'inline' && e.parentElement.textContent.trim() !== e.textContent.trim()) return false;
      if (e.labels && e.labels.length && [...e.labels].some(l => l.getBoundingClientRect().height >= 24)) return false;
      return box.height < 24 || box.width < 24;
    }).map(e => e.outerHTML.slice(0, 120));
  },
  cutText() {
    return [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
      const style = getComputedStyle(e);
      const clips = ['hidden', 'clip'].includes(style.overflowY) || ['hidden', 'clip'].includes(style.overflowX);
      return clips && !e.closest('.vh, svg, .paper, [aria-hidden=true]') && style.position !== 'absolute'
        && e.innerText?.trim() && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2)
        && e.clientHeight > 2;
    }).map(e => e.outerHTML.slice(0, 120));
  },
  hiddenFocus() {
    const seen = new Set();
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(e => {
      const box = e.getBoundingClientRect();
      const key = e.tagName + '.' + e.className + '.' + (e.type || '') + '.' + e.parentElement.className;
      if (!box.width || e.disabled || seen.has(key)) return false;
      seen.add(key);
      e.focus({preventScroll: true, focusVisible: true});
      if (document.activeElement !== e) return false;
      const style = getComputedStyle(e);
      const ring = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
      const inner = e.matches('.vh') && e.labels?.length;  // a choice drawn by its label
      if (ring || inner) return false;
      return getComputedStyle(e, '::before').outlineStyle === 'none';
    }).map(e => e.outerHTML.slice(0, 120));
  },
  needsScript() {
    const bad = [...document.querySelectorAll('a:not([href]), [href^="javascript:"], [onclick]')];
    const lonely = [...document.querySelectorAll('button[type=button]')].filter(e =>
      !e.hasAttribute('popovertarget') && !e.hasAttribute('command') && !e.hidden);
    const forms = [...document.querySelectorAll('form')].filter(f =>
      !f.querySelector('button:not([type=button]), input[type=submit], input[type=image]') &&
      !document.querySelector(`button[form="${f.id}"]`));
    return [...bad, ...lonely, ...forms].map(e => e.outerHTML.slice(0, 120));
  },
  withoutToken() {
    return [...document.querySelectorAll('form[method=post]')].filter(f =>
      !f.querySelector('[name=csrfmiddlewaretoken][value]')).map(e => e.outerHTML.slice(0, 120));
  },
  withoutEdge() {
    return [...document.querySelectorAll('.btn, button:not([popovertarget]), input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea')].filter(e => {
      const box = e.getBoundingClientRect(), style = getComputedStyle(e);
      if (!box.width || e.closest('.vh')) return false;
      const edge = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
      const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
      return !edge && !ring && style.textDecorationLine !== 'underline';
    }).map(e => e.outerHTML.slice(0, 120));
  },
  sheet(text) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = text ? [sheet] : [];
  },
})
