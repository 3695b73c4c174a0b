// Shows a page beside its findings, and a new one when the server says so. The reader stays where he was.
"use strict";

const frame = document.getElementById("page");
const places = {};
let current = "", digest = "", chosen = "", latest = "";

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function keepPlace() {
  const inside = frame.contentWindow;
  if (current && inside) places[current] = [inside.scrollX, inside.scrollY];
}

function open(page) {
  if (page.code === current && page.digest === digest) return;
  keepPlace();
  current = page.code;
  digest = page.digest;
  frame.contentWindow.location.replace(new URL(`page/${current}`, location.href));
}

frame.addEventListener("load", () => frame.contentWindow.scrollTo(...(places[current] || [0, 0])));

function list(pages) {
  document.getElementById("pages").replaceChildren(...pages.map((page) => {
    const button = element("button", "", `${page.code} ${page.title}`);
    button.type = "button";
    if (page.code === current) button.setAttribute("aria-current", "page");
    button.addEventListener("click", () => { chosen = page.code; open(page); list(pages); });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function tell(state) {
  document.getElementById("summary").textContent = state.summary;
  document.getElementById("disk").textContent = state.disk;
  document.getElementById("findings").replaceChildren(...state.findings.map((finding) => {
    const item = element("li", finding.severity, "");
    item.append(element("span", "where", `${finding.label}　${finding.where}`), element("span", "", finding.message));
    if (finding.help) item.append(element("span", "help", `建议：${finding.help}`));
    return item;
  }));
}

async function refresh() {
  const state = await (await fetch("state", { cache: "no-store" })).json();
  if (state.shown !== latest) { latest = state.shown; chosen = ""; } // another file was saved: go there
  const wanted = chosen || latest;
  const page = state.pages.find((each) => each.code === wanted) || state.pages[0];
  if (page) open(page);
  list(state.pages);
  tell(state);
}

const news = new EventSource("events");
news.addEventListener("message", () => { document.body.classList.remove("gone"); refresh(); });
news.addEventListener("error", () => {
  document.body.classList.add("gone");
  document.getElementById("disk").textContent = "同 dstd serve 断开了；再运行它，打开新的网址。";
});
