// Search over quotes, names and headlines. Pagefind finds articles by their words and filters; the quotes in each that
// match are then ranked here, so that the quote with the most of the words, in their order, comes first.
const form = document.getElementById("search");
const field = Object.fromEntries(["words", "person", "outlet", "from", "to", "kind", "confidence"].map((id) => [id, document.getElementById(id)]));
const status = document.getElementById("status");
const results = document.getElementById("results");
const more = document.getElementById("more");
const PAGE = 20;

const pagefind = await openIndex(form.dataset.bundles.split(" "));
const filters = await pagefind.filters();
let found = [], shown = 0, latest = 0;

async function openIndex(bundles) {
  const base = new URL("search/", document.baseURI);
  const index = await import(new URL(`${bundles[0]}/pagefind.js`, base));
  await index.options({ excerptLength: 40 });
  await index.init();
  for (const bundle of bundles.slice(1)) await index.mergeIndex(new URL(`${bundle}/`, base).href);
  return index;
}

function fillChoices() {
  const outlets = Object.keys(filters.outlet ?? {}).sort((a, b) => a.localeCompare(b));
  field.outlet.append(...outlets.map((name) => new Option(name, name)));
  const people = Object.entries(filters.person ?? {}).sort((a, b) => b[1] - a[1]).slice(0, 2000);
  document.getElementById("people").append(...people.map(([name]) => new Option(name, name)));
}

function chosenFilters() {
  const chosen = {};
  const person = field.person.value.trim();
  if (person) chosen.person = { any: Object.keys(filters.person ?? {}).filter((name) => fold(name).includes(fold(person))).slice(0, 200) };
  if (field.outlet.value) chosen.outlet = field.outlet.value;
  if (field.kind.value) chosen.kind = field.kind.value;
  if (field.confidence.value !== "0") chosen.confidence = { any: field.confidence.value === "85" ? ["high"] : ["high", "middle"] };
  if (field.from.value || field.to.value) {
    chosen.day = { any: Object.keys(filters.day ?? {}).filter((day) => (!field.from.value || day >= field.from.value) && (!field.to.value || day <= field.to.value)) };
  }
  return chosen;
}

function isEmptyChoice(chosen) {
  return Object.values(chosen).some((choice) => Array.isArray(choice.any) && choice.any.length === 0);
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// A quote's facts ride in the anchor of its heading: q3_direct_93.
function readAnchor(anchor) {
  const [quote, kind, confidence] = anchor.split("_");
  return { quote, kind, confidence: Number(confidence) };
}

function fitsQuote(fact, speaker) {
  if (field.kind.value && fact.kind !== field.kind.value) return false;
  if (fact.confidence < Number(field.confidence.value)) return false;
  return !field.person.value.trim() || fold(speaker).includes(fold(field.person.value));
}

// How well a text answers: the whole phrase counts most, then each word, whole words before beginnings.
function rank(text, phrase, words) {
  const folded = ` ${fold(text)} `;
  if (phrase && folded.includes(` ${phrase} `)) return 100 + words.length;
  return words.reduce((sum, word) => sum + (folded.includes(` ${word} `) ? 1 : folded.includes(` ${word}`) ? 0.7 : 0), 0);
}

async function search() {
  const run = ++latest;
  remember();
  const words = field.words.value.trim();
  const chosen = chosenFilters();
  if (!words && !Object.keys(chosen).length) return show([], "");
  if (isEmptyChoice(chosen)) return show([], "Nothing fits these filters.");
  status.textContent = "Searching …";
  const answer = await pagefind.search(words || null, { filters: chosen });
  if (run !== latest) return;
  const pages = await Promise.all(answer.results.slice(0, 40).map((result) => result.data()));
  if (run !== latest) return;
  const phrase = fold(words), parts = phrase.split(" ").filter(Boolean);
  const hits = pages.flatMap((page, at) => readHits(page, at, phrase, parts));
  hits.sort((a, b) => b.rank - a.rank || a.page - b.page || a.at - b.at);
  const total = answer.results.length;
  show(hits, hits.length ? describe(total) : "Nothing found. Try fewer words or filters.");
}

// The quotes of a page that have a word of the search; without words, all that fit the filters. The page itself counts
// where its headline answers better, unless a filter asks for quotes.
function readHits(page, at, phrase, parts) {
  const where = { page: at, title: page.meta.title, where: page.meta.where ?? "", href: page.meta.path };
  const sections = parts.length ? (page.sub_results ?? []).map((part) => part.anchor) : page.anchors ?? [];
  const quotes = sections.filter((anchor) => anchor?.id?.startsWith("q")).map((anchor, place) => {
    const fact = readAnchor(anchor.id), speaker = anchor.text.trim(), text = quoteText(page, anchor);
    // Of quotes that answer equally well, the surer comes first.
    const value = rank(`${speaker} ${text}`, phrase, parts) + 0.5 + fact.confidence / 1000;
    return { ...where, at: place, speaker, text, href: `${page.meta.path}#${fact.quote}`, fact, rank: value };
  }).filter((hit) => fitsQuote(hit.fact, hit.speaker));
  const head = { ...where, at: -1, rank: rank(page.meta.title, phrase, parts) };
  const best = quotes.sort((a, b) => b.rank - a.rank || a.at - b.at).slice(0, 5);
  if (asksForQuotes() || (best.length && head.rank <= best[0].rank)) return best;
  return [head, ...best];
}

function asksForQuotes() {
  return Boolean(field.kind.value || field.person.value.trim() || field.confidence.value !== "0");
}

// The words of a quote: the stretch of the page's words from its heading to the next one.
function quoteText(page, anchor) {
  const words = page.content.split(" ");
  const starts = page.anchors.map((anchor) => anchor.location).sort((a, b) => a - b);
  const start = anchor.location;
  const end = starts.find((place) => place > start) ?? words.length;
  const heading = anchor.text.trim().split(/\s+/).length;
  return words.slice(start + heading, end).join(" ").replace(/\s*¶.*$/su, "").trim();
}

function describe(total) {
  if (total > 40) return `${total.toLocaleString("en")} pages; the best 40 of them are below.`;
  return total === 1 ? "1 page." : `${total} pages.`;
}

function show(hits, words) {
  found = hits;
  shown = 0;
  results.replaceChildren();
  status.textContent = words;
  showMore();
}

function showMore() {
  results.append(...found.slice(shown, shown + PAGE).map(draw));
  shown += PAGE;
  more.hidden = shown >= found.length;
}

// Text goes in as text, never as markup: quotes, names and headlines come from articles.
function draw(hit) {
  const item = document.createElement("li");
  const from = document.createElement("p");
  const link = document.createElement("a");
  link.href = hit.href;
  link.textContent = hit.title;
  from.className = "from";
  if (hit.text) {
    const words = document.createElement("p");
    words.className = `words ${hit.fact.kind}`;
    words.append(...emphasise(hit.text));
    const who = document.createElement("strong");
    who.textContent = hit.speaker;
    from.append(who, " · ", link, ` · ${hit.where} · ${hit.fact.confidence} % sure`);
    item.append(words, from);
  } else {
    from.append(link, ` · ${hit.where}`);
    item.append(from);
  }
  return item;
}

// The text in pieces, those that begin like a word of the search marked.
function emphasise(text) {
  const stems = fold(field.words.value).split(" ").filter((word) => word.length > 2).map((word) => word.slice(0, Math.max(3, word.length - 2)));
  return text.split(/(\s+)/u).map((piece) => {
    if (!stems.some((stem) => fold(piece).startsWith(stem))) return piece;
    return Object.assign(document.createElement("mark"), { className: "hit", textContent: piece });
  });
}

function remember() {
  const asked = new URLSearchParams(Object.entries(field).map(([id, one]) => [id, one.value]).filter(([, value]) => value && value !== "0"));
  const address = asked.size ? `?${asked}` : location.pathname;
  history.replaceState(null, "", address);
}

function recall() {
  for (const [id, value] of new URLSearchParams(location.search)) if (field[id]) field[id].value = value;
}

let waiting;
form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 200); });
form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
more.addEventListener("click", showMore);
fillChoices();
recall();
await search();
document.documentElement.dataset.ready = "true";
