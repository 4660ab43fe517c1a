(function () {
  'use strict';
  var A = window.__APP__, t = A.t, host = document.getElementById('root'), root = host;
  if (A.shadow) {
    root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<link rel=stylesheet href="/assets/site.css">';
    root = root.appendChild(document.createElement('div'));
  }

  // ---- elements -----------------------------------------------------------------------------------------------
  function h(tag, props) {
    var e = document.createElement(tag);
    for (var k in props || {}) {
      if (k.slice(0, 2) === 'on') e.addEventListener(k.slice(2), props[k]);
      else if (k === 'cls') e.className = props[k];
      else if (props[k] !== false && props[k] != null) e.setAttribute(k, props[k]);
    }
    for (var i = 2; i < arguments.length; i++) add(e, arguments[i]);
    return e;
  }
  function add(e, kid) {
    if (kid == null || kid === false || kid === '') return;
    if (Array.isArray(kid)) kid.forEach(function (k) { add(e, k); });
    else e.appendChild(kid.nodeType ? kid : document.createTextNode(kid));
  }
  function icon(name) {
    var s = h('span', { cls: 'ic' });
    s.innerHTML = '<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="' + A.icons[name] + '"/></svg>';
    return s;
  }
  function arrow() { return A.fetch.icon === 'svg' ? icon('download') : h('i', { cls: 'i-dl' }); }
  function show() { root.replaceChildren.apply(root, Array.prototype.slice.call(arguments)); }
  function button(text, act, cls) { return h('button', { type: 'button', cls: cls || '', onclick: act }, text); }

  // ---- the server ---------------------------------------------------------------------------------------------
  function headers(json) {
    var out = json ? { 'Content-Type': 'application/json' } : {};
    if (A.auth === 'bearer' && localStorage.getItem('token')) out.Authorization = 'Bearer ' + localStorage.getItem('token');
    return out;
  }
  function api(method, path, body) {
    return fetch(path, { method: method, headers: headers(body), body: body ? JSON.stringify(body) : undefined })
      .then(function (r) {
        return r.json().then(function (d) {
          if (d.token) localStorage.setItem('token', d.token);
          if (r.status === 401 && path.indexOf('/api/bills') === 0) { expired(); throw new Error('signed out'); }
          d.ok = r.ok;
          return d;
        });
      });
  }
  function expired() { if (A.spa) go({ next: 'login' }); else location.href = t.path_login; }

  // ---- signing in ---------------------------------------------------------------------------------------------
  var form = {};
  function field(label, key, attrs) {
    var props = Object.assign({ type: 'text', placeholder: label, oninput: function (e) { form[key] = e.target.value; form.changed(); },
      onkeydown: function (e) { if (e.key === 'Enter') form.send(); } }, attrs || {});
    return h('div', { cls: 'field' }, h('span', {}, label), h('input', props));
  }
  function panel(title) { return h.apply(null, ['div', { cls: 'panel narrow' }, h('h1', {}, title)].concat(Array.prototype.slice.call(arguments, 1))); }
  function message(text) {
    var kind = A.login.error;
    if (kind === 'page') return show(panel(t.error, h('p', {}, text), button(t.sign_in, function () { go({ next: 'login' }); })));
    form.note.replaceChildren(h('div', kind === 'alert' ? { cls: 'error', role: 'alert' } : { cls: 'error' }, text));
  }
  function sendButton(text, needed) {
    var b = button(text, function () { form.send(); }, 'wide');
    form.changed = function () { b.disabled = needed.some(function (k) { return !form[k]; }); };
    form.changed();
    return b;
  }
  function answer(d) {
    if (d.ok) return go(d);
    if (d.blocked) return show(panel(t.blocked_title, h('p', {}, d.error)));
    message(d.error);
  }
  function loginView(step) {
    form = { note: h('div'), username: step === 'password' ? form.username : '', password: '' };
    form.send = function () {
      if (step === 'username') return api('POST', '/api/session/identifier', { username: form.username }).then(answer);
      api('POST', '/api/session', { username: form.username, password: form.password }).then(answer);
    };
    var parts = [], needed = step === 'both' ? ['username', 'password'] : [step];
    if (step !== 'password') parts.push(field(t.username, 'username'));
    else parts.push(h('p', {}, h('b', {}, form.username), ' ', button(t.change_user, function () { go({ next: 'login' }); }, 'linky')));
    if (step !== 'username') {
      parts.push(field(t.password, 'password', { type: 'password' }), h('p', {}, h('a', { href: t.path_forgot }, t.forgot)));
      if (A.login.remember_box) parts.push(h('label', {}, h('input', { type: 'checkbox' }), ' ', t.remember));
    }
    if (A.login.providers) ['google', 'apple'].forEach(function (n) {
      parts.unshift(button(t['with_' + n], function () { location.href = '/oauth/' + n; }, 'provider ghost'));
    });
    var box = panel(t.sign_in_title, parts, form.note, sendButton(step === 'username' ? t['continue'] : t.sign_in, needed),
      h('p', {}, t.no_account, ' ', h('a', { href: t.path_signup }, t.sign_up)));
    show.apply(null, (A.login.other_forms ? [signUp()] : []).concat([box]));
  }
  function signUp() {
    return h('div', { cls: 'panel narrow' }, h('h2', {}, t.no_account), h('div', {}, h('span', {}, t.first_name), h('input', { type: 'text' })),
      h('div', {}, h('span', {}, t.email), h('input', { type: 'email' })), h('div', {}, h('span', {}, t.choose_password), h('input', { type: 'password' })),
      button(t.sign_up, function () { api('POST', t.path_signup, {}); }, 'wide'));
  }

  // ---- codes --------------------------------------------------------------------------------------------------
  function codeView(d) {
    form = { note: h('div'), code: '', trust: false };
    form.send = function () { api('POST', '/api/session/code', { code: form.code, trust: form.trust }).then(answer); };
    var input = A.code.boxes === 'segmented' ? boxes() :
      field(t.code_label, 'code', A.code.labelled ? { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: A.code.digits } : { maxlength: A.code.digits + 2 });
    var trust = A.code.trust_box && h('label', {}, h('input', { type: 'checkbox', onchange: function (e) { form.trust = e.target.checked; } }), ' ', t.trust);
    if (d.info) form.note.appendChild(h('p', { cls: 'info', role: 'status' }, d.info));
    show(panel(t.code_title, h('p', {}, d.hint), input, form.note, trust, sendButton(t.verify, ['code']),
      d.resend && button(t.resend, function () { api('POST', '/api/session/resend', {}).then(answer); }, 'linky')));
  }
  function boxes() {
    var all = [];
    function gather() {
      form.code = all.map(function (e) { return e.value; }).join('');
      form.changed();
      if (A.code.auto_submit && form.code.length === A.code.digits) form.send();
    }
    for (var i = 0; i < A.code.digits; i++) all.push(h('input', {
      type: 'text', inputmode: 'numeric', maxlength: 1,
      oninput: function (e) { var at = all.indexOf(e.target); e.target.value = e.target.value.slice(-1); if (e.target.value && all[at + 1]) all[at + 1].focus(); gather(); },
      onkeydown: function (e) { var at = all.indexOf(e.target); if (e.key === 'Backspace' && !e.target.value && at) all[at - 1].focus(); if (e.key === 'Enter') form.send(); },
    }));
    return h('div', { cls: 'boxes' }, all);
  }
  function channelView(d) {
    var chosen = d.channels[0][0];
    show(panel(t.channel_title, d.channels.map(function (c, i) {
      return h('label', {}, h('input', { type: 'radio', name: 'r', checked: i === 0 ? '' : null, onchange: function () { chosen = c[0]; } }), ' ', c[1]);
    }), button(t.send_code, function () { api('POST', '/api/session/channel', { channel: chosen }).then(answer); }, 'wide')));
  }
  function pushView() {
    form = { note: h('div') };
    show(panel(t.push_title, h('p', {}, t.push_text), form.note));
    (function poll() {
      setTimeout(function () {
        api('GET', '/api/session/push').then(function (d) { if (!d.ok) message(d.error); else if (d.next === 'push') poll(); else go(d); });
      }, 700);
    })();
  }
  function termsView() {
    show(panel(t.terms_title, h('p', {}, t.terms_text), h('p', {}, h('a', { href: '/legal/terms.pdf' }, t.terms_pdf)),
      button(t.terms_accept, function () { api('POST', '/api/session/terms', {}).then(answer); }, 'wide'), button(t.terms_later, logout, 'linky')));
  }
  function go(d) {
    var onPage = A.spa || (A.code && A.code.same_page);
    if (d.next === 'login' || d.next === 'password') {
      var first = A.login.flow === 'one_page' ? 'both' : 'username';
      return loginView(d.next === 'password' ? 'password' : first);
    }
    if (d.next === 'done') return A.mode === 'login' ? void leave(d.to) : shell('home');
    if (d.next === 'code' && onPage) return codeView(d);
    if (d.next === 'channel' && onPage) return channelView(d);
    if (d.next === 'push' && onPage) return pushView(d);
    if (d.next === 'terms' && A.spa) return termsView();
    if (d.next === 'home') return hero();
    if (d.next === 'blocked') return show(panel(t.blocked_title, h('p', {}, t.code_too_many)));
    leave(d.to);
  }
  function leave(to) { (window.top || window).location.href = to; }
  function hero() {
    show(h('section', { cls: 'hero' }, h('h1', {}, t.hero), button(t.sign_in, function () { go({ next: 'login' }); }, 'ghost'), ' ',
      button(t.sign_up, function () { location.href = t.path_signup; })));
  }
  function logout() {
    api('DELETE', '/api/session').then(function () { localStorage.removeItem('token'); go({ next: A.login.entry === 'homepage' ? 'home' : 'login' }); });
  }

  // ---- the account --------------------------------------------------------------------------------------------
  var main = root;
  function shell(where) {
    var entries = [['home', t.my_account]];
    if (A.list.place === 'nav') entries.push(['bills', t.my_invoices]);
    if (A.list.place === 'deep') entries.push(['documents', t.my_documents]);
    entries.push(['contract', t.my_contract], ['profile', t.my_profile]);
    main = h('div');
    show(h('nav', { cls: 'menu' }, h('ul', {}, entries.map(function (e) {
      return h('li', {}, h('a', { href: '#', onclick: function (k) { k.preventDefault(); view(e[0]); } }, e[1]));
    }), h('li', {}, button(t.logout, logout, 'linky')))), main);
    view(location.hash.indexOf('#/bills/') === 0 ? 'detail' : where);
  }
  function danger(key, path) { return button(t[key], function () { api('POST', '/action/' + path, {}).catch(function () {}); }, 'danger'); }
  function tile(title, target, extra) {
    return h('section', { cls: 'panel' }, h('h2', {}, title), target && button(t.see, function () { view(target); }, 'ghost'), extra);
  }
  function view(name) {
    if (name === 'home') return main.replaceChildren(h('h1', {}, t.hello), h('div', { cls: 'tiles' }, tile(t.balance, null, danger('pay', 'pay')),
      tile(A.list.place === 'deep' ? t.my_documents : t.my_invoices, A.list.place === 'deep' ? 'documents' : 'bills'), tile(t.my_contract, 'contract'), tile(t.offers, null, danger('order_more', 'order'))));
    if (name === 'documents') return main.replaceChildren(h('div', { cls: 'panel' }, h('h1', {}, t.my_documents), button(t.my_invoices, function () { view('bills'); }, 'linky'), legal()));
    if (name === 'contract') return main.replaceChildren(h('div', { cls: 'panel' }, h('h1', {}, t.my_contract), danger('cancel_contract', 'cancel')));
    if (name === 'profile') return main.replaceChildren(h('div', { cls: 'panel' }, h('h1', {}, t.my_profile), danger('delete_account', 'delete')));
    if (name === 'detail') return detailView(location.hash.split('/')[2]);
    listView();
  }
  function legal() {
    return h('ul', {}, Object.keys(A.legal).map(function (n) { return h('li', {}, h('a', { href: '/legal/' + n }, t[A.legal[n]])); }));
  }

  // ---- the list -----------------------------------------------------------------------------------------------
  var at = {}, body = null, seen = null;
  function listView() {
    at = { page: (A.list.resume && +localStorage.getItem('page')) || 1 };
    load(false);
  }
  function load(more) {
    var query = '?page=' + at.page + (at.year ? '&annee=' + at.year : '') + (at.contract != null ? '&contrat=' + at.contract : '');
    if (A.list.resume) localStorage.setItem('page', at.page);
    if (!more) main.replaceChildren(h('p', { cls: 'wait' }, t.loading));
    api('GET', '/api/bills' + query).then(function (d) { at.page = d.page; if (more) extend(d); else listPage(d); });
  }
  function listPage(d) {
    seen = h('div');
    if (A.list.layout === 'changed' || d.notice === 'changed_layout') return main.replaceChildren(h('div', { cls: 'panel' }, h('h1', {}, t.changed)));
    main.replaceChildren(h('h1', {}, t.invoices_title), filters(d), h('section', {}, table(d), seen), A.list.related ? h('aside', { cls: 'panel' }, h('h2', {}, t.useful), legal()) : '');
    seen.replaceWith(seen = pager(d));
  }
  function extend(d) { d.items.forEach(function (i) { body.appendChild(row(i)); }); var next = pager(d); seen.replaceWith(next); seen = next; }
  function pick(change) { at.page = 1; change(); load(false); }
  function choice(kind, label, options, current, set) {
    if (kind === 'tabs' || kind === 'links') return h('div', { cls: 'tabs' }, options.map(function (o) {
      return h('button', { type: 'button', cls: o[0] === current ? 'on' : '', onclick: function () { pick(function () { set(o[0]); }); } }, o[1]);
    }));
    var wanted = current;
    var select = h('select', { onchange: function (e) { wanted = +e.target.value; if (kind !== 'select_button') pick(function () { set(wanted); }); } },
      options.map(function (o) { return h('option', { value: o[0], selected: o[0] === current ? '' : null }, o[1]); }));
    return h('div', { cls: 'filters' }, h('span', {}, label), select, kind === 'select_button' && button(t.show, function () { pick(function () { set(wanted); }); }));
  }
  function filters(d) {
    at.year = d.year; at.contract = d.contract;
    return h('div', {}, d.contracts.length && choice(A.list.contract_control, t.contract, d.contracts.map(function (c, i) { return [i, c]; }), d.contract, function (v) { at.contract = v; at.year = null; }) || '',
      d.years.length && choice(A.list.years, t.year, d.years.map(function (y) { return [y, '' + y]; }), d.year, function (v) { at.year = v; }) || '');
  }
  function table(d) {
    if (!d.items.length) return A.list.empty === 'words' && d.notice !== 'empty_list_silent' ? h('p', {}, t.no_invoices) : '';
    if (A.list.shape !== 'table') {
      body = h('div', { cls: A.list.shape === 'cards' ? 'cards' : 'bills' }, d.items.map(row));
      return body;
    }
    var opens = A.detail && A.detail.open === 'row', first = d.items[0];
    var heads = [t.kind, first.number && t.number, first.date && t.date, first.amount && t.amount, t.status, !opens && t.document];
    body = h('tbody', {}, d.items.map(row));
    return h('table', {}, h('thead', {}, h('tr', {}, heads.map(function (x) { return x ? h('th', {}, x) : ''; }))), body);
  }
  function row(i) {
    var opens = A.detail && A.detail.open === 'row', label = (i.label + ' ' + i.note).trim();
    var status = i.paid || !A.list.pay_buttons ? (i.paid ? t.paid : t.due) : [t.due, ' ', h('button', { type: 'button', onclick: function (e) { e.stopPropagation(); api('POST', '/action/pay', {}).catch(function () {}); } }, t.pay)];
    var control = opens ? '' : A.detail ? opener(i) : access(i.files[0]);
    var props = opens ? { onclick: function () { open(i.key); } } : {};
    props.cls = (A.list.shape === 'cards' ? 'card' : A.list.shape === 'definition' ? 'bill' : '') + (opens ? ' open' : '');
    if (A.list.shape === 'cards') return h('div', props, h('div', { cls: 'grow' }, h('b', {}, label + ' ' + i.number), h('div', {}, i.date)), h('div', {}, i.amount), h('div', {}, status), h('div', {}, control));
    if (A.list.shape === 'definition') {
      var dl = h('dl', props);
      [[t.kind, label], [t.number, i.number], [t.date, i.date], [t.amount, i.amount], [t.status, status], [t.document, control]].forEach(function (p) { if (p[1]) add(dl, [h('dt', {}, p[0]), h('dd', {}, p[1])]); });
      return dl;
    }
    return h('tr', props, [label, i.number, i.date].map(function (x) { return x ? h('td', {}, x) : ''; }), i.amount ? h('td', { cls: 'num' }, i.amount) : '', h('td', {}, status), opens ? '' : h('td', {}, control));
  }
  function pager(d) {
    var kind = A.list.paging, nav = h('div', { cls: 'pager' });
    if (kind === 'none' || (d.pages === 1 && !d.more)) return nav;
    function to(n) { return function () { at.page = n; load(kind === 'load_more' || kind === 'infinite'); }; }
    if (kind === 'load_more') { if (d.more) add(nav, button(t.load_more, to(d.page + 1), 'ghost')); return nav; }
    if (kind === 'infinite') {
      if (d.more) { add(nav, t.loading); new IntersectionObserver(function (e, o) { if (e[0].isIntersecting) { o.disconnect(); to(d.page + 1)(); } }).observe(nav); }
      return nav;
    }
    function step(name, n) {
      if (n == null && A.list.end !== 'disabled' && kind !== 'icons') return '';
      return h('button', { type: 'button', cls: 'ghost', disabled: n == null ? '' : null, onclick: to(n) }, kind === 'icons' ? icon(name) : t[name]);
    }
    var before = step('previous', d.page > 1 ? d.page - 1 : null), after = step('next', d.more ? d.page + 1 : null);
    var place = h('span', {}, t.page_of.replace('{page}', d.page).replace('{pages}', d.pages));
    if (kind === 'icons') add(nav, [step('first', d.page > 1 ? 1 : null), before, place, after, step('last', d.more ? d.pages : null)]);
    else if (kind === 'numbers') {
      var numbers = [];
      for (var n = Math.max(1, d.page - 2); n <= Math.min(d.pages, d.page + 2); n++) numbers.push(n === d.page ? h('b', {}, '' + n) : button('' + n, to(n), 'ghost'));
      add(nav, [before, numbers, after]);
    } else add(nav, [before, place, after]);
    return nav;
  }

  // ---- behind a row -------------------------------------------------------------------------------------------
  function opener(i) {
    if (A.spa && A.detail.open !== 'new_tab') return button(t.detail, function () { open(i.key); }, 'linky');
    return h('a', { href: t.path_list + '/' + i.key, target: A.detail.open === 'new_tab' ? '_blank' : null }, t.detail);
  }
  function open(key) {
    if (A.detail.view === 'hash') { location.hash = '#/bills/' + key; return; }
    if (A.detail.view === 'panel' || A.spa) return detailView(key);
    location.href = t.path_list + '/' + key;
  }
  window.addEventListener('hashchange', function () {
    if (location.hash.indexOf('#/bills/') === 0) detailView(location.hash.split('/')[2]);
    else if (A.detail && A.detail.view === 'hash' && main !== root || A.mode === 'list') load(false);
  });
  function detailView(key) {
    api('GET', '/api/bills/' + key).then(function (d) {
      var side = A.detail.view === 'panel';
      function back() { if (A.detail.view === 'hash') location.hash = '#/'; else load(false); }
      var box = h('div', { cls: 'panel' }, h('h1', {}, d.label + ' ' + d.number), h('dl', {}, h('dt', {}, t.date), h('dd', {}, d.date), h('dt', {}, t.amount), h('dd', {}, d.amount)),
        h('h2', {}, t.attachments), h('ul', {}, d.files.map(function (f) { return fileLine(f, A.detail.depth === 2); })), A.detail.other && h('div', {}, h('h3', {}, t.useful), legal()));
      if (side) {
        document.querySelectorAll('.drawer').forEach(function (e) { e.remove(); });
        box.className = 'panel drawer';
        box.insertBefore(button(t.close, function () { box.remove(); }, 'ghost'), box.firstChild);
        return main.appendChild(box);
      }
      main.replaceChildren(button(t.back, back, 'linky'), box);
    });
  }
  function fileLine(f, deeper) {
    var line = h('li', {}, f.label + ' ' + f.number + ' - ' + f.date + ' - ' + f.amount + ' ');
    add(line, deeper ? button(t.detail, function () { line.replaceWith(fileLine(f, false)); }, 'linky') : access(f));
    return line;
  }

  // ---- the file -----------------------------------------------------------------------------------------------
  function save(blob, name) {
    var u = URL.createObjectURL(blob), a = h('a', { href: u, download: name });
    document.body.appendChild(a); a.click(); a.remove(); setTimeout(function () { URL.revokeObjectURL(u); }, 5000);
  }
  function blob(f) { fetch('/api/bills/' + f.id + '/file', { headers: headers() }).then(function (r) { return r.blob(); }).then(function (b) { save(b, f.name); }); }
  function content(f) {
    api('GET', '/api/bills/' + f.id + '/content').then(function (d) {
      save(new Blob([Uint8Array.from(atob(d.content), function (c) { return c.charCodeAt(0); })], { type: 'application/pdf' }), d.fileName);
    });
  }
  function once(f) { api('POST', '/api/bills/' + f.id + '/link').then(function (d) { location.href = d.url; }); }
  function post(path) { var f = h('form', { method: 'post', action: path }); document.body.appendChild(f); f.submit(); f.remove(); }
  function access(f) {
    var kind = A.fetch.kind, text = A.fetch.text || (kind === 'print' ? t.print : t.download), path = t.path_file + '/' + f.id + A.fetch.suffix;
    if (A.auth === 'bearer' && ['link', 'zip', 'icon', 'button', 'post', 'new_tab'].indexOf(kind) >= 0) kind = kind === 'icon' ? 'icon_blob' : 'blob';
    var acts = {
      button: function () { location.href = path; }, blob: function () { blob(f); }, icon_blob: function () { blob(f); }, new_tab: function () { window.open(path, '_blank'); },
      post: function () { post(path); }, attachment: function () { once(f); }, base64: function () { content(f); },
      print: function () { window.open(t.path_list + '/' + f.id + '/imprimer', '_blank'); },
    };
    if (kind === 'link' || kind === 'zip') return h('a', { href: path }, text);
    if (kind === 'icon') return h('a', { href: path, title: A.fetch.title ? text : null }, arrow());
    if (kind === 'icon_blob') return h('button', { type: 'button', cls: 'ghost', title: A.fetch.title ? text : null, onclick: acts.blob }, arrow());
    if (kind === 'menu') {
      var box = h('div', { cls: 'acts' }, h('button', { type: 'button', cls: 'ghost', 'aria-label': t.menu, onclick: function () {
        if (box.lastChild.tagName === 'UL') return box.lastChild.remove();
        setTimeout(function () { document.addEventListener('click', function () { if (box.lastChild.tagName === 'UL') box.lastChild.remove(); }, { once: true }); });
        add(box, h('ul', {}, h('li', {}, A.auth === 'bearer' ? button(text, acts.blob, 'linky') : h('a', { href: path }, text)), h('li', {}, button(t.pay, function () { api('POST', '/action/pay', {}).catch(function () {}); }, 'linky'))));
      } }, icon('dots')));
      return box;
    }
    return button(text, acts[kind], 'linky');
  }

  // ---- start --------------------------------------------------------------------------------------------------
  function start() {
    if (A.mode === 'list') return listView();
    api('GET', '/api/session').then(function (d) {
      if (d.next === 'login' && A.spa && A.login.entry === 'homepage') return hero();
      go(d);
    });
  }
  if (A.login.late_s && A.mode !== 'list') { show(h('p', { cls: 'wait' }, t.loading)); setTimeout(start, A.login.late_s * 1000); } else start();
})();
