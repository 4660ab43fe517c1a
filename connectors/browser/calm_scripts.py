"""Scripts that tell when a page has come to rest."""

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
