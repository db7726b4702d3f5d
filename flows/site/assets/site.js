// CSV, Excel, filters, order and length of the lists of a page. Reads the page only; nothing leaves the machine.
"use strict";

// The rows of a list: a table's cells, or the parts of each [data-row] that are marked with their column.
function readRows(list) {
  if (list.tagName === "TABLE") {
    return [...list.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(readCell));
  }
  const rows = [...list.querySelectorAll("[data-row]")];
  const columns = [...new Set(rows.flatMap((row) => [...row.querySelectorAll("[data-c]")].map((part) => part.dataset.c)))];
  const values = rows.map((row) => columns.map((column) => readCell(row.querySelector(`[data-c="${column}"]`))));
  return [columns, ...values];
}

function readCell(cell) {
  return cell ? cell.textContent.replace(/\s+/g, " ").trim() : "";
}

// Spreadsheets take a text that starts like a formula for one: such a text gets an apostrophe, numbers stay.
function csvField(value) {
  const isFormula = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.,]+( %)?$/.test(value);
  const safe = isFormula ? `'${value}` : value;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// With the byte order mark by which Excel knows that the file is UTF-8.
function writeCsv(rows) {
  return new Blob(["\ufeff", rows.map((row) => row.map(csvField).join(",")).join("\r\n"), "\r\n"], { type: "text/csv" });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org";

function xmlText(value) {
  return value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Numbers as numbers, everything else as text: a cell of text is never a formula.
function xmlCell(value) {
  const plain = value.replaceAll(",", "");
  if (/^-?\d+(\.\d+)?$/.test(plain) && plain.length < 16) return `<c><v>${plain}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(value.slice(0, 32767))}</t></is></c>`;
}

function writeXlsx(rows) {
  const sheet = rows.map((row) => `<row>${row.map(xmlCell).join("")}</row>`).join("");
  return new Blob([zip({
    "[Content_Types].xml": `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="On Record" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`,
  })], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
}

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function numbers(...fields) {
  const bytes = [];
  for (const [value, size] of fields) for (let at = 0; at < size; at++) bytes.push((value >>> (8 * at)) & 255);
  return Uint8Array.from(bytes);
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

// A zip archive of stored files, dated 1980-01-01, so that the same list gives the same bytes.
function zip(files) {
  const encoder = new TextEncoder();
  const locals = [], entries = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = encoder.encode(name), content = encoder.encode(text);
    const facts = [[20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [crc32(content), 4], [content.length, 4], [content.length, 4], [path.length, 2], [0, 2]];
    const local = join([numbers([0x04034b50, 4], ...facts), path, content]);
    entries.push(join([numbers([0x02014b50, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = join(entries);
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [directory.length, 4], [offset, 4], [0, 2]);
  return join([...locals, directory, end]);
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function fileName(list, ending) {
  const page = location.pathname.split("/").pop().replace(/\.html$/, "") || "index";
  return `onrecord-${page}-${list.id.replace(/^t-/, "")}.${ending}`;
}

function connectFilter(input) {
  const rows = [...document.getElementById(input.dataset.filter).tBodies[0].rows];
  const texts = rows.map((row) => `${row.textContent} ${row.dataset.also ?? ""}`.toLowerCase());
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().trim();
    rows.forEach((row, at) => { row.hidden = !texts[at].includes(words); });
  });
  input.closest(".filter").hidden = false;
}

// A long list starts with its first rows; the files have all of them.
function shorten(list) {
  const count = (list.tBodies?.[0] ?? list).children.length;
  if (count <= (list.tagName === "TABLE" ? 10 : 8)) return;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Show all ${count}` });
  const line = Object.assign(document.createElement("p"), { className: "more" });
  line.append(button);
  (list.closest(".scroll") ?? list).after(line);
  list.classList.add("short");
  button.addEventListener("click", () => { list.classList.remove("short"); line.remove(); });
}

function sortValue(cell) {
  const day = Date.parse(`${cell.textContent.trim()} UTC`), number = Number.parseFloat(cell.textContent.replaceAll(",", ""));
  if (cell.classList.contains("num")) return Number.isNaN(number) ? -Infinity : number;
  return /\d{4}/.test(cell.textContent) && !Number.isNaN(day) ? day : cell.textContent.trim().toLowerCase();
}

function compare(one, other) {
  return typeof one === typeof other ? (one > other) - (one < other) : typeof one === "number" ? 1 : -1;
}

// Each heading of a table becomes a button that puts the rows in the order of its column: numbers and days the greatest first.
function connectSort(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const rows = [...table.tBodies[0].rows].map((row) => [sortValue(row.cells[column]), row]);
      const falls = head.ariaSort ? head.ariaSort === "ascending" : typeof rows[0][0] === "number";
      rows.sort((a, b) => (falls ? -1 : 1) * compare(a[0], b[0]));
      table.tBodies[0].append(...rows.map(([, row]) => row));
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    });
  });
}

// On a narrow screen the style sheet stacks the cells of a row, each behind the heading of its column.
function labelCells(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
  for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, column) => { cell.dataset.label = heads[column]; });
  table.classList.add("stacked");
}

for (const [kind, write] of [["csv", writeCsv], ["xlsx", writeXlsx]]) {
  for (const button of document.querySelectorAll(`[data-${kind}]`)) {
    const list = document.getElementById(button.dataset[kind]);
    if (!list) continue;
    button.addEventListener("click", () => save(write(readRows(list)), fileName(list, kind)));
    button.hidden = false;
  }
}
document.querySelectorAll("table").forEach((table) => { if (table.tHead && table.tBodies[0]) labelCells(table); });
document.querySelectorAll("[data-filter]").forEach(connectFilter);
document.querySelectorAll("[data-short]").forEach(shorten);
document.querySelectorAll("table[id]").forEach((table) => { if (table.tBodies[0]?.rows.length > 1) connectSort(table); });
