import * as assert from "node:assert/strict";
import { everything, isFrame } from "../../tools/report/drawing/diagram";
import type { Place, Point } from "../../tools/report/drawing/layout";
import type { Report } from "../../tools/report/page/report";

/** What holds for the drawing of every stack: nothing lies on anything, and everything is inside its frame. */
export function assertTidy({ diagram, layout }: Report): void {
  const all = everything(diagram.frames);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length, "an id twice");
  const at = (id: string): Place => {
    const place = layout.places.get(id);
    assert.ok(place, `${id} has no place`);
    return place;
  };
  const siblings = [diagram.frames, ...all.filter(isFrame).map(({ children }) => children)];
  for (const group of siblings) {
    for (const [index, one] of group.entries()) {
      for (const other of group.slice(index + 1)) {
        assert.ok(!touch(at(one.id), at(other.id)), `${one.id} overlaps ${other.id}`);
      }
    }
  }
  for (const frame of all.filter(isFrame)) {
    for (const { id } of frame.children) {
      assert.ok(within(at(id), at(frame.id)), `${id} sticks out of ${frame.id}`);
    }
    assert.ok(within(at(frame.id), { x: 0, y: 0, ...layout }), `${frame.id} is cut off`);
  }
  for (const [index, { from, to }] of diagram.lines.entries()) {
    const way = layout.ways[index] ?? [];
    assert.ok(way.length >= 2, `no way from ${from} to ${to}`);
    for (const box of all.filter((each) => !isFrame(each) && ![from, to].includes(each.id))) {
      const crossed = way.slice(1).some((point, at_) => crosses(way[at_], point, at(box.id)));
      assert.ok(!crossed, `the line from ${from} to ${to} crosses ${box.id}`);
    }
  }
}

/** What holds for every page: sound markup, ids that are there, each resource once. */
export function assertSound(html: string, { state }: Report): void {
  assertBalanced(html);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, "an id twice");
  const referenced = /(?:href="#|url\(#|aria-labelledby="| for=")([^")]+)/g;
  for (const [, id] of html.matchAll(referenced)) assert.ok(ids.includes(id), `no #${id ?? ""}`);
  const rows = ids.filter((id) => id?.startsWith("resource-"));
  assert.equal(rows.length, state.resources.length);
  assert.doesNotMatch(html, /(?:src|href)="https?:|@import|url\((?!#)/, "something from elsewhere");
  const read = html.replace(/<script>[^]*?<\/script>/, "");
  assert.doesNotMatch(read, /undefined|\[object |NaN/);
}

const VOID = new Set(["meta", "link", "input"]);

/** Every element ends, in the order in which it began. */
function assertBalanced(html: string): void {
  const open: string[] = [];
  const bare = html.replace(/<(script|style)>[^]*?<\/\1>/g, "<$1></$1>");
  for (const [tag, end, name = "", closed] of bare.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)(?:\s+[\w:-]+(?:="[^"<]*")?)*\s*(\/?)>/g,
  )) {
    if (end) assert.equal(open.pop(), name, tag);
    else if (!closed && !VOID.has(name)) open.push(name);
  }
  assert.deepEqual(open, []);
  const text = bare.replace(/<!doctype html>/, "").replace(/<\/?[a-zA-Z][^<>]*>/g, "");
  assert.doesNotMatch(text, /[<>]/);
}

function touch(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function within(inner: Place, outer: Place): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width + 0.5 &&
    inner.y + inner.height <= outer.y + outer.height + 0.5
  );
}

/** Ways are horizontal and vertical. */
function crosses(from: Point | undefined, to: Point, box: Place): boolean {
  if (from === undefined) return false;
  const x = Math.min(from.x, to.x);
  const y = Math.min(from.y, to.y);
  const way = {
    x,
    y,
    width: Math.abs(from.x - to.x) + 0.01,
    height: Math.abs(from.y - to.y) + 0.01,
  };
  return touch(way, box);
}
