"""Scripts that run inside pages. Arguments come in as `arguments`, results leave as plain data."""

from __future__ import annotations

# Shared by those below: an element by CSS that enters open shadow roots at " >>> ".
_FIND = """
const find = (path) => {
  let root = document, found = null;
  for (const part of path.split(" >>> ")) {
    if (!root) return null;
    found = root.querySelector(part);
    root = found && found.shadowRoot;
  }
  return found;
};
const seen = (element) => {
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4) return false;
  const style = getComputedStyle(element);
  if (style.visibility !== "visible" || /rect\\(0px,? 0px,? 0px,? 0px\\)/.test(style.clip)) return false;
  let opacity = 1;
  for (let at = element; at; at = at.parentElement || (at.getRootNode().host || null)) {
    opacity *= Number(getComputedStyle(at).opacity);
  }
  return opacity > 0.05 && box.right > 0 && box.bottom > 0
    && box.left < innerWidth && box.top < innerHeight;
};
"""

FIND = _FIND + "return find(arguments[0]);"

# The element, brought into view, for a click.
REACH = (
    _FIND
    + """
const element = find(arguments[0]);
if (element) element.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
return element;
"""
)

# A field made ready for typing: in view, focused, its text selected so that the first key replaces it.
FOCUS = (
    _FIND
    + """
const element = find(arguments[0]);
if (!element) return null;
element.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"});
const usable = !element.disabled && !element.readOnly;
const visible = seen(element);
if (usable && (visible || !arguments[1])) {
  element.focus();
  if (element.select) element.select();
  else if (element.isContentEditable) getSelection().selectAllChildren(element);
}
const filled = Boolean(element.value || element.innerText);
return {element, visible, usable, filled, type: element.type || ""};
"""
)

# Is the element still what it was when it got the focus? The last look before a secret is typed.
STILL_FOCUSED = (
    _FIND
    + """
const element = arguments[0];
const active = element.getRootNode().activeElement;
return {ready: element.isConnected && active === element && seen(element), address: location.href};
"""
)

SEEN = _FIND + "return seen(arguments[0]);"

# The element of window.frames[arguments[0]], in the document or in one of its open shadow roots.
FRAME = """
const view = window.frames[arguments[0]];
const search = (root) => {
  for (const element of root.querySelectorAll("iframe, frame")) {
    if (element.contentWindow === view) return element;
  }
  for (const element of root.querySelectorAll("*")) {
    const found = element.shadowRoot && search(element.shadowRoot);
    if (found) return found;
  }
  return null;
};
return view ? search(document) : null;
"""

# Fields whose text depends on the language of the browser when typed take a value instead.
SET_VALUE = """
const [element, value] = arguments;
const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
if (own && own.set) own.set.call(element, value); else element.value = value;
element.dispatchEvent(new Event("input", {bubbles: true}));
element.dispatchEvent(new Event("change", {bubbles: true}));
"""

CHOOSE = (
    _FIND
    + """
const element = find(arguments[0]), wanted = arguments[1];
if (!element || !element.options) return false;
const option = [...element.options].find((each) => each.value === wanted)
  || [...element.options].find((each) => each.text.trim() === wanted.trim());
if (!option) return false;
if (!option.selected) {
  option.selected = true;
  element.dispatchEvent(new Event("input", {bubbles: true}));
  element.dispatchEvent(new Event("change", {bubbles: true}));
}
return true;
"""
)

JS_CLICK = "arguments[0].click();"
ADDRESS = "return location.href;"
CHECKED = "return Boolean(arguments[0].checked);"
LABEL_OF = "return arguments[0].labels && arguments[0].labels[0] || null;"
SCROLL_TO_END = "window.scrollTo(0, document.documentElement.scrollHeight);"
USER_AGENT = "return navigator.userAgent;"

# Storage of this document and of the frames it may look into, as {origin: {local, session}}.
STORAGE = """
const found = {};
const read = (view) => {
  try {
    const copy = (store) => Object.fromEntries(Object.keys(store).map((key) => [key, store.getItem(key)]));
    const origin = view.location.origin;
    if (/^https?:/.test(origin)) {
      found[origin] = {local: copy(view.localStorage), session: copy(view.sessionStorage)};
    }
  } catch (error) { /* a frame of another origin, or storage switched off: nothing to read */ }
  for (let at = 0; at < view.length; at++) read(view[at]);
};
read(window);
return found;
"""

# Runs before any script of a page: puts back what its origin had stored, once in each tab. A page that
# another one of its origin leads to, or that is loaded again, owns its storage: it may have emptied it.
RESTORE = """
(() => {
  const mark = "%(mark)s", kept = %(origins)s[location.origin];
  const [timing] = performance.getEntriesByType("navigation");
  const again = timing && timing.type !== "navigate" || document.referrer.startsWith(location.origin + "/");
  try {
    if (!kept || again || sessionStorage.getItem(mark)) return;
    const {local, session} = JSON.parse(kept);
    for (const [key, value] of Object.entries(local)) localStorage.setItem(key, value);
    for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, value);
    sessionStorage.setItem(mark, "1");
  } catch (error) { /* storage switched off, or full: the page starts empty */ }
})();
"""

# The page as it stands, with open shadow roots and without what was typed (that is never an attribute).
SOURCE = """
const roots = [];
const walk = (root) => {
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) { roots.push(element.shadowRoot); walk(element.shadowRoot); }
  }
};
walk(document);
const html = document.documentElement;
return roots.length && html.getHTML ? html.getHTML({shadowRoots: roots}) : html.outerHTML;
"""

# Blur what was typed, texts that look like keys, and frames of others; arguments[0]: blur everything.
COVER = """
const rule = "filter: blur(8px) !important; -webkit-text-fill-color: transparent !important;";
const fields = "input:not([type=submit]):not([type=button]):not([type=reset]):not([type=checkbox])"
  + ":not([type=radio]):not([type=image]), textarea, [contenteditable=''], [contenteditable=true]";
const sheet = `${fields}, iframe, frame, [data-evidence-cover] { ${rule} }`
  + (arguments[0] ? ` html { ${rule} }` : "");
const token = new RegExp("(?=[\\\\w+=.~-]*\\\\d)(?=[\\\\w+=.~-]*[A-Za-z])[\\\\w+=.~-]{24,}|otpauth:"
  + "|\\\\b[A-Z2-7]{16,}\\\\b|\\\\b([A-Z2-7]{4} ){3,}[A-Z2-7]{4}\\\\b");
const cover = (root, place) => {
  const style = document.createElement("style");
  style.setAttribute("data-evidence-style", "");
  style.textContent = sheet;
  place.append(style);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent && token.test(texts.currentNode.data)) parent.setAttribute("data-evidence-cover", "");
  }
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) cover(element.shadowRoot, element.shadowRoot);
  }
};
cover(document, document.documentElement);
"""

UNCOVER = """
const uncover = (root) => {
  for (const style of root.querySelectorAll("[data-evidence-style]")) style.remove();
  for (const each of root.querySelectorAll("[data-evidence-cover]")) {
    each.removeAttribute("data-evidence-cover");
  }
  for (const element of root.querySelectorAll("*")) if (element.shadowRoot) uncover(element.shadowRoot);
};
uncover(document);
"""

# fetch() with the page's credentials; the body comes back as base64.
FETCH = """
const [address, method, body, headers, limit, largest, done] = arguments;
const abort = new AbortController();
const timer = setTimeout(() => abort.abort(), limit);
(async () => {
  try {
    const answer = await fetch(address, {
      method, headers, credentials: "include", signal: abort.signal, body: body === null ? undefined : body,
    });
    const content = await answer.blob();
    if (content.size > largest) throw new Error("too large: " + content.size);
    const text = await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(content);
    });
    done({
      status: answer.status, url: answer.url, headers: Object.fromEntries(answer.headers),
      type: answer.headers.get("content-type") || content.type || "", body: text.slice(text.indexOf(",") + 1),
    });
  } catch (error) {
    done({failed: error.name + ": " + error.message});
  } finally {
    clearTimeout(timer);
  }
})();
"""
