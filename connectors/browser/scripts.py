"""Scripts that run inside pages. Arguments come in as `arguments`, results leave as plain data."""

from __future__ import annotations

# Watches from the start of a document what settling needs to know: requests under way, last change.
OBSERVE = """
(() => {
  const key = Symbol.for("settle");
  if (window[key]) return;
  const now = () => performance.now();
  const state = {last: now(), pending: new Map(), slow: new Set(), changes: 0, next: 0};
  state.leaving = -Infinity;
  state.later = setTimeout.bind(window);
  Object.defineProperty(window, key, {value: state});
  const touch = () => { state.last = now(); if (document.readyState !== "loading") state.changes++; };
  const begin = (address) => {
    const id = state.next++;
    state.pending.set(id, {since: now(), place: String(address).split(/[?#]/)[0]});
    touch();
    return () => { if (state.pending.delete(id)) touch(); };
  };
  const leave = (event) => { if (!event.defaultPrevented) state.leaving = now(); };
  addEventListener("submit", leave);
  addEventListener("beforeunload", leave);
  new MutationObserver(touch).observe(document, {subtree: true, childList: true, characterData: true});
  const fetched = window.fetch;
  if (fetched) window.fetch = function (target) {
    const end = begin(target && target.url || target);
    let answer;
    try { answer = fetched.apply(this, arguments); } catch (error) { end(); throw error; }
    answer.then(() => setTimeout(end, 0), end);
    return answer;
  };
  const places = new WeakMap();
  const {open, send} = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address) {
    places.set(this, address);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    const end = begin(places.get(this));
    this.addEventListener("loadend", end, {once: true});
    try { return send.apply(this, arguments); } catch (error) { end(); throw error; }
  };
})();
"""

# Waits inside the page until it is calm, at most arguments[0].budget ms. Requests older than `slow` ms, and
# later ones to the same place, do not count: pages that hold a request open for news would never be calm. A
# page that began to leave less than `leaving` ms ago is not calm: the driver may not know of the next yet.
CALM = (
    OBSERVE
    + """
const limits = arguments[0];
const state = window[Symbol.for("settle")], clock = () => performance.now(), begin = clock();
const underWay = (now) => {
  let count = 0;
  for (const request of state.pending.values()) {
    if (now - request.since > limits.slow) state.slow.add(request.place);
    if (!state.slow.has(request.place)) count++;
  }
  return count;
};
const missing = () => {
  const now = clock(), ready = document.readyState;
  if (ready === "loading" || now - state.leaving < limits.leaving || underWay(now)) return limits.poll;
  const scripted = document.scripts.length || document.querySelector("iframe, frame");
  if (!scripted && limits.quiet === null) return 0;
  const timing = performance.getEntriesByType("navigation")[0];
  const parsed = timing && timing.domContentLoadedEventEnd || now;
  if (ready !== "complete" && now - parsed < limits.stuck) return limits.poll;
  const inert = state.changes === 0 && state.next === 0;
  const needed = limits.quiet !== null ? limits.quiet : inert ? limits.inert : limits.busy;
  return Math.max(0, needed - (now - state.last));
};
return (async () => {
  const failed = location.protocol === "chrome-error:";
  let wait = failed ? 0 : missing();
  while (wait > 0 && clock() - begin + wait <= limits.budget) {
    await new Promise((resolve) => state.later(resolve, wait));
    wait = missing();
  }
  const code = failed && /ERR_[A-Z0-9_]+/.exec(document.body ? document.body.innerText : "");
  return {wait, failed: failed && (code ? code[0] : "ERR_FAILED"), address: location.href};
})();
"""
)

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
