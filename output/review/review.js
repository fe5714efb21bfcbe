"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const index = read("index");
  const words = index.words;
  const rows = index.rows.map((row, number) => ({ codes: row[0], kinds: row[1], employer: row[2], number, button: $("row" + number) }));
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const loaded = new Map();
  const posting = (number) => {
    if (!loaded.has(number)) loaded.set(number, read("posting" + number));
    return loaded.get(number);
  };

  // Elements are made, never parsed: no text of a posting is ever markup.
  const HIDDEN = /([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}])/u;
  const put = (element, text) => {
    text.split(HIDDEN).forEach((part, at) => {
      if (at % 2) {
        const token = document.createElement("span");
        token.className = "hidden-character";
        token.textContent = "U+" + part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
        element.append(token);
      } else if (part) element.append(part);
    });
    return element;
  };
  const make = (name, kind, text) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    return text === undefined ? element : put(element, text);
  };
  const sign = (severity) => {
    const element = make("span", "sign", index.signs[severity]);
    element.setAttribute("aria-hidden", "true");
    return element;
  };

  // ---- the list and its filters
  const texts = new Map();
  const text_of = (row) => {
    if (!texts.has(row)) {
      const data = read("posting" + row.number);
      const parts = [row.button.textContent, data.pieces.map((piece) => piece[0]).join("")];
      data.rows.forEach((value) => parts.push(value[2]));
      data.findings.forEach((finding) => parts.push(finding[3]));
      data.about.forEach((pair) => parts.push(pair[1]));
      texts.set(row, fold(parts.join("\n")));
    }
    return texts.get(row);
  };
  const filter = () => {
    const code = $("by-code").value, kind = $("by-severity").value, employer = $("by-employer").value;
    const wanted = fold($("by-text").value.trim()).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = (!code || row.codes.includes(code))
        && (!kind || (kind === "clean" ? !row.kinds.length : row.kinds.includes(kind)))
        && (!employer || row.employer === Number(employer))
        && (!wanted.length || wanted.every((word) => text_of(row).includes(word)));
      row.button.parentNode.hidden = !fits;
      shown += fits;
    }
    const single = document.documentElement.lang === "fr" ? shown < 2 : shown === 1;
    $("count").textContent = (single ? words.shown_one : words.shown).replace("{n}", shown).replace("{all}", rows.length);
    $("none").hidden = shown > 0;
  };
  const visible = () => rows.filter((row) => !row.button.parentNode.hidden);
  let chosen = -1;
  const step = (by) => {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.findIndex((row) => row.number === chosen);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    choose(next.number);
    next.button.focus();
  };

  // ---- a posting
  let view = null;
  const choose = (number) => {
    if (chosen >= 0) rows[chosen].button.removeAttribute("aria-current");
    chosen = number;
    rows[number].button.setAttribute("aria-current", "true");
    rows[number].button.scrollIntoView({ block: "nearest" });
    show_plots(false);
    view = draw(number, posting(number));
    try { history.replaceState(null, "", "#posting" + number); } catch (refused) { /* a page without an address of its own */ }
  };

  // Another posting that a finding is about: there, the way back has the focus.
  const visit = (number) => {
    const from = chosen;
    show_plots(false);
    choose(number);
    (view.ways.get(from) || $("posting")).focus();
  };

  const draw = (number, data) => {
    const main = $("posting");
    const links = data.marks.map(() => ({ places: [], boxes: [], rows: [] }));
    const head = make("div", "head");
    const title = rows[number].button.querySelector(".title").textContent;
    head.append(make("h2", "", title));
    const source = make("section", "source"), record = make("section", "record");
    const drawn = { data, links, active: -1, ways: new Map() };
    draw_source(source, drawn);
    draw_record(record, drawn);
    main.replaceChildren(head, source, record);
    main.scrollTop = 0;
    return drawn;
  };

  const label_of = (data, mark) => {
    const [kind, name] = data.marks[mark];
    return kind === "finding" ? words.findings + " " + name : name;
  };
  const severity_of = (data, mark) => {
    const found = data.findings.find((finding) => finding[4] === mark);
    return found ? found[2] : "info";
  };

  const draw_source = (source, drawn) => {
    const { data } = drawn;
    const bar = make("div", "bar");
    bar.append(make("h3", "", words.source));
    const text = make("div", "text");
    text.tabIndex = 0;
    text.setAttribute("role", "group");
    text.setAttribute("aria-label", words.source);
    if (data.pieces.length) draw_text(text, drawn); else text.append(make("p", "empty", words.no_text));
    source.append(bar, text);
    if (data.pages < 0) return;
    const pages = make("div", "pages");
    draw_pages(pages, drawn);
    const buttons = [[words.pages, pages], [words.text, text]].map(([name, panel]) => {
      const button = make("button", "", name);
      button.type = "button";
      button.addEventListener("click", () => turn(panel));
      bar.append(button);
      return [button, panel];
    });
    const turn = (chosen_panel) => buttons.forEach(([button, panel]) => {
      button.setAttribute("aria-pressed", String(panel === chosen_panel));
      panel.hidden = panel !== chosen_panel;
    });
    source.append(pages);
    drawn.turn = (mark) => { if (pages.hidden === false && !drawn.links[mark].boxes.length) turn(text); };
    turn(pages);
  };

  const draw_text = (text, drawn) => {
    const { data, links } = drawn;
    for (const [part, marks] of data.pieces) {
      if (!marks.length) { put(text, part); continue; }
      const element = make("span", "piece", part);
      const kinds = new Set(marks.map((mark) => data.marks[mark][0]));
      kinds.forEach((kind) => element.classList.add("is-" + kind));
      marks.filter((mark) => data.marks[mark][0] === "finding").forEach((mark) => element.classList.add("is-" + severity_of(data, mark)));
      const fresh = marks.filter((mark) => data.marks[mark][0] === "finding" && !links[mark].places.length);
      fresh.forEach((mark) => {
        const flag = make("span", "flag " + severity_of(data, mark));
        flag.append(sign(severity_of(data, mark)), data.marks[mark][1]);
        element.prepend(flag);
      });
      marks.forEach((mark) => links[mark].places.push(element));
      if (kinds.has("value") || kinds.has("finding") || kinds.has("section")) connect(element, drawn, marks);
      if ((kinds.has("value") || kinds.has("finding")) && part.trim()) focusable(element, drawn, marks);
      text.append(element);
    }
    const first = text.querySelector("[role=button]");
    if (first) first.tabIndex = 0;
    text.addEventListener("keydown", (event) => rove(event, [...text.querySelectorAll("[role=button]")]));
  };

  const focusable = (element, drawn, marks) => {
    const names = marks.filter((mark) => drawn.data.marks[mark][0] !== "rest").map((mark) => label_of(drawn.data, mark));
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", element.textContent.trim() + " – " + names.join(", "));
    element.tabIndex = -1;
  };

  const bounds = new WeakMap(); // of boxes on pages, in points
  const draw_pages = (pages, drawn) => {
    const { data, links } = drawn;
    for (const [number, width, height, url] of read("pages" + data.pages)) {
      const name = words.page_of.replace("{n}", number);
      const page = make("figure", "sheet");
      const image = make("img");
      image.src = url;
      image.alt = name;
      image.style.aspectRatio = width + " / " + height;
      const paper = make("div", "paper");
      paper.style.width = width * 4 / 3 + "px";
      paper.append(image);
      const marked = data.marks.flatMap(([kind, , boxes], mark) => kind === "rest" ? [] : boxes.map(([on, box]) => [kind, mark, on, box]));
      marked.filter((one) => one[2] === number).forEach(([kind, mark, , box]) => {
        const place = make("button", "box is-" + kind);
        place.type = "button";
        place.tabIndex = -1;
        place.dataset.mark = String(mark);
        place.setAttribute("aria-label", label_of(data, mark) + (data.marks[mark][2].length > 1 ? ", " + name : ""));
        bounds.set(place, box);
        if (kind === "finding") {
          place.classList.add("is-" + severity_of(data, mark));
          place.append(sign(severity_of(data, mark)));
        }
        Object.assign(place.style, {
          left: box[0] / width * 100 + "%", top: box[1] / height * 100 + "%",
          width: (box[2] - box[0]) / width * 100 + "%", height: (box[3] - box[1]) / height * 100 + "%",
        });
        links[mark].boxes.push(place);
        connect(place, drawn, [mark]);
        paper.append(place);
      });
      // Large boxes lie below small ones, so that each can be reached.
      [...paper.querySelectorAll(".box")].sort((a, b) => area(b) - area(a)).forEach((place) => paper.append(place));
      const boxes = [...paper.querySelectorAll(".box")];
      const reading = boxes.slice().sort(order);
      if (reading.length) reading[0].tabIndex = 0;
      paper.addEventListener("keydown", (event) => rove(event, reading));
      page.append(paper, make("figcaption", "", name));
      pages.append(page);
    }
    if (data.about.some(([key, value]) => key === "pages" && Number(value) > pages.children.length)) {
      pages.append(make("p", "empty", words.left_out));
    }
  };
  const area = (place) => { const [x0, top, x1, bottom] = bounds.get(place); return (x1 - x0) * (bottom - top); };
  const order = (a, b) => bounds.get(a)[1] - bounds.get(b)[1] || bounds.get(a)[0] - bounds.get(b)[0];

  const rove = (event, places) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const at = places.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.target.click();
    } else if (by || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const to = by ? Math.min(Math.max(at + by, 0), places.length - 1) : event.key === "Home" ? 0 : places.length - 1;
      places.forEach((place) => { place.tabIndex = -1; });
      places[to].tabIndex = 0;
      places[to].focus();
    }
  };

  // A place in the source leads to its row; where several marks lie over each other, the shortest first, then the next.
  const connect = (element, drawn, marks) => {
    const told = () => marks.filter((mark) => drawn.links[mark].rows.length).sort((a, b) => length(drawn, a) - length(drawn, b));
    element.addEventListener("mouseenter", () => light(drawn, told()[0]));
    element.addEventListener("focus", () => light(drawn, told()[0]));
    element.addEventListener("mouseleave", () => light(drawn, undefined));
    element.addEventListener("blur", () => light(drawn, undefined));
    element.addEventListener("click", () => {
      const ways = told();
      if (!ways.length) return;
      const next = ways[(ways.indexOf(drawn.active) + 1) % ways.length];
      activate(drawn, next);
      const row = drawn.links[next].rows[0];
      const fold_up = row.closest("details");
      if (fold_up) fold_up.open = true;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    });
  };
  const length = (drawn, mark) => drawn.links[mark].places.reduce((sum, place) => sum + place.textContent.length, 0)
    + (drawn.data.marks[mark][0] === "finding" ? 0.5 : 0);
  const parts = (drawn, mark) => mark === undefined || mark < 0 ? [] : [...drawn.links[mark].places, ...drawn.links[mark].boxes, ...drawn.links[mark].rows];
  const lit = new Set();
  const light = (drawn, mark) => {
    lit.forEach((element) => element.classList.remove("lit"));
    lit.clear();
    parts(drawn, mark).forEach((element) => { element.classList.add("lit"); lit.add(element); });
  };
  const activate = (drawn, mark) => {
    parts(drawn, drawn.active).forEach((element) => { element.classList.remove("active"); element.removeAttribute("aria-current"); });
    drawn.active = mark;
    parts(drawn, mark).forEach((element) => { element.classList.add("active"); element.setAttribute("aria-current", "true"); });
  };
  const go = (drawn, mark) => {
    activate(drawn, mark);
    if (drawn.turn) drawn.turn(mark);
    const { boxes, places } = drawn.links[mark];
    const place = [...boxes, ...places].find((element) => element.getClientRects().length && element.matches("button,[role=button]"))
      || [...boxes, ...places].find((element) => element.getClientRects().length);
    if (!place) return;
    place.scrollIntoView({ block: "center" });
    if (place.matches("button,[role=button]")) place.focus({ preventScroll: true });
  };

  const linked = (kind, drawn, mark) => {
    const row = make(mark < 0 ? "div" : "button", kind);
    if (mark < 0) return row;
    row.type = "button";
    drawn.links[mark].rows.push(row);
    row.addEventListener("mouseenter", () => light(drawn, mark));
    row.addEventListener("focus", () => light(drawn, mark));
    row.addEventListener("mouseleave", () => light(drawn, undefined));
    row.addEventListener("blur", () => light(drawn, undefined));
    row.addEventListener("click", () => go(drawn, mark));
    return row;
  };

  const draw_record = (record, drawn) => {
    const { data } = drawn;
    record.append(make("h3", "", words.findings));
    if (!data.findings.length) record.append(make("p", "empty", words.no_findings));
    const list = make("ul", "findings");
    data.findings.forEach((finding) => list.append(draw_finding(finding, drawn)));
    if (data.findings.length) record.append(list);
    record.append(make("h3", "", words.values));
    const values = data.rows.filter((row) => !row[1].startsWith("sections["));
    if (values.length) record.append(draw_values(values, drawn)); else record.append(make("p", "empty", words.no_offer));
    const body = data.rows.filter((row) => /^sections\[\d+\]\.(heading|blocks)/.test(row[1]));
    if (body.length) record.append(folded(words.sections, draw_values(body, drawn), false));
    const about = make("dl", "about");
    data.about.forEach(([key, value]) => about.append(make("dt", "", key), make("dd", "", value)));
    record.append(folded(words.about, about, false));
  };
  const folded = (name, inside, open) => {
    const element = make("details");
    element.open = open;
    element.append(make("summary", "", name), inside);
    return element;
  };
  const draw_values = (values, drawn) => {
    const list = make("ul", "values");
    values.forEach(([label, path, value, mark]) => {
      const item = make("li"), row = linked("value", drawn, mark);
      row.dataset.path = path;
      row.append(make("span", "label", label), make("span", "said", value));
      if (mark < 0) row.append(make("span", "sr", words.no_place));
      item.append(row);
      list.append(item);
    });
    return list;
  };
  const draw_others = (others, drawn) => {
    const list = make("ul", "others");
    others.map((at) => index.others[at]).forEach(([number, name]) => {
      const item = make("li"), title = number < 0 ? "" : rows[number].button.querySelector(".title").textContent;
      const way = make(number < 0 ? "span" : "button", "way", title ? title + " – " + name : name);
      way.prepend(words.see + words.colon);
      if (number >= 0) {
        way.type = "button";
        way.addEventListener("click", () => visit(number));
        if (!drawn.ways.has(number)) drawn.ways.set(number, way);
      }
      item.append(way);
      list.append(item);
    });
    return list;
  };
  const draw_finding = ([code, name, severity, message, mark, others], drawn) => {
    const item = make("li", severity), row = linked("finding", drawn, mark);
    const top = make("span", "top");
    top.append(sign(severity), make("b", "", code), " ", make("span", "name", name), " ", make("span", "severity", words[severity]));
    row.append(top, make("span", "message", message));
    item.append(row);
    if (others && others.length) item.append(draw_others(others, drawn));
    const advice = index.advice[code];
    if (advice) {
      const list = make("dl", "advice");
      [words.what, words.why, words.instead].forEach((label, at) => list.append(make("dt", "", label), make("dd", "", advice[at])));
      item.append(folded(words.instead, list, false));
    }
    return item;
  };

  // ---- views and keys
  const show_plots = (wanted) => {
    $("plots").hidden = !wanted;
    $("view").hidden = wanted;
    $("to-plots").setAttribute("aria-pressed", String(wanted));
    $("to-list").setAttribute("aria-pressed", String(!wanted));
  };
  $("to-plots").addEventListener("click", () => show_plots(true));
  $("to-list").addEventListener("click", () => show_plots(false));
  rows.forEach((row) => row.button.addEventListener("click", () => choose(row.number)));
  $("list").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const shown = visible();
    const at = shown.findIndex((row) => row.button === document.activeElement);
    shown[Math.min(Math.max(at + by, 0), shown.length - 1)].button.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,select,textarea")) return;
    const way = { j: () => step(1), k: () => step(-1), "/": () => $("by-text").focus(), s: () => show_plots($("plots").hidden) }[event.key];
    if (way) { event.preventDefault(); way(); }
  });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(filter));
  ["by-code", "by-severity", "by-employer"].forEach((id) => $(id).addEventListener("change", filter));
  let waiting = 0;
  $("by-text").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });

  filter();
  const asked = /^#posting(\d+)$/.exec(location.hash);
  if (asked && rows[asked[1]]) choose(Number(asked[1])); else if (rows.length) choose(0);
  document.documentElement.dataset.ready = "yes";
})();
