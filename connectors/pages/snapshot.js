// Describes the page as a list of nodes, in one pass, without changing anything.
// Node: [parent, tag, attributes, [x, y, w, h] | 0, flags] or [parent, "#text", text].
// Values that a person typed are never read; data-* attributes are left out, but for names of icons and tooltips.
const MAX_NODES = 250000, MAX_TEXT = 2000, MAX_VALUE = 400;
const VISIBLE = 1, DISABLED = 2, CHECKED = 4, FILLED = 8, POINTER = 16, COVERED = 32, HANDLER = 64, READONLY = 128, INVALID = 256;
const SKIP = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "LINK", "META", "HEAD", "BASE"]);
const CONTROL = new Set(["INPUT", "SELECT", "TEXTAREA", "BUTTON", "A", "SUMMARY"]);
// The entry's own selectors by name; what they match is marked for the reader.
const SELECTORS = Object.entries(arguments[0] || {});
const ICON_NAMES = ["data-icon", "data-testid", "data-lucide", "data-feather"];
const TOOLTIPS = ["data-original-title", "data-bs-original-title", "data-tooltip", "data-title", "data-label", "data-tip"];
const nodes = [];

// What only identifies a tooltip kept elsewhere is no word for people.
const IDENTITY = /^(?=.*\d)[\w-]{12,}$|^[\w-]*--[\w-]*$/;

function firstOf(element, names) {
  for (const name of names) {
    const said = element.getAttribute(name);
    if (said && !IDENTITY.test(said)) return said.slice(0, 80);
  }
  return "";
}

function attributesOf(element) {
  const found = {};
  for (const {name, value} of element.attributes) {
    if (name.startsWith("data-") || name === "style" || name === "srcset" || name === "d") continue;
    if (name === "value" && element.tagName === "INPUT" && !/^(submit|button|reset|radio|checkbox|image)$/.test(element.type)) continue;
    if (name.startsWith("on")) { found.onclick = found.onclick || name === "onclick" ? "1" : undefined; continue; }
    found[name] = value.length > MAX_VALUE ? value.slice(0, MAX_VALUE) : value;
  }
  const named = SELECTORS.filter(([, css]) => element.matches(css)).map(([name]) => name);
  if (named.length) found["#match"] = named.join(" ");
  const icon = firstOf(element, ICON_NAMES), tooltip = firstOf(element, TOOLTIPS);
  if (icon) found["#icon"] = icon;
  if (tooltip) found["#hint"] = tooltip;
  if (element.tagName === "SELECT") found["#selected"] = String(element.selectedIndex);
  if (/^(INPUT|TEXTAREA)$/.test(element.tagName) && givenValue(element)) found["#given"] = givenValue(element);
  if (element.tagName === "INPUT") found.type = element.type;
  if (element.tagName === "BUTTON" && !found.type) found.type = element.form ? "submit" : "button";
  return found;
}

function flagsOf(element, box, style, shift) {
  let flags = stateOf(element);
  const seen = element.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true});
  const inside = box.width > 0 && box.height > 0 && box.right + shift.x + scrollX > 0 && box.bottom + shift.y + scrollY > 0;
  if (seen && (inside || style.display === "contents")) flags |= VISIBLE;
  if (style.pointerEvents === "none" && /^(A|BUTTON)$/.test(element.tagName)) flags |= DISABLED;
  if (style.cursor === "pointer") flags |= POINTER;
  if ((flags & VISIBLE) && CONTROL.has(element.tagName) && isCovered(element, box)) flags |= COVERED;
  return flags;
}

// What holds for hidden elements as well.
function stateOf(element) {
  let flags = 0;
  if (element.disabled || element.getAttribute("aria-disabled") === "true") flags |= DISABLED;
  if (element.checked || element.selected) flags |= CHECKED;
  if (element.readOnly) flags |= READONLY;
  if (hasPressHandler(element)) flags |= HANDLER;
  if (element.getAttribute("aria-invalid") === "true") flags |= INVALID;
  // The hidden answer of a captcha counts as well: it tells that the captcha has been solved.
  const typed = !/^(submit|button|hidden)$/.test(element.type) || /(captcha|turnstile)-response/.test(element.name);
  if (/^(INPUT|TEXTAREA)$/.test(element.tagName) && element.value && typed) flags |= FILLED;
  return flags;
}

// Handlers as the common frameworks keep them on the element; others show at least the pointing hand.
function hasPressHandler(element) {
  if (typeof element.onclick === "function") return true;
  for (const symbol of Object.getOwnPropertySymbols(element)) {
    if (symbol.description === "_vei" && element[symbol] && element[symbol].onClick) return true;
  }
  for (const key of Object.keys(element)) {
    const kept = element[key];
    if (!kept) continue;
    if (key.startsWith("__reactProps$") && (kept.onClick || kept.onDoubleClick)) return true;
    if (key.startsWith("jQuery") && kept.events && kept.events.click) return true;
    if (/^_vei$|^__zone_symbol__clickfalse$|^__click$/.test(key) && (kept.onClick || key !== "_vei")) return true;
  }
  return false;
}

// What the portal itself put into a field that nobody can type into.
function givenValue(element) {
  const given = element.readOnly || element.disabled;
  return given && /^(text|number|date|email|url|tel|textarea)$/.test(element.type) ? (element.value || "").slice(0, MAX_VALUE) : "";
}

function isCovered(element, box) {
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const root = element.getRootNode();
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || !root.elementFromPoint) return false;
  const top = root.elementFromPoint(x, y);
  return !!top && !element.contains(top) && !top.contains(element) && !(element.labels && [...element.labels].some(l => l.contains(top)));
}

function addText(parent, text) {
  const clean = text.replace(/[ \t\r\n\f]+/g, " ");
  if (clean && clean !== " ") nodes.push([parent, "#text", clean.slice(0, MAX_TEXT)]);
  else if (clean === " " && nodes.length && nodes[nodes.length - 1][0] >= parent) nodes.push([parent, "#text", " "]);
}

function walkChildren(root, parent, shift) {
  for (const child of root.childNodes) {
    if (nodes.length >= MAX_NODES) return;
    if (child.nodeType === 3) addText(parent, child.data);
    else if (child.nodeType === 1) walk(child, parent, shift);
  }
}

function walk(element, parent, shift) {
  const index = nodes.length, tag = element.tagName.toUpperCase();
  if (SKIP.has(tag)) { nodes.push([parent, tag.toLowerCase(), {}, 0, 0]); return; }
  // Below what is not displayed nothing has a place or a look of its own: large hidden parts cost little.
  if (!shift) { walkHidden(element, parent, tag); return; }
  const view = element.ownerDocument.defaultView;
  const box = element.getBoundingClientRect(), style = view.getComputedStyle(element);
  nodes.push([parent, tag.toLowerCase(), attributesOf(element),
    [Math.round(box.x + shift.x + view.scrollX), Math.round(box.y + shift.y + view.scrollY), Math.round(box.width), Math.round(box.height)],
    flagsOf(element, box, style, shift)]);
  if (tag === "SVG") { walkIcon(element, index); return; }
  // What an inner scroll area has scrolled out of sight is still there to be scrolled to.
  const within = style.display === "none" ? null : isScrolled(element) ? {x: shift.x + element.scrollLeft, y: shift.y + element.scrollTop} : shift;
  if (element.shadowRoot) {
    nodes.push([index, "#shadow", {}, 0, VISIBLE]);
    walkChildren(element.shadowRoot, nodes.length - 1, within);
  }
  if (tag === "IFRAME" || tag === "FRAME") walkFrame(element, index, box, shift);
  else walkChildren(element, index, within);
}

function walkHidden(element, parent, tag) {
  const index = nodes.length;
  nodes.push([parent, tag.toLowerCase(), attributesOf(element), [0, 0, 0, 0], stateOf(element)]);
  if (tag === "SVG") { walkIcon(element, index); return; }
  if (element.shadowRoot) {
    nodes.push([index, "#shadow", {}, 0, VISIBLE]);
    walkChildren(element.shadowRoot, nodes.length - 1, null);
  }
  if (tag === "IFRAME" || tag === "FRAME") walkFrame(element, index, {x: 0, y: 0}, {x: 0, y: 0});
  else walkChildren(element, index, null);
}

function isScrolled(element) {
  return (element.scrollTop || element.scrollLeft) && element !== element.ownerDocument.scrollingElement;
}

function walkIcon(svg, parent) {
  for (const part of svg.querySelectorAll("title, use")) {
    const index = nodes.length;
    const link = part.getAttribute("href") || part.getAttribute("xlink:href");
    nodes.push([parent, part.tagName.toLowerCase(), link ? {href: link} : {}, 0, VISIBLE]);
    if (part.tagName.toLowerCase() === "title") addText(index, part.textContent);
  }
}

function walkFrame(frame, parent, box, shift) {
  const view = frame.ownerDocument.defaultView;
  let number = -1;
  for (let i = 0; i < view.frames.length; i++) if (view.frames[i] === frame.contentWindow) number = i;
  let inner = null;
  try { inner = frame.contentDocument; } catch (error) { inner = null; }
  const attributes = {"#frame": String(number), "#same-origin": inner && inner.documentElement ? "1" : ""};
  if (inner && inner.location) attributes["#url"] = inner.location.href;
  if (inner && inner.baseURI) attributes["#base"] = inner.baseURI;
  nodes.push([parent, "#document", attributes, 0, VISIBLE]);
  if (inner && inner.documentElement) {
    walk(inner.documentElement, nodes.length - 1,
      {x: shift.x + box.x + view.scrollX - inner.defaultView.scrollX, y: shift.y + box.y + view.scrollY - inner.defaultView.scrollY});
  }
}

if (document.documentElement) walk(document.documentElement, -1, {x: 0, y: 0});
return {
  url: location.href, base: document.baseURI, title: document.title, lang: document.documentElement ? document.documentElement.lang : "",
  ready: document.readyState, status: (performance.getEntriesByType("navigation")[0] || {}).responseStatus || 0,
  contentType: document.contentType, width: innerWidth, height: innerHeight,
  scrollHeight: document.documentElement ? document.documentElement.scrollHeight : 0, nodes: nodes,
};
